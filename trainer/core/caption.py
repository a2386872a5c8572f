"""Words to be spoken, with what sounds between them: "You have reached [pause] extension four. [beep] Only joking."."""

import re
from typing import Literal, cast

Marker = Literal["[beep]", "[pause]"]
"""A beep as the mailbox has it; a moment of silence."""

MARKERS: frozenset[str] = frozenset({"[beep]", "[pause]"})

_MARKER = re.compile(r"(\[[^\]]*\])")


def pieces(text: str) -> tuple[str, ...]:
    """Words and markers in their order; pieces of white space are left out."""
    return tuple(piece.strip() for piece in _MARKER.split(text) if piece.strip())


def as_marker(piece: str) -> Marker | None:
    """The marker that a piece is; None if it is words."""
    return cast("Marker", piece) if piece in MARKERS else None


def caption(text: str) -> str:
    """The text as it is read: pauses gone, beeps in brackets."""
    return " ".join(piece for piece in pieces(text) if piece != "[pause]")


def unknown_markers(text: str) -> tuple[str, ...]:
    """What stands in square brackets and is no marker."""
    return tuple(piece for piece in pieces(text) if piece.startswith("[") and piece not in MARKERS)
