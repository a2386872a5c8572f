"""Sound that the tests of this room share."""

import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from trainer.audio.clip import Clip, Samples
from trainer.audio.recording_file import write_clip
from trainer.audio.tape import Tape


@pytest.fixture
def noise() -> Callable[[int], Samples]:
    """White noise of so many frames, the same in every run and of 16-bit values: it survives a WAV bit by bit."""

    def make(frames: int) -> Samples:
        values = np.random.default_rng(7).integers(-20000, 20000, frames)
        return np.asarray(values / 32768, dtype=np.float32)

    return make


@pytest.fixture
def short_tape() -> Tape:
    """A tape whose every frame says where it lies: 1000 frames at 8 kHz, marks at 200, 700 and its end."""
    samples = np.asarray(np.arange(1, 1001) / 1000, dtype=np.float32)
    return Tape(samples, 8000, {"greeting": 200, "beep": 700, "message": 1000})


@pytest.fixture
def recording(tmp_path: Path, noise: Callable[[int], Samples]) -> Path:
    """A WAV of noise at 48 kHz, of a length that fits no block."""
    path = tmp_path / "message.wav"
    write_clip(path, Clip(noise(50_001), 48_000))
    return path


@pytest.fixture
def small_disk() -> Iterator[int]:
    """No file may grow past 50,000 bytes: libsndfile meets that limit as it meets a full disk."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    yield 50_000
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
