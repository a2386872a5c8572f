"""Finding known sound in a recording."""

import numpy as np

from trainer.audio.clip import Samples


def offset_of(sound: Samples, recording: Samples) -> int:
    """The frame of the recording at which the sound begins, to the sample."""
    size = 1 << (len(recording) + len(sound) - 1).bit_length()
    spectrum = np.fft.rfft(recording, size) * np.conj(np.fft.rfft(sound, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: len(recording)]))


def whole_windows(sound: Samples, recording: Samples, offset: int, window: int) -> int:
    """How many windows of the sound are in the recording just where they belong, to 16 bits."""
    return sum(
        np.allclose(recording[offset + start : offset + start + window], sound[start : start + window], atol=1e-4)
        for start in range(0, len(sound) - window + 1, window)
    )


def noise(seconds: float, rate_hz: int, seed: int = 0) -> Samples:
    """White noise of 16-bit values, which a digital loopback returns bit by bit."""
    values = np.random.default_rng(seed).integers(-3000, 3000, round(seconds * rate_hz))
    return np.asarray(values / 32768, np.float32)
