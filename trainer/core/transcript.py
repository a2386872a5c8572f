"""What was heard: words with their times."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.timeline import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One word as it was written down, punctuation included."""

    text: str
    span: Span | None = None
    """When it was said, from the end of the beep; None in a typed message."""


@dataclass(frozen=True, slots=True)
class Engine:
    """Which recogniser wrote a transcript, so that old scores stay honest."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


TYPED = Engine("typed", "1")
"""The engine of a message that was typed, not spoken."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The words of one message and the stretches in which somebody spoke."""

    words: tuple[Word, ...]
    engine: Engine
    speech: tuple[Span, ...] = ()
    """Where voice was found, in order and not overlapping; empty in a typed message."""
    seconds: float | None = None
    """Length of the recording from the end of the beep; None where it is not known."""
    unclear: str | None = None
    """Why the recording could not be heard clearly ("too quiet"), or None."""
    certainty: float | None = None
    """Mean log-likelihood of what the recogniser wrote, by itself: near 0 is sure; None where it does not tell."""

    @property
    def text(self) -> str:
        """The message as one line."""
        return " ".join(word.text for word in self.words)

    @property
    def last_word_s(self) -> float | None:
        """When the last word ended: last voiced span, else last word, else the given length."""
        if self.speech:
            return self.speech[-1].end_s
        if self.words and self.words[-1].span is not None:
            return self.words[-1].span.end_s
        return self.seconds


def joined(turns: Sequence[tuple[float, Transcript]]) -> Transcript:
    """One transcript of several, each with the second at which it began; at least one is needed."""
    first_s, first = turns[0]
    if len(turns) == 1 and first_s == 0.0:
        return first
    later_s, later = turns[-1]
    return Transcript(
        tuple(Word(word.text, _moved(word.span, by_s)) for by_s, turn in turns for word in turn.words),
        first.engine,
        tuple(Span(span.start_s + by_s, span.end_s + by_s) for by_s, turn in turns for span in turn.speech),
        seconds=None if later.seconds is None else later_s + later.seconds,
        unclear=next((turn.unclear for _, turn in turns if turn.unclear), None),
    )


def _moved(span: Span | None, by_s: float) -> Span | None:
    return None if span is None else Span(span.start_s + by_s, span.end_s + by_s)


def typed_transcript(text: str, seconds: float | None = None) -> Transcript:
    """A transcript of a typed message: words without times."""
    return Transcript(tuple(Word(token) for token in text.split()), TYPED, seconds=seconds)
