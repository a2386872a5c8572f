"""Choosing a recording that speaks instead of the rep: the way to a drill without a microphone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from trainer.errors import UsageError
from trainer.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.practice.studio import Studio

EXPLANATION = (
    "A recording can speak in your place, from the end of the beep on. What you would hear is not played then."
)


class RecordingScreen(ModalScreen[str]):
    """Asks for the file and tries it; the result is what the rep should be told."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", id="recording.cancel", tooltip="Leave everything as it is"),
    ]

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self._studio = studio

    def compose(self) -> ComposeResult:
        """One field and the two answers."""
        with Vertical(classes="dialog") as dialog:
            dialog.border_title = "A recording as the microphone"
            yield Static(Content(EXPLANATION))
            control = Input(placeholder="message.wav", id="path", compact=True)
            yield Field("path", "Recording", control, "WAV, FLAC or OGG")
            with Horizontal(classes="buttons"):
                yield Button("Use it", id="use", variant="primary")
                yield Button("Use the microphone", id="microphone")

    @on(Input.Submitted)
    @on(Button.Pressed, "#use")
    def use(self) -> None:
        """Try the file that was named."""
        self.choose(Path(self.query_one("#path", Input).value.strip()).expanduser())

    @on(Button.Pressed, "#microphone")
    def microphone(self) -> None:
        """Go back to the microphone."""
        self.choose(None)

    @work(exclusive=True, exit_on_error=False)
    async def choose(self, recording: Path | None) -> None:
        """Hand the choice over; a file that cannot be used is told beside the field."""
        try:
            await asyncio.to_thread(self._studio.speak_from, recording)
        except UsageError as error:
            self.query_one(Field).complain(" ".join(part for part in (f"{error.title}.", error.detail) if part))
            self.query_one("#path", Input).focus()
            return
        self.dismiss(f"{recording.name} speaks in your place now." if recording else "The microphone is used now.")

    def action_cancel(self) -> None:
        """Leave everything as it is."""
        self.dismiss("")
