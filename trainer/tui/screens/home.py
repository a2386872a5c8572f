"""The first screen: whom to call, and everything worth knowing before."""

from __future__ import annotations

import asyncio
import gc
import importlib
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static

from trainer.errors import TrainerError
from trainer.tui.messages import Dial, Introduce, ScoreLater
from trainer.tui.screens.base import Stage
from trainer.tui.widgets.briefing import Briefing
from trainer.tui.widgets.key_bar import KeyBar
from trainer.tui.widgets.prospect_list import ProspectList
from trainer.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.attempt import Unfinished
    from trainer.core.scenario import Scenario
    from trainer.practice.studio import Studio

NOBODY = Content.from_markup(
    "[b]There is nobody to call.[/b]\n\n"
    "Put scenario files into the scenarios folder and start again. "
    "[b]trainer doctor[/b] says where that folder is, [b]trainer scenarios check[/b] what is wrong with a file."
)
"""What stands where the prospects would be."""


class HomeScreen(Stage):
    """The prospects, and the briefing of the highlighted one."""

    GUIDE = """\
Pick a prospect and read the briefing: who this is, why you call, what you know of them, and the points your
message will be scored on. Then dial. It rings, the greeting plays, and after the beep you speak.

**m** shows a model answer: one good message for this prospect, with your own name, company and number in it.

Nobody real is ever called, and nothing you say leaves this machine.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "model_answer", "Show me", id="home.show_me", tooltip="Read a model answer for this prospect"),
    ]

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._asked: set[str] = set()
        self._told: set[str] = set()
        self._introduced = False

    def compose(self) -> ComposeResult:
        """List and briefing; a hint where there is nobody to call."""
        yield TitleBar()
        if self.studio.scenarios:
            with Horizontal(id="desk"):
                yield ProspectList(self.studio.scenarios)
                yield Briefing()
        else:
            yield Static(NOBODY, id="nobody")
        yield KeyBar()

    def on_screen_resume(self) -> None:
        """Paint first; what has to be read from disk follows, and is read again after every call."""
        self.call_after_refresh(self.load)

    @work(exclusive=True, group="home", exit_on_error=False)
    async def load(self) -> None:
        """Fill in what has to be read: the rep, the checklist, the best scores, messages never scored."""
        if not gc.isenabled():
            # The start did without the collector; what it loaded stays for good and need not be looked at again.
            gc.freeze()
            gc.enable()
        profile = await asyncio.to_thread(lambda: self.studio.profile)
        if profile is None and not self._introduced:
            self._introduced = True
            self.post_message(Introduce())
            return
        self.query_one(TitleBar).show_rep(profile)
        checklist = await asyncio.to_thread(lambda: self.studio.checklist)
        for briefing in self.query(Briefing):
            briefing.show_rubric(checklist)
        best = await asyncio.to_thread(self.studio.history.best_totals)
        for prospects in self.query(ProspectList):
            prospects.show_best(best, checklist.pass_mark)
        self.warm_up()
        for message in await asyncio.to_thread(self.studio.recordings.unfinished):
            if message.id not in self._asked and self.app.screen is self:
                self._ask(message)
                break

    @work(thread=True, exclusive=True, group="warm", exit_on_error=False)
    def warm_up(self) -> None:
        """Load what the first call needs while the rep reads; what cannot be loaded is told when it is needed."""
        importlib.import_module("trainer.practice.drill")
        with suppress(TrainerError):
            self.studio.transcriber.warm_up()

    def worker_failed(self, error: BaseException) -> None:
        """Tell the rep once: what cannot be read now will not be read better each time home is shown."""
        if str(error) not in self._told:
            self._told.add(str(error))
            super().worker_failed(error)

    def _ask(self, message: Unfinished) -> None:
        """Ask once about a message; back from the question, the next one has its turn."""
        from trainer.tui.screens.unfinished import Answer, UnfinishedScreen

        def answered(answer: Answer | None) -> None:
            if answer is Answer.SCORE:
                self.post_message(ScoreLater(message))
            elif answer is Answer.DELETE:
                self.discard(message)

        self._asked.add(message.id)
        self.app.push_screen(UnfinishedScreen(message), answered)

    @work(group="discard", exit_on_error=False)
    async def discard(self, message: Unfinished) -> None:
        """Delete a recording the rep does not want."""
        await asyncio.to_thread(self.studio.recordings.discard, message.id)

    @on(OptionList.OptionHighlighted)
    def brief(self) -> None:
        """The briefing follows the highlight."""
        scenario = self.query_one(ProspectList).scenario
        if scenario is not None:
            self.query_one(Briefing).show(scenario, self._time_there(scenario))
            self.refresh_bindings()

    def _time_there(self, scenario: Scenario) -> str:
        if scenario.local_time or scenario.prospect.time_zone is None:
            return scenario.local_time or ""
        from trainer.practice.permission import local_time  # knows all time zones, which takes a moment to load

        return str(local_time(scenario, self.studio.now()) or "")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """A model answer is offered where there is one."""
        if action != "model_answer":
            return True
        return any(prospects.scenario and prospects.scenario.model_answer for prospects in self.query(ProspectList))

    def action_model_answer(self) -> None:
        """Show what a good message would be."""
        from trainer.tui.screens.model_answer import ModelAnswerScreen

        scenario = self.query_one(ProspectList).scenario
        if scenario is not None:
            self.app.push_screen(ModelAnswerScreen(self.studio, scenario, with_voice=False))

    @on(OptionList.OptionSelected)
    def dial(self) -> None:
        """Call the highlighted prospect."""
        scenario = self.query_one(ProspectList).scenario
        if scenario is not None:
            self.post_message(Dial(scenario))
