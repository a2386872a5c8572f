"""One finding in full: what earned it, what would, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.core.scorecard import Verdict
from trainer.tui.findings import Finding, rule_of, title_of
from trainer.tui.words import MARK_STYLES, MARKS, MUTED, at_text, headline

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.checklist import Checklist
    from trainer.core.scorecard import Evidence

ANSWERS = {True: "met", False: "missed", None: "not heard clearly"}
"""A verdict in words."""


class FindingDetail(VerticalScroll):
    """The highlighted check."""

    BORDER_TITLE = "Why"

    def __init__(self, checklist: Checklist) -> None:
        super().__init__()
        self._checklist = checklist

    def compose(self) -> ComposeResult:
        """A headline and its text."""
        yield Static(id="headline")
        yield Static(id="why")

    def show(self, finding: Finding) -> None:
        """Explain this one."""
        self.query_one("#headline", Static).update(self._headline(finding))
        self.query_one("#why", Static).update(self._why(finding))
        self.scroll_home(animate=False)

    def _headline(self, finding: Finding) -> Content:
        met = finding.met if isinstance(finding, Verdict) else False
        outcome = "fails the message"
        if isinstance(finding, Verdict):
            earned = "no points lost" if met is None else f"{finding.points} of {finding.max_points} points"
            outcome = f"{ANSWERS[met]}, {earned}"
        title = title_of(finding, self._checklist)
        return Content.assemble((f"{MARKS[met]} ", MARK_STYLES[met]), (title, "bold"), (f"  {outcome}", MUTED))

    def _why(self, finding: Finding) -> Content:
        parts = []
        if finding.evidence is not None and (quoted := _quoted(finding.evidence, with_note=not finding.reason)):
            parts.append(quoted)
        if finding.reason:
            parts.append(Content(sentence(finding.reason)))
        rule = rule_of(finding, self._checklist)
        if rule is not None:
            met = isinstance(finding, Verdict) and finding.met is True
            parts.append(Content.assemble(("The rule  " if met else "Next time  ", "$text-accent"), rule.tip))
            parts.append(Content.styled(self._cited(rule.source), MUTED))
            source = self._checklist.sources.get(rule.source)
            if source is not None and source.disagrees:
                parts.append(Content.styled(f"Where it disagrees: {source.disagrees}", MUTED))
        return Content("\n").join(parts)

    def _cited(self, key: str) -> str:
        source = self._checklist.sources.get(key)
        if source is None:
            return key
        return ", ".join(part for part in (source.author, f"“{source.title}”", source.date) if part)


def sentence(text: str) -> str:
    """A remark as a sentence."""
    return headline(text) + ("" if text.endswith((".", "!", "?")) else ".")


def _quoted(evidence: Evidence, *, with_note: bool) -> Content | None:
    parts: list[str | tuple[str, str]] = []
    if evidence.text:
        parts.append((f"“{evidence.text}”", "italic"))
    if evidence.span:
        parts.append((f" at {at_text(evidence.span.start_s)}", MUTED))
    if evidence.note and with_note:
        parts.append((f" ({evidence.note})", MUTED))
    return Content.assemble(*parts) if parts else None
