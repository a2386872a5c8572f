"""A call's tape holds everything that may sound, each at its place."""

import numpy as np
import pytest

from tests.core.calls import scenario_of
from trainer.audio.call_tape import GREETING_DBFS, make_call_tape
from trainer.audio.clip import Clip
from trainer.audio.level import active_rms, dbfs, peak
from trainer.audio.phone_band import through_phone
from trainer.audio.tape import Tape
from trainer.audio.tones import beep_tone
from trainer.core.country import Country
from trainer.core.scenario import Beep, Mailbox, Step
from trainer.core.script import script_of

RATE_HZ = 48000


def _words(level: float, rate_hz: int = 22050) -> Clip:
    """Two seconds of noise with a pause in the middle."""
    samples = np.random.default_rng(3).standard_normal(2 * rate_hz) * level
    samples[rate_hz // 2 : rate_hz] = 0
    return Clip(np.asarray(samples, np.float32), rate_hz)


def _tape(spoken: Clip | None, *steps: Step, mailbox: Mailbox | None = None, country: Country = "us") -> Tape:
    script = script_of(scenario_of(*steps, mailbox=mailbox))
    return make_call_tape(script, country, lambda *_: spoken, RATE_HZ)


def _sound(tape: Tape, mark: str) -> Clip:
    start, end = tape.bounds[list(tape.marks).index(mark)]
    return Clip(tape.samples[start:end], RATE_HZ)


@pytest.mark.parametrize("rings", [0, 1, 3])
def test_marks_lie_where_the_sound_changes(rings: int) -> None:
    """Rings, greeting, beep: each starts at its mark, and the message begins with the beep's end."""
    tape = _tape(_words(0.1), mailbox=Mailbox(greeting="Hello.", rings=rings))
    marks = tape.marks
    assert marks["message…"] - marks["beep"] == round(0.425 * RATE_HZ)
    assert marks["greeting"] / RATE_HZ == pytest.approx(0.305 + max(0, 6 * rings - 3.2), abs=0.001)
    before_beep = tape.samples[marks["beep"] - RATE_HZ // 4 : marks["beep"]]
    assert peak(before_beep) == 0.0
    assert peak(_sound(tape, "beep").samples) > 0.2
    assert tape.follows["message…"] is None
    assert "message…" in tape.listens & tape.hang_up_at


@pytest.mark.parametrize("level", [0.001, 0.05, 0.5, 3.0])
def test_every_greeting_is_equally_loud(level: float) -> None:
    """A whispered and a shouted greeting arrive at the same loudness, and neither clips."""
    tape = _tape(_words(level), country="gb")
    assert dbfs(active_rms(_sound(tape, "greeting"))) == pytest.approx(GREETING_DBFS, abs=1.0)
    assert peak(tape.samples) < 0.9


def test_a_greeting_of_clicks_does_not_clip() -> None:
    """Loudness gives way to peaks: a crackling recording is quieter, never distorted."""
    samples = np.zeros(RATE_HZ, np.float32)
    samples[::9600] = 1.0
    assert peak(_tape(Clip(samples, RATE_HZ)).samples) < 0.9


def test_no_greeting_and_a_silent_one() -> None:
    """Without a voice the beep still comes, and silence is no division by zero."""
    bare = _tape(None, country="fr").marks
    assert bare["greeting"] < bare["beep"] < bare["message…"]
    assert np.all(np.isfinite(_tape(Clip(np.zeros(8000, np.float32), 8000)).samples))


def test_the_greeting_passed_through_the_network() -> None:
    """What is heard is the telephone's version of the greeting, not the studio's."""
    heard = _sound(_tape(_words(0.1, RATE_HZ)), "greeting").samples[: 2 * RATE_HZ]
    expected = through_phone(_words(0.1, RATE_HZ), "mu").samples
    assert np.corrcoef(heard, expected)[0, 1] > 0.99
    hiss = np.abs(np.fft.rfft(heard))[2 * 4500 :]
    assert hiss.max() < np.abs(np.fft.rfft(heard)).max() / 100


def test_a_fake_beep_is_the_real_one_in_the_wrong_place() -> None:
    """Who speaks after the first beep speaks into the greeting."""
    mailbox = Mailbox(greeting="Speak now. [beep] Not yet. [pause] Now.", beep=Beep(frequency_hz=900))
    tape = _tape(_words(0.1), mailbox=mailbox)
    greeting, beep = _sound(tape, "greeting").samples, beep_tone(mailbox.beep, RATE_HZ)
    assert np.array_equal(greeting[2 * RATE_HZ : 2 * RATE_HZ + len(beep)], beep)
    assert len(greeting) / RATE_HZ == pytest.approx(3 * 2 + 0.425 + 0.6 + 0.4, abs=0.01)


def test_a_step_plays_then_speaks_then_waits() -> None:
    """A number out of service: three tones, then words; nothing in the way of the mailbox it does not have."""
    gone = Step(name="gone", plays="information", says="Not in service.", waits_s=3)
    tape = _tape(_words(0.1), gone, mailbox=Mailbox())
    assert list(tape.marks) == ["gone", "gone…", "hang up"]
    assert _sound(tape, "gone").seconds == pytest.approx(0.99 + 2 + 0.15, abs=0.01)
    assert _sound(tape, "gone…").frames == 0
    assert (tape.follows["gone"], tape.follows["gone…"]) == ("gone…", None)
