"""A message that was recorded and never scored: what should happen with it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from trainer.tui.words import local_time_text

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.attempt import Unfinished


class Answer(Enum):
    """What the rep wants."""

    SCORE = "score"
    LATER = "later"
    DELETE = "delete"


class UnfinishedScreen(ModalScreen[Answer]):
    """Score it, keep it for later, or delete it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "q", "app.quit", "Quit", show=False, id="unfinished.quit", tooltip="Leave; recordings and scores are kept"
        ),
        Binding("s", "answer('score')", "Score it", id="unfinished.score", tooltip="Write it down and score it now"),
        Binding("l,escape", "answer('later')", "Later", id="unfinished.later", tooltip="Keep it and ask again later"),
        Binding("d", "answer('delete')", "Delete", id="unfinished.delete", tooltip="Delete the recording for good"),
        Binding("left", "app.focus_previous", show=False, id="unfinished.left", tooltip="The button before"),
        Binding("right", "app.focus_next", show=False, id="unfinished.right", tooltip="The next button"),
    ]

    def __init__(self, message: Unfinished) -> None:
        super().__init__()
        self._message = message

    def compose(self) -> ComposeResult:
        """One question, three buttons."""
        when = local_time_text(self._message.started_at)
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "Not scored yet"
            yield Static(Content(f"A message to {self._message.prospect_name} from {when} was never scored."))
            with Horizontal(classes="buttons"):
                yield Button("Score it", id="score", variant="primary")
                yield Button("Later", id="later")
                yield Button("Delete", id="delete")

    def on_mount(self) -> None:
        """The usual answer is one Enter away."""
        self.query_one("#score").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The answer a button stands for."""
        self.dismiss(Answer(event.button.id))

    def action_answer(self, answer: str) -> None:
        """The answer a key stands for."""
        self.dismiss(Answer(answer))
