"""A room behind the voice: pink noise and people talking, mixed in at a known distance below it."""

import numpy as np

from trainer.audio.clip import Clip, Samples
from trainer.audio.level import SILENCE_DBFS, active_rms, amplitude, peak

_BABBLE_SHARE = 0.5
"""Of the room's power; the rest is pink noise."""
_CEILING = 0.99


def with_room(clip: Clip, talkers: list[Clip], snr_db: float, rng: np.random.Generator) -> Clip:
    """The clip in a room whose noise is this many dB below its voice; talkers have the clip's rate."""
    noise = room_noise(clip.frames, talkers, rng)
    gain = active_rms(clip) / amplitude(snr_db)
    mixed = clip.samples + gain * noise
    # Only a loud voice close to full scale needs this: voice and noise shrink together.
    return Clip(np.asarray(mixed / max(1.0, peak(mixed) / _CEILING), dtype=np.float32), clip.rate_hz)


def room_noise(frames: int, talkers: list[Clip], rng: np.random.Generator) -> Samples:
    """Noise of RMS 1.0: pink, with the talkers from wherever they are in their sentences."""
    pink = pink_noise(frames, rng)
    if not talkers:
        return pink
    babble = np.sum([_from_anywhere(talker, frames, rng) for talker in talkers], axis=0)
    mixed = np.sqrt(_BABBLE_SHARE) * _unit(babble) + np.sqrt(1.0 - _BABBLE_SHARE) * pink
    return _unit(mixed)


def pink_noise(frames: int, rng: np.random.Generator) -> Samples:
    """Noise of RMS 1.0 that falls 3 dB an octave."""
    spectrum = np.fft.rfft(rng.standard_normal(frames))
    spectrum /= np.sqrt(np.maximum(np.arange(len(spectrum)), 1.0))
    spectrum[:1] = 0.0
    return _unit(np.fft.irfft(spectrum, frames))


def _from_anywhere(talker: Clip, frames: int, rng: np.random.Generator) -> Samples:
    start = int(rng.integers(talker.frames))
    looped = np.take(talker.samples, np.arange(start, start + frames), mode="wrap")
    return np.asarray(looped / max(active_rms(talker), amplitude(SILENCE_DBFS)), dtype=np.float32)


def _unit(samples: Samples | np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Samples:
    rms = float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))
    return np.asarray(samples / max(rms, amplitude(SILENCE_DBFS)), dtype=np.float32)
