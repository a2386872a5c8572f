"""Pieces of text of different kinds, one under the other, in one widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.visual import Visual

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions


class Stack(Visual):
    """Visuals one under the other. A widget for each would paint the same, later."""

    def __init__(self, *parts: Visual) -> None:
        self._parts = parts

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """All parts as strips of this width."""
        strips = [strip for part in self._parts for strip in part.render_strips(width, None, style, options)]
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """The width of the widest part."""
        return max((part.get_optimal_width(rules, container_width) for part in self._parts), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """The rows of all parts."""
        return sum(part.get_height(rules, width) for part in self._parts)
