"""What a person says about a scorecard. An opinion stands beside the machine's verdict and never changes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from trainer.core.scorecard import Scorecard, Tripped, Verdict, heard_enough, total_of

REP = "rep"
"""Who says so: the rep whose message it is."""

PERSONALITY = "personality"
"""What only a person answers: it is no check, earns nothing and costs nothing."""

NOTHING_LEFT = "no_message"
"""The blocker that leaves nothing to have an opinion about."""

RESERVED = frozenset({PERSONALITY, NOTHING_LEFT, "scam", "wrong_number"})
"""Names that no check may have, since opinions already mean something else by them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """One answer of one person about one attempt. Append-only: the newest of the same person and check counts."""

    attempt_id: str
    check_id: str
    """A check, a blocker, or PERSONALITY."""
    met: bool | None
    """Of a blocker: whether it applies. None takes back what was said before."""
    by: str
    at: datetime
    """When it was said, UTC."""
    reason: str = ""
    """Why, in the person's own words; may be empty."""


Opinions = Mapping[str, Opinion]
"""What one person says of one attempt, by check id; nothing taken back is in it."""


def standing(opinions: Iterable[Opinion], by: str = REP) -> dict[str, Opinion]:
    """What one person still says, out of every opinion about one attempt in the order in which they were given."""
    newest = {opinion.check_id: opinion for opinion in opinions if opinion.by == by}
    return {check_id: opinion for check_id, opinion in newest.items() if opinion.met is not None}


def machine_answer(card: Scorecard, check_id: str) -> bool | None:
    """What the machine says; None if it did not hear clearly, or if this is nothing that it answers."""
    if any(tripped.blocker_id == check_id for tripped in card.blockers):
        return True
    return next((verdict.met for verdict in card.verdicts if verdict.check_id == check_id), None)


def answerable(card: Scorecard) -> tuple[str, ...]:
    """What a person may answer: every check, every blocker that applies, and PERSONALITY; nothing without a message."""
    blockers = tuple(tripped.blocker_id for tripped in card.blockers)
    if NOTHING_LEFT in blockers:
        return ()
    return (*blockers, *(verdict.check_id for verdict in card.verdicts), PERSONALITY)


def next_answer(machine: bool | None, said: bool | None) -> bool | None:
    """What the same key says when it is pressed again; None takes back.

    A verdict is flipped and flipped back; where the machine says nothing a person says yes, then no, then nothing.
    """
    if machine is None:
        return {None: True, True: False, False: None}[said]
    return not machine if said in (None, machine) else None


def disagreements(card: Scorecard, opinions: Opinions) -> list[Opinion]:
    """Where a person decides otherwise than the machine, in the order of the scorecard."""
    said = [opinions[each] for each in answerable(card) if each in opinions and each != PERSONALITY]
    return [opinion for opinion in said if opinion.met != machine_answer(card, opinion.check_id)]


def reviewed(card: Scorecard, opinions: Opinions) -> Scorecard:
    """The scorecard as a person sees it: their answers in place of the machine's, with their own total and pass."""
    differing = {opinion.check_id: opinion for opinion in disagreements(card, opinions)}
    if not differing:
        return card
    verdicts = tuple(_decided(verdict, differing.get(verdict.check_id)) for verdict in card.verdicts)
    blockers = tuple(tripped for tripped in card.blockers if tripped.blocker_id not in differing)
    total = total_of(verdicts)
    passed = total >= card.pass_mark and not blockers and heard_enough(verdicts)
    return replace(card, verdicts=verdicts, blockers=blockers, total=total, passed=passed)


def _decided(verdict: Verdict, opinion: Opinion | None) -> Verdict:
    if opinion is None:
        return verdict
    points = verdict.max_points if opinion.met else 0
    return replace(verdict, met=opinion.met, points=points, reason=opinion.reason)


def subject_of(finding: Verdict | Tripped) -> str:
    """The id by which opinions name a finding."""
    return finding.check_id if isinstance(finding, Verdict) else finding.blocker_id
