"""Listening for words: a small bonus while a recogniser chooses its next token."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
"""One score (a logarithm of odds) for every token, shape (tokens,)."""


class WordBias:
    """A bonus for every token that begins or goes on spelling one of the given words."""

    def __init__(self, words: Mapping[tuple[int, ...], float]) -> None:
        bonuses: dict[tuple[int, ...], dict[int, float]] = {}
        for numbers, bonus in words.items():
            for place, number in enumerate(numbers):
                bonuses.setdefault(numbers[:place], {})[number] = bonus
        self._bonuses = {
            spelled: (np.array(list(following)), np.array(list(following.values()), np.float32))
            for spelled, following in bonuses.items()
        }
        self._longest = max(map(len, self._bonuses), default=0)

    def add(self, scores: Scores, spelled: Sequence[int]) -> None:
        """Raise the scores, in place, of the tokens that go on from the end of what is spelled already."""
        for length in range(min(self._longest, len(spelled)) + 1):
            bonus = self._bonuses.get(tuple(spelled[len(spelled) - length :]))
            if bonus:
                scores[bonus[0]] += bonus[1]
