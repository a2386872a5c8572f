"""A screen about one attempt on which the rep may disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import work

from trainer.errors import TrainerError
from trainer.tui.opinions import RepOpinions
from trainer.tui.presenter import mention, present
from trainer.tui.screens.base import Stage

if TYPE_CHECKING:
    from trainer.core.attempt import Attempt
    from trainer.core.opinion import Opinion
    from trainer.practice.studio import Studio


class OpinionStage(Stage):
    """Reads what the rep said before, and keeps what the rep says now."""

    def __init__(self, studio: Studio, attempt: Attempt) -> None:
        super().__init__(studio)
        self.opinions = RepOpinions(studio, attempt)

    def show_opinions(self) -> None:
        """Show what the rep says; called whenever that changes."""
        raise NotImplementedError

    @work(exit_on_error=False)
    async def read_opinions(self) -> None:
        """Find what the rep said of this attempt before."""
        try:
            await self.opinions.read()
        except TrainerError as error:
            mention(self.app, error)
        self.show_opinions()
        self.refresh_bindings()

    def answer(self, check_id: str) -> None:
        """Give the next answer to a check: shown at once, saved beside the screen."""
        opinion = self.opinions.answer(check_id)
        self.show_opinions()
        # The app's worker, not the screen's: the rep may dial again before this one is saved.
        self.app.run_worker(self._keep(opinion))

    async def _keep(self, opinion: Opinion) -> None:
        try:
            await self.opinions.keep(opinion)
        except TrainerError as error:
            if self.is_attached:
                self.show_opinions()
            tell = present if self.is_current else mention
            tell(self.app, error)

    async def leave(self) -> str:
        """What the rep said is saved before the app ends."""
        await self.opinions.settled()
        return ""
