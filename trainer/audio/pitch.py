"""The melody of a voice by YIN (de Cheveigné and Kawahara 2002): each frame's period is where it repeats itself."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from trainer.audio.clip import Samples
from trainer.core.sound import Pitch
from trainer.core.timeline import Span

RATE_HZ = 8_000
"""Enough for every voice; shifts between samples are interpolated."""
HOP = 160
"""Samples from one frame to the next (20 ms)."""
HOP_S = HOP / RATE_HZ

LOWEST_HZ, HIGHEST_HZ = 60.0, 400.0
_SHORTEST, _LONGEST = int(RATE_HZ / HIGHEST_HZ), int(RATE_HZ / LOWEST_HZ) + 1
_WINDOW = 256
"""Samples that are compared with themselves (32 ms)."""
FRAME = _WINDOW + _LONGEST + 1
_SIZE = 512
_PERIODIC, _VOICED = 0.1, 0.2
"""The first shift that leaves less than this part of the power is the period; a frame in which none leaves less than
the second is not voiced. Higher bounds let half and double periods in where the telephone has taken the fundamental."""
_SHORTEST_RUN = 3
"""Voiced frames that stand alone are mostly chance."""
_JUMP = 2 ** (6 / 12)
"""A voice does not leap half an octave within 20 ms: such a frame begins a new run."""
_FARTHEST_SEMITONES = 9.0
"""From the median: farther, it is rather another octave than the voice. By telephone, which takes the fundamental, the
ranges of 18 messages lie 0.8 semitones from those of the clean ones; with the other octaves left in, 5.7."""
_LEAST_VOICED_S = 1.0
_STEP_FRAMES = 5


def pitches(sound: Samples) -> NDArray[np.float64]:
    """The pitch of each whole frame of 8 kHz sound in Hz; NaN where it is not voiced."""
    if len(sound) < FRAME:
        return np.zeros(0)
    frames = np.lib.stride_tricks.sliding_window_view(sound.astype(np.float64), FRAME)[::HOP]
    left = _normalised(_differences(frames))
    shifts = _periods(left)
    rows = np.arange(len(left))
    voiced = left[rows, shifts] < _VOICED
    return np.where(voiced, RATE_HZ / _between(left, rows, shifts), np.nan)


def _differences(frames: NDArray[np.float64]) -> NDArray[np.float64]:
    """What is left of each frame when it is taken from itself, shifted by 0 to _LONGEST + 1 samples."""
    shifts = _LONGEST + 2
    transformed = np.fft.rfft(frames, _SIZE) * np.conj(np.fft.rfft(frames[:, :_WINDOW], _SIZE))
    products = np.fft.irfft(transformed, _SIZE)[:, :shifts]
    power = np.cumsum(np.square(np.pad(frames, ((0, 0), (1, 0)))), axis=1)
    energies = power[:, _WINDOW : _WINDOW + shifts] - power[:, :shifts]
    return np.asarray(np.maximum(energies[:, :1] + energies - 2 * products, 0.0))


def _normalised(differences: NDArray[np.float64]) -> NDArray[np.float64]:
    """Each difference over the mean of those at shorter shifts; 1.0 at shift 0 and in silence."""
    sums = np.cumsum(differences[:, 1:], axis=1)
    shifts = np.arange(1, differences.shape[1])
    left = np.ones_like(differences)
    np.divide(differences[:, 1:] * shifts, sums, out=left[:, 1:], where=sums > 1e-12)
    return left


def _periods(left: NDArray[np.float64]) -> NDArray[np.intp]:
    """The first valley below the bound in each row, or else the deepest place."""
    inside = left[:, _SHORTEST : _LONGEST + 1]
    valley = (inside < _PERIODIC) & (inside <= left[:, _SHORTEST + 1 : _LONGEST + 2])
    return np.asarray(np.where(valley.any(axis=1), valley.argmax(axis=1), inside.argmin(axis=1)) + _SHORTEST)


def _between(left: NDArray[np.float64], rows: NDArray[np.intp], shifts: NDArray[np.intp]) -> NDArray[np.float64]:
    """The shift with its fraction: the lowest point of the parabola through the valley and its neighbours."""
    before, here, after = (left[rows, shifts + step] for step in (-1, 0, 1))
    bend = before - 2 * here + after
    moved = np.divide(before - after, 2 * bend, out=np.zeros_like(here), where=bend > 1e-9)
    return np.asarray(shifts + np.clip(moved, -0.5, 0.5))


def melody(found: NDArray[np.float64], speech: Sequence[Span]) -> Pitch | None:
    """The melody of frames HOP_S apart, as far as they lie in speech; None if too little of it is voiced."""
    spoken = _usual(_steady(np.where(within(len(found), speech), found, np.nan)))
    voiced = spoken[~np.isnan(spoken)]
    if len(voiced) * HOP_S < _LEAST_VOICED_S:
        return None
    low_hz, median_hz, high_hz = np.percentile(voiced, (10, 50, 90))
    return Pitch(
        median_hz=round(float(median_hz), 1),
        range_semitones=round(float(12 * np.log2(high_hz / low_hz)), 1),
        step_s=_STEP_FRAMES * HOP_S,
        contour=_contour(12 * np.log2(spoken / median_hz)),
    )


def within(frames: int, speech: Sequence[Span]) -> NDArray[np.bool_]:
    """Which frames have their middle in speech."""
    middles_s = np.arange(frames) * HOP_S + FRAME / RATE_HZ / 2
    edges = [edge for span in speech for edge in (span.start_s, span.end_s)]
    return np.asarray(np.searchsorted(edges, middles_s) % 2 == 1)


def _steady(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """The frames without those that stand nearly alone between silence or leaps."""
    if not len(found):
        return found
    with np.errstate(invalid="ignore"):
        leap = ~(np.abs(np.log(found[1:] / found[:-1])) < np.log(_JUMP))
    runs = np.concatenate(([0], np.cumsum(leap)))
    return np.where(np.bincount(runs)[runs] >= _SHORTEST_RUN, found, np.nan)


def _usual(found: NDArray[np.float64]) -> NDArray[np.float64]:
    """The frames without those an octave off, in which half or twice the period was found."""
    if np.isnan(found).all():
        return found
    octaves = np.abs(np.log2(found / np.nanmedian(found)))
    return np.where(octaves <= _FARTHEST_SEMITONES / 12, found, np.nan)


def _contour(semitones: NDArray[np.float64]) -> tuple[float | None, ...]:
    padded = np.pad(semitones, (0, -len(semitones) % _STEP_FRAMES), constant_values=np.nan)
    steps = padded.reshape(-1, _STEP_FRAMES)
    return tuple(None if np.isnan(step).all() else round(float(np.nanmedian(step)), 1) for step in steps)
