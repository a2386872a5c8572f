"""Loudness against the standard's own signals and against a library that is made for it."""

import numpy as np
import pyloudnorm
import pytest

from trainer.audio.clip import Clip, Samples
from trainer.audio.level import amplitude
from trainer.audio.sound_meter import measure
from trainer.core.sound import Sound

RATES_HZ = (8_000, 16_000, 22_050, 44_100, 48_000, 96_000)


def loudness(samples: Samples, rate_hz: int = 48_000) -> float | None:
    """The loudness of some sound."""
    return measure(Clip(samples.astype(np.float32), rate_hz), ()).loudness_lufs


def tone(*parts: tuple[float, float], rate_hz: int = 48_000, hertz: float = 997.0) -> Samples:
    """A sine of these levels (peak, dBFS) and lengths (s), one after the other."""
    envelope = np.concatenate([np.full(round(seconds * rate_hz), amplitude(level)) for level, seconds in parts])
    return np.asarray(envelope * np.sin(2 * np.pi * hertz * np.arange(len(envelope)) / rate_hz), np.float32)


def speechlike(rate_hz: int) -> Samples:
    """Eight seconds of noise of many colours that goes up and down and pauses."""
    rng = np.random.default_rng(4)
    noise = np.convolve(rng.normal(size=8 * rate_hz), np.ones(rate_hz // 2000) / 4, "same")
    level = np.repeat(rng.choice([0.0, 0.01, 0.1, 0.3], 40), rate_hz // 5)
    return np.asarray(noise * level, np.float32)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_full_scale_tone_has_the_standards_loudness(rate_hz: int) -> None:
    """BS.1770-4: a sine of 997 Hz at full scale in one channel reads -3.01 LUFS, at every rate."""
    assert loudness(tone((0.0, 5.0), rate_hz=rate_hz), rate_hz) == pytest.approx(-3.0, abs=0.06)


@pytest.mark.parametrize(
    ("parts", "lufs"),
    [
        (((-23.0, 20.0),), -23.0),
        (((-33.0, 20.0),), -33.0),
        (((-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0)), -23.0),
        (((-72.0, 10.0), (-36.0, 10.0), (-23.0, 60.0), (-36.0, 10.0), (-72.0, 10.0)), -23.0),
        (((-26.0, 20.0), (-20.0, 20.1), (-26.0, 20.0)), -23.0),
    ],
)
def test_the_gates_are_those_of_the_standard(parts: tuple[tuple[float, float], ...], lufs: float) -> None:
    """EBU Tech 3341, signals 1 to 5, within its 0.1 LU; they are for two channels, one reads 3.01 LU less."""
    assert loudness(tone(*parts, hertz=1000.0)) == pytest.approx(lufs - 3.01, abs=0.1)


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_a_library_agrees(rate_hz: int) -> None:
    """Filters and gates are those of pyloudnorm, which is held against the standard's whole set of signals."""
    samples = speechlike(rate_hz)
    reference = pyloudnorm.Meter(rate_hz, filter_class="DeMan").integrated_loudness(samples.astype(float))
    assert loudness(samples, rate_hz) == pytest.approx(reference, abs=0.1)


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(96_000), tone((-20.0, 0.3)), tone((-90.0, 5.0))])
def test_next_to_nothing_has_no_loudness(samples: Samples) -> None:
    """Silence, less than a block, and what lies below the absolute gate."""
    assert loudness(samples) is None


@pytest.mark.parametrize(("lufs", "level"), [(-40.0, "quiet"), (-24.0, "fine"), (-8.0, "loud"), (None, None)])
def test_a_word_for_it(lufs: float | None, level: str | None) -> None:
    """A figure in LUFS says nothing to most people."""
    assert Sound(lufs, 0.0).level == level
