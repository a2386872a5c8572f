"""A scorecard as the screen reads it: blockers first, then every check, each with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.core.scorecard import Tripped, Verdict
from trainer.tui.words import headline

if TYPE_CHECKING:
    from trainer.core.attempt import Attempt
    from trainer.core.checklist import Blocker, Check, Checklist
    from trainer.core.scorecard import Evidence, Scorecard

Finding = Verdict | Tripped
"""One row of the scorecard."""


def findings_of(card: Scorecard) -> tuple[Finding, ...]:
    """Everything the scorecard found, what fails the message first."""
    return (*card.blockers, *card.verdicts)


def rule_of(finding: Finding, checklist: Checklist) -> Check | Blocker | None:
    """The item of the checklist behind a finding; None if the checklist has changed since."""
    if isinstance(finding, Verdict):
        return checklist.find(finding.check_id)
    return next((blocker for blocker in checklist.blockers if blocker.id == finding.blocker_id), None)


def title_of(finding: Finding, checklist: Checklist) -> str:
    """What it is about, as a headline."""
    rule = rule_of(finding, checklist)
    title = (
        rule.title
        if rule
        else (finding.check_id if isinstance(finding, Verdict) else finding.blocker_id.replace("_", " "))
    )
    return headline(title)


def words_of(evidence: Evidence | None) -> range:
    """Indexes of the words that are the evidence; empty if no words are meant."""
    if evidence is None or evidence.first_word is None or evidence.last_word is None:
        return range(0)
    return range(evidence.first_word, evidence.last_word + 1)


def evidence_words(card: Scorecard) -> frozenset[int]:
    """Indexes of all words that decided anything."""
    return frozenset(index for finding in findings_of(card) for index in words_of(finding.evidence))


def filler_words(card: Scorecard) -> frozenset[int]:
    """Indexes of all words that were fillers."""
    return frozenset(index for filler in card.delivery.fillers for index in words_of(filler))


def to_fix(card: Scorecard) -> Verdict | None:
    """The one thing to do better next time: the missed check with the most points; None if nothing was missed."""
    missed = [verdict for verdict in card.verdicts if verdict.met is False]
    return max(missed, key=lambda verdict: verdict.max_points, default=None)


def has_sound(attempt: Attempt) -> bool:
    """Whether there is something to play."""
    return attempt.recording is not None
