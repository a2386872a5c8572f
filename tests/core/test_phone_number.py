"""Telephone numbers in speech."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.number_search import find_numbers
from trainer.core.phone_number import as_e164, closeness
from trainer.core.tokens import tokenize

WORDS = dict(
    zip("0123456789", ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], strict=True)
)


def said(text: str, country: str = "us", expected: str | None = None, *, heard: bool = False) -> list[str]:
    """The numbers in a text, as they were said."""
    return [each.digits for each in find_numbers(tokenize(text.split()), country, expected, heard=heard)]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("call 613-555-0142", ["6135550142"]),
        ("(613) 555.0142, that's 613 555 0142", ["6135550142", "6135550142"]),
        ("six one three, five five five, oh one four two", ["6135550142"]),
        ("six one three um five five five dash zero one four two", ["6135550142"]),
        ("six thirteen, triple five, oh one forty two", ["6135550142"]),
        ("613 five five five, fifteen thirty", ["6135551530"]),
        ("one eight hundred, five five five, oh one double two", ["18005550122"]),
        ("613 555 oh one for to", ["6135550142"]),
        ("1-800-FLOWERS", ["18003569377"]),
        ("1 800 GO FEDEX", ["18004633339"]),
        ("613 555 0142 613 555 0142", ["6135550142", "6135550142"]),
        ("613 555 0142 extension 204", ["6135550142"]),
        ("613 555 0142, no sorry, 613 555 0143", ["6135550142", "6135550143"]),
        ("613 555 0142, no sorry, 0143", ["6135550143"]),
        ("613 555 01, I mean, 555 0143", ["6135550143"]),
        ("area code 613 and then 555 0142", ["6135550142"]),
        ("Thursday at eight thirty. 613 555 0142.", ["6135550142"]),
        ("+1 613 555 0142", ["16135550142"]),
    ],
)
def test_numbers_as_people_say_them(text: str, digits: list[str]) -> None:
    """A listener with a pencil would have these digits."""
    assert said(text) == digits


@pytest.mark.parametrize(
    "text",
    [
        "the price is $1,250,000 or 1,999.99 dollars",
        "on the 24th of June 2024 at 3:15",
        "ticket number 6135550142",
        "invoice 613 555 0142",
        "case number is two one two five five five oh one four two",
        "down 40 percent since 2019 and up 7.5 in 2023",
        "about 800 dollars for 800 clients",
        "extension 4410",
        "555 0142",
        "911",
        "one of us will call for you at two",
    ],
)
def test_other_numbers(text: str) -> None:
    """Prices, dates, tickets and partial numbers are not telephone numbers."""
    assert said(text) == []


@pytest.mark.parametrize(
    ("country", "text", "e164"),
    [
        ("gb", "020 7946 0123", "+442079460123"),
        ("gb", "oh double seven double oh nine hundred one two three", "+447700900123"),
        ("gb", "plus four four twenty seven nine four six oh one two three", "+442079460123"),
        ("au", "0491 570 156", "+61491570156"),
        ("in", "nine eight nine double zero one two three four five", "+919890012345"),
        ("in", "90001 55501", "+919000155501"),
        ("ie", "085 555 0142", "+353855550142"),
        ("ca", "613 555 0142", "+16135550142"),
        ("de", "030 2345678", "+49302345678"),
        ("fr", "01 99 00 12 34", "+33199001234"),
    ],
)
def test_country_decides(country: str, text: str, e164: str) -> None:
    """Formats are those of the rep's country."""
    assert [each.e164 for each in find_numbers(tokenize(text.split()), country)] == [e164]


def test_expected_number_of_another_country() -> None:
    """A rep may call from abroad: the profile's own number is recognised in its own format."""
    assert said("020 7946 0123", "us", "+442079460123") == ["02079460123"]


def test_a_ticket_that_is_the_expected_number() -> None:
    """The expected number counts whatever it is called."""
    assert said("reference 613 555 0142", "us", "+16135550142") == ["6135550142"]


