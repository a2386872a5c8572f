"""Words as the numbers of their pieces: the WordPiece of BERT, as far as English needs it.

The usual library for it would bring a dozen packages for the network along; nobody here goes there.
"""

import re
import unicodedata
from collections.abc import Sequence

BEFORE, AFTER, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
"""The marks before and after a text, and the piece for what cannot be spelled."""

_PART = re.compile(r"[^\W_]+|[^\w\s]|_")
_CONTINUES = "##"
_LONGEST = 100
"""Nobody says longer words."""


class WordPieces:
    """A vocabulary of pieces; a piece's place is its number."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(pieces)}
        self.before, self.after, self._unknown = (self._numbers[mark] for mark in (BEFORE, AFTER, UNKNOWN))

    def __len__(self) -> int:
        return len(self._numbers)

    def numbers(self, word: str) -> list[int]:
        """The pieces of a word, without case and accents, punctuation on its own."""
        decomposed = unicodedata.normalize("NFD", word.lower())
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
        return [number for part in _PART.findall(plain) for number in self._spelled(part)]

    def _spelled(self, part: str) -> list[int]:
        """The longest piece that fits, then the longest that continues, and so on."""
        spelled: list[int] = []
        start = 0
        while start < len(part) <= _LONGEST:
            ends = range(len(part), start, -1)
            pieces = ((_CONTINUES if start else "") + part[start:end] for end in ends)
            piece = next((piece for piece in pieces if piece in self._numbers), None)
            if piece is None:
                return [self._unknown]
            spelled.append(self._numbers[piece])
            start += len(piece.removeprefix(_CONTINUES)) if start else len(piece)
        return spelled or [self._unknown]
