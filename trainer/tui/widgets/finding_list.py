"""What the scorecard found, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from trainer.core.opinion import subject_of
from trainer.core.scorecard import Verdict
from trainer.reports.opinion_text import both_text
from trainer.tui.findings import Finding, findings_of, title_of
from trainer.tui.widgets.ends import Ends, Line
from trainer.tui.words import MARK_STYLES, MARKS, MUTED, at_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual import events

    from trainer.core.checklist import Checklist
    from trainer.core.opinion import Opinion
    from trainer.core.scorecard import Scorecard


class FindingList(OptionList):
    """Blockers first, then every check: mark, title, points, and where there is room the words."""

    BORDER_TITLE = "Checks"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "cursor_down", show=False, id="findings.down", tooltip="The next check"),
        Binding("up,k", "cursor_up", show=False, id="findings.up", tooltip="The check before"),
        Binding("home,g", "first", show=False, id="findings.first", tooltip="The first check"),
        Binding("end,G", "last", show=False, id="findings.last", tooltip="The last check"),
    ]

    def __init__(self, card: Scorecard, checklist: Checklist) -> None:
        self._findings = findings_of(card)
        self._card = card
        self._checklist = checklist
        self._opinions: Mapping[str, Opinion] = {}
        self._roomy = False
        super().__init__(*self._rows())
        self.border_subtitle = Content(f"{checklist.title}, version {card.checklist_version}")

    @property
    def finding(self) -> Finding | None:
        """The highlighted one."""
        return None if self.highlighted is None else self._findings[self.highlighted]

    def on_resize(self) -> None:
        """Show the words under each check if all of them fit."""
        roomy = self.scrollable_content_region.height >= 2 * len(self._findings)
        if roomy != self._roomy:
            self._roomy = roomy
            self._update()

    def show_opinions(self, opinions: Mapping[str, Opinion]) -> None:
        """Mark what the rep disagrees with, by check."""
        if opinions != self._opinions:
            self._opinions = opinions
            self._update()

    def _update(self) -> None:
        for index, row in enumerate(self._rows()):
            self.replace_option_prompt_at_index(index, row)

    def on_click(self, event: events.Click) -> None:
        """A click looks."""
        event.prevent_default()
        index = event.style.meta.get("option")
        if index is not None:
            self.highlighted = index

    def _rows(self) -> list[Ends]:
        return [Ends(*self._row(finding)) for finding in self._findings]

    def _row(self, finding: Finding) -> list[Line]:
        opinion = self._opinions.get(subject_of(finding))
        first = self._first(finding) if opinion is None else self._mine(finding, opinion)
        return [first, self._second(finding, opinion)] if self._roomy else [first]

    def _first(self, finding: Finding) -> Line:
        title = title_of(finding, self._checklist)
        if isinstance(finding, Verdict):
            mark = (f"{MARKS[finding.met]} ", MARK_STYLES[finding.met])
            earned = "?" if finding.met is None else finding.points
            return Content.assemble(mark, title), Content.styled(f"{earned}/{finding.max_points}", MUTED)
        left = Content.assemble(("✗ ", MARK_STYLES[False]), (title, "bold"))
        return left, Content.styled("fails", "bold $text-error")

    def _mine(self, finding: Finding, opinion: Opinion) -> Line:
        """The rep's answer instead of the machine's, and that it is the rep's."""
        good = opinion.met is isinstance(finding, Verdict)
        left = Content.assemble((f"{MARKS[good]} ", MARK_STYLES[good]), title_of(finding, self._checklist))
        if isinstance(finding, Verdict):
            earned = finding.max_points if opinion.met else 0
            return left, Content.styled(f"yours {earned}/{finding.max_points}", "bold")
        return left, Content.styled("yours: passes", "bold")

    def _second(self, finding: Finding, opinion: Opinion | None) -> Line:
        if opinion is not None:
            return Content.styled(f"  {both_text(self._card, opinion)}", MUTED), Content("")
        evidence = finding.evidence
        if evidence is None or not evidence.text:
            note = finding.reason or (evidence.note if evidence else "")
            return Content.styled(f"  {note}", MUTED), Content("")
        at = at_text(evidence.span.start_s) if evidence.span else ""
        return Content.styled(f"  “{evidence.text}”", MUTED), Content.styled(at, MUTED)
