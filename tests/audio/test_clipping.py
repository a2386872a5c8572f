"""Clipping: flat tops are found, and the tops of loud waves are left alone."""

import numpy as np
import pytest

from trainer.audio.clip import Clip, Samples
from trainer.audio.sound_meter import measure
from trainer.core.sound import Sound

RATE_HZ = 48_000


def wave(amplitude: float, seconds: float = 2.0, hertz: float = 220.0) -> Samples:
    """A tone."""
    return np.asarray(amplitude * np.sin(2 * np.pi * hertz * np.arange(round(seconds * RATE_HZ)) / RATE_HZ), np.float32)


def measured(samples: Samples) -> Sound:
    """What is found in it."""
    return measure(Clip(samples, RATE_HZ), ())


def as_integers(samples: Samples) -> Samples:
    """Kept with 16 bits, as most recordings are."""
    return np.asarray(np.clip(np.round(samples * 32768), -32768, 32767) / 32768, np.float32)


@pytest.mark.parametrize("times", [1.1, 3.0, 10.0])
@pytest.mark.parametrize("kind", ["integers", "floats cut off", "floats beyond full scale"])
def test_flat_tops_are_found(kind: str, times: float) -> None:
    """However the file keeps its samples: cut off by a converter or a program, or about to be."""
    loud = wave(times)
    samples = {"integers": as_integers(loud), "floats cut off": np.clip(loud, -1, 1)}.get(kind, loud)
    sound = measured(samples)
    over = float(np.mean(np.abs(loud) >= 1.0))
    assert sound.clipped_share == pytest.approx(over, rel=0.1)
    (place,) = sound.clipped
    assert place.start_s == pytest.approx(0.0, abs=0.01)
    assert place.end_s == pytest.approx(2.0, abs=0.01)


@pytest.mark.parametrize("hertz", [100.0, 220.0, 1000.0])
def test_the_top_of_a_loud_wave_is_not_flat(hertz: float) -> None:
    """A recording that was levelled to full scale does not clip."""
    samples = as_integers(wave(1.0, hertz=hertz))
    assert measured(samples).clipped == ()


def test_each_place_is_told_with_its_seconds() -> None:
    """A cough and a loud word are two places; what lies between stays out."""
    samples = wave(0.3, 10.0)
    for start_s in (2.0, 7.25):
        part = slice(round(start_s * RATE_HZ), round((start_s + 0.2) * RATE_HZ))
        samples[part] = np.clip(samples[part] * 10, -1, 1)
    places = measured(samples).clipped
    assert [round(place.start_s, 1) for place in places] == [2.0, 7.3]
    assert all(place.seconds == pytest.approx(0.2, abs=0.01) for place in places)


def test_a_flat_top_across_two_stretches_counts() -> None:
    """Measuring a second at a time loses nothing at the seams."""
    samples = np.zeros(2 * RATE_HZ, np.float32)
    samples[RATE_HZ - 1 : RATE_HZ + 2] = 1.0
    sound = measured(samples)
    assert len(sound.clipped) == 1
    assert sound.clipped_share == pytest.approx(3 / len(samples))
