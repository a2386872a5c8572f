"""Short phrases one after the other, none broken in two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

from trainer.tui.words import MUTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_BETWEEN = Content.styled(" · ", MUTED)


class Flow(Visual):
    """Phrases with a dot between them; a phrase that does not fit begins the next line."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self._phrases = [Content(phrase) for phrase in phrases]

    def lines(self, width: int) -> list[Content]:
        """The lines at a width in cells."""
        lines: list[Content] = []
        for phrase in self._phrases:
            if lines and lines[-1].cell_length + _BETWEEN.cell_length + phrase.cell_length <= width:
                lines[-1] = lines[-1] + _BETWEEN + phrase
            else:
                lines.append(phrase)
        return [line.truncate(width, ellipsis=True) for line in lines]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """The lines as strips of this width."""
        strips = [strip for line in self.lines(width) for strip in line.render_strips(width, 1, style, options)]
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:  # noqa: ARG002 - Textual's signature
        """The width at which all stand on one line."""
        return Content("").join([*self._phrases]).cell_length + _BETWEEN.cell_length * max(0, len(self._phrases) - 1)

    def get_height(self, rules: RulesMap, width: int) -> int:  # noqa: ARG002 - Textual's signature
        """One row a line."""
        return len(self.lines(width))
