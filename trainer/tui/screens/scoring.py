"""Scoring a message that was put aside."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from trainer.errors import Cancelled
from trainer.tui.messages import GoHome, Scored
from trainer.tui.screens.base import Stage
from trainer.tui.widgets.key_bar import KeyBar
from trainer.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.attempt import Unfinished
    from trainer.practice.studio import Studio


class ScoringScreen(Stage):
    """Writes the message down and scores it; can be stopped."""

    CSS_PATH = "call.tcss"

    GUIDE = (
        "A message that was recorded earlier is written down and scored now. Escape stops it; the recording is kept."
    )

    FREE: ClassVar[bool] = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "stop", "Stop", id="scoring.stop", tooltip="Stop scoring; the recording is kept"),
    ]

    def __init__(self, studio: Studio, unfinished: Unfinished) -> None:
        super().__init__(studio)
        self._unfinished = unfinished

    def compose(self) -> ComposeResult:
        """One card in the middle."""
        yield TitleBar("Scoring", self.studio.profile)
        with Vertical(id="phone"):
            yield Static(Content.styled(self._unfinished.prospect_name, "bold"), id="who")
            yield Static("Writing down what you said…", id="state")
            yield Static("Escape stops it; the recording is kept", id="remark")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin."""
        self.score()

    @work(thread=True, exclusive=True, group="drill", exit_on_error=False)
    def score(self) -> None:
        """The session worker: touches no widget."""
        from trainer.practice.scoring import score_unfinished

        worker = get_current_worker()
        try:
            attempt = score_unfinished(self._unfinished, self.studio, lambda: worker.is_cancelled)
        except Cancelled:
            return
        self.post_message(Scored(attempt))

    def worker_failed(self, error: BaseException) -> None:
        """There is nothing left to show here."""
        self.post_message(GoHome(error))

    def action_stop(self) -> None:
        """Give up for now."""
        self.workers.cancel_node(self)
        self.post_message(GoHome())
