"""The model answer: what a good message of this rep in this scenario sounds like, word for word."""

import re
from collections.abc import Callable

from trainer.core.expected import expect
from trainer.core.profile import Profile
from trainer.core.scenario import Scenario

PLACEHOLDERS = ("{name}", "{company}", "{number}", "{pitch}")
"""What a model answer leaves open."""

ANY_PITCH = "help with exactly this kind of work"
"""What a rep offers who has not said what they sell."""

_PLACEHOLDER = re.compile("|".join(map(re.escape, PLACEHOLDERS)))
_BRACES = re.compile(r"\{[^{}]*\}?|\}")


def model_answer(scenario: Scenario, profile: Profile | None) -> str:
    """The scenario's model answer with the rep's own words in it; empty if the scenario has none.

    Without a profile it says what belongs there: "[your name]".
    """
    return _filled(scenario, profile, lambda number: number)


def spoken_answer(scenario: Scenario, profile: Profile | None) -> str:
    """The same for a voice, which says the number digit by digit with a pause after every group."""
    return _filled(scenario, profile, _digit_by_digit)


def _filled(scenario: Scenario, profile: Profile | None, say: Callable[[str], str]) -> str:
    from trainer.core.phone_number import said_aloud  # takes a moment to load, and reading scenario files needs it not

    expected = expect(profile, scenario)
    words = {
        "{name}": expected.caller_name or "[your name]",
        "{company}": expected.company or "[your company]",
        "{number}": say(said_aloud(expected.number)) if expected.number else "[your number]",
        "{pitch}": (profile.sells.strip(" .") if profile else "[what you sell]") or ANY_PITCH,
    }
    return _PLACEHOLDER.sub(lambda found: words[found[0]], " ".join(scenario.model_answer.split()))


def _digit_by_digit(number: str) -> str:
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", number))


def unknown_placeholders(text: str) -> list[str]:
    """Everything in braces that a model answer cannot be filled with, each once, and braces that stand alone."""
    return list(dict.fromkeys(_BRACES.findall(_PLACEHOLDER.sub("", text))))