def test_recogniser_lost_a_digit() -> None:
    """With the number known, nine digits heard are that number with a digit lost; typed, they are not."""
    assert said("613 55 0142", "us", "+16135550142", heard=True) == ["613550142"]
    assert said("613 55 0142", "us", "+16135550142") == []


def test_one_reading_repairs_the_other() -> None:
    """Said twice and once misheard: the whole reading says what the other was."""
    found = find_numbers(tokenize(["613", "555", "0142", "again", "that", "is", "613", "55", "0142"]), "us", heard=True)
    assert [each.e164 for each in found] == ["+16135550142", "+16135550142"]


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        # "Two" was written "to" the first time: the second says that it belongs to the number.
        (
            "ring at five to one three, five five five, oh one four two, again two one three 555 0142",
            ["2135550142"] * 2,
        ),
        # "Oh" was written "a" in both, and both came as one stretch.
        ("six one three five five five a one four two six one three five five five a one four two", ["6135550142"] * 2),
        # Digits that sound like words, where nothing else makes a number.
        ("or one five 555 0142", ["4155550142"]),
        ("six one three five five five oh one four night", ["6135550149"]),
        ("o double seven double ove nine double o 082", ["07700900082"]),
        ("six one three triple 50 one four two", ["6135550142"]),
        # A digit was written once too often.
        ("six one three five five five five zero one four two", ["6135550142"]),
        # The first lost a digit, the second was heard whole.
        ("613 55 0142 that is 613 555 0142", ["613550142", "6135550142"]),
        ("613 5 0142 that is 613 555 0142", ["61350142", "6135550142"]),
        # Each lost another digit; together they say it all.
        ("613 555 142 that is 63 555 0142", ["6135550142", "6135550142"]),
    ],
)
def test_numbers_as_recognisers_write_them(text: str, digits: list[str]) -> None:
    """What sounds like a digit may be one, and a number said twice lets one reading choose or repair the other."""
    assert said(text, "gb" if text.startswith("o ") else "us", heard=True) == digits


def test_two_readings_that_could_make_several_numbers() -> None:
    """Nothing is made up where the two readings leave a choice."""
    assert said("613 555 014 that is 613 555 012", heard=True) == []


@pytest.mark.parametrize(
    ("digits", "how"),
    [
        ("6135550142", "same"),
        ("16135550142", "same"),
        ("6135550143", "near"),
        ("6135551042", "near"),
        ("613550142", "near"),
        ("6135550134", "other"),
        ("4165550199", "other"),
    ],
)
def test_closeness(digits: str, how: str) -> None:
    """Near is one digit wrong, missing or swapped with its neighbour: a slip, not another number."""
    e164 = as_e164(digits, "us") or "+16135550142"
    assert closeness(digits, e164, "+16135550142") == how


@given(
    st.from_regex(r"[2-9](?:[02-9][0-9]|1[02-9])555[0-9]{4}", fullmatch=True),
    st.lists(st.integers(1, 4), max_size=8),
    st.booleans(),
)
def test_any_grouping(digits: str, groups: list[int], in_words: bool) -> None:
    """Grouping and wording never change the digits."""
    pieces, rest = [], digits
    for size in groups:
        pieces.append(rest[:size])
        rest = rest[size:]
    pieces = [piece for piece in [*pieces, rest] if piece]
    spoken = " ".join(" ".join(WORDS[digit] for digit in piece) if in_words else piece for piece in pieces)
    assert said(f"you can reach me at {spoken} thank you") == [digits]


@given(st.text(alphabet="0123456789 -.,ohtwo", max_size=80))
def test_any_digits(text: str) -> None:
    """Whatever is said, numbers are found in order and do not overlap."""
    found = find_numbers(tokenize(text.split()), "us", "+16135550142", heard=True)
    assert all(before.last < after.first for before, after in pairwise(found))
