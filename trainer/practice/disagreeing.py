"""Say otherwise than the machine, take it back, and find everything that was said."""

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.core.attempt import Attempt
from trainer.core.expected import expect
from trainer.core.opinion import (
    REP,
    Opinion,
    Opinions,
    answerable,
    disagreements,
    machine_answer,
    standing,
)
from trainer.errors import UsageError
from trainer.practice.studio import Studio
from trainer.reports.json_report import Json
from trainer.reports.labelled import labelled_message, labels_of

NEWEST = "last"
"""What names the newest attempt in place of its id."""


def find_attempt(name: str, studio: Studio) -> Attempt:
    """The attempt with this id or the end of it, or the newest; UsageError if there is none, or more than one."""
    if name == NEWEST:
        newest = studio.history.attempts(limit=1)
        if newest:
            return newest[0]
        raise UsageError("There are no attempts yet", "", "trainer drill makes the first one.")
    attempt = studio.history.get(name)
    if attempt is not None:
        return attempt
    ids = studio.history.ids_ending(name)
    if len(ids) > 1:
        raise UsageError(f"{name!r} names {len(ids)} attempts", f"They are {', '.join(ids)}.", "Name one of them.")
    attempt = studio.history.get(ids[0]) if ids else None
    if attempt is None:
        raise UsageError(f"There is no attempt {name!r}", "", f"trainer history lists them; {NEWEST} is the newest.")
    return attempt


def new_opinion(attempt: Attempt, check_id: str, met: bool | None, studio: Studio, reason: str = "") -> Opinion:
    """The rep's answer as it is given now; not saved. None takes back."""
    return Opinion(attempt_id=attempt.id, check_id=check_id, met=met, by=REP, at=studio.now(), reason=reason)


def must_be_answerable(attempt: Attempt, check_id: str) -> None:
    """UsageError if a rep cannot answer this about the attempt."""
    subjects = answerable(attempt.scorecard)
    if not subjects:
        raise UsageError(
            "No message was left, so there is no verdict to disagree with", "", "Dial again: trainer drill"
        )
    if check_id not in subjects:
        raise UsageError(
            f"This scorecard has no check {check_id!r}", f"It has {', '.join(subjects)}.", "Name one of these."
        )


def other_answer(attempt: Attempt, check_id: str) -> bool:
    """The contrary of the machine's verdict; UsageError if there is none."""
    machine = machine_answer(attempt.scorecard, check_id)
    if machine is None:
        raise UsageError(
            f"The machine has no answer to {check_id}", "There is nothing to flip.", "Give yours: --met or --missed."
        )
    return not machine


def opinions_about(attempt: Attempt, studio: Studio) -> dict[str, Opinion]:
    """What the rep says of one attempt."""
    return standing(studio.history.opinions(attempt.id))


def all_opinions(studio: Studio) -> dict[str, Opinions]:
    """What the rep says of every attempt, by its id; only of those that anything is said of."""
    given: dict[str, list[Opinion]] = {}
    for opinion in studio.history.opinions():
        given.setdefault(opinion.attempt_id, []).append(opinion)
    return {attempt_id: said for attempt_id, each in given.items() if (said := standing(each))}


def disputed(studio: Studio) -> Iterator[tuple[Attempt, Opinions]]:
    """Every attempt in which the rep disagrees anywhere, newest first, with what the rep says of it."""
    said = all_opinions(studio)
    found = [attempt for attempt_id in said if (attempt := studio.history.get(attempt_id))]
    for attempt in sorted(found, key=lambda each: (each.started_at, each.id), reverse=True):
        if disagreements(attempt.scorecard, said[attempt.id]):
            yield attempt, said[attempt.id]


@dataclass(frozen=True, slots=True)
class Export:
    """The rep's disagreements as labelled messages."""

    messages: tuple[Json, ...]
    left_out: tuple[str, ...]
    """The check of every disagreement that no label stands for."""


def export_labelled(studio: Studio) -> Export:
    """Every disagreement as a label; names and numbers are those of the profile and the scenarios as they are now."""
    scenarios, profile = {scenario.id: scenario for scenario in studio.scenarios}, studio.profile
    messages: list[Json] = []
    left_out: list[str] = []
    for attempt, opinions in disputed(studio):
        labels = labels_of(attempt, opinions)
        said = disagreements(attempt.scorecard, opinions)
        left_out += [opinion.check_id for opinion in said if opinion.check_id not in labels]
        if labels:
            expected = expect(profile, scenarios.get(attempt.scenario_id or ""))
            messages.append(labelled_message(attempt, opinions, expected))
    return Export(tuple(messages), tuple(left_out))
