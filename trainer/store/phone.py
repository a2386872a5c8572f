"""Telephone numbers as people write them, checked against their country's numbering plan.

Fictional numbers (555-0100 to 555-0199 and their like elsewhere) are as good as real ones: what counts is
whether a number has the length and the form that its country's numbers have.
"""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat, ValidationResult

from trainer.core.country import Country

_EXAMPLES: dict[Country, tuple[str, str]] = {
    "us": ("a US", "(202) 555-0142"),
    "ca": ("a Canadian", "(613) 555-0142"),
    "gb": ("a UK", "020 7946 0142"),
    "de": ("a German", "030 23125042"),
    "fr": ("a French", "01 99 00 12 34"),
    "au": ("an Australian", "0491 570 156"),
    "jp": ("a Japanese", "03-0000-0123"),
    "in": ("an Indian", "022 0000 0123"),
    "br": ("a Brazilian", "(11) 0000-0123"),
}
"""How to name a country's numbers, and one that belongs to nobody."""

_WRONG_LENGTH = {
    ValidationResult.TOO_SHORT: "is too short for",
    ValidationResult.TOO_LONG: "is too long for",
    ValidationResult.INVALID_LENGTH: "has the wrong length for",
    ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "lacks the area code of",
}


def read_number(text: str, country: Country) -> str:
    """The E.164 form of a number written as in this country; ValueError says why it cannot be one."""
    name, example = _EXAMPLES[country]
    try:
        number = phonenumbers.parse(text, country.upper())
    except NumberParseException as error:
        raise ValueError(f"is not a telephone number; {name} one looks like {example}") from error
    if number.country_code != phonenumbers.country_code_for_region(country.upper()):
        raise ValueError(f"is not {name} number, it starts with +{number.country_code}; for example {example}")
    if number.extension:
        raise ValueError(f"has an extension; leave a number that can be dialed directly, for example {example}")
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != ValidationResult.IS_POSSIBLE:
        raise ValueError(f"{_WRONG_LENGTH[reason]} {name} number; for example {example}")
    return _e164(number)


def check_e164(text: str) -> None:
    """ValueError says why a text is not a number in E.164 form."""
    try:
        number = phonenumbers.parse(text, None)
    except NumberParseException as error:
        raise ValueError('is not a telephone number with its country, for example "+12025550142"') from error
    if not phonenumbers.is_possible_number(number):
        raise ValueError("does not have the length of that country's numbers")
    if text != _e164(number):
        raise ValueError(f'must be written without spaces and signs: "{_e164(number)}"')


def format_number(e164: str, country: Country) -> str:
    """A number as it is written in this country: in the national form at home, with +44 and the like abroad."""
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return e164
    home = number.country_code == phonenumbers.country_code_for_region(country.upper())
    form = PhoneNumberFormat.NATIONAL if home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, form)


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)
