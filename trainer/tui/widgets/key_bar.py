"""The keys that do something here, in one line at the bottom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

if TYPE_CHECKING:
    from textual import events
    from textual.screen import Screen

HELP_ACTION = "help"
"""The one key that is never left out: it leads to all the others."""


@dataclass(frozen=True, slots=True)
class KeySlot:
    """One key with its label."""

    key: str
    action: str
    display: str
    label: str
    tooltip: str

    @property
    def width(self) -> int:
        """Cells it takes, with the space around it."""
        return Content(f" {self.display} {self.label} ").cell_length


def fitting(slots: list[KeySlot], width: int) -> tuple[list[KeySlot], bool]:
    """The slots that fit into a width in cells, and whether some were left out. Help stays, the last ones go first."""
    if sum(slot.width for slot in slots) <= width:
        return slots, False
    shown = [slot for slot in slots if slot.action.endswith(HELP_ACTION)]
    room = width - sum(slot.width for slot in shown) - 2
    others = [slot for slot in slots if slot not in shown]
    kept: list[KeySlot] = []
    for slot in others:
        if slot.width > room:
            break
        room -= slot.width
        kept.append(slot)
    return kept + shown, True


class KeyBar(Widget):
    """Key and label of every shown binding; a click presses the key, a pointer at rest explains it."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: 1;
        background: $panel;
        color: $foreground;
    }
    """

    ALLOW_SELECT = False

    def on_mount(self) -> None:
        """Follow the screen's bindings as focus and state change them."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_updated)

    def _bindings_updated(self, screen: Screen[object]) -> None:
        if screen is self.screen:
            self.refresh()

    def slots(self) -> list[KeySlot]:
        """Every shown binding, one slot an action."""
        found: dict[str, KeySlot] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.action not in found:
                display = self.app.get_key_display(binding)
                tooltip = binding.tooltip or binding.description
                found[binding.action] = KeySlot(binding.key, binding.action, display, binding.description, tooltip)
        return list(found.values())

    def render(self) -> Content:
        """The line."""
        slots, cut = fitting(self.slots(), self.size.width)
        pieces = [
            Content.assemble((f" {slot.display}", "bold $footer-key-foreground"), f" {slot.label} ") for slot in slots
        ]
        if cut and len(pieces) > 1:
            pieces.insert(-1, Content("… "))
        return Content("").join(pieces).truncate(self.size.width, ellipsis=True)

    def _slot_at(self, x: int) -> KeySlot | None:
        slots, cut = fitting(self.slots(), self.size.width)
        start = 0
        for index, slot in enumerate(slots):
            if cut and index == len(slots) - 1:
                start += 2
            if start <= x < start + slot.width:
                return slot
            start += slot.width
        return None

    def on_click(self, event: events.Click) -> None:
        """Press the key under the pointer."""
        if slot := self._slot_at(event.x):
            self.app.simulate_key(slot.key)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the key under the pointer."""
        slot = self._slot_at(event.x)
        self.tooltip = slot.tooltip if slot else None
