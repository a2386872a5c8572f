"""Finishing a clip: trimmed, without clicks at its ends, as loud as asked, never clipped."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from trainer.audio.clip import Clip
from trainer.audio.level import amplitude, peak

CEILING_DBFS = -6.0
"""No sample is larger: the rare sharper sounds of some voices are held down to this."""
LOUDNESS_LUFS = -23.0
"""As EBU R 128 asks: far enough from full scale for every voice to reach it."""
SILENT = 1e-4
Spectrum = np.ndarray[Any, np.dtype[Any]]
_WINDOW_S = 0.01
_QUIET_BELOW_PEAK_DB = 40.0
_BEFORE_S, _AFTER_S, _FADE_S = 0.05, 0.12, 0.01
_LIMITER_S = 0.005
_BLOCK_S, _STEP_S = 0.4, 0.1
_ABSOLUTE_GATE_LUFS, _RELATIVE_GATE_LU = -70.0, -10.0
_LOUDNESS_OFFSET = -0.691


def silence(seconds: float, rate_hz: int) -> Clip:
    """A clip of nothing."""
    return Clip(np.zeros(round(seconds * rate_hz), dtype=np.float32), rate_hz)


def joined(clips: list[Clip]) -> Clip:
    """One after the other; all have the rate of the first."""
    return Clip(np.concatenate([clip.samples for clip in clips]), clips[0].rate_hz)


def sounding(clip: Clip) -> NDArray[np.bool_]:
    """For each 10 ms, whether there is sound within 40 dB of the clip's loudest moment."""
    window = round(_WINDOW_S * clip.rate_hz)
    whole = clip.frames // window * window
    if not whole:
        return np.zeros(0, dtype=np.bool_)
    loudest = np.abs(clip.samples[:whole].reshape(-1, window)).max(axis=1)
    return np.asarray(loudest > max(SILENT, loudest.max() * amplitude(-_QUIET_BELOW_PEAK_DB)), dtype=np.bool_)


def span_s(clip: Clip) -> tuple[float, float]:
    """Where the sound begins and ends, in seconds; both 0 if there is none."""
    windows = np.flatnonzero(sounding(clip))
    return (float(windows[0]) * _WINDOW_S, float(windows[-1] + 1) * _WINDOW_S) if len(windows) else (0.0, 0.0)


def longest_pause_s(clip: Clip) -> float:
    """The longest stretch without sound between the first and the last sound, in seconds."""
    windows = np.flatnonzero(sounding(clip))
    return float((np.diff(windows) - 1).max(initial=0)) * _WINDOW_S


def trimmed(clip: Clip, before_s: float = _BEFORE_S, after_s: float = _AFTER_S) -> Clip:
    """The sound and a breath around it, faded in and out so that nothing clicks."""
    start_s, end_s = span_s(clip)
    part = clip.cut(start_s - before_s, end_s + after_s)
    fade = min(round(_FADE_S * clip.rate_hz), part.frames // 2)
    samples = part.samples.copy()
    ramp = np.linspace(0.0, 1.0, fade, endpoint=False, dtype=np.float32)
    samples[:fade] *= ramp
    samples[part.frames - fade :] *= ramp[::-1]
    return Clip(samples, clip.rate_hz)


def levelled(clip: Clip, lufs: float = LOUDNESS_LUFS) -> Clip:
    """The clip at this loudness, its peaks held below the ceiling."""
    for _ in range(3):  # holding the peaks costs a little loudness
        gain = amplitude(lufs - loudness_lufs(clip))
        clip = limited(Clip(np.asarray(clip.samples * gain, dtype=np.float32), clip.rate_hz))
    return clip


def limited(clip: Clip, ceiling: float = amplitude(CEILING_DBFS)) -> Clip:
    """The clip turned down for the 5 ms around each sample above this amplitude, smoothly."""
    if peak(clip.samples) <= ceiling:
        return clip
    around = 2 * round(_LIMITER_S * clip.rate_hz) + 1
    needed = np.minimum(1.0, ceiling / np.maximum(np.abs(clip.samples), SILENT))
    # The least of a neighbourhood, averaged over as wide a one, is nowhere more than the sample itself needs.
    padded = np.pad(needed, around - 1, constant_values=1.0)
    least = np.lib.stride_tricks.sliding_window_view(padded, around).min(axis=1)
    gain = np.convolve(least, np.full(around, 1.0 / around), mode="valid")
    return Clip(np.asarray(clip.samples * gain, dtype=np.float32), clip.rate_hz)


def loudness_lufs(clip: Clip) -> float:
    """Integrated loudness after ITU-R BS.1770-4 of a mono clip, with both gates; -70 if it is silent."""
    weighted = _k_weighted(clip)
    block, step = round(_BLOCK_S * clip.rate_hz), round(_STEP_S * clip.rate_hz)
    starts = range(0, max(1, len(weighted) - block + 1), step)
    power = np.array([np.mean(np.square(weighted[start : start + block])) for start in starts])
    loud = power[_lufs(power) > _ABSOLUTE_GATE_LUFS]
    if not len(loud):
        return _ABSOLUTE_GATE_LUFS
    gated = loud[_lufs(loud) > float(_lufs(loud.mean())) + _RELATIVE_GATE_LU]
    return float(_lufs(gated.mean()))


def _lufs(power: NDArray[np.float64] | float) -> NDArray[np.float64]:
    return np.asarray(_LOUDNESS_OFFSET + 10.0 * np.log10(np.maximum(power, 1e-12)), dtype=np.float64)


def _k_weighted(clip: Clip) -> NDArray[np.float64]:
    """The clip through the standard's two filters, applied to its spectrum."""
    padded = clip.frames + clip.rate_hz // 2
    spectrum = np.fft.rfft(clip.samples, padded)
    s = 1j * np.fft.rfftfreq(padded, 1.0 / clip.rate_hz)
    return np.asarray(np.fft.irfft(spectrum * _shelf(s) * _high_pass(s), padded)[: clip.frames], dtype=np.float64)


def _shelf(hz: Spectrum) -> Spectrum:
    """Stage 1, the head: 4 dB more above about 1.7 kHz; the analogue prototype of the standard's filter."""
    s, gain = hz / 1681.974450955533, 10.0 ** (3.999843853973347 / 20.0)
    q, middle = 0.7071752369554196, gain**0.4996667741545416
    return np.asarray((gain * s**2 + middle / q * s + 1.0) / (s**2 + s / q + 1.0))


def _high_pass(hz: Spectrum) -> Spectrum:
    """Stage 2: less below about 40 Hz; the analogue prototype of the standard's filter."""
    s = hz / 38.13547087602444
    return np.asarray(s**2 / (s**2 + s / 0.5003270373238773 + 1.0))
