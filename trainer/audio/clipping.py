"""Clipping: flat tops at full scale, as a converter or a program leaves them that was given too much."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from trainer.audio.clip import Samples
from trainer.core.timeline import Span

RUN = 3
"""So many equal samples in a row at full scale are a flat top; one or two are the top of a wave."""

_FULL_SCALE = 0.985
_EQUAL = 1.5 / 32768
"""Samples of 16 bits count as equal if they differ by one step."""
_ONE_PLACE_S = 0.5
"""Flat tops closer than this are one place."""


def flat_tops(sound: Samples) -> NDArray[np.intp]:
    """Where samples end a run of RUN equal ones at full scale: their indices. Above 1.0 counts as cut off there."""
    cut = np.clip(sound, -1.0, 1.0)
    flat = (np.abs(cut[1:]) >= _FULL_SCALE) & (np.abs(np.diff(cut)) <= _EQUAL)
    return np.flatnonzero(flat[1:] & flat[:-1]) + RUN - 1


def clipped_samples(tops: NDArray[np.intp]) -> int:
    """How many samples lie on these flat tops."""
    runs = int(np.count_nonzero(np.diff(tops) > 1)) + 1 if len(tops) else 0
    return len(tops) + runs * (RUN - 1)


def places_of(tops: NDArray[np.intp], rate_hz: int) -> tuple[Span, ...]:
    """The stretches of a recording in which it clips, in order."""
    return tuple(_places((tops - RUN + 1) / rate_hz, (tops + 1) / rate_hz))


def _places(starts_s: NDArray[np.float64], ends_s: NDArray[np.float64]) -> Iterable[Span]:
    if not len(starts_s):
        return
    breaks = np.flatnonzero(starts_s[1:] - ends_s[:-1] > _ONE_PLACE_S)
    for first, last in zip((0, *(breaks + 1)), (*breaks, len(ends_s) - 1), strict=True):
        yield Span(float(starts_s[first]), float(ends_s[last]))
