"""A whole drill over files: the same call, tape, take, store and score as on a sound card."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.practice.studios import RATE_HZ, MakeStudio, drill_with
from trainer.audio.clip_file import read_clip
from trainer.core.call import Phase
from trainer.core.scenario import Mailbox, Scenario
from trainer.errors import EngineError
from trainer.practice.drill import Drill
from trainer.practice.scoring import score_unfinished
from trainer.speech.moonshine import MoonshineTranscriber

Loud = Callable[[float], Path]

WORDS = (
    "hi dana this is rachel porter with copperline i'm calling about your third clinic please call me back "
    "at 206 555 0134 again 206 555 0134"
)


def test_a_drill_goes_from_dial_to_saved_attempt(make_studio: MakeStudio, loud: Loud, scenario: Scenario) -> None:
    """Phases in order, words scored against profile and scenario, row and recording saved, nothing left open."""
    studio = make_studio(loud(12.0), WORDS)
    drill, watcher = drill_with(scenario, studio)
    attempt = drill.run()
    assert attempt is not None
    assert watcher.phases == [Phase.RINGING, Phase.GREETING, Phase.BEEP, Phase.RECORDING, Phase.ENDED]
    assert watcher.troubles == []
    assert attempt.ended_by == "hung up"
    met = {verdict.check_id for verdict in attempt.scorecard.verdicts if verdict.met}
    assert {"name", "company", "number", "number_twice", "ask"} <= met
    assert list(studio.history.attempts()) == [attempt]
    assert studio.recordings.unfinished() == []


def test_not_one_sample_of_the_message_is_lost(make_studio: MakeStudio, loud: Loud, scenario: Scenario) -> None:
    """The recording on disk is the microphone's sound from its first sample to its last."""
    microphone = loud(3.0)
    studio = make_studio(microphone, WORDS)
    attempt = drill_with(scenario, studio)[0].run()
    assert attempt is not None
    assert attempt.recording is not None
    kept = studio.recordings.load(attempt.recording)
    assert kept.rate_hz == RATE_HZ
    np.testing.assert_allclose(kept.samples, read_clip(microphone).samples, atol=2 / 32768)


def test_hash_skips_the_greeting_and_keeps_the_message_whole(
    make_studio: MakeStudio, loud: Loud, scenario: Scenario
) -> None:
    """After # the beep comes at once and the message still starts at its end, sample for sample."""
    microphone = loud(2.0)
    studio = make_studio(microphone, WORDS)
    drill, watcher = drill_with(scenario, studio, {Phase.GREETING: lambda drill: drill.press("#")})
    attempt = drill.run()
    assert attempt is not None
    assert attempt.recording is not None
    assert watcher.phases[-3:] == [Phase.BEEP, Phase.RECORDING, Phase.ENDED]
    kept = studio.recordings.load(attempt.recording)
    np.testing.assert_allclose(kept.samples, read_clip(microphone).samples, atol=2 / 32768)


def test_hanging_up_before_the_beep_leaves_no_message(make_studio: MakeStudio, loud: Loud, scenario: Scenario) -> None:
    """Always leave a message: without one the total is 0 and the scorecard says why."""
    studio = make_studio(loud(2.0), WORDS)
    attempt = drill_with(scenario, studio, {Phase.GREETING: Drill.hang_up})[0].run()
    assert attempt is not None
    assert (attempt.scorecard.total, attempt.recording) == (0, None)
    assert [tripped.blocker_id for tripped in attempt.scorecard.blockers] == ["no_message"]


@pytest.mark.parametrize("phase", [Phase.RINGING, Phase.GREETING, Phase.BEEP])
def test_abandoning_before_the_message_leaves_nothing_behind(
    make_studio: MakeStudio, loud: Loud, scenario: Scenario, phase: Phase
) -> None:
    """Escape during the greeting is no attempt and no recording."""
    studio = make_studio(loud(2.0), WORDS)
    assert drill_with(scenario, studio, {phase: Drill.abandon})[0].run() is None
    assert list(studio.history.attempts()) == []
    assert studio.recordings.unfinished() == []


def test_an_abandoned_message_is_kept_and_can_be_scored_later(
    make_studio: MakeStudio, loud: Loud, scenario: Scenario
) -> None:
    """Escape after speaking keeps the recording; scoring it later saves the attempt under the same id."""
    studio = make_studio(loud(4.0), WORDS)
    drill, _ = drill_with(scenario, studio, {Phase.ENDED: Drill.abandon})
    assert drill.run() is None
    (note,) = studio.recordings.unfinished()
    assert note.id == drill.id
    attempt = score_unfinished(note, studio, lambda: False)
    assert attempt.transcript.text == WORDS
    assert studio.recordings.unfinished() == []
    assert [saved.id for saved in studio.history.attempts()] == [drill.id]


def test_a_message_that_is_too_long_is_cut_at_the_limit(
    make_studio: MakeStudio, loud: Loud, scenario: Scenario
) -> None:
    """The mailbox hangs up at its limit exactly; what was said until then is kept and scored."""
    short = replace(scenario, mailbox=replace(scenario.mailbox, longest_s=5.0))
    studio = make_studio(loud(8.0), WORDS)
    attempt = drill_with(short, studio)[0].run()
    assert attempt is not None
    assert attempt.recording is not None
    assert attempt.ended_by == "limit"
    assert studio.recordings.load(attempt.recording).seconds == 5.0


def test_a_long_silence_ends_the_call(make_studio: MakeStudio, quiet: Path, scenario: Scenario) -> None:
    """A rep who says nothing is hung up on after the mailbox's patience, and nothing was left."""
    impatient = replace(scenario, mailbox=replace(scenario.mailbox, silence_s=2.0))
    attempt = drill_with(impatient, make_studio(quiet))[0].run()
    assert attempt is not None
    assert attempt.ended_by == "silence"
    assert attempt.transcript.seconds == pytest.approx(2.0, abs=0.1)
    assert attempt.scorecard.total == 0


def test_a_recording_that_cannot_be_written_does_not_stop_the_score(
    make_studio: MakeStudio, loud: Loud, scenario: Scenario
) -> None:
    """A full or broken disk is told; the message is still heard and scored from memory."""
    studio = make_studio(loud(3.0), WORDS)
    studio.folders.recordings.write_text("a file where the folder should be")
    drill, watcher = drill_with(scenario, studio)
    attempt = drill.run()
    assert attempt is not None
    assert attempt.recording is None
    assert attempt.transcript.text == WORDS
    assert len(watcher.troubles) == 1


def test_without_a_recogniser_the_recording_is_kept(make_studio: MakeStudio, loud: Loud, scenario: Scenario) -> None:
    """A missing model is told before the call and again after it, and the message waits to be scored."""
    studio = make_studio(loud(3.0), transcriber=MoonshineTranscriber(Path("/nowhere")))
    drill, watcher = drill_with(scenario, studio)
    with pytest.raises(EngineError, match="kept"):
        drill.run()
    assert watcher.troubles
    assert [note.id for note in studio.recordings.unfinished()] == [drill.id]


def test_a_greeting_that_cannot_be_played_leaves_the_beep(
    make_studio: MakeStudio, loud: Loud, scenario: Scenario
) -> None:
    """A greeting file that is gone is told as trouble, and the call goes on with the beep."""
    mailbox = Mailbox(greeting="Hello.", greeting_file="/nowhere/greeting.wav")
    studio = make_studio(loud(3.0), WORDS)
    drill, watcher = drill_with(replace(scenario, mailbox=mailbox), studio)
    assert drill.run() is not None
    assert len(watcher.troubles) == 1
    assert Phase.RECORDING in watcher.phases
