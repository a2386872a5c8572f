"""What a running drill tells whoever watches it; one frozen value for each turning point."""

from dataclasses import dataclass

from trainer.core.call import Phase
from trainer.core.scenario import Choice, Step
from trainer.errors import TrainerError


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """The call moved on."""

    phase: Phase
    step: Step | None = None
    """The step the call is in; None before the first and after the last."""


@dataclass(frozen=True, slots=True)
class ShownToOwner:
    """The owner reads on their telephone what the rep said."""

    text: str


@dataclass(frozen=True, slots=True)
class WhatNext:
    """No message could be left: the rep presses 1, 2, 3 ... for what they do now."""

    why: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Scoring:
    """The call is over; the message is being written down and scored."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something failed and the drill went on without it."""

    error: TrainerError


DrillEvent = PhaseChanged | ShownToOwner | WhatNext | Scoring | Trouble
