"""Disagreements as labelled messages: the lines that bench/checklist.py reads."""

from trainer.core.attempt import Attempt
from trainer.core.expected import Expected
from trainer.core.opinion import Opinions, disagreements
from trainer.reports.json_report import Json

LABELS = (
    "name", "company", "reason", "ask", "referral", "follow_up", "follow_up_when", "scam", "prospect_name", "personal",
)  # fmt: skip
"""The yes/no labels. Checks and the blocker of the same name are measured by them; other checks have none."""


def labels_of(attempt: Attempt, opinions: Opinions) -> dict[str, int]:
    """The labels that a person decided otherwise than the machine, as 1 or 0."""
    said = disagreements(attempt.scorecard, opinions)
    return {opinion.check_id: int(opinion.met is True) for opinion in said if opinion.check_id in LABELS}


def labelled_message(attempt: Attempt, opinions: Opinions, expected: Expected) -> Json:
    """One labelled message: what was heard, what was to be expected, and null for every label nobody decided."""
    undecided: Json = dict.fromkeys((*LABELS, "number_times"))
    return {
        "id": attempt.id,
        "kind": "rep",
        "text": attempt.transcript.text,
        "caller_name": expected.caller_name,
        "caller_company": expected.company,
        "prospect_name": expected.prospect_name or attempt.prospect_name or None,
        "callback_numbers": [expected.number] if expected.number else [],
        "country": expected.country.upper(),
        "labels": undecided | labels_of(attempt, opinions),
    }
