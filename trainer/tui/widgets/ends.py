"""Lines of text with a left and a right end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

GAP = 2
"""Cells kept free between the two ends."""

Line = tuple[Content, Content]
"""What stands at the left and at the right end of one line."""


class Ends(Visual):
    """Lines that fill their width: the left end gives way with an ellipsis, the right end stays whole."""

    def __init__(self, *lines: Line) -> None:
        self._lines = lines

    def line(self, index: int, width: int) -> Content:
        """One line set to a width in cells."""
        left, right = self._lines[index]
        room = width - right.cell_length
        if room < GAP + 1:
            return right.truncate(width, ellipsis=True) if right else left.truncate(width, ellipsis=True)
        gap = GAP if right else 0
        return left.truncate(room - gap, ellipsis=True).pad_right(gap).truncate(room, pad=True) + right

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines as strips of this width."""
        strips: list[Strip] = []
        for index in range(len(self._lines)):
            strips.extend(self.line(index, width).render_strips(width, 1, style, options))
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The width at which nothing gives way."""
        return max((left.cell_length + GAP + right.cell_length for left, right in self._lines), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One row a line."""
        return len(self._lines)
