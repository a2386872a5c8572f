"""Loudness as a listener hears it: ITU-R BS.1770-4, integrated and gated, for one channel.

The two filters of the standard are applied to a stretch at a time in the frequency domain: their memory is far shorter
than the lead that each stretch brings along, so the result is that of the recursive filters.
"""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from trainer.audio.clip import Samples

STEP_S = 0.1
"""Power is kept for steps of this length; the standard's blocks of 0.4 s overlap by three quarters."""
LEAD_S = 0.3
"""So much of what came before must lie before a stretch: the filters' answer has died away by then."""

_STEPS = 4
_OFFSET = -0.691
_GATE_LUFS, _GATE_LU = -70.0, -10.0
_SHELF_HZ, _SHELF_DB, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_SHELF_SLOPE = 0.4996667741545416
_PASS_HZ, _PASS_Q = 38.13547087602444, 0.5003270373238773
"""What the standard's coefficients for 48 kHz come from; other rates get the same filters."""


def step_powers(lead: Samples, stretch: Samples, rate_hz: int) -> NDArray[np.float64]:
    """Mean square of a stretch as the ear weighs it, for each whole step; lead is what came before, LEAD_S of it."""
    step = round(STEP_S * rate_hz)
    sound = np.concatenate((lead, stretch), dtype=np.float64)
    size = 1 << (len(sound) - 1).bit_length()
    weighted = np.fft.irfft(np.fft.rfft(sound, size) * _weights(size, rate_hz), size)[len(lead) : len(sound)]
    whole = len(weighted) // step * step
    return np.asarray(np.mean(np.square(weighted[:whole].reshape(-1, step)), axis=1))


def integrated_lufs(powers: Sequence[float]) -> float | None:
    """The loudness of a whole recording, from the powers of its steps; None if all of it is too quiet or too short."""
    if len(powers) < _STEPS:
        return None
    blocks = np.convolve(powers, np.full(_STEPS, 1 / _STEPS), "valid")
    audible = blocks[blocks > _power(_GATE_LUFS)]
    if not len(audible):
        return None
    foreground = audible[audible > float(audible.mean()) * 10 ** (_GATE_LU / 10)]
    return _OFFSET + 10 * float(np.log10(foreground.mean()))


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


@lru_cache(maxsize=4)
def _weights(size: int, rate_hz: int) -> NDArray[np.complex128]:
    """The answer of both filters at the frequencies of a transform of this size."""
    backwards = np.exp(-2j * np.pi * np.fft.rfftfreq(size))
    delays = np.stack((np.ones_like(backwards), backwards, np.square(backwards)))
    return np.asarray(_shelf(rate_hz, delays) * _high_pass(rate_hz, delays))


def _shelf(rate_hz: int, delays: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """The head before the ear: 4 dB more from 1.7 kHz on."""
    k = np.tan(np.pi * _SHELF_HZ / rate_hz)
    high = 10 ** (_SHELF_DB / 20)
    middle = high**_SHELF_SLOPE
    over = np.array([high + middle * k / _SHELF_Q + k * k, 2 * (k * k - high), high - middle * k / _SHELF_Q + k * k])
    under = np.array([1 + k / _SHELF_Q + k * k, 2 * (k * k - 1), 1 - k / _SHELF_Q + k * k])
    return np.asarray((over @ delays) / (under @ delays))


def _high_pass(rate_hz: int, delays: NDArray[np.complex128]) -> NDArray[np.complex128]:
    """Deaf to rumble: less and less below 38 Hz. The standard leaves its numerator unscaled."""
    k = np.tan(np.pi * _PASS_HZ / rate_hz)
    first = 1 + k / _PASS_Q + k * k
    under = np.array([1, 2 * (k * k - 1) / first, (1 - k / _PASS_Q + k * k) / first])
    return np.asarray((np.array([1, -2, 1]) @ delays) / (under @ delays))
