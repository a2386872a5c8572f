"""Level and time of a message being left. Each redraws only when what it shows has changed."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

QUIET_DBFS = -60.0
"""Nothing is drawn for anything quieter."""

LOUD_DBFS = -3.0
"""From here on a microphone may be clipping."""

FALL_DB = 3.0
"""How much the bar falls from one look to the next, so that the eye can follow it."""


class LevelBar(Widget):
    """How loud the microphone is."""

    DEFAULT_CSS = """
    LevelBar {
        height: 1;
    }
    """

    ALLOW_SELECT = False

    halves: reactive[int] = reactive(0)
    """Length of the bar in half cells."""
    loud: reactive[bool] = reactive(False)
    """Whether it is loud enough to clip."""

    def __init__(self) -> None:
        super().__init__()
        self._level_dbfs = QUIET_DBFS

    def hear(self, level_dbfs: float) -> None:
        """Show a new level: up at once, down slowly."""
        self._level_dbfs = max(QUIET_DBFS, level_dbfs, self._level_dbfs - FALL_DB)
        self.loud = self._level_dbfs >= LOUD_DBFS
        self.halves = round((1 - min(0.0, self._level_dbfs) / QUIET_DBFS) * self.size.width * 2)

    def rest(self) -> None:
        """Show nothing."""
        self._level_dbfs = QUIET_DBFS
        self.loud, self.halves = False, 0

    def render(self) -> Content:
        """The bar on its ground; "too loud" in words at its end."""
        width = self.size.width
        bar = "━" * (self.halves // 2) + ("╸" if self.halves % 2 else "")
        rest = "─" * (width - len(bar))
        if self.loud and width > 12:
            return Content.assemble((bar[: width - 9], "$warning"), (" too loud", "bold $warning"))
        return Content.assemble((bar, "$success"), (rest, "$foreground 25%"))


class MarkBar(Widget):
    """How far the message has come, with the mark it should not pass."""

    DEFAULT_CSS = """
    MarkBar {
        height: 2;
        text-wrap: nowrap;
    }
    """

    ALLOW_SELECT = False

    halves: reactive[int] = reactive(0)
    """Length of the bar in half cells."""

    def __init__(self, limit_s: float) -> None:
        super().__init__()
        self.limit_s = limit_s

    def reach(self, message_s: float) -> None:
        """Show how long the message is by now; half as long again as the limit fills the bar."""
        self.halves = round(min(1.0, message_s / (self.limit_s * 1.5)) * self.size.width * 2)

    def render(self) -> Content:
        """The bar, and the mark with its seconds below."""
        width = self.size.width
        mark = round(width / 1.5)
        whole = self.halves // 2
        cells = "━" * whole + ("╸" if self.halves % 2 else "")
        style = "$accent" if whole <= mark else "$error"
        cells = cells.ljust(width, "─")
        label = f"{self.limit_s:.0f} s"
        return Content.assemble(
            (cells[: min(whole + 1, mark)], style if whole else "$foreground 25%"),
            (cells[min(whole + 1, mark) : mark], "$foreground 25%"),
            ("┃", "bold $foreground"),
            (cells[mark + 1 : max(whole, mark) + 1], style),
            (cells[max(whole, mark) + 1 :], "$foreground 25%"),
            "\n",
            (label.rjust(mark + (len(label) + 1) // 2), "$foreground 75%"),
        )
