"""The phrase language of checklist files, compiled to searches over a message's words.

    call            this word; case, accents and punctuation do not matter, "I'll" is "i will"
    call*  *ed      any word that begins, or ends, so
    _               any one word
    @               a word about something: not an everyday word, not a number
    #               a telephone number
    +               any other number, in digits or words
    (a|b c)         one of these
    [back]          this or nothing
    {me}            a named part
    ...  ...7       up to 4 (or 7) other words, not past the end of a sentence
    .../  ...7/     the same, but a sentence may end in between
    ^               a sentence or clause begins here
    $               a sentence ends here, or the message
    ?               a question ends here

Words that recognisers drop or that change nothing ("just", "um") are left out of phrases and messages alike.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trainer.core.digits import NUMBER_WORDS
from trainer.core.disfluency import FILLERS, SMALL_WORDS
from trainer.core.tokens import Token, fold, opened

_LEXEME = re.compile(
    r"(?P<space>\s+)|(?P<gap>\.{3}(?P<size>\d*)(?P<far>/?))|(?P<part>\{\s*(?P<name>\w+)\s*\})"
    r"|(?P<mark>[()\[\]|^$?#@+])|(?P<any>_(?!\w))|\*(?P<ending>[^\W_]+)"
    r"|(?P<word>[^\W_]+(?:['\u2019-][^\W_]+)*)(?P<stem>\*?)"
)
_ABOUT = "~"
"""Follows a word about something where a message is laid out to be searched."""
_ANY = r"(?![.,?#] )[^ ]+ "
_NUMBER = rf"(?:\d[^ ]*|(?:{'|'.join(sorted(NUMBER_WORDS))})) "
_MARK = r"(?:[.,?] )?"
_LEADING_IN = ("so", "but", "please", "then", "or", "otherwise", "again", "kindly", "anyway", "thanks", "well")
_LEADS = rf"(?:{_MARK}(?:{'|'.join(_LEADING_IN)}){_ABOUT}? )"
_START = rf"(?:(?:(?<=^ )|(?<=[.,?] )|(?=[.,?] )){_LEADS}*|{_LEADS}+)"
_FIXED = {
    "_": _MARK + _ANY,
    "@": rf"{_MARK}[^ ]+{_ABOUT} ",
    "#": _MARK + "# ",
    "+": _MARK + _NUMBER,
    "^": _START,
    "$": r"(?=[.?] |$)",
    "?": r"(?=\? )",
}
_ENDINGS = (
    ("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""),
)  # fmt: skip
_SHORTEST_STEM = 3
_GAP_WORDS = 4
_DEEPEST = 8


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why and where."""


@dataclass(frozen=True, slots=True)
class Match:
    """Where a phrase was found among the tokens."""

    first: int
    last: int
    """Index of the last token (inclusive)."""

    def overlaps(self, other: "Match") -> bool:
        """Whether the two share a token."""
        return self.first <= other.last and other.first <= self.last


class Line:
    """A message's tokens laid out to be searched."""

    def __init__(self, tokens: Sequence[Token], everyday: frozenset[str] = frozenset()) -> None:
        self.tokens = tuple(tokens)
        pieces: list[str] = [" "]
        self._starts: list[int] = []
        length = 1
        for token in self.tokens:
            self._starts.append(length)
            word = token.text + _ABOUT if is_about(token.text, everyday) else token.text
            piece = f"{word} {token.mark} " if token.mark else f"{word} "
            pieces.append(piece)
            length += len(piece)
        self.text = "".join(pieces)

    def match(self, start: int, end: int) -> Match:
        """The tokens between two places of the text."""
        first = bisect_left(self._starts, start)
        return Match(first, max(first, bisect_left(self._starts, end) - 1))


@lru_cache(maxsize=8192)
def is_about(word: str, everyday: frozenset[str]) -> bool:
    """Whether a word is about something: neither an everyday word nor a form of one, and not a number."""
    if word in NUMBER_WORDS or not word[0].isalpha():
        return False
    return not any(form in everyday for form in _plain_forms(word))


def _plain_forms(word: str) -> Iterator[str]:
    """The word and what it may be a form of: "changes", "explained", "calling", "clearly"."""
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            stem = word.removesuffix(ending)
            yield stem + instead
            if len(stem) > _SHORTEST_STEM and stem[-1] == stem[-2]:
                yield stem[:-1]


@lru_cache(maxsize=256)
def compile_phrases(phrases: tuple[str, ...], parts: tuple[tuple[str, str], ...] = ()) -> tuple[re.Pattern[str], ...]:
    """The phrases ready to search with; PhraseError names the first that cannot be read."""
    return tuple(_compile(phrase, parts) for phrase in phrases)


def find_all(patterns: Sequence[re.Pattern[str]], line: Line) -> list[Match]:
    """Every place where one of the patterns begins, in order."""
    found = {line.match(hit.start(1), hit.end(1)) for pattern in patterns for hit in pattern.finditer(line.text)}
    return sorted(found, key=lambda match: (match.first, match.last))


