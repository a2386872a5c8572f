"""Attempts as JSON: schema 1, described in assets/schemas/attempts-1.json."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from trainer.core.attempt import Attempt
from trainer.core.checklist import Checklist
from trainer.core.opinion import PERSONALITY, Opinion, Opinions, disagreements, machine_answer, reviewed
from trainer.core.scorecard import Evidence, Scorecard, Tripped, Verdict
from trainer.core.transcript import Transcript
from trainer.reports.delivery_json import delivery_json, rounded, times

SCHEMA = 1
"""Rises when a field changes its meaning or goes; new fields do not raise it."""

Json = dict[str, Any]


def attempts_json(
    attempts: Iterable[tuple[str, Attempt]],
    checklist_of: Callable[[Scorecard], Checklist],
    opinions: Mapping[str, Opinions] | None = None,
) -> Json:
    """The document for attempts, each with its source: a file name, "-", or "call".

    opinions: what the rep says, by the id of the attempt.
    """
    said = opinions or {}
    return {
        "schema": SCHEMA,
        "attempts": [
            _attempt(source, attempt, checklist_of(attempt.scorecard), said.get(attempt.id, {}))
            for source, attempt in attempts
        ],
    }


def _attempt(source: str, attempt: Attempt, checklist: Checklist, opinions: Opinions) -> Json:
    card = attempt.scorecard
    return {
        "source": source,
        "id": attempt.id,
        "started_at": attempt.started_at.isoformat(),
        "scenario": attempt.scenario_id,
        "checklist": {"id": card.checklist_id, "version": card.checklist_version},
        "meaning": card.meaning,
        "total": card.total,
        "passed": card.passed,
        "blockers": [_blocker(tripped) for tripped in card.blockers],
        "notices": list(card.notices),
        "moments": [asdict(moment) for moment in card.moments],
        "verdicts": [_verdict(verdict, checklist) for verdict in card.verdicts],
        "rep": _rep(card, opinions),
        "delivery": delivery_json(card.delivery, attempt.transcript),
        "transcript": _transcript(attempt.transcript),
        "ended_by": attempt.ended_by,
        "early_speech_s": attempt.early_speech_s,
        "recording": attempt.recording,
    }


def _rep(card: Scorecard, opinions: Opinions) -> Json | None:
    if not opinions:
        return None
    mine, tick = reviewed(card, opinions), opinions.get(PERSONALITY)
    return {
        "total": mine.total,
        "passed": mine.passed,
        "disagreements": [_disagreement(card, opinion) for opinion in disagreements(card, opinions)],
        "personality": tick.met if tick else None,
    }


def _disagreement(card: Scorecard, opinion: Opinion) -> Json:
    return {
        "id": opinion.check_id,
        "met": opinion.met,
        "machine": machine_answer(card, opinion.check_id),
        "at": opinion.at.isoformat(),
        "reason": opinion.reason,
    }


def _evidence(evidence: Evidence | None) -> Json | None:
    if evidence is None:
        return None
    return {"text": evidence.text, **times(evidence.span), "note": evidence.note}


def _blocker(tripped: Tripped) -> Json:
    return {"id": tripped.blocker_id, "reason": tripped.reason, "evidence": _evidence(tripped.evidence)}


def _verdict(verdict: Verdict, checklist: Checklist) -> Json:
    check = checklist.find(verdict.check_id)
    return {
        "id": verdict.check_id,
        "met": verdict.met,
        "points": verdict.points,
        "max_points": verdict.max_points,
        "evidence": _evidence(verdict.evidence),
        "reason": verdict.reason,
        "source": check.source if check else "",
        "tip": check.tip if check else "",
    }


def _transcript(transcript: Transcript) -> Json:
    return {
        "text": transcript.text,
        "words": [{"text": word.text, **times(word.span)} for word in transcript.words],
        "engine": str(transcript.engine),
        "unclear": transcript.unclear,
        "certainty": rounded(transcript.certainty),
    }
