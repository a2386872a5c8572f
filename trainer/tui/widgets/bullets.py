"""Lines that hang from a bullet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.css.styles import RulesMap
    from textual.style import Style
    from textual.visual import RenderOptions

_BULLET = "• "


class Bullets(Visual):
    """Items that wrap under their own first letter, not under their bullet."""

    def __init__(self, items: Sequence[str]) -> None:
        self._items = [Content(item) for item in items]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The items as strips of this width."""
        strips: list[Strip] = []
        for item in self._items:
            for index, line in enumerate(item.wrap(max(1, width - len(_BULLET)))):
                lead = Content(_BULLET) if index == 0 else Content.blank(len(_BULLET))
                strips.extend((lead + line).render_strips(width, 1, style, options))
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The width at which nothing wraps."""
        return max((item.cell_length + len(_BULLET) for item in self._items), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """All rows of all items."""
        return sum(len(item.wrap(max(1, width - len(_BULLET)))) for item in self._items)
