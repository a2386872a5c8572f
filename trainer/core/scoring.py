"""From words to a scorecard: pure, deterministic, every verdict with its evidence."""

from collections.abc import Callable, Mapping

from trainer.core.checklist import Check, CheckKind, Checklist
from trainer.core.delivery import deliver
from trainer.core.expected import Expected
from trainer.core.hearing import Hearing
from trainer.core.phrases import compile_phrases
from trainer.core.rules import follow_up, introduction, meaning, numbers
from trainer.core.rules.blockers import left_nothing, tripped
from trainer.core.rules.finding import Case, Finding, Phrased
from trainer.core.scorecard import Scorecard, Verdict, heard_enough, total_of
from trainer.core.sense import Meaning, Sense
from trainer.core.transcript import Transcript

_NEED_NO_WORDS = frozenset[CheckKind](["within_seconds"])
"""Checks that an unclear recording can still decide."""


def prepare(checklist: Checklist) -> None:
    """Make a checklist's phrases ready ahead of time; a fraction of a second that the first score then saves."""
    parts = tuple(checklist.parts.items())
    phrased: tuple[Phrased, ...] = (*checklist.checks, *checklist.blockers)
    for each in phrased:
        compile_phrases(each.phrases, parts)
        compile_phrases(each.lookalikes, parts)


def score(
    transcript: Transcript,
    checklist: Checklist,
    expected: Expected,
    senses: Mapping[Meaning, Sense] | None = None,
) -> Scorecard:
    """Judge a message by a checklist. The same words and senses always get the same scorecard.

    senses: what a model of meaning says of this transcript; without them phrases decide alone.
    """
    senses = senses or {}
    hearing = Hearing(transcript, expected, checklist.everyday)
    nothing = left_nothing(hearing)
    parts = tuple(checklist.parts.items())
    by_id = {check.id: check for check in checklist.checks}
    verdicts = tuple(
        _verdict(
            check,
            Finding(False, reason="no message was left")
            if nothing
            else _find(Case(hearing, check, by_id, parts, senses)),
        )
        for check in checklist.checks
        if expected.asked is None or check.id in expected.asked
    )
    blockers = tuple(trip for blocker in checklist.blockers if (trip := tripped(hearing, blocker, parts, senses)))
    total = 0 if nothing else total_of(verdicts)
    return Scorecard(
        checklist_id=checklist.id,
        checklist_version=checklist.version,
        pass_mark=checklist.pass_mark,
        verdicts=verdicts,
        blockers=blockers,
        delivery=deliver(hearing),
        total=total,
        passed=total >= checklist.pass_mark and not blockers and heard_enough(verdicts),
        prospect_name=introduction.prospect_name(hearing),
    )


def _find(case: Case) -> Finding:
    finding = _as_meant(case, _RULES[case.check.kind](case))
    unclear = case.hearing.transcript.unclear
    if finding.met is False and unclear and case.check.kind not in _NEED_NO_WORDS:
        return Finding(None, finding.evidence, f"not heard clearly: {unclear}")
    return _left_out(finding) if case.check.kind == "absent" else _early(case.check, finding)


def _left_out(finding: Finding) -> Finding:
    """The opposite of what was found, for what is better not said."""
    if finding.met is None:
        return finding
    return Finding(False, finding.evidence, "better left out") if finding.met else Finding(True)


def _early(check: Check, finding: Finding) -> Finding:
    """What was found, unless it was to come early and came late. Seconds decide; words where they are not known."""
    said = finding.evidence
    if not finding.met or said is None or check.within_s is check.within_words is None:
        return finding
    if check.within_s is not None and said.span is not None:
        late = f"it came at {said.span.start_s:.0f} s, not within {check.within_s:.0f} s"
        return Finding(False, said, late) if said.span.start_s > check.within_s else finding
    if check.within_words is not None and said.first_word is not None:
        late = f"it came after {said.first_word} words, not within {check.within_words}"
        return Finding(False, said, late) if said.first_word >= check.within_words else finding
    return Finding(None, said, "not heard: the message was typed")


def _as_meant(case: Case, found: Finding) -> Finding:
    """What the phrases found, unless a model of meaning is surer: then its words are the evidence."""
    bounds, sense = case.check.meaning, case.sense(case.check.meaning)
    if bounds is None or sense is None or found.certain:
        return found
    if found.met and bounds.missed(sense):
        return Finding(False, reason="the words are there, but they do not mean it here")
    if not found.met and bounds.met(sense):
        return Finding(True, case.hearing.quote(sense.first_word, sense.last_word))
    return found


def _phrases(case: Case) -> Finding:
    if not case.check.phrases and case.sense(case.check.meaning) is None:
        return Finding(None, reason="not judged: the model of meaning is missing")
    matches = case.matches()
    return case.found(matches[0]) if matches else Finding(False, reason="not heard in the message")


def _within_seconds(case: Case) -> Finding:
    seconds = case.hearing.transcript.last_word_s
    limit = case.check.limit_s
    if seconds is None or limit is None:
        return Finding(None, reason="not heard: the message was typed")
    if seconds <= limit:
        return Finding(True)
    return Finding(False, reason=f"it took {seconds:.0f} s, {seconds - limit:.0f} s more than {limit:.0f}")


def _verdict(check: Check, finding: Finding) -> Verdict:
    points = check.points if finding.met else 0
    return Verdict(check.id, finding.met, points, check.points, finding.evidence, finding.reason)


_RULES: Mapping[CheckKind, Callable[[Case], Finding]] = {
    "phrases": _phrases,
    "name": introduction.name,
    "company": introduction.company,
    "reason": meaning.reason,
    "personal": meaning.personal,
    "follow_up_when": follow_up.follow_up_when,
    "number": numbers.number,
    "number_twice": numbers.number_twice,
    "number_pace": numbers.number_pace,
    "within_seconds": _within_seconds,
    "absent": _phrases,
}
