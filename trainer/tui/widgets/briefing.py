"""What the rep should know before dialing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from trainer.tui.widgets.bullets import Bullets
from trainer.tui.widgets.ends import Ends
from trainer.tui.words import MUTED, country_text, headline

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from trainer.core.checklist import Checklist
    from trainer.core.scenario import Scenario

HEADS = {
    "why": Content.styled("Why you call", "bold $text-accent"),
    "known": Content.styled("What you know", "bold $text-accent"),
    "rubric": Content.styled("You will be scored on", "bold $text-accent"),
}


class Briefing(VerticalScroll):
    """Who this is, why you call, what you know, and what will be scored: never hidden before the call."""

    BORDER_TITLE = "Briefing"

    def compose(self) -> ComposeResult:
        """The prospect and the checklist: side by side where there is room, else one under the other."""
        with Vertical(id="prospect"):
            yield Static(id="who")
            yield Static(HEADS["why"], classes="head")
            yield Static(id="why")
            yield Static(HEADS["known"], id="known-head", classes="head")
            yield Static(id="known")
        with Vertical(id="rubric"):
            yield Static(id="rubric-head")
            yield Static(id="points")

    def show_rubric(self, checklist: Checklist) -> None:
        """Say what will be scored."""
        pass_mark = Content.styled(f"pass at {checklist.pass_mark} of 100", MUTED)
        self.query_one("#rubric-head", Static).update(Ends((HEADS["rubric"], pass_mark)))
        self.query_one("#points", Static).update(
            Ends(
                *(
                    (Content(headline(check.title)), Content.styled(str(check.points), MUTED))
                    for check in checklist.checks
                )
            )
        )

    def show(self, scenario: Scenario) -> None:
        """Brief the rep on this one."""
        self.query_one("#who", Static).update(_who(scenario))
        self.query_one("#why", Static).update(_why(scenario))
        self.query_one("#known", Static).update(Bullets(scenario.known))
        self.query_one("#known-head").display = bool(scenario.known)
        self.scroll_home(animate=False)


def _who(scenario: Scenario) -> Content:
    prospect = scenario.prospect
    return Content("\n").join(
        [
            Content.styled(prospect.name, "bold"),
            Content(f"{prospect.role} at {prospect.company}"),
            Content.styled(f"{country_text(prospect.country)} · {scenario.difficulty} · {scenario.title}", MUTED),
        ]
    )


def _why(scenario: Scenario) -> Content:
    lines = [Content(scenario.why)]
    if scenario.calling_for:
        lines.append(Content(f"You call for {scenario.calling_for}: name them and leave their number."))
    return Content("\n").join(lines)
