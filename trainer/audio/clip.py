"""A piece of sound: samples and their rate."""

from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Mono sound, shape (frames,), full scale at 1.0."""


@dataclass(frozen=True, slots=True, eq=False)
class Clip:
    """Mono sound at one rate."""

    samples: Samples
    rate_hz: int

    @property
    def frames(self) -> int:
        """Length in frames."""
        return len(self.samples)

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.frames / self.rate_hz

    def cut(self, start_s: float, end_s: float | None = None) -> "Clip":
        """The part between two moments, in seconds; end_s None means to the end."""
        start = max(0, round(start_s * self.rate_hz))
        end = None if end_s is None else max(start, round(end_s * self.rate_hz))
        return Clip(self.samples[start:end], self.rate_hz)

    def resampled(self, rate_hz: int) -> "Clip":
        """The same sound at another rate; itself if the rate is right already."""
        if rate_hz == self.rate_hz:
            return self
        samples = soxr.resample(self.samples, self.rate_hz, rate_hz)
        return Clip(np.asarray(samples, dtype=np.float32), rate_hz)
