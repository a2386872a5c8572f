"""The score of one message, with the words that earned it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import reactive
from textual.widgets import OptionList, Static

from trainer.core.opinion import PERSONALITY, subject_of
from trainer.reports.text_report import moment_text
from trainer.tui.findings import findings_of, has_sound, to_fix, words_of
from trainer.tui.messages import Dial, GoHome
from trainer.tui.opinions import tick_text
from trainer.tui.screens.base import limit_s
from trainer.tui.screens.opinion_stage import OpinionStage
from trainer.tui.widgets.delivery_note import DeliveryNote
from trainer.tui.widgets.finding_detail import FindingDetail
from trainer.tui.widgets.finding_list import FindingList
from trainer.tui.widgets.key_bar import KeyBar
from trainer.tui.widgets.summary import Summary
from trainer.tui.widgets.title_bar import TitleBar
from trainer.tui.widgets.transcript_view import TranscriptView
from trainer.tui.words import at_text

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from trainer.core.attempt import Attempt
    from trainer.core.scenario import Scenario
    from trainer.practice.replay import Replay
    from trainer.practice.studio import Studio
    from trainer.tui.findings import Finding

FOLLOW_S = 0.1
"""How often the playing position is looked at."""

UNHEARD = Content.from_markup(
    "[b]No words were heard.[/b]\n\nIf you did speak, open the commands with [b]ctrl+p[/b] and run the audio check."
)
"""What stands where the transcript would be."""


class ScorecardScreen(OpinionStage):
    """Total, checks, transcript, delivery; hear it again, call again."""

    CSS_PATH = "scorecard.tcss"

    GUIDE = """\
The checks are on the left, what was heard is on the right. Walk through the checks: the words that decided each one
are set apart in the transcript, and the cursor goes to them, so **space** plays exactly that moment.

* ✓ met, ✗ missed, ? not heard clearly. A check that was not heard clearly neither earns nor costs points.
* **d** disagrees with the check under the cursor, and agrees again. Your answer is kept beside the machine's, which
  stays; the head shows both totals. Where it was not heard clearly you decide: met, missed, or leave it open.
* Everything under *Delivery* is for you to know. It is never scored.
* The line there is the pitch of your voice over the message, to see and not to judge: no melody is better than another.
* **t** is your own tick for personality: yes, no, or none. It is part of no total, and no machine judges it: it could
  only measure voice, pace and accent, and those are not who you are. Whether you came across is for a person to say.
