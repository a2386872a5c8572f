"""Attempts made by hand, for looking at every kind of verdict without depending on how messages are scored."""

from dataclasses import replace
from math import sin

from tests.tui.driving import NOON
from trainer.core.attempt import Attempt
from trainer.core.checklist import Checklist
from trainer.core.scorecard import Delivery, Evidence, Scorecard, SpokenNumber, Tripped, Verdict
from trainer.core.sound import Pitch, Sound
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word

TEXT = (
    "Hi Dana, um, this is Alex Kim with Brightpath. I'm calling about your third clinic on Pine Street. "
    "Could you call me back? My number is 202 555 0142. I'll try you again on Thursday. Thanks."
)
WORDS = TEXT.split()
STEP_S = 0.45
PAUSE_S = 1.6
PAUSE_BEFORE = 18

EVIDENCE = {
    "name": (5, 6),
    "company": (8, 8),
    "reason": (9, 17),
    "ask": (18, 22),
    "number": (26, 28),
    "number_pace": (26, 28),
    "follow_up": (29, 32),
    "follow_up_when": (33, 34),
    "personal": (13, 17),
}
"""First and last word of what decided each check."""

MELODY = Pitch(142.0, 7.2, 0.1, tuple(4 * sin(place / 7) if place % 23 > 2 else None for place in range(182)))
"""A voice that goes up and down, with gaps between its words."""

MISSED = {"referral": "nobody else was asked for", "number_twice": "the number was said once"}
UNHEARD = {"number_pace": "the digits ran into each other"}


def word_span(index: int) -> Span:
    """When a word was said; there is a pause in the middle."""
    start_s = 0.4 + index * STEP_S + (PAUSE_S if index >= PAUSE_BEFORE else 0.0)
    return Span(start_s, start_s + STEP_S)


def evidence(check_id: str) -> Evidence | None:
    """The words that decided a check."""
    if check_id not in EVIDENCE:
        return None
    first, last = EVIDENCE[check_id]
    span = word_span(first).joined(word_span(last))
    return Evidence(" ".join(WORDS[first : last + 1]), span, first, last)


def attempt(checklist: Checklist) -> Attempt:
    """One that passed, with checks met, missed and not heard, a pause, a filler, and speech before the beep's end."""
    verdicts = []
    for check in checklist.checks:
        reason = MISSED.get(check.id, UNHEARD.get(check.id, ""))
        met = None if check.id in UNHEARD else check.id not in MISSED
        points = check.points if met else 0
        verdicts.append(Verdict(check.id, met, points, check.points, evidence(check.id), reason))
    spoken = SpokenNumber("2025550142", "+12025550142", 26, 28, word_span(26).joined(word_span(28)), 0.0)
    um = Evidence("um,", word_span(2), 2, 2)
    pause = Span(word_span(PAUSE_BEFORE - 1).end_s, word_span(PAUSE_BEFORE).start_s)
    delivery = Delivery(18.2, 15.7, 138.0, PAUSE_S, (pause,), (um,), (spoken,), sound=Sound(-24.3, 0.0, (), MELODY))
    card = Scorecard(checklist.id, checklist.version, checklist.pass_mark, tuple(verdicts), (), delivery, 86, True)
    words = tuple(Word(text, word_span(index)) for index, text in enumerate(WORDS))
    return Attempt(
        id="20260302T140300-aaaaaa",
        started_at=NOON,
        scenario_id="desk-line",
        scenario_fingerprint="",
        prospect_name="Dana Whitlock",
        ended_by="hung up",
        recording="recordings/2026-03-02/20260302T140300-aaaaaa.wav",
        early_speech_s=0.42,
        line="by hand",
        transcript=Transcript(words, Engine("by hand", "1"), seconds=19.0),
        scorecard=card,
    )


def blocked(checklist: Checklist) -> Attempt:
    """The same message with a wrong number: it fails, whatever its points."""
    passed = attempt(checklist)
    tripped = Tripped("wrong_number", "you left (202) 555-0124, they see (202) 555-0142", evidence("number"))
    card = replace(passed.scorecard, blockers=(tripped,), passed=False)
    return replace(passed, scorecard=card, early_speech_s=0.0, ended_by="limit")
