"""A scorecard in three seconds: the total, passed or not, what to fix next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Digits, Static

from trainer.reports.text_report import ENDINGS, unclear_text
from trainer.tui.findings import title_of, to_fix
from trainer.tui.widgets.ends import Ends, Line
from trainer.tui.words import MARK_STYLES, MARKS, MUTED

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.attempt import Attempt
    from trainer.core.checklist import Checklist
    from trainer.core.scorecard import Scorecard


class Summary(Horizontal):
    """Total in large figures, and three lines beside it."""

    def __init__(self, attempt: Attempt, checklist: Checklist) -> None:
        super().__init__(classes="-passed" if attempt.scorecard.passed else "-failed")
        self._attempt = attempt
        self._checklist = checklist

    def compose(self) -> ComposeResult:
        """The figure and the lines."""
        yield Digits(str(self._attempt.scorecard.total))
        yield Static(self._lines(None))

    def show(self, mine: Scorecard | None) -> None:
        """Show the scorecard as the rep sees it beside the machine's; None: they agree."""
        self.query_one("Summary > Static", Static).update(self._lines(mine))

    def _lines(self, mine: Scorecard | None) -> Ends:
        card = self._attempt.scorecard
        return Ends(self._answer(card, mine), self._fix(mine or card), self._ending())

    def _answer(self, card: Scorecard, mine: Scorecard | None) -> Line:
        outcome = _both(card, mine) if mine else _outcome(card)
        left = outcome + Content.styled(f"   pass mark {card.pass_mark}", MUTED)
        return left, Content.styled(self._attempt.prospect_name, "bold")

    def _fix(self, card: Scorecard) -> Line:
        if card.blockers:
            title = title_of(card.blockers[0], self._checklist)
            return Content.assemble(("Fix first  ", "$text-accent"), title), Content("")
        fix = to_fix(card)
        if fix is None:
            return Content("Nothing was missed."), Content("")
        title = title_of(fix, self._checklist)
        points = Content.styled(f"{fix.max_points} points", MUTED)
        return Content.assemble(("Fix next   ", "$text-accent"), title), points

    def _ending(self) -> Line:
        ended = ENDINGS[self._attempt.ended_by] if self._attempt.ended_by else ""
        if notices := self._attempt.scorecard.notices:
            return Content.styled(f"! {' '.join(notices)}", "$text-warning"), Content("")
        early = self._attempt.early_speech_s
        if self._attempt.transcript.unclear:
            return Content.styled(f"! {unclear_text(self._attempt)}", "$text-warning"), Content("")
        if early:
            lost = f"{early * 1000:.0f} ms spoken before the beep had ended were lost. "
            return Content.assemble((f"! {lost}", "$text-warning"), (ended, MUTED)), Content("")
        return Content.styled(ended, MUTED), Content("")


def _outcome(card: Scorecard) -> Content:
    answer = f"{MARKS[card.passed]} {'Passed' if card.passed else 'Not passed'}"
    return Content.assemble(("of 100   ", MUTED), (answer, MARK_STYLES[card.passed]))


def _both(card: Scorecard, mine: Scorecard) -> Content:
    """Both totals, each with its own mark."""
    return Content.assemble(
        (f"{MARKS[card.passed]} ", MARK_STYLES[card.passed]),
        f"{card.total} by the machine, ",
        (f"{MARKS[mine.passed]} ", MARK_STYLES[mine.passed]),
        f"{mine.total} by you",
    )
