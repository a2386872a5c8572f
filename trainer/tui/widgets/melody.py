"""The pitch of a voice over time, as a line."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

from trainer.reports.pitch_line import BLOCKS, PLAIN, pitch_line

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

    from trainer.core.sound import Pitch


class Melody(Visual):
    """As wide as its place; drawn with ASCII where the terminal has nothing else."""

    def __init__(self, pitch: Pitch) -> None:
        self._pitch = pitch
        # The app draws on a stream of its own; what the terminal can show is told by the first one.
        plain = sys.__stdout__ is not None and not sys.__stdout__.encoding.lower().startswith("utf")
        self._signs = PLAIN if plain else BLOCKS

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """One strip."""
        line = Content.styled(pitch_line(self._pitch, width, self._signs), "$text-accent")
        return line.render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's signature
        """All there is."""
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One row."""
        return 1
