"""What a rule found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from trainer.core.checklist import Check
from trainer.core.hearing import Hearing
from trainer.core.phrases import Match, compile_phrases, find_all, without
from trainer.core.scorecard import Evidence
from trainer.core.sense import Bounds, Meaning, Sense

_REST_OF_CLAUSE = 6
"""So many words more are quoted, so that a rep recognises the place."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one rule: met, missed, or None if it cannot be decided."""

    met: bool | None
    evidence: Evidence | None = None
    reason: str = ""
    """Why it was missed or could not be decided."""
    certain: bool = False
    """Whether it rests on what is known, not on a turn of phrase: then no judgement of meaning changes it."""


class Phrased(Protocol):
    """Something with phrases and look-alikes: a check or a blocker."""

    @property
    def phrases(self) -> tuple[str, ...]:
        """Patterns that satisfy it."""
        ...

    @property
    def lookalikes(self) -> tuple[str, ...]:
        """Patterns that do not count."""
        ...


@dataclass(frozen=True)
class Case:
    """One check to be decided for one message."""

    hearing: Hearing
    check: Check
    checks: Mapping[str, Check]
    """All checks of the checklist by id."""
    parts: tuple[tuple[str, str], ...]
    senses: Mapping[Meaning, Sense] = field(default_factory=dict)
    """What a model of meaning says; empty where there is none."""

    def sense(self, meaning: Bounds | None) -> Sense | None:
        """What the model says of this; None where it was not asked."""
        return self.senses.get(meaning.of) if meaning else None

    def matches(self, phrased: Phrased | None = None) -> list[Match]:
        """Where the phrases of this check (or of another) are found and no look-alike interferes."""
        return phrase_matches(self.hearing, phrased or self.check, self.parts)

    def found(self, match: Match) -> Finding:
        """Met, with these words and the rest of their clause."""
        return Finding(True, self.hearing.evidence(self._clause(match)))

    def _clause(self, match: Match) -> Match:
        tokens = self.hearing.line.tokens
        last = match.last
        while not tokens[last].mark and last + 1 < len(tokens) and last - match.last < _REST_OF_CLAUSE:
            last += 1
        return Match(match.first, last)


def phrase_matches(hearing: Hearing, phrased: Phrased, parts: tuple[tuple[str, str], ...]) -> list[Match]:
    """Where phrases are found and no look-alike interferes."""
    matches = find_all(compile_phrases(phrased.phrases, parts), hearing.line)
    if not matches:
        return []
    return without(matches, find_all(compile_phrases(phrased.lookalikes, parts), hearing.line))
