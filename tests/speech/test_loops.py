"""Loops of a recogniser, told from what people repeat."""

import pytest

from trainer.speech.loops import least_seconds, looping, only_digits


@pytest.mark.parametrize(
    ("numbers", "repeated"),
    [
        ([1, 2, 3] * 3, 6),
        ([9, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5], 10),
        ([1, 2, 3] * 2, 0),
        ([1, 2, 3, 1, 2, 4, 1, 2, 3], 0),
        (list(range(20)) * 3, 40),
        ([], 0),
    ],
)
def test_loops_are_noticed(numbers: list[int], repeated: int) -> None:
    """A group of at least three tokens, three times in a row; a number said twice is none."""
    assert looping(numbers) == repeated


@pytest.mark.parametrize(
    ("text", "digits"), [("five, five, oh", "550"), ("5-5.0", "550"), ("five for five", ""), ("", "")]
)
def test_digits_alone(text: str, digits: str) -> None:
    """The same digit five times over is a telephone number, not a model going round in circles."""
    assert only_digits(text) == digits


def test_a_number_said_three_times_is_possible() -> None:
    """Only what there was no time for counts as a loop."""
    assert least_seconds("555-0142. 555-0142. 555-0142.") < 6.0
    assert least_seconds("That's 375-946-1830. " * 3) > 6.0
