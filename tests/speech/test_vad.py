"""Where somebody speaks."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.audio.clip import Clip, Samples
from trainer.speech.vad import FRAME_S, RunningGain, find_speech, spans_of

from .conftest import SENTENCE, Speak

Noise = Callable[[float, float], Samples]


@given(st.lists(st.booleans(), max_size=200))
def test_spans_are_ordered_and_inside(voiced: list[bool]) -> None:
    """Stretches of voice never overlap and never leave the sound."""
    spans = spans_of(voiced)
    edges = [moment for span in spans for moment in (span.start_s, span.end_s)]
    assert edges == sorted(edges)
    assert all(0.0 <= moment <= len(voiced) * FRAME_S for moment in edges)
    assert all(span.seconds > 0 for span in spans)


@given(st.floats(1e-6, 1.0), st.integers(1, 300))
def test_steady_noise_is_not_raised(level: float, frames: int) -> None:
    """Air conditioning stays what it is, however faint."""
    gain = RunningGain()
    rng = np.random.default_rng(frames)
    factors = {gain.after((rng.normal(size=512) * level).astype(np.float32)) for _ in range(frames)}
    assert factors == {1.0}


def test_quiet_speech_is_raised_and_loud_speech_is_not() -> None:
    """Whatever stands out of the background comes near the usual level."""
    gain = RunningGain()
    rng = np.random.default_rng(1)
    for _ in range(30):
        gain.after((rng.normal(size=512) * 1e-4).astype(np.float32))
    assert gain.after((rng.normal(size=512) * 2e-3).astype(np.float32)) == pytest.approx(35, rel=0.2)
    assert gain.after((rng.normal(size=512) * 0.2).astype(np.float32)) == 1.0


@pytest.mark.engine
@pytest.mark.voice
@pytest.mark.parametrize("level_db", [-20, -40, -60])
def test_speech_is_found_at_any_level(speak: Speak, noise: Noise, level_db: float) -> None:
    """Speech between two seconds of silence is found where it is, loud or faint."""
    clip = speak(SENTENCE)
    level = 10 ** (level_db / 20) / np.std(clip.samples)
    silence = np.zeros(2 * clip.rate_hz, np.float32)
    sound = np.concatenate((silence, clip.samples * np.float32(level), silence))
    sound += np.resize(noise(4.0, 3e-5), len(sound))
    spans = find_speech(Clip(sound, clip.rate_hz))
    assert spans[0].start_s == pytest.approx(2.05, abs=0.15)
    assert spans[-1].end_s == pytest.approx(2.0 + clip.seconds - 0.3, abs=0.3)


@pytest.mark.engine
@pytest.mark.parametrize("level", [0.0, 0.0003, 0.1])
def test_noise_is_not_speech(noise: Noise, level: float) -> None:
    """A noisy room does not count as speaking before the beep."""
    assert find_speech(Clip(noise(5.0, level), 16_000)) == ()


@pytest.mark.engine
@pytest.mark.parametrize("samples", [np.zeros(0, np.float32), np.full(100, np.nan, np.float32)])
def test_nothing_is_no_speech(samples: Samples) -> None:
    """Empty and broken sound is no error."""
    assert find_speech(Clip(samples, 48_000)) == ()
