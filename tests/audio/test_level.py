"""Levels a meter can show."""

import numpy as np
import pytest

from trainer.audio.clip import Clip
from trainer.audio.level import SILENCE_DBFS, active_rms, amplitude, dbfs, peak


def test_silence_has_a_level() -> None:
    """A meter draws a number for digital silence, not minus infinity."""
    assert dbfs(0.0) == SILENCE_DBFS
    assert peak(np.zeros(0, np.float32)) == 0.0
    assert active_rms(Clip(np.zeros(10, np.float32), 8000)) == 0.0


@pytest.mark.parametrize("level_dbfs", [-60.0, -20.0, 0.0, 6.0])
def test_decibels_and_back(level_dbfs: float) -> None:
    """The two ways of saying a level agree."""
    assert dbfs(amplitude(level_dbfs)) == pytest.approx(level_dbfs)


def test_pauses_do_not_make_speech_quieter() -> None:
    """The loudness of a message that is half silence is that of its speech."""
    samples = np.zeros(16000, np.float32)
    samples[:8000] = 0.25
    assert active_rms(Clip(samples, 8000)) == pytest.approx(0.25)
    assert peak(-samples) == 0.25
