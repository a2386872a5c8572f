"""The tones are those that the country's telephones make."""

from typing import get_args

import numpy as np
import pytest

from trainer.audio.clip import Samples
from trainer.audio.level import dbfs
from trainer.audio.tones import RING_BACK, beep_tone, ring, tone
from trainer.core.country import Country
from trainer.core.scenario import Beep

RATE_HZ = 48000


def _spectrum_peaks_hz(samples: Samples, count: int) -> list[float]:
    """The strongest frequencies, each at least 10 Hz from the others."""
    padded = 1 << 19
    strength = np.abs(np.fft.rfft(samples * np.hanning(len(samples)), padded))
    peaks: list[float] = []
    for index in np.argsort(strength)[::-1]:
        frequency_hz = float(index) * RATE_HZ / padded
        if all(abs(frequency_hz - known) > 10 for known in peaks):
            peaks.append(frequency_hz)
        if len(peaks) == count:
            break
    return sorted(peaks)


@pytest.mark.parametrize("country", get_args(Country))
def test_ring_back_has_its_countrys_frequencies_and_cadence(country: Country) -> None:
    """Every country rings with its own tones, sounding and pausing as long as the table says."""
    cadence = RING_BACK[country]
    samples = ring(country, RATE_HZ)
    assert len(samples) == round(sum(cadence.on_off_ms) * RATE_HZ / 1000)
    first = samples[: round(cadence.on_off_ms[0] * RATE_HZ / 1000)]
    measured = _spectrum_peaks_hz(first, len(cadence.frequencies_hz))
    assert measured == pytest.approx(cadence.frequencies_hz, abs=1.5)
    sounding = np.abs(samples).reshape(-1, RATE_HZ // 100).max(axis=1) > 0.001
    changes_ms = (np.flatnonzero(np.diff(sounding.astype(int))) + 1) * 10
    assert changes_ms.tolist() == list(np.cumsum(cadence.on_off_ms)[:-1])


def test_somebody_picks_up_in_the_pause() -> None:
    """The last ring is whole, only its pause is shorter: a call does not wait out four seconds of nothing."""
    assert len(ring("us", RATE_HZ, 0.8)) == round(2.8 * RATE_HZ)
    assert len(ring("gb", RATE_HZ, 5.0)) == round(3.0 * RATE_HZ)


def test_beep_is_the_reference_beep() -> None:
    """The default beep measures 700 Hz, 0.425 s, -14.7 dBFS RMS."""
    samples = beep_tone(Beep(), RATE_HZ)
    assert len(samples) == round(0.425 * RATE_HZ)
    assert _spectrum_peaks_hz(samples, 1) == pytest.approx([700], abs=0.5)
    steady = samples[RATE_HZ // 100 : -RATE_HZ // 100]
    assert dbfs(float(np.sqrt(np.mean(steady**2)))) == pytest.approx(-14.7, abs=0.05)


@pytest.mark.parametrize("seconds", [0.0, 0.00002, 0.02, 0.3])
def test_tones_do_not_click(seconds: float) -> None:
    """A tone of any length starts from nothing and ends in nothing, and never jumps."""
    samples = tone((440.0, 480.0), seconds, -20.0, RATE_HZ)
    with_silence = np.concatenate([[0.0], samples, [0.0]])
    steepest = 2 * np.pi * 480 / RATE_HZ * 0.2  # of two sines at their peaks together
    assert np.abs(np.diff(with_silence)).max() <= steepest
