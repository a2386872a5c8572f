"""Words on lines: where each word of a transcript stands at a width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from trainer.core.timeline import Span
    from trainer.core.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a pause at its place on a line."""

    text: str
    x: int
    word: int | None
    """Index of the word; None for a pause."""


def pieces_of(transcript: Transcript, pauses: Iterable[Span]) -> list[tuple[str, int | None]]:
    """The words in order, with "(1.4 s)" where a pause was."""
    waiting = sorted(pauses, key=lambda pause: pause.start_s)
    found: list[tuple[str, int | None]] = []
    for index, word in enumerate(transcript.words):
        while waiting and word.span is not None and waiting[0].end_s <= word.span.start_s + 0.05:
            found.append((f"({waiting.pop(0).seconds:.1f} s)", None))
        found.append((word.text, index))
    return found


def set_lines(pieces: Sequence[tuple[str, int | None]], width: int) -> list[list[Piece]]:
    """Pieces on lines of a width in cells; one that is longer than a line gets an ellipsis."""
    lines: list[list[Piece]] = [[]]
    x = 0
    for text, word in pieces:
        shown = text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
        if x and x + cell_len(shown) > width:
            lines.append([])
            x = 0
        lines[-1].append(Piece(shown, x, word))
        x += cell_len(shown) + 1
    return lines
