"""Where in a message something happened: the seconds, and the words around."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.scorecard import Delivery
from trainer.core.timeline import Span
from trainer.core.transcript import Transcript, Word

_WORDS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """A moment of a message between the words around it."""

    text: str
    """The words at this place; empty for a silence."""
    before: str
    after: str
    """Up to three words on each side."""
    span: Span | None = None
    """None where times are not known."""


def pauses(transcript: Transcript, delivery: Delivery) -> tuple[Place, ...]:
    """The silences over one second."""
    return tuple(_pause(transcript.words, span) for span in delivery.pauses)


def fillers(transcript: Transcript, delivery: Delivery) -> tuple[Place, ...]:
    """The fillers that were heard."""
    words = transcript.words
    return tuple(
        Place(
            each.text,
            _said(words[max(0, each.first_word - _WORDS) : each.first_word]),
            _said(words[each.last_word + 1 : each.last_word + 1 + _WORDS]),
            each.span,
        )
        for each in delivery.fillers
        if each.first_word is not None and each.last_word is not None
    )


def _pause(words: Sequence[Word], span: Span) -> Place:
    """Word times are estimates: a word belongs to the side on which its middle lies."""
    middle_s = (span.start_s + span.end_s) / 2
    index = sum(word.span is not None and (word.span.start_s + word.span.end_s) / 2 < middle_s for word in words)
    return Place("", _said(words[max(0, index - _WORDS) : index]), _said(words[index : index + _WORDS]), span)


def _said(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
