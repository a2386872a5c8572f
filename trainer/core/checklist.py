"""A rubric as data: checks, points, sources, tips, and the phrases that satisfy them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from trainer.core.sense import Bounds

CheckKind = Literal[
    "phrases",
    "name",
    "company",
    "reason",
    "personal",
    "follow_up_when",
    "number",
    "number_twice",
    "number_pace",
    "within_seconds",
    "absent",
]
"""How a check is decided: by its phrases alone, by their absence, or by a rule that knows the trade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article that a check comes from."""

    author: str
    title: str
    date: str = ""
    url: str = ""
    disagrees: str = ""
    """Where it differs from the two articles, and on what evidence; empty if it does not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One yes/no item."""

    id: str
    title: str
    """What the caller does, e.g. "says their own name"."""
    points: int
    source: str
    """Key into the checklist's sources."""
    tip: str
    """How to satisfy it next time, in plain words with an example."""
    kind: CheckKind = "phrases"
    phrases: tuple[str, ...] = ()
    """Patterns that satisfy it (see trainer.core.phrases)."""
    lookalikes: tuple[str, ...] = ()
    """Patterns that look alike and do not count."""
    limit_s: float | None = None
    """Seconds allowed, for "within_seconds"."""
    within_s: float | None = None
    """It counts only if it begins so many seconds after the beep; None: anywhere."""
    within_words: int | None = None
    """The same in words, where seconds are not known: in a typed message."""
    meaning: Bounds | None = None
    """Where a model of meaning decides; None if phrases decide alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """Something that fails a message whatever its points."""

    id: Literal["no_message", "scam", "wrong_number"]
    title: str
    source: str
    tip: str
    phrases: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    meaning: Bounds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A rubric. Points add up to 100."""

    id: str
    version: int
    title: str
    pass_mark: int
    sources: Mapping[str, Source]
    checks: tuple[Check, ...]
    blockers: tuple[Blocker, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    """Named pieces that phrases may use as {name}."""
    everyday: frozenset[str] = frozenset()
    """Words that say nothing about a subject; the others are what a message is about."""

    def find(self, check_id: str) -> Check | None:
        """The check with this id; None if this version of the checklist has none."""
        return next((check for check in self.checks if check.id == check_id), None)
