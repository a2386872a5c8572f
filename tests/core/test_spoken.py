"""How many words a written word takes to say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.delivery import deliver
from trainer.core.expected import Expected
from trainer.core.hearing import Hearing
from trainer.core.spoken import spoken_words
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("555-0142", 7),
        ("555-0142.", 7),
        ("1-800-555-0142", 11),
        ("206.555.0134", 10),
        ("0142", 4),
        ("12", 1),
        ("42", 2),
        ("250", 3),
        ("1,200", 4),
        ("1,000,000", 2),
        ("2019", 2),
        ("1900", 2),
        ("2008", 3),
        ("$500", 3),
        ("30%", 2),
        ("3.5", 3),
        ("3:30", 2),
        ("9:05", 3),
        ("3:00", 2),
        ("21st", 2),
        ("90s", 1),
        ("0", 1),
        ("I'll", 1),
        ("follow-up", 2),
        ("B2B", 3),
        ("p.m.", 1),
        ("AT&T", 3),
        ("um,", 1),
        ("Café", 1),
        ("-", 0),
        ("…", 0),
        ("", 0),
    ],
)
def test_a_word_as_it_is_said(text: str, words: int) -> None:
    """Codes digit by digit, quantities as they are counted, marks not at all."""
    assert spoken_words(text) == words


@given(st.text(max_size=30), st.booleans())
def test_anything_has_a_count(text: str, digit_by_digit: bool) -> None:
    """Any Unicode, and never less than nothing."""
    assert spoken_words(text, digit_by_digit=digit_by_digit) >= 0


@pytest.mark.parametrize(
    "written",
    [
        "My number is 206-555-0134.",
        "My number is 206 555 0134.",
        "My number is (206) 555 0134.",
        "My number is 2065550134.",
        "My number is two oh six five five five zero one three four.",
        "My number is 2 0 6, 5 5 5, 0 1 3 4.",
    ],
)
def test_pace_does_not_depend_on_how_a_number_is_written(written: str) -> None:
    """A recogniser may write digits as it likes: thirteen words in 6.5 seconds are 120 a minute."""
    words = tuple(Word(text, Span(0.5 * place, 0.5 * place + 0.4)) for place, text in enumerate(written.split()))
    transcript = Transcript(words, Engine("recogniser", "1"), (Span(0.0, 6.5),), 8.0)
    assert deliver(Hearing(transcript, Expected())).words_per_minute == pytest.approx(120)
