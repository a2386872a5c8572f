"""One finding in full: what earned it, what would, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.core.scorecard import Verdict
from trainer.reports.opinion_text import ANSWERS, both_text
from trainer.tui.findings import Finding, rule_of, title_of
from trainer.tui.words import MARK_STYLES, MARKS, MUTED, at_text, headline

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.checklist import Checklist
    from trainer.core.opinion import Opinion
    from trainer.core.scorecard import Evidence, Scorecard


class FindingDetail(VerticalScroll):
    """The highlighted check."""

    BORDER_TITLE = "Why"

    def __init__(self, card: Scorecard, checklist: Checklist) -> None:
        super().__init__()
        self._card = card
        self._checklist = checklist

    def compose(self) -> ComposeResult:
        """A headline and its text."""
        yield Static(id="headline")
        yield Static(id="why")

    def show(self, finding: Finding, opinion: Opinion | None = None) -> None:
        """Explain this one; opinion: where the rep disagrees with it."""
        self.query_one("#headline", Static).update(self._headline(finding, opinion))
        self.query_one("#why", Static).update(self._why(finding, opinion))
        self.scroll_home(animate=False)

    def _headline(self, finding: Finding, opinion: Opinion | None) -> Content:
        good = _is_good(finding, opinion)
        outcome = both_text(self._card, opinion) if opinion else _outcome(finding)
        title = title_of(finding, self._checklist)
        return Content.assemble(
            (f"{MARKS[good]} ", MARK_STYLES[good]), (title, "bold"), (f"  {outcome}", "bold" if opinion else MUTED)
        )

    def _why(self, finding: Finding, opinion: Opinion | None) -> Content:
        parts = []
        if opinion is not None and opinion.reason:
            parts.append(Content.assemble(("You say  ", "$text-accent"), sentence(opinion.reason)))
        if finding.evidence is not None and (quoted := _quoted(finding.evidence, with_note=not finding.reason)):
            parts.append(quoted)
        if finding.reason:
            who = ("The machine  ", "$text-accent") if opinion else ""
            parts.append(Content.assemble(who, sentence(finding.reason)))
        rule = rule_of(finding, self._checklist)
        if rule is not None:
            lead = "The rule  " if _is_good(finding, opinion) else "Next time  "
            parts.append(Content.assemble((lead, "$text-accent"), rule.tip))
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


def _is_good(finding: Finding, opinion: Opinion | None) -> bool | None:
    """Whether nothing needs to change, by the rep if the rep disagrees; None if it was not heard clearly."""
    if isinstance(finding, Verdict):
        return opinion.met if opinion else finding.met
    return opinion is not None and opinion.met is False


def _outcome(finding: Finding) -> str:
    if not isinstance(finding, Verdict):
        return "fails the message"
    earned = "no points lost" if finding.met is None else f"{finding.points} of {finding.max_points} points"
    return f"{ANSWERS[finding.met]}, {earned}"


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
