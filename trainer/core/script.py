"""A call as a graph of steps: a scenario's own and, where they lead to it, those of its mailbox."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.core.mailbox_steps import (
    GREETING,
    HANG_UP,
    MAILBOX,
    MESSAGE,
    PLAYBACK,
    RINGING,
    mailbox_steps,
)
from trainer.core.scenario import Mailbox, Scenario, Step

Place = str
"""Where a call is: a step's name while it sounds, its name with OPEN while it waits or listens."""

OPEN = "…"


@dataclass(frozen=True, slots=True)
class Script:
    """Every step that a call can come to."""

    first: str
    steps: Mapping[str, Step]
    mailbox: Mailbox

    def step(self, place: Place) -> Step:
        """The step of a place."""
        return self.steps[place.removesuffix(OPEN)]

    def entry(self, name: str) -> Place:
        """Where a step begins; HANG_UP is a place of its own."""
        name = GREETING if name == MAILBOX else name
        if name == HANG_UP or sounds(self.steps[name]):
            return name
        return name + OPEN

    def follows(self, place: Place) -> Place | None:
        """The place that follows by itself when the sound of one is over; None where it waits or listens."""
        if place == HANG_UP or is_open(place):
            return None
        step = self.steps[place]
        return place + OPEN if opens(step) else self.entry(step.then)

    def places(self) -> Iterator[Place]:
        """Every place, the first one first, the end of the call last."""
        for name, step in self.steps.items():
            if sounds(step):
                yield name
            if opens(step):
                yield name + OPEN
        yield HANG_UP


def is_open(place: Place) -> bool:
    """Whether a place waits or listens rather than sounds."""
    return place.endswith(OPEN)


def sounds(step: Step) -> bool:
    """Whether a step plays or says anything; what was recorded is played back without words of its own."""
    return bool(step.plays or step.says or step.file) or step.name in {GREETING, PLAYBACK}


def opens(step: Step) -> bool:
    """Whether a step waits for a key or listens."""
    return step.waits_s > 0 or step.listens_s > 0


def is_live(step: Step) -> bool:
    """Whether somebody listens to the rep while the call is on: not a mailbox that records."""
    return step.listens_s > 0 and step.name != MESSAGE


def calls_the_rep(scenario: Scenario) -> bool:
    """Whether the rep's own telephone rings, rather than the prospect's."""
    return bool(scenario.call) and scenario.call[0].plays == "phone"


def script_of(scenario: Scenario) -> Script:
    """The whole call of a scenario. It rings first, unless the first step has a tone of its own."""
    known = {step.name: step for step in (*mailbox_steps(scenario.mailbox), *scenario.call)}
    first = scenario.call[0] if scenario.call else known[GREETING]
    if first.plays is None:
        ringing = Step(name=RINGING, plays="ring-back", times=scenario.mailbox.rings, then=first.name)
        known[RINGING] = first = ringing
    return Script(first.name, _reached(first.name, known, scenario.mailbox), scenario.mailbox)


def targets(step: Step, mailbox: Mailbox) -> Iterator[str]:
    """Every step that one can lead to, as it is written."""
    yield step.then
    yield from step.keys.values()
    for branch in step.hears:
        yield branch.then
    if step.name == MESSAGE and mailbox.picks_up:
        yield mailbox.picks_up


def _reached(first: str, known: Mapping[str, Step], mailbox: Mailbox) -> dict[str, Step]:
    """The steps that can be come to, in the order in which that happens."""
    reached: dict[str, Step] = {}
    waiting = [first]
    while waiting:
        name = waiting.pop(0)
        name = GREETING if name == MAILBOX else name
        if name not in reached and name in known:
            reached[name] = known[name]
            waiting += targets(known[name], mailbox)
    return reached
