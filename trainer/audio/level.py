"""Loudness: decibels below full scale, as the level meter and the tape need it."""

import numpy as np

from trainer.audio.clip import Clip, Samples

SILENCE_DBFS = -90.0
"""The lowest level shown; digital silence is called this."""

_WINDOW_S = 0.02
_ACTIVE_WITHIN_DB = 25.0


def dbfs(amplitude: float) -> float:
    """An amplitude (full scale 1.0) in dBFS, never below SILENCE_DBFS."""
    return max(SILENCE_DBFS, 20.0 * float(np.log10(max(amplitude, 1e-9))))


def amplitude(level_dbfs: float) -> float:
    """A level in dBFS as an amplitude (full scale 1.0)."""
    return float(10.0 ** (level_dbfs / 20.0))


def peak(samples: Samples) -> float:
    """The largest amplitude; 0.0 if there are no samples."""
    return max(float(samples.max()), -float(samples.min())) if len(samples) else 0.0


def active_rms(clip: Clip) -> float:
    """The RMS amplitude of a clip without its pauses: of the 20 ms windows within 25 dB of the loudest."""
    window = max(1, round(_WINDOW_S * clip.rate_hz))
    whole = len(clip.samples) // window * window
    if whole == 0:
        return 0.0
    power = np.mean(np.square(clip.samples[:whole].reshape(-1, window), dtype=np.float64), axis=1)
    active = power[power >= power.max() * 10.0 ** (-_ACTIVE_WITHIN_DB / 10.0)]
    return float(np.sqrt(active.mean()))
