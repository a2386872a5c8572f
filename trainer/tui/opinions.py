"""What the rep says of one attempt: there at once, saved beside the screen, in the order of the keys."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from trainer.core.opinion import (
    PERSONALITY,
    answerable,
    disagreements,
    machine_answer,
    next_answer,
    reviewed,
    standing,
)
from trainer.reports.opinion_text import TICKS
from trainer.tui.words import MARKS

if TYPE_CHECKING:
    from trainer.core.attempt import Attempt
    from trainer.core.opinion import Opinion
    from trainer.core.scorecard import Scorecard
    from trainer.practice.studio import Studio


class RepOpinions:
    """The opinions that are kept, and those on their way. Used from the event loop only."""

    def __init__(self, studio: Studio, attempt: Attempt) -> None:
        self._studio = studio
        self._attempt = attempt
        self._kept: dict[str, Opinion] = {}
        self._waiting: list[Opinion] = []
        self._turn = asyncio.Lock()
        self._is_read = False

    @property
    def can_answer(self) -> bool:
        """Whether there is anything to disagree with, and what was said before is known."""
        return self._is_read and bool(answerable(self._attempt.scorecard))

    @property
    def said(self) -> dict[str, Opinion]:
        """What the rep says now, saved or about to be."""
        return standing([*self._kept.values(), *self._waiting])

    @property
    def differing(self) -> dict[str, Opinion]:
        """Where the rep disagrees with the machine, by check."""
        return {opinion.check_id: opinion for opinion in disagreements(self._attempt.scorecard, self.said)}

    @property
    def mine(self) -> Scorecard | None:
        """The scorecard as the rep sees it; None if it is the machine's."""
        return reviewed(self._attempt.scorecard, self.said) if self.differing else None

    @property
    def tick(self) -> bool | None:
        """The rep's own answer about personality."""
        opinion = self.said.get(PERSONALITY)
        return opinion.met if opinion else None

    async def read(self) -> None:
        """Find what was said before; StoreError if the history cannot be read."""
        opinions = await asyncio.to_thread(self._studio.history.opinions, self._attempt.id)
        self._kept = standing(opinions)
        self._is_read = True

    def answer(self, check_id: str) -> Opinion:
        """The next answer to a check; it counts from now on and is still to be kept."""
        from trainer.practice.disagreeing import new_opinion

        before = self.said.get(check_id)
        met = next_answer(machine_answer(self._attempt.scorecard, check_id), before.met if before else None)
        opinion = new_opinion(self._attempt, check_id, met, self._studio)
        self._waiting.append(opinion)
        return opinion

    async def keep(self, opinion: Opinion) -> None:
        """Save an answer when it is its turn. StoreError if it cannot be: then what was kept before counts again."""
        try:
            async with self._turn:
                await asyncio.to_thread(self._studio.history.save_opinion, opinion)
            self._kept = standing([*self._kept.values(), opinion])
        finally:
            self._waiting.remove(opinion)

    async def settled(self) -> None:
        """Wait until nothing is on its way any more."""
        while self._waiting:
            await asyncio.sleep(0.01)


def tick_text(met: bool | None) -> str:
    """The rep's own answer about personality: "personality: ✓ yes, by you"."""
    return f"personality: {TICKS[met]}" if met is None else f"personality: {MARKS[met]} {TICKS[met]}, by you"
