"""What the line plays: stretches of sound, each beginning at a mark, and what follows each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from trainer.audio.clip import Samples

Mark = str
"""A place on the tape."""


@dataclass(frozen=True, eq=False)
class Tape:
    """Everything the rep can hear in a call, in one piece, with silence after its end."""

    samples: Samples
    rate_hz: int
    marks: Mapping[Mark, int]
    """Frame of each mark, in rising order; a mark's sound ends where the next one's begins."""
    follows: Mapping[Mark, Mark | None] = field(default_factory=dict)
    """The mark whose sound follows that of a mark, None: silence until told. Marks left out go on to the next."""
    listens: frozenset[Mark] = frozenset({"message"})
    """Marks at which the rep is listened to."""
    hang_up_at: frozenset[Mark] = frozenset({"message"})
    """Those among them at which nobody answers: a rep who has said everything hangs up."""

    @cached_property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """First frame of each mark's sound, and the frame after its last."""
        starts = [max(0, start) for start in self.marks.values()]
        ends = [*starts[1:], len(self.samples)]
        # The sound thread must never look past the samples, whatever marks it is given.
        return tuple((start, max(start, end)) for start, end in zip(starts, ends, strict=False))

    def followers(self) -> tuple[int | None, ...]:
        """For each mark the number of the one that follows; at the very end the number of the first mark."""
        marks = list(self.marks)
        following: list[Mark | None] = [*marks[1:], None]
        told = [self.follows.get(mark, usual) for mark, usual in zip(marks, following, strict=False)]
        return (*(None if mark is None else marks.index(mark) for mark in told), 0 if marks else None)
