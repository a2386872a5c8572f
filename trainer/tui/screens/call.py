"""A call: who, the number shown, the state in words, the clock, the level, the mark. Nothing else."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, ClassVar

from textual import getters, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Digits, Label, Static
from textual.worker import Worker, WorkerError

from trainer.core.call import Phase
from trainer.core.expected import expect
from trainer.core.scenario import DIGITS
from trainer.practice import events
from trainer.reports.call_text import spoken_text, state_text
from trainer.tui import messages
from trainer.tui.presenter import mention
from trainer.tui.screens.base import Stage, limit_s
from trainer.tui.widgets.call_meter import LevelBar, MarkBar
from trainer.tui.widgets.key_bar import KeyBar
from trainer.tui.widgets.title_bar import TitleBar
from trainer.tui.words import MUTED, clock_text, job_text

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.scenario import Choice, Key, Scenario, Step
    from trainer.practice.drill import Drill
    from trainer.practice.studio import Studio

POLL_S = 1 / 15
"""How often clock and level are looked at."""

SETTLE_S = 1.0
"""A hang-up key so soon after dialing, or after the same key, is one that was held too long."""

STATES = {
    Phase.DIALING: ("Dialing…", ""),
    Phase.RINGING: ("Ringing…", ""),
    Phase.GREETING: ("Their greeting", "Speak after the beep"),
    Phase.BEEP: ("Beep", ""),
    Phase.RECORDING: ("● Recording", ""),
    Phase.PHONE: ("Your telephone rings", "Enter answers"),
    Phase.LISTENING: ("● They are listening", "Speak"),
    Phase.ENDED: ("The call has ended", ""),
}
"""Each phase in words, and what there is to know in it; other phases depend on their step."""

LIVE = (Phase.RECORDING, Phase.LISTENING)
"""Phases in which what the rep says counts."""

KEY_NAMES: dict[Key, str] = {**{digit: digit for digit in DIGITS}, "*": "asterisk", "#": "number_sign"}
"""What Textual calls the keys of a telephone."""


def state_of(phase: Phase, step: Step | None) -> tuple[str, str]:
    """A phase in words, and what there is to know in it."""
    if step is not None and phase is Phase.MENU:
        return "They wait for a key", f"Press {', '.join(step.keys)}" if step.keys else ""
    return STATES.get(phase) or (state_text(phase, step).rstrip(".:"), "")


class CallScreen(Stage):
    """One drill, from dialing to its score."""

    CSS_PATH = "call.tcss"

    GUIDE = """\
The call runs as a real one would: it rings, the greeting plays, then the beep. **Your message starts when the beep
ends**; words spoken earlier are lost, as they would be. The line under the level shows where the limit of your
checklist lies.

While you speak there is nothing to look at but the clock, on purpose: people who watch a dashboard while they talk
learn less than people who read about their message afterwards.

Some calls are not just a mailbox: a menu wants a key, a receptionist wants your name, your own telephone rings. The
keys of your keyboard are the keys of the telephone, and what is said to you stands on the screen as well.

