"""Telephone numbers: fictional ones are fine, impossible ones say why."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.country import Country
from trainer.store.phone import check_e164, format_number, read_number


@pytest.mark.parametrize(
    ("text", "country", "e164"),
    [
        ("(202) 555-0142", "us", "+12025550142"),
        ("1 613 555 0199", "ca", "+16135550199"),
        ("+1 613 555 0199", "us", "+16135550199"),
        ("020 7946 0142", "gb", "+442079460142"),
        ("07700 900123", "gb", "+447700900123"),
        ("030 23125042", "de", "+493023125042"),
        ("01 99 00 12 34", "fr", "+33199001234"),
        ("0491 570 156", "au", "+61491570156"),
        ("03-0000-0123", "jp", "+81300000123"),
        ("022 0000 0123", "in", "+912200000123"),
        ("(11) 0000-0123", "br", "+551100000123"),
    ],
)
def test_fictional_numbers_of_every_country_are_taken(text: str, country: Country, e164: str) -> None:
    """Samples never ring at somebody's home, so numbers that are not in service must pass."""
    assert read_number(text, country) == e164
    check_e164(e164)


@pytest.mark.parametrize(
    ("text", "country", "why"),
    [
        ("613 555 014", "ca", "is too short for a Canadian number; for example (613) 555-0142"),
        ("555-0142", "us", "lacks the area code of a US number; for example (202) 555-0142"),
        ("613 555 01422", "ca", "is too long for a Canadian number; for example (613) 555-0142"),
        ("+44 20 7946 0142", "us", "is not a US number, it starts with +44; for example (202) 555-0142"),
        ("202 555 0142 ext 5", "us", "has an extension; leave a number that can be dialed directly"),
        ("call me", "us", "is not a telephone number; a US one looks like (202) 555-0142"),
        ("+999 555", "au", "is not a telephone number; an Australian one looks like 0491 570 156"),
    ],
)
def test_an_impossible_number_says_why(text: str, country: Country, why: str) -> None:
    """The rep is told what is wrong and sees an example, instead of 'invalid'."""
    with pytest.raises(ValueError, match="^" + re.escape(why)):
        read_number(text, country)


@given(st.text() | st.from_regex(r"[+(]?[0-9][-0-9 ().]{4,16}x?[0-9]", fullmatch=True))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever is typed gives a number or a reason; and a number that was read is read again as itself."""
    try:
        e164 = read_number(text, "us")
    except ValueError:
        return
    check_e164(e164)
    assert read_number(e164, "us") == e164


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("202-555-0187", "with its country"),
        ("+1 202-555-0187", 'must be written without spaces and signs: "\\+12025550187"'),
        ("+1202555", "does not have the length"),
    ],
)
def test_a_number_in_a_file_has_one_form(text: str, why: str) -> None:
    """Numbers in files compare as texts, so there is one way to write them."""
    with pytest.raises(ValueError, match=why):
        check_e164(text)


@pytest.mark.parametrize(
    ("country", "shown"), [("ca", "(613) 555-0142"), ("us", "(613) 555-0142"), ("gb", "+1 613-555-0142")]
)
def test_a_number_is_shown_as_its_reader_writes_it(country: Country, shown: str) -> None:
    """At home without the country's code, abroad with it."""
    assert format_number("+16135550142", country) == shown


def test_what_is_no_number_is_shown_as_it_is() -> None:
    """Showing never fails."""
    assert format_number("front desk", "us") == "front desk"
