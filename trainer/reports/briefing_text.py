"""What the rep should know before a call, as plain text."""

import textwrap

from trainer.core.model_answer import model_answer
from trainer.core.profile import Profile
from trainer.core.scenario import Scenario

_WIDTH = 88


def briefing_text(scenario: Scenario, profile: Profile | None) -> str:
    """Who is called and why, what is known, and the model answer of this rep."""
    prospect = scenario.prospect
    lines = [
        f"{scenario.title} ({scenario.id})",
        f"{scenario.pack.title} · {prospect.country.upper()} · {scenario.difficulty}",
        f"{prospect.name}, {prospect.role} at {prospect.company}",
        *_section("Why you call", scenario.why),
    ]
    if scenario.calling_for:
        lines += textwrap.wrap(f"You call for {scenario.calling_for}: name them and leave their number.", _WIDTH)
    if scenario.known:
        lines += ["", "What you know"]
        for fact in scenario.known:
            lines += textwrap.wrap(f"- {fact}", _WIDTH, subsequent_indent="  ")
    if answer := model_answer(scenario, profile):
        lines += _section("A model answer", answer)
    return "\n".join(lines) + "\n"


def _section(head: str, text: str) -> list[str]:
    return ["", head, *textwrap.wrap(text, _WIDTH)]
