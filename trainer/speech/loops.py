"""Recognisers that go round in circles: noticing that the same is written again and again."""

import re
from collections.abc import Sequence

_SHORTEST_LOOP = 3
"""Shorter groups are said three times over by people, too."""
_DIGIT_S, _LETTER_S = 0.2, 0.045
"""A fast speaker's digit and letter: more than fits into the sound cannot have been said."""
_DIGIT_WORDS = {
    "oh": "0", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9",
}  # fmt: skip


def looping(parts: Sequence[object], shortest: int = _SHORTEST_LOOP) -> int:
    """How many parts at the end only repeat, once a group of them stands there three times over; else 0."""
    for size in range(shortest, len(parts) // 3 + 1):
        if parts[-size - 1] == parts[-1] and list(parts[-3 * size :]) == list(parts[-size:]) * 3:
            return 2 * size
    return 0


def only_digits(text: str) -> str:
    """The digits of a text such as "five, 5, oh"; empty if it says anything else."""
    words = [_DIGIT_WORDS.get(word, word) for word in re.findall(r"[^\W_]+", text.lower())]
    return "".join(words) if all(word.isdecimal() for word in words) else ""


def least_seconds(text: str) -> float:
    """The time that a fast speaker needs for a text."""
    digits = sum(character.isdigit() for character in text)
    letters = sum(character.isalpha() for character in text)
    return digits * _DIGIT_S + letters * _LETTER_S
