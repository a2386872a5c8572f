"""A scorecard as plain text: readable in any terminal, over a pipe and by a screen reader."""

import textwrap
from collections.abc import Iterator

from trainer.core.attempt import Attempt
from trainer.core.checklist import Check, Checklist
from trainer.core.scorecard import Evidence, Moment, Verdict
from trainer.reports.delivery_text import delivery_lines

_WIDTH = 78
_INDENT = "            "
_ANSWERS = {True: "yes", False: "no ", None: " ? "}
ENDINGS = {
    "hung up": "You hung up.",
    "limit": "The mailbox cut you off: the message had reached its limit.",
    "tape full": "The mailbox cut you off: its tape was full.",
    "over": "The other end hung up.",
    "silence": "The mailbox hung up after a long silence.",
    "cancelled": "The call was left before it was scored.",
    "line lost": "The line was lost; what was heard until then is scored.",
}
"""How each call ended, in words."""


def scorecard_text(attempt: Attempt, checklist: Checklist) -> str:
    """The whole scorecard, lines of at most 78 characters, ending in a newline."""
    return "\n".join(_lines(attempt, checklist)) + "\n"


def _lines(attempt: Attempt, checklist: Checklist) -> Iterator[str]:
    card = attempt.scorecard
    answer = "PASSED" if card.passed else "NOT PASSED"
    yield f"{card.total} of 100 - {answer} (pass mark {card.pass_mark}, checklist {checklist.title})"
    if attempt.ended_by:
        yield ENDINGS[attempt.ended_by]
    if attempt.early_speech_s:
        yield f"You spoke {attempt.early_speech_s:.1f} s before the beep had ended: the prospect did not hear that."
    if attempt.transcript.unclear:
        yield from _wrapped("", unclear_text(attempt))
    for notice in card.notices:
        yield from _wrapped("", notice)
    for moment in card.moments:
        yield from _wrapped("", moment_text(moment))
    for tripped in card.blockers:
        yield from _wrapped("STOP: ", tripped.reason + _quoted(tripped.evidence))
    yield ""
    for verdict in card.verdicts:
        yield from _verdict_lines(verdict, checklist)
    yield ""
    yield from _delivery_lines(attempt)
    yield ""
    yield from _wrapped("Heard: ", attempt.transcript.text or "nothing")


def moment_text(moment: Moment) -> str:
    """What somebody heard in the call, and what they missed in it: who, their words, what was missing."""
    heard = f'{moment.who} heard "{moment.heard}"' if moment.heard else f"{moment.who} heard nothing"
    missed = f"; missing: {', '.join(check.replace('_', ' ') for check in moment.missed)}" if moment.missed else ""
    return f"{heard}{missed}."


def _verdict_lines(verdict: Verdict, checklist: Checklist) -> Iterator[str]:
    check = checklist.find(verdict.check_id)
    title = check.title if check else verdict.check_id
    yield f"  {_ANSWERS[verdict.met]} {verdict.points:>2}/{verdict.max_points:<2} {title}"
    if verdict.evidence:
        yield from _wrapped(_INDENT, _quoted(verdict.evidence).strip())
    if verdict.reason:
        yield from _wrapped(_INDENT, verdict.reason)
    if check and not verdict.met:
        yield from _wrapped(_INDENT, f"Tip: {check.tip} {cited(check, checklist)}")


def unclear_text(attempt: Attempt) -> str:
    """What was wrong with a recording, and what that means for its score."""
    decided = sum(verdict.max_points for verdict in attempt.scorecard.verdicts if verdict.met is not None)
    return f"Not heard clearly: {attempt.transcript.unclear}. {decided} of 100 points could be decided."


def cited(check: Check, checklist: Checklist) -> str:
    """Where a check comes from: author, title and date in brackets."""
    source = checklist.sources.get(check.source)
    if source is None:
        return f"({check.source})"
    return f"({', '.join(part for part in (source.author, source.title, source.date) if part)})"


def _quoted(evidence: Evidence | None) -> str:
    if evidence is None:
        return ""
    at = f" at {evidence.span.start_s:.1f} s" if evidence.span else ""
    note = f" ({evidence.note})" if evidence.note else ""
    return f' "{evidence.text}"{at}{note}' if evidence.text else note


def _delivery_lines(attempt: Attempt) -> Iterator[str]:
    yield "Delivery (shown, not scored)"
    for name, text in delivery_lines(attempt.scorecard.delivery, attempt.transcript):
        yield from _wrapped(f"  {name:<16}", text)


def _wrapped(lead: str, text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead))
