"""Clips keep their sound through cuts and other rates."""

import numpy as np
import pytest

from trainer.audio.clip import Clip, Samples

RATES_HZ = (8000, 16000, 22050, 44100, 48000)


def _sine(frequency_hz: float, rate_hz: int, seconds: float = 1.0) -> Samples:
    return np.asarray(np.sin(2 * np.pi * frequency_hz * np.arange(round(seconds * rate_hz)) / rate_hz), np.float32)


@pytest.mark.parametrize("to_hz", RATES_HZ)
@pytest.mark.parametrize("from_hz", RATES_HZ)
def test_another_rate_keeps_length_and_sound(from_hz: int, to_hz: int) -> None:
    """A resampled clip lasts as long and sounds the same: names and numbers stay recognisable."""
    clip = Clip(_sine(1000, from_hz), from_hz).resampled(to_hz)
    assert clip.rate_hz == to_hz
    assert clip.seconds == pytest.approx(1.0, abs=2 / to_hz)
    middle = slice(to_hz // 4, to_hz // 2)
    assert clip.samples[middle] == pytest.approx(_sine(1000, to_hz)[middle], abs=0.01)


def test_same_rate_costs_nothing() -> None:
    """A clip at the right rate is itself, bit by bit."""
    clip = Clip(_sine(440, 8000), 8000)
    assert clip.resampled(8000) is clip


@pytest.mark.parametrize(
    ("start_s", "end_s", "frames"),
    [(0, None, 8000), (0.5, None, 4000), (0.25, 0.5, 2000), (-1, 9, 8000), (0.5, 0.1, 0)],
)
def test_cut_stays_inside(start_s: float, end_s: float | None, frames: int) -> None:
    """A cut beyond the ends, or backwards, is no error and holds no foreign sound."""
    assert Clip(_sine(440, 8000), 8000).cut(start_s, end_s).frames == frames
