"""What every screen of the app shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen
from textual.worker import Worker, WorkerState

from trainer.tui.presenter import present

if TYPE_CHECKING:
    from trainer.core.checklist import Checklist
    from trainer.practice.studio import Studio


class Stage(Screen[None]):
    """A full screen: it knows the studio, explains itself, and can be left at any time."""

    GUIDE: ClassVar[str] = ""
    """What the screen is for, in Markdown; the help adds the keys."""

    FREE: ClassVar[bool] = True
    """Whether other screens may be opened from here by the commands; not while a call is on."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio = studio

    async def leave(self) -> str:
        """End what runs here; returns what the rep should know about it, if anything."""
        return ""

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Present what a worker died of."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.worker_failed(event.worker.error)

    def worker_failed(self, error: BaseException) -> None:
        """Tell the rep; screens that are over with this do more."""
        present(self.app, error)


def limit_s(checklist: Checklist) -> float:
    """The seconds a message may take by this checklist; 30 if it does not say."""
    return next((check.limit_s for check in checklist.checks if check.limit_s is not None), 30.0)