* **m** shows a model answer for this prospect, in your own name, and lets you hear it.
* **o** lets you hear the message as the prospect's phone plays it: 300 to 3400 Hz, no more.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "again", "Again", id="score.again", tooltip="Call the same prospect again at once"),
        Binding("n", "next", "Next", id="score.next", tooltip="Call the next prospect"),
        Binding("space", "play", "Play here", id="score.play", tooltip="Play from the second under the cursor"),
        Binding("d", "disagree", "Disagree", id="score.disagree", tooltip="Disagree with this verdict, or agree again"),
        Binding("m", "model_answer", "Model", id="score.model", tooltip="Read or hear a model answer"),
        Binding("p", "play_all", "Play all", id="score.play_all", tooltip="Play the whole message"),
        Binding("o", "ear", "By phone", id="score.ear", tooltip="Hear it as recorded, or as their phone plays it"),
        Binding(
            "t",
            "personality",
            "Personality",
            id="score.personality",
            tooltip="Your own tick for personality: yes, no, none",
        ),
        Binding("s", "stop", "Stop", id="score.stop", tooltip="Stop playing"),
        Binding("h", "home", "Home", id="score.home", tooltip="Back to the prospects"),
        Binding("escape", "escape", "Stop, or home", show=False, id="score.escape", tooltip="Stop playing, or go back"),
        Binding("left,b", "word(-1)", "Word before", show=False, id="score.left", tooltip="The word before"),
        Binding("right,w", "word(1)", "Next word", show=False, id="score.right", tooltip="The next word"),
    ]

    transcript = getters.query_one(TranscriptView)

    position_s: reactive[float | None] = reactive(None, init=False)
    """Where in the message it plays, in seconds; None while nothing plays."""

    def __init__(self, studio: Studio, attempt: Attempt) -> None:
        super().__init__(studio, attempt)
        self._attempt = attempt
        self._by_phone = False
        self._replay: Replay | None = None
        self._follow: Timer

    def compose(self) -> ComposeResult:
        """Summary above, checks at the left, everything about the highlighted one at the right."""
        card, checklist = self._attempt.scorecard, self.studio.checklist_of(self._attempt.scorecard)
        yield TitleBar("Scorecard", self.studio.profile)
        yield Summary(self._attempt, checklist)
        with Horizontal(id="card"):
            with Vertical(id="checks"):
                yield FindingList(card, checklist)
                yield DeliveryNote(card.delivery, limit_s(checklist))
            with Vertical(id="evidence"):
                yield FindingDetail(card, checklist)
                if card.moments:
                    yield Static(Content("\n").join(Content(moment_text(each)) for each in card.moments), id="moments")
                with Vertical(id="heard") as heard:
                    heard.border_title = "What was heard"
                    if self._attempt.transcript.words:
                        yield TranscriptView(self._attempt.transcript, card)
                    else:
                        yield Static(" ".join(card.notices) or UNHEARD)
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin at what should be fixed next."""
        checks = self.query_one(FindingList)
        checks.focus()
        fix = to_fix(self._attempt.scorecard)
        if fix is not None and not self._attempt.scorecard.blockers:
            checks.highlighted = findings_of(self._attempt.scorecard).index(fix)
        self._follow = self.set_interval(FOLLOW_S, self._look, pause=True)
        self._show_ear()
        self.show_opinions()
        self.read_opinions()

    @on(OptionList.OptionHighlighted)
    def explain(self) -> None:
        """The right side follows the highlight."""
        finding = self.query_one(FindingList).finding
        if finding is None:
            return
        self._explain(finding)
        for transcript in self.query(TranscriptView):
            transcript.show_evidence(words_of(finding.evidence))

    def action_word(self, step: int) -> None:
        """Move the cursor along the words."""
        for transcript in self.query(TranscriptView):
            transcript.cursor += step

    def _explain(self, finding: Finding) -> None:
        self.query_one(FindingDetail).show(finding, self.opinions.differing.get(subject_of(finding)))

    # What the rep says.

    def show_opinions(self) -> None:
        """The rep's answers beside the machine's, in every part of the screen."""
        checks = self.query_one(FindingList)
        checks.show_opinions(self.opinions.differing)
        if checks.finding is not None:
            self._explain(checks.finding)
        self.query_one(Summary).show(self.opinions.mine)
        self.query_one(DeliveryNote).border_subtitle = tick_text(self.opinions.tick)

    def action_disagree(self) -> None:
        """Flip the verdict under the cursor, or flip it back."""
        finding = self.query_one(FindingList).finding
        if finding is not None:
            self.answer(subject_of(finding))

    def action_personality(self) -> None:
        """Tick personality: yes, no, no answer."""
        self.answer(PERSONALITY)
        self.query_one(DeliveryNote).scroll_visible(animate=False)

    # Hearing it again.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's signature
        """A key is offered where there is something to play, to stop, to answer, or to show."""
        if action == "stop":
            return self.position_s is not None
        if action in {"disagree", "personality"}:
            return self.opinions.can_answer
        if action == "model_answer":
            return self._scenario is not None and bool(self._scenario.model_answer)
        return action not in {"play", "play_all", "ear"} or has_sound(self._attempt)

    def action_play(self) -> None:
        """Play from the word under the cursor."""
        self.play(self.transcript.cursor_s if self._attempt.transcript.words else 0.0)

    def action_play_all(self) -> None:
        """Play from the beginning."""
        self.play(0.0)

    @work(exclusive=True, group="play", exit_on_error=False)
    async def play(self, from_s: float) -> None:
        """Reading, filtering and opening the loudspeaker happen beside the screen."""
        await asyncio.to_thread(self._start, from_s, self._by_phone)
        self._follow.resume()

    def _start(self, from_s: float, by_phone: bool) -> None:
        from trainer.practice.replay import Replay

        if self._replay is None and self._attempt.recording is not None:
            country = self._scenario.prospect.country if self._scenario else "us"
            self._replay = Replay(self.studio, self._attempt.recording, country)
        if self._replay is not None:
            self._replay.play(from_s, by_phone=by_phone)

    def _look(self) -> None:
        self.position_s = self._replay.position_s if self._replay else None
        if self.position_s is None:
            self._follow.pause()

    def watch_position_s(self, before_s: float | None, position_s: float | None) -> None:
        """Show where it plays."""
        for transcript in self.query(TranscriptView):
            transcript.show_playing(position_s)
        self._show_ear()
        if (before_s is None) != (position_s is None):
            self.refresh_bindings()

    def _show_ear(self) -> None:
        ear = "as their phone plays it" if self._by_phone else "as recorded"
        playing = "" if self.position_s is None else f"▶ {at_text(self.position_s)} "
        self.query_one("#heard").border_subtitle = f"{playing}{ear}" if has_sound(self._attempt) else "no recording"

    def action_ear(self) -> None:
        """Switch between the recording and the phone; goes on playing from where it is."""
        self._by_phone = not self._by_phone
        self._show_ear()
        if self._replay is not None and (position_s := self._replay.position_s) is not None:
            self.play(position_s)

    def action_stop(self) -> None:
        """Be silent."""
        if self._replay is not None:
            self._replay.stop()

    def on_unmount(self) -> None:
        """However the screen goes, it is silent."""
        self.action_stop()

    def action_model_answer(self) -> None:
        """Show what a good message would have been, and let it be heard."""
        from trainer.tui.screens.model_answer import ModelAnswerScreen

        self.action_stop()
        if self._scenario is not None:
            self.app.push_screen(ModelAnswerScreen(self.studio, self._scenario, with_voice=True))

    # Going on.

    @property
    def _scenario(self) -> Scenario | None:
        return next((found for found in self.studio.scenarios if found.id == self._attempt.scenario_id), None)

    def action_again(self) -> None:
        """Call the same prospect at once."""
        self._dial(0)

    def action_next(self) -> None:
        """Call the next prospect of the list."""
        self._dial(1)

    def _dial(self, step: int) -> None:
        scenarios = self.studio.scenarios
        if not scenarios:
            return
        known = self._scenario
        index = scenarios.index(known) + step if known else 0
        self.post_message(Dial(scenarios[index % len(scenarios)]))

    def action_escape(self) -> None:
        """Stop playing, or else go back to the prospects."""
        if self.position_s is not None:
            self.action_stop()
        else:
            self.action_home()

    def action_home(self) -> None:
        """Go back to the prospects."""
        self.post_message(GoHome())
