"""A message prepared for judging: its words in comparable form, its numbers, what was expected."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from trainer.core.disfluency import fluent
from trainer.core.expected import Expected
from trainer.core.number_search import find_numbers
from trainer.core.phone_number import Said
from trainer.core.phrases import Line, Match
from trainer.core.scorecard import Evidence
from trainer.core.timeline import Span
from trainer.core.tokens import Token, tokenize
from trainer.core.transcript import TYPED, Transcript


@dataclass(frozen=True)
class Hearing:
    """One message and everything the rules need to know about it."""

    transcript: Transcript
    expected: Expected
    everyday: frozenset[str] = frozenset()
    """Words that say nothing about a subject."""

    @property
    def typed(self) -> bool:
        """Whether the words were typed rather than recognised."""
        return self.transcript.engine == TYPED

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Every word as it was said."""
        return tokenize([word.text for word in self.transcript.words])

    @cached_property
    def numbers(self) -> tuple[Said, ...]:
        """The complete telephone numbers, as places among `tokens`."""
        return find_numbers(self.tokens, self.expected.country, self.expected.number, heard=not self.typed)

    @cached_property
    def line(self) -> Line:
        """The words as they were meant, each telephone number one word "#"."""
        return Line(fluent(_with_numbers_marked(self.tokens, self.numbers)), self.everyday)

    def evidence(self, match: Match, note: str = "") -> Evidence:
        """The words of the message that a match on `line` covers."""
        tokens = self.line.tokens
        return self.quote(tokens[match.first].first_word, tokens[match.last].last_word, note)

    def match(self, first_word: int, last_word: int) -> Match | None:
        """The place on `line` of these words of the transcript; None if all of them were left out of it."""
        at = [
            place
            for place, token in enumerate(self.line.tokens)
            if token.first_word <= last_word and first_word <= token.last_word
        ]
        return Match(at[0], at[-1]) if at else None

    def quote(self, first_word: int, last_word: int, note: str = "") -> Evidence:
        """Words of the message by their places in the transcript."""
        words = self.transcript.words[first_word : last_word + 1]
        text = " ".join(word.text for word in words)
        return Evidence(text, self.span(first_word, last_word), first_word, last_word, note)

    def span(self, first_word: int, last_word: int) -> Span | None:
        """When these words were said; None where times are not known."""
        spans = [word.span for word in self.transcript.words[first_word : last_word + 1] if word.span]
        return spans[0].joined(spans[-1]) if spans else None


def _with_numbers_marked(tokens: Sequence[Token], numbers: Sequence[Said]) -> list[Token]:
    marked: list[Token] = []
    at = 0
    for number in numbers:
        marked.extend(tokens[at : number.first])
        last = tokens[number.last]
        marked.append(Token("#", tokens[number.first].first_word, last.last_word, last.mark))
        at = number.last + 1
    return [*marked, *tokens[at:]]
