"""The melody of a voice as one line of characters: low to high, over time."""

from itertools import pairwise
from statistics import median

from trainer.core.sound import Pitch

BLOCKS = "▁▂▃▄▅▆▇█"
PLAIN = "_.-'\""
"""For terminals that have only ASCII: the same heights, fewer of them."""

_HALF_SCALE = 6.0
"""Semitones from the median to the lower and upper edge: always the same, so that two messages compare."""


def pitch_line(pitch: Pitch, width: int, signs: str = BLOCKS) -> str:
    """The contour in so many characters at most, a space where there was no voice."""
    count = len(pitch.contour)
    columns = min(width, count)
    edges = [round(column * count / columns) for column in range(columns + 1)] if columns else []
    return "".join(
        _sign([value for value in pitch.contour[start:end] if value is not None], signs)
        for start, end in pairwise(edges)
    )


def _sign(values: list[float], signs: str) -> str:
    if not values:
        return " "
    height = (median(values) + _HALF_SCALE) / (2 * _HALF_SCALE)
    return signs[min(len(signs) - 1, max(0, int(height * len(signs))))]
