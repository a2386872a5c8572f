"""The recogniser's vocabulary: numbers to text and, for words to listen for, text to numbers."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from trainer.errors import EngineError
from trainer.speech.onnx_model import damaged

START = 1
END = 2

_SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
_TWO_BYTES = 0x80


class Tokens:
    """The pieces of a vocabulary; a piece's place is its number, and lower numbers were merged first."""

    def __init__(self, pieces: Sequence[bytes]) -> None:
        self._pieces = tuple(pieces)
        # Letters are there twice, first as bytes for foreign scripts: text is spelled with the later ones.
        self._numbers = {piece: number for number, piece in enumerate(self._pieces)}

    def __len__(self) -> int:
        return len(self._pieces)

    def text(self, numbers: Iterable[int]) -> str:
        """The text that these numbers spell."""
        spelled = b"".join(self._pieces[number] for number in numbers if number > END)
        return spelled.decode(errors="replace").replace(_SPACE, " ").strip()

    def numbers(self, text: str) -> tuple[int, ...]:
        """The numbers that spell a text inside a sentence, merged as byte-pair encoding does: lowest number first."""
        parts = [character.encode() for character in (" " + text).replace(" ", _SPACE)]
        while True:
            merges = [(self._numbers.get(a + b, len(self)), place) for place, (a, b) in enumerate(pairwise(parts))]
            number, place = min(merges, default=(len(self), 0))
            if number == len(self):
                return tuple(self._numbers[part] for part in parts if part in self._numbers)
            parts[place : place + 2] = [self._pieces[number]]


def read_tokens(path: Path, hint: str) -> Tokens:
    """The vocabulary in a tokenizer.bin: every piece after its length, which takes two bytes from 128 on."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EngineError("A file of the speech recogniser is missing", f"{path}: {error.strerror}.", hint) from error
    pieces: list[bytes] = []
    place = 0
    while place < len(data):
        length = data[place]
        place += 1
        if length >= _TWO_BYTES:
            length += (data[place] - 1) * _TWO_BYTES if place < len(data) else 0
            place += 1
        pieces.append(data[place : place + length])
        place += length
    if place != len(data) or pieces[START : END + 1] != [b"<s>", b"</s>"]:
        raise damaged(path, hint)
    return Tokens(pieces)
