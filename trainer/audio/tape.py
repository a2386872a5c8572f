"""What the line plays: ring-back, greeting, beep, and then silence."""

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.audio.clip import Samples
from trainer.core.call import Mark


@dataclass(frozen=True, slots=True, eq=False)
class Tape:
    """Everything the rep hears, in one piece; silence follows its end."""

    samples: Samples
    rate_hz: int
    marks: Mapping[Mark, int]
    """Frame of each mark, in rising order: greeting, beep, message (= end of the beep = len(samples))."""
