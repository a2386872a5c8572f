"""How a telephone sounds: 300 to 3400 Hz, 8000 samples a second, G.711."""

import io
from typing import Literal

import numpy as np
import soundfile
from numpy.typing import NDArray

from trainer.audio.clip import Clip, Samples
from trainer.core.country import Country

Law = Literal["mu", "A"]
"""The two ways ITU-T G.711 packs a sample into 8 bits."""

PHONE_RATE_HZ = 8000

_SUBTYPE = {"mu": "ULAW", "A": "ALAW"}
_LOW_HZ, _HIGH_HZ = 300.0, 3400.0
_TAPS = 257
"""Odd, so that the filter shifts nothing; long enough to fall 50 dB within 120 Hz."""


def law_of(country: Country) -> Law:
    """The law of a country's network."""
    return "mu" if country in {"us", "ca", "jp"} else "A"


def through_phone(clip: Clip, law: Law) -> Clip:
    """The clip as the other end of a telephone line plays it, at the clip's own rate and length."""
    heard = on_the_line(clip, law).resampled(clip.rate_hz).samples
    # Two resamplings may end a frame early or late.
    samples = np.zeros(clip.frames, dtype=np.float32)
    common = min(len(heard), clip.frames)
    samples[:common] = heard[:common]
    return Clip(samples, clip.rate_hz)


def on_the_line(clip: Clip, law: Law) -> Clip:
    """The clip as the network carries it: at 8 kHz."""
    return Clip(g711(_band_limited(clip.resampled(PHONE_RATE_HZ).samples), law), PHONE_RATE_HZ)


def g711(samples: Samples, law: Law) -> Samples:
    """Samples at 8 kHz after a trip through a G.711 codec."""
    if not len(samples):
        return samples
    packed = io.BytesIO()
    # The encoder looks samples up in a table: one past full scale would miss it.
    soundfile.write(packed, np.clip(samples, -1.0, 1.0), PHONE_RATE_HZ, format="WAV", subtype=_SUBTYPE[law])
    packed.seek(0)
    return np.asarray(soundfile.read(packed, dtype="float32")[0], dtype=np.float32)


def _band_limited(samples: Samples) -> Samples:
    if not len(samples):
        return samples
    filtered = np.convolve(samples, _BAND_PASS, mode="full")
    first = _TAPS // 2
    return np.asarray(filtered[first : first + len(samples)], dtype=np.float32)


def _low_pass(cutoff_hz: float) -> NDArray[np.float64]:
    """A windowed sinc with unit gain at 0 Hz."""
    offsets = np.arange(_TAPS) - _TAPS // 2
    taps = np.sinc(2 * cutoff_hz / PHONE_RATE_HZ * offsets) * np.kaiser(_TAPS, 6.0)
    return np.asarray(taps / taps.sum(), dtype=np.float64)


_BAND_PASS = _low_pass(_HIGH_HZ) - _low_pass(_LOW_HZ)
