"""Speech as it was meant: fillers, small words, repetitions and false starts left out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trainer.core.tokens import Token, word_set

FILLERS = word_set("um umm uh uhm uhh er erm err ah eh hmm mm mmm")
"""Sounds that fill a pause."""

SMALL_WORDS = word_set(
    "just really actually basically simply literally honestly obviously maybe perhaps probably very quite also "
    "definitely certainly hopefully oh sir madam maam mate"
)
"""Words that change nothing about what a caller does: "I'll just call you" is "I'll call you"."""

_KNOWING = word_set("do did if would might may let should happen")
_KNOWN = word_set("who what how where when that if whether anyone someone somebody the a about your it of me him her")
_PREPOSITIONS = word_set("on at in for to with of from by about")
_DETERMINERS = word_set("the a an your our my this that")
_LONGEST_REPEAT = 4


@dataclass(frozen=True, slots=True)
class Filler:
    """Something said to fill a pause; the words of the transcript it stands for."""

    text: str
    first_word: int
    last_word: int


def fillers(tokens: Sequence[Token]) -> tuple[Filler, ...]:
    """Every filler, in order."""
    found = []
    for index, token in enumerate(tokens):
        length = _filler_length(tokens, index)
        if length:
            last = tokens[index + length - 1]
            words = " ".join(each.text for each in tokens[index : index + length])
            found.append(Filler(words, token.first_word, last.last_word))
    return tuple(found)


def fluent(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens without fillers, small words, repetitions and false starts."""
    return _without_repeats(_without_fillers(tokens))


def _filler_length(tokens: Sequence[Token], index: int) -> int:
    """How many tokens at this place only fill: 0, 1 or 2."""
    text = tokens[index].text
    if text in FILLERS:
        return 1
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if text == "like":
        return int(before is not None and before.mark == "," and tokens[index].mark == ",")
    if after is None or after.text not in ("know", "mean"):
        return 0
    following = tokens[index + 2].text if index + 2 < len(tokens) else ""
    if (text, after.text) == ("you", "know"):
        asks = (before is not None and before.text in _KNOWING) or following in _KNOWN
        return 0 if asks else 2
    return 2 if (text, after.text) == ("i", "mean") else 0


def _without_fillers(tokens: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        length = _filler_length(tokens, index) or int(tokens[index].text in SMALL_WORDS)
        if length:
            _hand_on_mark(kept, tokens[index + length - 1])
        else:
            kept.append(tokens[index])
        index += length or 1
    return kept


def _hand_on_mark(kept: list[Token], dropped: Token) -> None:
    if kept and dropped.mark and not kept[-1].ends:
        kept[-1] = replace(kept[-1], mark=dropped.mark)


def _without_repeats(tokens: Sequence[Token]) -> tuple[Token, ...]:
    kept: list[Token] = []
    for token in tokens:
        kept.append(token)
        again = _said_before(kept)
        if again:
            del kept[len(kept) - 2 * again : len(kept) - again]
        elif _restarted(kept):
            del kept[-3:-1]
    return tuple(kept)


def _said_before(kept: Sequence[Token]) -> int:
    """How many of the last tokens repeat the ones before them; digits repeat for good reason."""
    for length in range(1, min(_LONGEST_REPEAT, len(kept) // 2) + 1):
        last = [token.text for token in kept[-length:]]
        before = kept[-2 * length : -length]
        if last == [token.text for token in before] and last[-1].isalpha() and not before[-1].ends:
            return length
    return 0


def _restarted(kept: Sequence[Token]) -> bool:
    """Whether the last token takes up a preposition again: "on the, on"."""
    if len(kept) < 3:
        return False
    first, middle, last = (token.text for token in kept[-3:])
    return first == last and first in _PREPOSITIONS and middle in _DETERMINERS