def without(matches: Sequence[Match], lookalikes: Sequence[Match]) -> list[Match]:
    """The matches that no look-alike touches."""
    return [match for match in matches if not any(match.overlaps(other) for other in lookalikes)]


def check_phrase(phrase: str, parts: Mapping[str, str]) -> None:
    """Read a phrase without making it ready; PhraseError if it cannot be read."""
    _Reader(phrase, parts).whole()


@lru_cache(maxsize=2048)
def _compile(phrase: str, parts: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    body = _Reader(phrase, dict(parts)).whole()
    return re.compile(rf"(?<= )(?![.,?] )(?=({body}))")


class _Reader:
    """Reads one phrase from left to right."""

    def __init__(self, phrase: str, parts: Mapping[str, str], inside: tuple[str, ...] = ()) -> None:
        self._phrase = phrase
        self._parts = parts
        self._inside = inside
        self._lexemes = self._read()
        self._at = 0

    def whole(self) -> str:
        """The phrase as a regular expression."""
        choices = self._choices()
        if self._at < len(self._lexemes):
            raise self._wrong("has a bracket that was never opened", self._lexemes[self._at])
        if not all(choices):
            raise PhraseError(f'"{self._phrase}" has a choice without a word that counts')
        return "|".join(choices)

    def _read(self) -> list[re.Match[str]]:
        lexemes: list[re.Match[str]] = []
        place = 0
        while place < len(self._phrase):
            lexeme = _LEXEME.match(self._phrase, place)
            if lexeme is None:
                raise PhraseError(f'"{self._phrase}" cannot be read from "{self._phrase[place : place + 12]}" on')
            if lexeme.lastgroup != "space":
                lexemes.append(lexeme)
            place = lexeme.end()
        return lexemes

    def _choices(self) -> list[str]:
        choices = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            choices.append(self._sequence())
        return choices

    def _sequence(self) -> str:
        pieces = []
        while self._at < len(self._lexemes) and self._next() not in ("|", ")", "]"):
            pieces.append(self._item(self._lexemes[self._at]))
        return "".join(pieces)

    def _next(self) -> str:
        return self._lexemes[self._at][0] if self._at < len(self._lexemes) else ""

    def _item(self, lexeme: re.Match[str]) -> str:
        self._at += 1
        if lexeme["word"]:
            return _word(lexeme["word"], stem=bool(lexeme["stem"]))
        if lexeme["ending"]:
            return rf"{_MARK}[^ ]+{re.escape(fold(lexeme['ending']))}{_ABOUT}? "
        if lexeme["gap"]:
            return _gap(int(lexeme["size"] or _GAP_WORDS), far=bool(lexeme["far"]), to_end=self._next() in ("?", "$"))
        if lexeme["part"]:
            return self._part(lexeme)
        if lexeme[0] in _FIXED:
            return _FIXED[lexeme[0]]
        return self._bracket(lexeme)

    def _bracket(self, opening: re.Match[str]) -> str:
        choices = self._choices()
        if self._next() != (")" if opening[0] == "(" else "]"):
            raise self._wrong("has a bracket that is never closed", opening)
        self._at += 1
        if opening[0] == "[":
            return f"(?:{'|'.join(choices)})?"
        if not all(choices):
            raise self._wrong("has a choice without a word that counts", opening)
        return f"(?:{'|'.join(choices)})"

    def _part(self, lexeme: re.Match[str]) -> str:
        name = lexeme["name"]
        if name not in self._parts:
            raise self._wrong(f"uses {{{name}}}, which is not among the parts", lexeme)
        if name in self._inside or len(self._inside) > _DEEPEST:
            raise self._wrong(f"uses {{{name}}}, which leads back to itself", lexeme)
        return f"(?:{_Reader(self._parts[name], self._parts, (*self._inside, name)).whole()})"

    def _wrong(self, what: str, lexeme: re.Match[str]) -> PhraseError:
        return PhraseError(f'"{self._phrase}" {what} (character {lexeme.start() + 1})')


def _word(word: str, *, stem: bool) -> str:
    texts = [part for piece in fold(word).split("-") for part in opened(piece)]
    kept = [text for text in texts if text not in SMALL_WORDS and text not in FILLERS]
    ends = [rf"{re.escape(text)}{_ABOUT}? " for text in kept]
    if stem and ends:
        ends[-1] = rf"{re.escape(kept[-1])}[^ ]* "
    return "".join(_MARK + end for end in ends)


def _gap(words: int, *, far: bool, to_end: bool) -> str:
    if far:
        return rf"(?:{_MARK}{_ANY}){{0,{words}}}?"
    stays = "" if to_end else r"(?![.?] )"
    return rf"(?:(?:(?:, )?{_ANY}){{1,{words}}}?{stays})??"
