"""What a model of meaning says about a message, and the bounds within which it decides."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, get_args

Meaning = Literal["reason", "ask", "referral", "follow_up", "follow_up_when", "personal", "scam"]
"""What the model that ships with the trainer can judge."""

MEANINGS: tuple[Meaning, ...] = get_args(Meaning)
"""The same in the order of the model's outputs."""


@dataclass(frozen=True, slots=True)
class Sense:
    """How sure a model is that a message does something, and by which words."""

    probability: float
    """0 to 1."""
    first_word: int
    last_word: int
    """Places of the words among the transcript's, both inclusive."""
    alone: Callable[[], float] = field(default=lambda: 0.0, compare=False)
    """Tells the highest probability of any one sentence judged by itself; asked only in doubt, for it takes a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """When a model decides, and when it leaves the decision to the phrases."""

    of: Meaning
    """What the model is asked."""
    met_from: float
    """From this probability on it is met, whether or not a phrase is found."""
    missed_below: float
    """Below this probability, of the message and of every sentence alone, it is not met, even if a phrase is found."""

    def met(self, sense: Sense | None) -> bool:
        """Whether the model is sure that it is met."""
        return sense is not None and sense.probability >= self.met_from

    def missed(self, sense: Sense | None) -> bool:
        """Whether the model is sure that it is not."""
        if sense is None or sense.probability >= self.missed_below:
            return False
        return sense.alone() < self.missed_below
