"""What a running drill tells whoever watches it; one frozen value for each turning point."""

from dataclasses import dataclass

from trainer.core.call import Phase
from trainer.errors import TrainerError


@dataclass(frozen=True, slots=True)
class PhaseChanged:
    """The call moved on."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class Scoring:
    """The call is over; the message is being written down and scored."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something failed and the drill went on without it."""

    error: TrainerError


DrillEvent = PhaseChanged | Scoring | Trouble
