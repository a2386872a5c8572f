"""The sound of a message: the same measured in a call, of a file, and of a recording scored later."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.practice.studios import MakeStudio, drill_with
from trainer.audio.clip_file import read_clip
from trainer.core.call import Phase
from trainer.core.scenario import Scenario
from trainer.core.sound import Sound
from trainer.practice.drill import Drill
from trainer.practice.scoring import score_clip, score_text, score_unfinished

CLEAR_MESSAGE = Path(__file__).parent.parent / "recordings" / "clear-message.ogg"
WORDS = "hi dana this is rachel porter with copperline please call me back at 206 555 0134"


@pytest.fixture
def of_the_file(make_studio: MakeStudio) -> Sound:
    """What is measured of the message as a file."""
    attempt = score_clip(read_clip(CLEAR_MESSAGE), make_studio(None, WORDS), None, lambda: False)
    sound = attempt.scorecard.delivery.sound
    assert sound is not None
    assert sound.level == "fine"
    assert sound.pitch is not None
    return sound


def test_a_call_measures_what_the_file_holds(make_studio: MakeStudio, scenario: Scenario, of_the_file: Sound) -> None:
    """Loudness, clipping and pitch come with the scorecard, and the history keeps them."""
    studio = make_studio(CLEAR_MESSAGE, WORDS)
    attempt = drill_with(scenario, studio)[0].run()
    assert attempt is not None
    sound = attempt.scorecard.delivery.sound
    assert sound is not None
    assert sound.loudness_lufs == pytest.approx(of_the_file.loudness_lufs, abs=0.2)
    assert sound.pitch is not None
    assert of_the_file.pitch is not None
    assert sound.pitch.range_semitones == pytest.approx(of_the_file.pitch.range_semitones, abs=0.5)
    assert list(studio.history.attempts()) == [attempt]


def test_a_recording_scored_later_is_measured(make_studio: MakeStudio, scenario: Scenario, of_the_file: Sound) -> None:
    """An abandoned message loses nothing."""
    studio = make_studio(CLEAR_MESSAGE, WORDS)
    assert drill_with(scenario, studio, {Phase.ENDED: Drill.abandon})[0].run() is None
    (note,) = studio.recordings.unfinished()
    sound = score_unfinished(note, studio, lambda: False).scorecard.delivery.sound
    assert sound is not None
    assert sound.loudness_lufs == pytest.approx(of_the_file.loudness_lufs, abs=0.2)


def test_sound_is_never_scored(make_studio: MakeStudio) -> None:
    """A quiet message has the verdicts and the total of a loud one."""
    studio, clip = make_studio(None, WORDS), read_clip(CLEAR_MESSAGE)
    loud, quiet = (
        score_clip(replace(clip, samples=clip.samples * gain), studio, None, lambda: False).scorecard
        for gain in (1.0, 0.05)
    )
    assert quiet.delivery.sound is not None
    assert quiet.delivery.sound.level == "quiet"
    assert (quiet.total, quiet.verdicts) == (loud.total, loud.verdicts)


def test_a_typed_message_has_no_sound(make_studio: MakeStudio) -> None:
    """What was not heard is not invented."""
    assert score_text(WORDS, None, make_studio(None), None).scorecard.delivery.sound is None
