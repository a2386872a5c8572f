"""Telephone numbers in speech: which were said in full, how often, and how close to the one expected.

The phonenumbers library decides by country what is a number; this module decides where its digits are.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import phonenumbers
from rapidfuzz.distance import OSA

from trainer.core.digits import Piece, runs
from trainer.core.tokens import Token, texts, word_set

Closeness = Literal["same", "near", "other"]
"""How a number said compares with the one expected: near is one digit wrong, missing, extra, or two swapped."""

_FICTION_TRUNK = {"GB": 11, "AU": 10, "IE": 10}
"""Countries whose numbers for films are possible but not valid, with the length of a number dialled from inside."""
_OTHER_NUMBERS = word_set(
    "account invoice order reference ref ticket case policy badge claim confirmation po quote serial id docket "
    "warrant license licence file booking tracking employee"
)
_BETWEEN_LABEL_AND_DIGITS = word_set("number no id is of the code ending in")
_CORRECTION = word_set(
    "no sorry wait actually correction rather oops i mean make that it is scratch excuse me apologies apology my "
    "mistake tell a lie strike beg your pardon um uh er let say again not hang on"
)
_CORRECTION_CUES = word_set(
    "no sorry wait actually correction rather oops mean scratch excuse apologies mistake lie strike pardon"
)
_LONGEST_CORRECTION = 7


@dataclass(frozen=True, slots=True)
class Said:
    """A telephone number at its place among the tokens."""

    digits: str
    """As said, without a country code if none was said."""
    e164: str
    first: int
    last: int
    """Index of its last token (inclusive)."""


def find_numbers(
    tokens: Sequence[Token], country: str, expected: str | None = None, *, heard: bool = False
) -> tuple[Said, ...]:
    """Every complete number, in order. `expected` is E.164; `heard`: a recogniser may have lost a digit of it."""
    regions = _regions(country, expected)
    found: list[Said] = []
    partial: list[Piece] = []
    for run in runs(tokens):
        joined = _corrected(tokens, found, partial, run, regions)
        if joined:
            found = [*found[: len(found) - joined.replaces], joined.number]
            partial = []
            continue
        numbers = _split(tokens, run, regions, expected)
        if not numbers and heard:
            numbers = _misheard(run, [expected] if expected else [each.e164 for each in found])
        found.extend(numbers)
        partial = [] if numbers else run
    return tuple(found)


def closeness(digits: str, e164: str, expected: str) -> Closeness:
    """How the digits said compare with the number expected."""
    wanted = national(expected)
    said = national(e164)
    if e164 == expected and digits.lstrip("0").endswith(wanted.lstrip("0")):
        return "same"
    if min(OSA.distance(said, wanted), OSA.distance(digits, wanted), OSA.distance(digits.lstrip("0"), wanted)) <= 1:
        return "near"
    return "other"


def national(e164: str) -> str:
    """The number without its country code; the digits alone if it is not E.164."""
    try:
        return phonenumbers.national_significant_number(phonenumbers.parse(e164, None))
    except phonenumbers.NumberParseException:
        return e164.lstrip("+")


def as_e164(text: str, country: str) -> str | None:
    """A written number in E.164 form, or None if it cannot be one."""
    digits = "".join(char for char in text if char.isdecimal() or char == "+")
    return _complete(digits, _regions(country, None))


@lru_cache(maxsize=64)
def _regions(country: str, expected: str | None) -> tuple[str, ...]:
    regions = [country.upper()]
    if expected:
        try:
            code = phonenumbers.parse(expected, None).country_code or 0
        except phonenumbers.NumberParseException:
            code = 0
        regions.append(phonenumbers.region_code_for_country_code(code))
    return tuple(dict.fromkeys(region for region in regions if region in phonenumbers.SUPPORTED_REGIONS))


@lru_cache(maxsize=4096)
def _complete(digits: str, regions: tuple[str, ...]) -> str | None:
    """The digits in E.164 form if they are a whole number in one of these countries."""
    if not 7 <= len(digits.lstrip("+")) <= 15:
        return None
    for region in regions:
        try:
            number = phonenumbers.parse(digits, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or _may_be_fiction(number, digits, region):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _may_be_fiction(number: phonenumbers.PhoneNumber, digits: str, region: str) -> bool:
    """Numbers kept free for films and books are refused as invalid but look like any other."""
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return False
    significant = phonenumbers.national_significant_number(number)
    if number.country_code == 1:
        return len(significant) == 10 and significant[0] in "23456789" and significant[3] in "23456789"
    return digits.startswith("0") and len(digits) == _FICTION_TRUNK.get(region, -1)


@dataclass(frozen=True, slots=True)
class _Correction:
    number: Said
    replaces: int
    """How many of the numbers found so far it takes the place of."""


def _corrected(
    tokens: Sequence[Token],
    found: Sequence[Said],
    partial: Sequence[Piece],
    run: Sequence[Piece],
    regions: tuple[str, ...],
) -> _Correction | None:
    """The last number with its ending put right: "... 0142, no sorry, 0143"."""
    digits = "".join(piece.digits for piece in run)
    if _complete(digits, regions) or len(digits) > 8:
        return None
    if partial and _is_correction(texts(tokens[partial[-1].last + 1 : run[0].first])):
        start, first, replaces = "".join(piece.digits for piece in partial), partial[0].first, 0
    elif found and _is_correction(texts(tokens[found[-1].last + 1 : run[0].first])):
        start, first, replaces = found[-1].digits[: -len(digits)], found[-1].first, 1
    else:
        return None
    for cut in range(len(start), 0, -1):
        whole = start[:cut] + digits
        if (e164 := _complete(whole, regions)) and (replaces == 0 or cut == len(start)):
            return _Correction(Said(whole, e164, first, run[-1].last), replaces)
    return None


def _is_correction(between: Sequence[str]) -> bool:
    return (
        0 < len(between) <= _LONGEST_CORRECTION
        and all(word in _CORRECTION for word in between)
        and any(word in _CORRECTION_CUES for word in between)
    )


def _split(tokens: Sequence[Token], run: list[Piece], regions: tuple[str, ...], expected: str | None) -> list[Said]:
    """The complete numbers in a run. Sound-alikes count as digits, and "twenty seven" as 207, only in need."""
    plus = run[0].first > 0 and tokens[run[0].first - 1].text == "plus"
    sure = [piece for piece in run if not piece.sound_alike]
    apart = [replace(piece, digits=piece.apart or piece.digits) for piece in sure]
    readings = (_best(pieces, regions, expected, plus=plus) for pieces in (sure, run, apart))
    numbers = next((reading for reading in readings if reading), [])
    if numbers and _labelled_otherwise(tokens, numbers[0].first):
        return [number for number in numbers if number.e164 == expected]
    return numbers


def _best(pieces: Sequence[Piece], regions: tuple[str, ...], expected: str | None, *, plus: bool) -> list[Said]:
    """The way to cut the pieces that finds the expected number most often, then covers most digits."""
    best: list[tuple[int, int, list[Said]]] = [(0, 0, [])]
    for end in range(1, len(pieces) + 1):
        choices = [best[end - 1]]
        digits = ""
        for start in range(end - 1, -1, -1):
            digits = pieces[start].digits + digits
            if len(digits) > 15:
                break
            written = f"+{digits}" if plus and start == 0 else digits
            if e164 := _complete(written, regions):
                same, covered, before = best[start]
                number = Said(digits, e164, pieces[start].first, pieces[end - 1].last)
                choices.append((same + (e164 == expected), covered + len(digits), [*before, number]))
        best.append(max(choices, key=lambda choice: choice[:2]))
    return best[-1][2]


def _labelled_otherwise(tokens: Sequence[Token], first: int) -> bool:
    """Whether the words before say that this is an account, a ticket, an order."""
    for token in reversed(tokens[max(0, first - 4) : first]):
        if token.text in _OTHER_NUMBERS:
            return True
        if token.text not in _BETWEEN_LABEL_AND_DIGITS:
            return False
    return False


def _misheard(run: Sequence[Piece], known: Sequence[str]) -> list[Said]:
    """The run as a known number of which a recogniser lost or added one digit."""
    digits = "".join(piece.digits for piece in run)
    for e164 in known:
        wanted = national(e164)
        if min(OSA.distance(digits, wanted), OSA.distance(digits.removeprefix("1").lstrip("0"), wanted)) == 1:
            return [Said(digits, e164, run[0].first, run[-1].last)]
    return []
