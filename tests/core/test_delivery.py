"""How a message was said: shown, never scored."""

import pytest

from trainer.core.delivery import deliver
from trainer.core.expected import Expected
from trainer.core.hearing import Hearing
from trainer.core.scorecard import Delivery
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word, typed_transcript

RECOGNISER = Engine("recogniser", "1")


def delivery_of(transcript: Transcript) -> Delivery:
    """The delivery of a message about which nothing is expected."""
    return deliver(Hearing(transcript, Expected()))


def test_spoken() -> None:
    """Pace counts voice only, long pauses are placed, trailing silence is kept apart."""
    words = ("Um", "hi", "Dana", "this", "is", "uh", "Marina")
    spans = [Span(start, start + 0.4) for start in (0.5, 1.0, 1.5, 3.5, 4.0, 4.5, 5.0)]
    transcript = Transcript(
        tuple(Word(text, span) for text, span in zip(words, spans, strict=True)),
        RECOGNISER,
        (Span(0.5, 2.0), Span(3.5, 5.5)),
        12.0,
    )
    delivery = delivery_of(transcript)
    assert delivery.seconds == 5.5
    assert delivery.speech_seconds == 3.5
    assert delivery.words_per_minute == pytest.approx(120)
    assert delivery.longest_pause_s == 1.5
    assert delivery.pauses == (Span(2.0, 3.5),)
    assert [(each.text, each.span) for each in delivery.fillers] == [("Um", spans[0]), ("uh", spans[5])]
    assert delivery.trailing_silence_s == 6.5


def test_typed() -> None:
    """What was not heard is not invented."""
    delivery = delivery_of(typed_transcript("Hi Dana, this is, um, Marina."))
    assert delivery.seconds is None
    assert delivery.speech_seconds is None
    assert delivery.words_per_minute is None
    assert delivery.longest_pause_s is None
    assert delivery.trailing_silence_s is None
    assert [each.text for each in delivery.fillers] == ["um,"]


def test_typed_with_a_length() -> None:
    """A typed message with a given length has a pace over that length."""
    delivery = delivery_of(typed_transcript("one two three four", 2.0))
    assert delivery.seconds == 2.0
    assert delivery.words_per_minute == pytest.approx(120)


def test_silence() -> None:
    """An empty recording has no delivery."""
    delivery = delivery_of(Transcript((), RECOGNISER, (), 8.0))
    assert delivery.seconds is None
    assert delivery.words_per_minute is None
    assert delivery.pauses == ()
