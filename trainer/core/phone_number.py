"""Telephone numbers: which digits are one in which country, and how close one is to another.

The phonenumbers library decides what is a number; trainer.core.number_search finds them in speech.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import phonenumbers
from rapidfuzz.distance import OSA

Closeness = Literal["same", "near", "other"]
"""How a number said compares with the one expected: near is one digit wrong, missing, extra, or two swapped."""

_FICTION_TRUNK = {"GB": 11, "AU": 10, "IE": 10}
"""Countries whose numbers for films are possible but not valid, with the length of a number dialled from inside."""


@dataclass(frozen=True, slots=True)
class Said:
    """A telephone number at its place among the tokens."""

    digits: str
    """As said, without a country code if none was said."""
    e164: str
    first: int
    last: int
    """Index of its last token (inclusive)."""


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


def said_aloud(e164: str) -> str:
    """The number grouped as it is said in its own country: "613-555-0142", "020 7946 0142"."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return written.replace("(", "").replace(") ", "-" if number.country_code == 1 else " ")


def as_e164(text: str, country: str) -> str | None:
    """A written number in E.164 form, or None if it cannot be one."""
    digits = "".join(char for char in text if char.isdecimal() or char == "+")
    return complete(digits, regions_of(country, None))


@lru_cache(maxsize=64)
def regions_of(country: str, expected: str | None) -> tuple[str, ...]:
    """The regions whose formats apply: the country's own and that of the expected E.164 number."""
    regions = [country.upper()]
    if expected:
        try:
            code = phonenumbers.parse(expected, None).country_code or 0
        except phonenumbers.NumberParseException:
            code = 0
        regions.append(phonenumbers.region_code_for_country_code(code))
    return tuple(dict.fromkeys(region for region in regions if region in phonenumbers.SUPPORTED_REGIONS))


@lru_cache(maxsize=4096)
def complete(digits: str, regions: tuple[str, ...]) -> str | None:
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
