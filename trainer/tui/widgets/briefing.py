"""What the rep should know before dialing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.tui.widgets.bullets import Bullets
from trainer.tui.widgets.ends import Ends
from trainer.tui.widgets.stack import Stack
from trainer.tui.words import MUTED, country_text, headline

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.visual import Visual

    from trainer.core.checklist import Checklist
    from trainer.core.scenario import Scenario

GAP = Content(" ")
"""An empty row."""


class Briefing(VerticalScroll):
    """Who this is, why you call, what you know, and what will be scored: never hidden before the call."""

    BORDER_TITLE = "Briefing"

    def compose(self) -> ComposeResult:
        """The prospect and the checklist: side by side, one under the other, or the checklist in short at the foot."""
        yield Static(id="prospect")
        yield Static(id="rubric")
        yield Static(id="rubric-short")

    def show(self, scenario: Scenario, there: str = "") -> None:
        """Brief the rep on this one; `there` is the time at the prospect's, where it is known."""
        self.query_one("#prospect", Static).update(Stack(*_prospect(scenario, there)))
        self.scroll_home(animate=False)

    def show_rubric(self, checklist: Checklist) -> None:
        """Say what will be scored."""
        pass_mark = Content.styled(f"pass at {checklist.pass_mark} of 100", MUTED)
        points = ((Content(headline(each.title)), Content.styled(str(each.points), MUTED)) for each in checklist.checks)
        self.query_one("#rubric", Static).update(Ends((_head("You will be scored on"), pass_mark), *points))
        self.query_one("#rubric-short", Static).update(_in_short(checklist))


def _in_short(checklist: Checklist) -> Content:
    """The whole checklist in a few lines, for screens too low to show it in full beside the prospect."""
    items = " · ".join(f"{each.id.replace('_', ' ')} {each.points}" for each in checklist.checks)
    return Content.assemble(_head("Scored on "), items, (f" · pass at {checklist.pass_mark}", MUTED))


def _head(text: str) -> Content:
    return Content.styled(text, "bold $text-accent")


def _prospect(scenario: Scenario, there: str) -> list[Visual]:
    prospect = scenario.prospect
    clock = f" · {there} there" if there else ""
    parts: list[Visual] = [
        Content.styled(prospect.name, "bold"),
        Content(f"{prospect.role} at {prospect.company}"),
        Content.styled(f"{country_text(prospect.country)} · {scenario.difficulty} · {scenario.title}{clock}", MUTED),
        GAP,
        _head("Why you call"),
        Content(scenario.why),
    ]
    if scenario.calling_for:
        parts.append(Content(f"You call for {scenario.calling_for}: name them and leave their number."))
    if scenario.known:
        parts += [GAP, _head("What you know"), Bullets(scenario.known)]
    return parts
