"""Which prospect to call."""

import difflib
from collections.abc import Mapping, Sequence

from trainer.core.scenario import Scenario
from trainer.errors import UsageError


def find_scenario(scenario_id: str, scenarios: Sequence[Scenario]) -> Scenario:
    """The scenario with this id; UsageError with the nearest ids if there is none."""
    for scenario in scenarios:
        if scenario.id == scenario_id:
            return scenario
    ids = [scenario.id for scenario in scenarios]
    near = difflib.get_close_matches(scenario_id, ids, n=3, cutoff=0.4)
    hint = f"Did you mean {' or '.join(near)}? " if near else ""
    raise UsageError(f"There is no scenario {scenario_id!r}", "", f"{hint}trainer scenarios lists them all.")


def next_scenario(scenarios: Sequence[Scenario], best: Mapping[str, int], pass_mark: int) -> Scenario:
    """The first one not passed yet, else the one with the lowest best score; UsageError if there are none."""
    if not scenarios:
        raise UsageError("There are no scenarios", "", "Put scenario files into the scenarios folder.")
    for scenario in scenarios:
        if best.get(scenario.id, 0) < pass_mark:
            return scenario
    return min(scenarios, key=lambda scenario: best[scenario.id])
