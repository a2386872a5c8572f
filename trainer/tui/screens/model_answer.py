"""The model answer for one prospect: to be read before a call, read and heard after it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from trainer.core.model_answer import model_answer, spoken_answer
from trainer.errors import Cancelled, TrainerError
from trainer.tui.presenter import present
from trainer.tui.words import MUTED

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from trainer.core.scenario import Scenario
    from trainer.practice.recital import Recital
    from trainer.practice.studio import Studio

FOLLOW_S = 0.2
"""How often it is looked at whether the voice still speaks."""

WAITING = "The voice is getting ready…"
SPEAKING = "▶ The voice speaks"


class ModelAnswerScreen(ModalScreen[None]):
    """One way to say it, in the rep's own name; after the call a voice says it, too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h", "hear", "Hear it", id="model.hear", tooltip="Hear it in the machine's voice"),
        Binding("s", "stop", "Stop", id="model.stop", tooltip="Stop the voice"),
        Binding("escape,m", "close", "Close", id="model.close", tooltip="Close the model answer"),
        Binding("left", "app.focus_previous", show=False, id="model.left", tooltip="The button before"),
        Binding("right", "app.focus_next", show=False, id="model.right", tooltip="The next button"),
    ]

    def __init__(self, studio: Studio, scenario: Scenario, *, with_voice: bool) -> None:
        super().__init__()
        self._studio = studio
        self._scenario = scenario
        self._with_voice = with_voice
        self._recital: Recital | None = None
        self._follow: Timer

    def compose(self) -> ComposeResult:
        """The words, what the voice does, and the buttons."""
        with VerticalScroll(classes="dialog") as dialog:
            dialog.border_title = f"A model answer for {self._scenario.prospect.name}"
            yield Static(Content(model_answer(self._scenario, self._studio.profile)))
            if self._with_voice:
                yield Static(id="voice")
            with Horizontal(classes="buttons"):
                if self._with_voice:
                    yield Button("Hear it", id="hear", variant="primary")
                    yield Button("Stop", id="stop")
                yield Button("Close", id="close")

    def on_mount(self) -> None:
        """Enter does what the rep most likely came for."""
        self.query(Button).first().focus()
        self._follow = self.set_interval(FOLLOW_S, self._look, pause=True)

    @on(Button.Pressed, "#hear")
    def action_hear(self) -> None:
        """Let the voice say it from the beginning."""
        if self._with_voice:
            self.hear()

    @work(exclusive=True, exit_on_error=False)
    async def hear(self) -> None:
        """Rendering and opening the loudspeaker happen beside the screen; what fails is told."""
        self._tell(WAITING)
        try:
            await asyncio.to_thread(self._play)
        except Cancelled:
            self._tell("")
        except TrainerError as error:
            self._tell("")
            present(self.app, error)
        else:
            self._tell(SPEAKING)
            self._follow.resume()

    def _play(self) -> None:
        from trainer.practice.recital import Recital

        if self._recital is None:
            self._recital = Recital(self._studio, spoken_answer(self._scenario, self._studio.profile))
        self._recital.play()

    def _tell(self, text: str) -> None:
        for voice in self.query("#voice").results(Static):
            voice.update(Content.styled(text, MUTED))

    def _look(self) -> None:
        if self._recital is None or not self._recital.plays:
            self._follow.pause()
            self._tell("")

    @on(Button.Pressed, "#stop")
    def action_stop(self) -> None:
        """Be silent."""
        if self._recital is not None:
            self._recital.stop()

    @on(Button.Pressed, "#close")
    def action_close(self) -> None:
        """Back to the screen below."""
        self.dismiss()

    def on_unmount(self) -> None:
        """However the screen goes, it is silent."""
        self.action_stop()
