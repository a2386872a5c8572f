"""A message as it is read aloud: telephone numbers digit by digit, in groups with a pause between them."""

import random
import re
from dataclasses import dataclass
from itertools import groupby

_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TIMES = {2: "double", 3: "triple"}
_NUMBER = re.compile(
    r"\d{3}, \d{3}, \d{4}(?!\d)"  # groups written with commas
    r"|(?<![\w$.,])\+?\(?\d(?:[\s().-]{0,2}\d){6,14}(?![\w%]|[.,]\d)"  # seven digits or more
    r"|(?<![\w$.,:])0\d{1,5}(?: \d{1,5})*(?![\w%:]|[.,]\d)"  # the beginning of one
)
_RANGE = re.compile(r"(?<=\d)[-\N{EN DASH}](?=\$?\d)")
_AMERICAN = ("US", "CA")
_DOUBLING = 0.1
_DOUBLING_ELSEWHERE = 0.6
_OH = 0.7
_OH_IN_INDIA = 0.1


@dataclass(frozen=True, slots=True)
class Habits:
    """How a speaker says digits."""

    zero: str
    """The word for 0: "oh" or "zero"."""
    doubles: bool
    """Whether "55" is "double five" and "555" "triple five"."""


def habits(country: str, rng: random.Random) -> Habits:
    """The habits of a speaker from this country, a code of two letters."""
    country = country.upper()
    oh = _OH_IN_INDIA if country == "IN" else _OH
    doubling = _DOUBLING if country in _AMERICAN else _DOUBLING_ELSEWHERE
    return Habits("oh" if rng.random() < oh else "zero", rng.random() < doubling)


def read_aloud(text: str, speaker: Habits) -> str:
    """The text with its telephone numbers in words and "25-30" as "25 to 30"; the pronunciation reads the rest."""
    return _RANGE.sub(" to ", _NUMBER.sub(lambda found: said(found.group(), speaker), text))


def said(number: str, speaker: Habits) -> str:
    """A written telephone number in words, a comma between its groups."""
    plus = "plus " if number.startswith("+") else ""
    return plus + ", ".join(" ".join(words_of_group(group, speaker)) for group in groups(number))


def groups(number: str) -> list[str]:
    """The groups a number is said in: as it is written, and none longer than five digits."""
    written = re.findall(r"\d+", number)
    return [part for group in written for part in _parts(group)]


def words_of_group(group: str, speaker: Habits) -> list[str]:
    """A group's digits in words."""
    words: list[str] = []
    for digit, run in groupby(group):
        word = speaker.zero if digit == "0" else _DIGITS[int(digit)]
        length = len(list(run))
        words += [_TIMES[length], word] if speaker.doubles and length in _TIMES else [word] * length
    return words


def _parts(group: str) -> list[str]:
    if len(group) <= 5:
        return [group]
    ends = [len(group) - 4, len(group)]
    while ends[0] > 4:
        ends.insert(0, ends[0] - 3)
    return [group[start:end] for start, end in zip([0, *ends], ends, strict=False)]
