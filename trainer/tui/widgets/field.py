"""One line of a form: a label, what is typed, and what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Label, Static

from trainer.tui.words import headline

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget


class Field(Vertical):
    """A labelled control; its id is the key it fills."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        & Horizontal { height: auto; }
        & Label { width: 20; color: $foreground 75%; }
        & .note { height: auto; min-height: 1; margin-left: 20; color: $foreground 60%; }
        &.-wrong .note { color: $text-error; }
    }
    """

    def __init__(self, key: str, label: str, control: Widget, hint: str = "") -> None:
        super().__init__(id=f"field-{key}")
        self._label = label
        self._control = control
        self._hint = hint

    def compose(self) -> ComposeResult:
        """Label and control side by side, the note below."""
        with Horizontal():
            yield Label(self._label)
            yield self._control
        yield Static(Content(self._hint), classes="note")

    def complain(self, fault: str) -> None:
        """Say what is wrong; an empty fault brings the hint back."""
        self.set_class(bool(fault), "-wrong")
        note = f"✗ {headline(fault)}" if fault else self._hint
        self.query_one(".note", Static).update(Content(note))
