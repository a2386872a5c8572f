"""Something speaks against this call: dial all the same, or rather not."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult


class BeforeDialingScreen(ModalScreen[bool]):
    """Says why not to call; True if the rep dials anyway."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n,escape", "answer(False)", "Do not call", id="before.no", tooltip="Leave them in peace"),
        Binding("d", "answer(True)", "Dial anyway", id="before.yes", tooltip="Dial; it fails the drill"),
        Binding("left", "app.focus_previous", show=False, id="before.left", tooltip="The button before"),
        Binding("right", "app.focus_next", show=False, id="before.right", tooltip="The next button"),
    ]

    def __init__(self, name: str, objections: Sequence[str]) -> None:
        super().__init__()
        self._name = name
        self._objections = objections

    def compose(self) -> ComposeResult:
        """The reasons, and two buttons."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = f"Call {self._name} now?"
            for objection in self._objections:
                yield Static(Content(objection))
            yield Static(Content("Dialing all the same fails the drill, whatever you say."))
            with Horizontal(classes="buttons"):
                yield Button("Do not call", id="no", variant="primary")
                yield Button("Dial anyway", id="yes")

    def on_mount(self) -> None:
        """The right answer is one Enter away."""
        self.query_one("#no").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The answer a button stands for."""
        self.dismiss(event.button.id == "yes")

    def action_answer(self, dial: bool) -> None:
        """The answer a key stands for."""
        self.dismiss(dial)
