"""A failure that ended something: what happened, what was kept, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.errors import TrainerError


class ProblemScreen(ModalScreen[None]):
    """One error, until the rep has read it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "q", "app.quit", "Quit", show=False, id="problem.quit", tooltip="Leave; recordings and scores are kept"
        ),
        Binding("escape", "close", "Close", id="problem.close", tooltip="Close this message"),
    ]

    def __init__(self, error: TrainerError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """Title, detail, hint, one button."""
        parts = [Content.styled(self._error.title, "bold")]
        if self._error.detail:
            parts.append(Content(self._error.detail))
        if self._error.hint:
            parts.append(Content.assemble(("What to do  ", "$text-accent"), self._error.hint))
        with VerticalScroll(classes="dialog -problem") as dialog:
            dialog.border_title = "✗ Problem"
            yield Static(Content("\n\n").join(parts))
            yield Button("All right", id="close", variant="primary")

    def on_mount(self) -> None:
        """Enter closes."""
        self.query_one("#close").focus()

    def on_button_pressed(self) -> None:
        """The rep has read it."""
        self.dismiss()

    def action_close(self) -> None:
        """The rep has read it."""
        self.dismiss()