Escape leaves the call without a score. What you said is kept, and you are asked about it.
"""

    FREE: ClassVar[bool] = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("number_sign", "skip", "Skip greeting", key_display="#", id="call.skip", tooltip="Go on to the beep"),
        *(
            Binding(name, f"press('{key}')", "Press", show=False, id="call.press", tooltip="Press it on the telephone")
            for key, name in KEY_NAMES.items()
        ),
        Binding("enter,space", "answer", "Answer", key_display="⏎", id="call.answer", tooltip="Take up the receiver"),
        Binding(
            "enter,space",
            "hang_up",
            "Hang up",
            key_display="⏎",
            id="call.hang_up",
            tooltip="End the message and have it scored",
        ),
        Binding(
            "escape",
            "abandon",
            "Leave",
            key_display="esc",
            id="call.abandon",
            tooltip="Leave without a score; the recording is kept",
        ),
    ]

    clock = getters.query_one("#clock", Digits)
    level = getters.query_one(LevelBar)
    mark = getters.query_one(MarkBar)

    def __init__(self, studio: Studio, scenario: Scenario) -> None:
        super().__init__(studio)
        self._scenario = scenario
        self._drill: Drill | None = None
        self._worker: Worker[None] | None = None
        self._phase = Phase.DIALING
        self._step: Step | None = None
        self._choices: tuple[Choice, ...] = ()
        self._leaving = False
        self._pressed_at = time.monotonic()

    def compose(self) -> ComposeResult:
        """One card in the middle."""
        prospect = self._scenario.prospect
        yield TitleBar("Call", self.studio.profile)
        with Vertical(id="phone"):
            yield Static(Content.styled(prospect.name, "bold"), id="who")
            yield Static(Content.styled(job_text(prospect), MUTED), id="job")
            yield Static(self._shown(), id="shown")
            yield Static(id="state")
            yield Static(id="remark")
            yield Static(id="caption")
            yield Digits(clock_text(0.0), id="clock")
            with Horizontal(classes="gauge"):
                yield Label("voice")
                yield LevelBar()
            with Horizontal(classes="gauge"):
                yield Label("time")
                yield MarkBar(limit_s(self.studio.checklist))
        yield KeyBar()

    def _shown(self) -> Content:
        from trainer.store.phone import format_number

        number = expect(self.studio.profile, self._scenario).number
        if not number:
            return Content("")
        return Content.assemble(("They see  ", MUTED), format_number(number, self._scenario.prospect.country))

    def on_mount(self) -> None:
        """Lift the receiver."""
        self._show_phase(Phase.DIALING)
        self.set_interval(POLL_S, self._poll)
        self._worker = self.make_call()

    @work(thread=True, exclusive=True, group="drill", exit_on_error=False)
    def make_call(self) -> None:
        """The session worker: touches no widget."""
        from trainer.practice.drill import Drill

        self._drill = drill = Drill(self._scenario, self.studio, self._tell)
        if self._leaving:
            drill.abandon()
        self.post_message(messages.DrillOver(drill.run()))

    def _tell(self, event: events.DrillEvent) -> None:
        match event:
            case events.PhaseChanged(phase, step):
                self.post_message(messages.DrillMoved(phase, step))
            case events.ShownToOwner(text):
                self.post_message(messages.DrillShown(text))
            case events.WhatNext(why, choices):
                self.post_message(messages.DrillAsked(why, choices))
            case events.Scoring():
                self.post_message(messages.DrillScoring())
            case events.Trouble(error):
                self.post_message(messages.DrillTroubled(error))

    def _poll(self) -> None:
        if self._drill is None or self._phase is Phase.ENDED:
            return
        self.level.hear(self._drill.level_dbfs)
        if self._phase in LIVE:
            message_s = self._drill.message_s
            self.mark.reach(message_s)
            if (text := clock_text(message_s)) != self.clock.value:
                self.clock.update(text)

    def _show_phase(self, phase: Phase, step: Step | None = None) -> None:
        self._phase, self._step = phase, step
        self._say(*state_of(phase, step), spoken_text(phase, step))
        self.set_class(phase in LIVE, "-recording")
        self.refresh_bindings()

    def _say(self, state: str, remark: str, caption: str = "") -> None:
        self.query_one("#state", Static).update(Content(state))
        self.query_one("#remark", Static).update(Content(remark))
        shown = self.query_one("#caption", Static)
        shown.update(Content(caption))
        shown.display = bool(caption)

    def on_drill_moved(self, message: messages.DrillMoved) -> None:
        """The call entered another phase or step."""
        self._show_phase(message.phase, message.step)

    def on_drill_shown(self, message: messages.DrillShown) -> None:
        """The owner reads along."""
        self._say("They read what you said", "", f"“{message.text}”" if message.text else "Nothing.")

    def on_drill_asked(self, message: messages.DrillAsked) -> None:
        """Nothing could be left: the rep says what they do now."""
        self._choices = message.choices
        offered = "\n".join(f"{number}  {choice.does}" for number, choice in enumerate(message.choices, start=1))
        self._say(message.why, "What do you do now? Press a number.", offered)
        self.refresh_bindings()

    def on_drill_scoring(self) -> None:
        """The message is being written down."""
        self._say("Writing down what you said…", "Escape stops it; the recording is kept")

    def on_drill_troubled(self, message: messages.DrillTroubled) -> None:
        """The call goes on without something."""
        mention(self.app, message.error)

    def on_drill_over(self, message: messages.DrillOver) -> None:
        """Show the score, or go back to where the call came from."""
        if message.attempt is None:
            self.post_message(messages.GoHome())
        else:
            self.post_message(messages.Scored(message.attempt))

    def worker_failed(self, error: BaseException) -> None:
        """There is nothing left to show here."""
        self.post_message(messages.GoHome(error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A key is offered only while it means something."""
        keys = self._step.keys if self._step is not None else {}
        match action:
            case "skip":
                return self._phase is Phase.GREETING and "#" in keys
            case "press":
                skips = self._phase is Phase.GREETING and parameters[0] == "#"
                return (parameters[0] in keys and not skips) or parameters[0] in DIGITS[1 : len(self._choices) + 1]
            case "answer":
                return self._phase is Phase.PHONE
            case "hang_up":
                return self._phase not in (Phase.ENDED, Phase.PHONE)
        return True

    def action_skip(self) -> None:
        """Press # ."""
        self.action_press("#")

    def action_press(self, key: Key) -> None:
        """Press a key of the telephone, or choose what to do next."""
        if self._drill is not None:
            self._drill.press(key)

    def action_answer(self) -> None:
        """Take up the receiver."""
        self.action_press("answer")

    def action_hang_up(self) -> None:
        """End the message."""
        before, self._pressed_at = self._pressed_at, time.monotonic()
        if self._drill is not None and self._phase is not Phase.DIALING and self._pressed_at - before > SETTLE_S:
            self._drill.hang_up()

    def action_abandon(self) -> None:
        """Leave without a score."""
        self._leaving = True
        if self._drill is not None:
            self._drill.abandon()

    def on_unmount(self) -> None:
        """However the screen goes, no call goes on without it."""
        self.action_abandon()

    async def leave(self) -> str:
        """Abandon the call and wait for its worker, which answers within moments."""
        self.action_abandon()
        if self._worker is not None:
            with suppress(WorkerError):
                await self._worker.wait()
        from trainer.practice.drill import KEPT_FROM_S

        if self._drill is None or self._drill.message_s < KEPT_FROM_S:
            return ""
        return f"Your message to {self._scenario.prospect.name} is kept: the trainer asks about it at the next start."
