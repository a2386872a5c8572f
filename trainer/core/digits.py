"""Digits as people say and write them: groups, "oh", "double five", "fifteen thirty", "eight hundred"."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.disfluency import FILLERS
from trainer.core.tokens import Token, word_set

_UNITS = {
    "zero": "0", "nought": "0", "naught": "0", "nil": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "niner": "9",
}  # fmt: skip
_TEENS = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_ZEROS = {"hundred": "00", "thousand": "000"}
_SOUND_ALIKE = {
    "oh": "0", "o": "0", "a": "0", "ah": "0", "all": "0", "over": "0", "ove": "0", "owe": "0", "won": "1", "to": "2",
    "too": "2", "free": "3", "tree": "3", "for": "4", "fore": "4", "or": "4", "ford": "4", "fight": "5", "vibe": "5",
    "fife": "5", "hive": "5", "sixths": "6", "sicks": "6", "ate": "8", "aid": "8", "aides": "8",
    "night": "9", "nigh": "9", "line": "9", "mine": "9", "nein": "9",
}  # fmt: skip
"""What recognisers write for a digit misheard: one only beside digits, where no number is complete without it."""
_BETWEEN = FILLERS | word_set("dash hyphen dot space and then area code")
"""What may stand between the digits of one number."""
_KEYS = ("abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz")
_KEYPAD = {letter: str(index) for index, group in enumerate(_KEYS, 2) for letter in group}
_FREEPHONE = ("1800", "1888", "1877", "1866", "1855", "1844", "1833", "1300", "0800", "0808")
_VANITY_LETTERS = range(6, 9)

NUMBER_WORDS = frozenset([*_UNITS, *_TEENS, *_TENS, *_TIMES, *_ZEROS])
"""Words that say a number."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Digits said in one go, never split between two numbers."""

    digits: str
    first: int
    last: int
    """Index of its last token (inclusive)."""
    sound_alike: bool = False
    """Written as a word that only sounds like a digit."""
    apart: str = ""
    """The digits if "twenty seven" meant 20 and 7; empty if it cannot."""


def runs(tokens: Sequence[Token]) -> list[list[Piece]]:
    """Stretches of digits with nothing between them but pauses, dashes and fillers."""
    found: list[list[Piece]] = []
    run: list[Piece] = []
    index = 0
    while index < len(tokens):
        piece = _piece(tokens, index) or _vanity(tokens, index, run) or _sound_alike(tokens, index, begun=bool(run))
        if piece:
            run.append(piece)
            index = piece.last + 1
            continue
        if run and tokens[index].text not in _BETWEEN:
            found.append(run)
            run = []
        index += 1
    return [*found, run] if run else found


def _piece(tokens: Sequence[Token], index: int) -> Piece | None:
    text = tokens[index].text
    after = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if text.isdecimal() and text.isascii():
        return _with_zeros(tokens, text, index, index)
    if text in _UNITS:
        return _with_zeros(tokens, _UNITS[text], index, index)
    if text in _TEENS:
        return _with_zeros(tokens, _TEENS[text], index, index)
    if text in _TENS:
        if after in _UNITS and _UNITS[after] != "0":
            return Piece(_TENS[text] + _UNITS[after], index, index + 1, apart=_TENS[text] + "0" + _UNITS[after])
        return Piece(_TENS[text] + "0", index, index)
    if text in _TIMES:
        return _repeated(_TIMES[text], after, index)
    if text in ("oh", "o") and _beside_digit(tokens, index):
        return Piece("0", index, index)
    return None


def _repeated(times: int, after: str, index: int) -> Piece | None:
    """Double or triple what follows: a digit, the first of several, or what sounds like one."""
    digit = _single_digit(after)
    if digit:
        return Piece(digit * times, index, index + 1)
    if after.isdecimal() and after.isascii():
        return Piece(after[0] * times + after[1:], index, index + 1)
    if after in _SOUND_ALIKE:
        return Piece(_SOUND_ALIKE[after] * times, index, index + 1, sound_alike=True)
    return None


def _with_zeros(tokens: Sequence[Token], digits: str, first: int, last: int) -> Piece:
    """The piece with "hundred" or "thousand" after it taken along."""
    after = tokens[last + 1].text if last + 1 < len(tokens) else ""
    if after in _ZEROS and len(digits) <= 2:
        return Piece(digits + _ZEROS[after], first, last + 1)
    return Piece(digits, first, last)


def _single_digit(text: str) -> str:
    if text in ("oh", "o"):
        return "0"
    return _UNITS.get(text, text if len(text) == 1 and text.isdecimal() and text.isascii() else "")


def _beside_digit(tokens: Sequence[Token], index: int) -> bool:
    beside = [tokens[at].text for at in (index - 1, index + 1) if 0 <= at < len(tokens)]
    return any(_single_digit(text) or text in NUMBER_WORDS or text.isdecimal() for text in beside)


def _sound_alike(tokens: Sequence[Token], index: int, *, begun: bool) -> Piece | None:
    """A "to" or "for": straight before another digit, or where a run ends with its sentence."""
    digit = _SOUND_ALIKE.get(tokens[index].text)
    if not digit:
        return None
    ends = index + 1 == len(tokens) or tokens[index].mark != ""
    before = not ends and _piece(tokens, index + 1)
    if before or (begun and (ends or tokens[index + 1].text in _SOUND_ALIKE)):
        return Piece(digit, index, index, sound_alike=True)
    return None


def _vanity(tokens: Sequence[Token], index: int, run: Sequence[Piece]) -> Piece | None:
    """Letters after a freephone code, on the telephone's keys: "1-800-GO-FEDEX"."""
    if not "".join(piece.digits for piece in run).endswith(_FREEPHONE):
        return None
    letters = ""
    for last in range(index, min(index + 4, len(tokens))):
        text = tokens[last].text
        if not text.isalpha() or not text.isascii():
            return None
        letters += text
        if len(letters) in _VANITY_LETTERS:
            return Piece("".join(_KEYPAD[letter] for letter in letters[:7]), index, last)
    return None
