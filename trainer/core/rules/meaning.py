"""Judgements about meaning: why they call, and whether it was made for this listener."""

from collections.abc import Iterable
from dataclasses import replace

from trainer.core.names import likeness
from trainer.core.phrases import Match, compile_phrases, find_all, is_about
from trainer.core.rules.finding import Case, Finding
from trainer.core.rules.introduction import find_company
from trainer.core.tokens import plain_words, texts

_AFTER_LEAD = 14
"""How many words after "calling about" may name the subject."""
_SUBJECT_WORDS = 1
_SUBJECT_WITHIN = 8
"""So many words about a subject, so close together, make it clear without any lead-in."""
_SPECIFIC = 85.0


def reason(case: Case) -> Finding:
    """The subject of the call can be told: words about it follow a lead-in, or there are several of them."""
    subject = _subject(case)
    for lead in case.matches():
        about = [at for at in subject if lead.first <= at <= lead.last + _AFTER_LEAD]
        if about:
            return case.found(Match(lead.first, max(lead.last, about[min(len(about), 3) - 1])))
    clear = _together(case, subject)
    return case.found(clear) if clear else Finding(False, reason="no subject was named")


def personal(case: Case) -> Finding:
    """Something specific to this listener beyond their name."""
    expected = case.hearing.expected
    for phrase in expected.personal:
        at = _find_phrase(plain_words(phrase), texts(case.hearing.line.tokens))
        if at:
            return replace(case.found(at), certain=True)
    if expected.prospect_company:
        heard = find_company(expected.prospect_company, case.hearing)
        if heard:
            return replace(case.found(Match(heard.first, heard.last)), certain=True)
    matches = case.matches()
    if matches:
        return case.found(matches[0])
    return Finding(False, reason="nothing was said that fits only this listener")


def _subject(case: Case) -> list[int]:
    """The words that are about something: not everyday words, not names, not numbers, not empty formulas."""
    line = case.hearing.line
    names = _names(case)
    empty = find_all(compile_phrases(case.check.lookalikes, case.parts), line)
    return [
        at
        for at, token in enumerate(line.tokens)
        if is_about(token.text, case.hearing.everyday)
        and not any(likeness(name, token.text) >= _SPECIFIC for name in names)
        and not any(match.first <= at <= match.last for match in empty)
    ]


def _names(case: Case) -> frozenset[str]:
    expected = case.hearing.expected
    given = (expected.caller_name, expected.company, expected.prospect_name, expected.prospect_company)
    return frozenset(word for name in given if name for word in plain_words(name))


def _together(case: Case, subject: list[int]) -> Match | None:
    """The stretch that holds most words about a subject, if it holds enough."""
    tokens = case.hearing.line.tokens
    best: list[int] = []
    for first in subject:
        near = [at for at in subject if first <= at < first + _SUBJECT_WITHIN]
        if len({tokens[at].text for at in near}) > len({tokens[at].text for at in best}):
            best = near
    if len({tokens[at].text for at in best}) < _SUBJECT_WORDS:
        return None
    return Match(best[0], best[-1])


def _find_phrase(wanted: tuple[str, ...], words: Iterable[str]) -> Match | None:
    heard = list(words)
    if not wanted:
        return None
    for first in range(len(heard) - len(wanted) + 1):
        pairs = zip(wanted, heard[first : first + len(wanted)], strict=True)
        if all(likeness(one, other) >= _SPECIFIC for one, other in pairs):
            return Match(first, first + len(wanted) - 1)
    return None
