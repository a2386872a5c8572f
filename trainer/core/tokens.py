"""Words as they compare: folded, contractions opened, punctuation kept only as marks.

Recognisers and hurried typists leave punctuation out, so nothing may depend on it; where it is present it helps.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Mark = Literal["", ",", ".", "?"]
"""What follows a token: nothing, a clause mark, the end of a sentence, or of a question."""


@dataclass(frozen=True, slots=True)
class Token:
    """One comparable word and the words of the transcript it stands for."""

    text: str
    """Lower case, without accents and punctuation."""
    first_word: int
    last_word: int
    """Index of the last word of the transcript it stands for (inclusive)."""
    mark: Mark = ""

    @property
    def ends(self) -> bool:
        """Whether a sentence ends here, as far as punctuation says so."""
        return self.mark in (".", "?")


_PIECE = re.compile(
    r"(?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*(?:(?<=in)')?)"
    r"|(?P<stop>[.?!\u2026]+)"
    r"|(?P<comma>[,;:()\u2013\u2014]|-{2,})"
    r"|(?P<symbol>[$\u00a3\u20ac\u20b9#%&@+])"
)
_INITIALS = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_DOTTED = re.compile(r"\d{2,}(?:\.\d{2,}){2,}|\d{3,}\.\d{3,}")
_SYMBOLS = {"#": "number", "%": "percent", "&": "and", "@": "at", "+": "plus"}
_MONEY = {"$": "dollars", "\u00a3": "pounds", "\u20ac": "euros", "\u20b9": "rupees"}
_ABBREVIATIONS = frozenset({"mr", "mrs", "ms", "dr", "st", "jr", "sr", "inc", "ltd", "co", "corp", "vs", "ext", "dept"})

_WHOLE = {
    "won't": "will not", "can't": "can not", "cannot": "can not", "shan't": "shall not", "ain't": "is not",
    "let's": "let us", "y'all": "you", "yall": "you", "youse": "you", "thee": "you", "ye": "you", "ya": "you",
    "gonna": "going to", "wanna": "want to", "gotta": "got to", "gimme": "give me", "lemme": "let me",
    "im": "i am", "ive": "i have", "ill": "i will", "id": "i would", "youre": "you are", "youve": "you have",
    "youll": "you will", "theyre": "they are", "weve": "we have", "its": "it is", "thats": "that is",
    "whats": "what is", "whos": "who is", "wheres": "where is", "heres": "here is", "theres": "there is",
    "lets": "let us",
    "dont": "do not", "doesnt": "does not", "didnt": "did not", "cant": "can not", "wont": "will not",
    "isnt": "is not", "arent": "are not", "wasnt": "was not", "werent": "were not", "couldnt": "could not",
    "wouldnt": "would not", "shouldnt": "should not", "havent": "have not", "hasnt": "has not", "hadnt": "had not",
    "ok": "okay", "alright": "all right", "favour": "favor", "enquiry": "inquiry", "enquiries": "inquiries",
    "imma": "i am going to", "ima": "i am going to", "ah'll": "i will", "gie": "give", "wi": "with",
    "callin": "calling", "ringin": "ringing", "phonin": "phoning", "tryin": "trying", "hollerin": "hollering",
    "lookin": "looking", "sayin": "saying", "goin": "going", "comin": "coming", "gettin": "getting", "doin": "doing",
    "tonite": "tonight", "tomorow": "tomorrow", "thru": "through", "cos": "because", "cuz": "because",
}  # fmt: skip
_ENDINGS = {"'ll": "will", "'re": "are", "'ve": "have", "'d": "would", "'m": "am", "n't": "not"}
_IS_BEFORE_S = frozenset(
    {
        "it",
        "he",
        "she",
        "that",
        "this",
        "what",
        "who",
        "where",
        "when",
        "how",
        "there",
        "here",
        "name",
        "number",
        "one",
        "line",
        "door",
        "phone",
    }
)


def fold(text: str) -> str:
    """Lower case, straight apostrophes, no accents."""
    straight = text.replace("\u2019", "'").replace("\u2018", "'").replace("\u02bc", "'")
    decomposed = unicodedata.normalize("NFKD", straight)
    return "".join(char for char in decomposed.casefold() if not unicodedata.combining(char))


def opened(word: str) -> tuple[str, ...]:
    """A folded word as one or more plain words: "i'll" is "i", "will"; a possessive loses its ending."""
    if word in _WHOLE:
        return tuple(_WHOLE[word].split())
    if word.endswith("in'"):
        return (f"{word[:-1]}g",)
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (word.removesuffix(ending), full)
    if word.endswith("'s"):
        stem = word.removesuffix("'s")
        return (stem, "is") if stem in _IS_BEFORE_S else (stem,)
    return (word.replace("'", ""),)


def tokenize(words: Sequence[str]) -> tuple[Token, ...]:
    """The tokens of a message, each knowing the index of the word it came from."""
    tokens: list[Token] = []
    for index, word in enumerate(words):
        _add_word(tokens, fold(word), index)
    return tuple(tokens)


def plain_words(text: str) -> tuple[str, ...]:
    """A phrase or a name as comparable words."""
    return tuple(token.text for token in tokenize(text.split()))


def word_set(text: str) -> frozenset[str]:
    """Words written one after another as a set."""
    return frozenset(text.split())


def texts(tokens: Iterable[Token]) -> tuple[str, ...]:
    """The tokens' words alone."""
    return tuple(token.text for token in tokens)


def _add_word(tokens: list[Token], word: str, index: int) -> None:
    if word in ("-", "\u2010", "\u2011"):
        _mark_last(tokens, ",")
        return
    word = _INITIALS.sub(lambda match: match[0].replace(".", ""), word).replace("e-mail", "email")
    money = ""
    for piece in _PIECE.finditer(word):
        kind, text = piece.lastgroup, piece[0]
        if kind == "number":
            parts = text.split(".") if _DOTTED.fullmatch(text) else [text]
            tokens.extend(Token(part, index, index) for part in ([*parts, money] if money else parts))
            money = ""
        elif kind == "word":
            tokens.extend(Token(part, index, index) for part in opened(text) if part)
        elif kind == "symbol" and text in _MONEY:
            money = _MONEY[text]
        elif kind == "symbol":
            tokens.append(Token(_SYMBOLS[text], index, index))
        else:
            _mark_last(tokens, _mark_of(kind, text, tokens))


def _mark_of(kind: str | None, text: str, tokens: Sequence[Token]) -> Mark:
    if kind == "comma" or text in ("...", "\u2026"):
        return ","
    last = tokens[-1].text if tokens else ""
    if text == "." and (last in _ABBREVIATIONS or (len(last) == 1 and not last.isdigit())):
        return ""
    return "?" if "?" in text else "."


def _mark_last(tokens: list[Token], mark: Mark) -> None:
    if tokens and not tokens[-1].ends:
        tokens[-1] = replace(tokens[-1], mark=mark or tokens[-1].mark)
