"""A tape holds the call's sound in order, and its marks are where the sound changes."""

import numpy as np
import pytest

from trainer.audio.clip import Clip
from trainer.audio.level import active_rms, dbfs, peak
from trainer.audio.phone_band import through_phone
from trainer.audio.tape import GREETING_DBFS, make_tape
from trainer.core.scenario import Beep

RATE_HZ = 48000


def _greeting(level: float, rate_hz: int = 22050) -> Clip:
    """Two seconds of noise with a pause in the middle."""
    samples = np.random.default_rng(3).standard_normal(2 * rate_hz) * level
    samples[rate_hz // 2 : rate_hz] = 0
    return Clip(np.asarray(samples, np.float32), rate_hz)


@pytest.mark.parametrize("rings", [0, 1, 3])
def test_marks_lie_where_the_sound_changes(rings: int) -> None:
    """Rings, greeting, beep: each starts at its mark, and the message begins with the beep's end."""
    tape = make_tape(country="us", rings=rings, greeting=_greeting(0.1), beep=Beep(), rate_hz=RATE_HZ)
    marks = tape.marks
    assert list(marks) == ["greeting", "beep", "message"]
    assert marks["message"] == len(tape.samples)
    assert marks["message"] - marks["beep"] == round(0.425 * RATE_HZ)
    ringing_s = 0.5 + max(0, 6 * rings - 3.2) + 0.3
    assert marks["greeting"] == round(ringing_s * RATE_HZ)
    before_beep = tape.samples[marks["beep"] - RATE_HZ // 4 : marks["beep"]]
    assert peak(before_beep) == 0.0
    assert peak(tape.samples[marks["beep"] :]) > 0.2


@pytest.mark.parametrize("level", [0.001, 0.05, 0.5, 3.0])
def test_every_greeting_is_equally_loud(level: float) -> None:
    """A whispered and a shouted greeting arrive at the same loudness, and neither clips."""
    tape = make_tape(country="gb", rings=0, greeting=_greeting(level), beep=Beep(), rate_hz=RATE_HZ)
    part = Clip(tape.samples[tape.marks["greeting"] : tape.marks["beep"]], RATE_HZ)
    assert dbfs(active_rms(part)) == pytest.approx(GREETING_DBFS, abs=1.0)
    assert peak(tape.samples) < 0.9


def test_a_greeting_of_clicks_does_not_clip() -> None:
    """Loudness gives way to peaks: a crackling recording is quieter, never distorted."""
    samples = np.zeros(RATE_HZ, np.float32)
    samples[::9600] = 1.0
    tape = make_tape(country="us", rings=0, greeting=Clip(samples, RATE_HZ), beep=Beep(), rate_hz=RATE_HZ)
    assert peak(tape.samples) < 0.9


def test_no_greeting_and_a_silent_one() -> None:
    """Without a voice the beep still comes, and silence is no division by zero."""
    bare = make_tape(country="fr", rings=1, greeting=None, beep=Beep(), rate_hz=RATE_HZ)
    assert bare.marks["greeting"] < bare.marks["beep"] < bare.marks["message"]
    silent = Clip(np.zeros(8000, np.float32), 8000)
    tape = make_tape(country="us", rings=0, greeting=silent, beep=Beep(), rate_hz=RATE_HZ)
    assert np.all(np.isfinite(tape.samples))


def test_the_greeting_passed_through_the_network() -> None:
    """What is heard is the telephone's version of the greeting, not the studio's."""
    tape = make_tape(country="us", rings=0, greeting=_greeting(0.1, RATE_HZ), beep=Beep(), rate_hz=RATE_HZ)
    heard = tape.samples[tape.marks["greeting"] : tape.marks["greeting"] + 2 * RATE_HZ]
    expected = through_phone(_greeting(0.1, RATE_HZ), "mu").samples
    assert np.corrcoef(heard, expected)[0, 1] > 0.99
    hiss = np.abs(np.fft.rfft(heard))[2 * 4500 :]
    assert hiss.max() < np.abs(np.fft.rfft(heard)).max() / 100
