"""What the scorecard found, one row each."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import OptionList

from trainer.core.scorecard import Verdict
from trainer.tui.findings import Finding, findings_of, title_of
from trainer.tui.widgets.ends import Ends, Line
from trainer.tui.words import MARK_STYLES, MARKS, MUTED, at_text

if TYPE_CHECKING:
    from textual import events

    from trainer.core.checklist import Checklist
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
        self._checklist = checklist
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
        title = title_of(finding, self._checklist)
        if isinstance(finding, Verdict):
            mark = (f"{MARKS[finding.met]} ", MARK_STYLES[finding.met])
            earned = "?" if finding.met is None else finding.points
            points = Content.styled(f"{earned}/{finding.max_points}", MUTED)
            first = (Content.assemble(mark, title), points)
        else:
            left = Content.assemble(("✗ ", MARK_STYLES[False]), (title, "bold"))
            first = (left, Content.styled("fails", "bold $text-error"))
        return [first, self._second(finding)] if self._roomy else [first]

    def _second(self, finding: Finding) -> Line:
        evidence = finding.evidence
        if evidence is None or not evidence.text:
            note = finding.reason or (evidence.note if evidence else "")
            return Content.styled(f"  {note}", MUTED), Content("")
        at = at_text(evidence.span.start_s) if evidence.span else ""
        return Content.styled(f"  “{evidence.text}”", MUTED), Content.styled(at, MUTED)
