"""Checks that count only early in a message, and checks of what is better left out."""

from dataclasses import replace

import pytest

from trainer.core.checklist import Check, Checklist
from trainer.core.expected import Expected
from trainer.core.scorecard import Verdict
from trainer.core.scoring import score
from trainer.core.sense import Bounds, Sense
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word, typed_transcript

NUMBER = Check(
    id="early",
    kind="number",
    title="",
    points=60,
    source="us",
    tip="",
    within_s=10.0,
    within_words=8,
)
COLOUR = replace(NUMBER, id="colour", kind="phrases", phrases=("red",), points=20)
NO_ASK = Check(
    id="no_ask",
    kind="absent",
    title="",
    points=20,
    source="us",
    tip="",
    phrases=("call me",),
    lookalikes=("not ...2 call",),
)
CHECKLIST = Checklist(id="early", version=1, title="", pass_mark=50, sources={}, checks=(NUMBER, COLOUR, NO_ASK))
FILL = "and so on and on"


def verdict(check: Check, transcript: Transcript, sense: Sense | None = None) -> Verdict:
    """What one check says of a message."""
    card = score(transcript, replace(CHECKLIST, checks=(check,)), Expected(), {"ask": sense} if sense else None)
    return card.verdicts[0]


def spoken(text: str, seconds_a_word: float, unclear: str | None = None) -> Transcript:
    """A message in which every word takes so long."""
    at = [index * seconds_a_word for index in range(len(text.split()) + 1)]
    words = tuple(Word(word, Span(start, end)) for word, start, end in zip(text.split(), at[:-1], at[1:], strict=True))
    return Transcript(words, Engine("recogniser", "1"), (Span(0.0, at[-1]),), at[-1], unclear)


@pytest.mark.parametrize(
    ("text", "met", "reason"),
    [
        ("hi Dana this is Marina 613 555 0142", True, ""),
        (f"hi Dana this is Marina {FILL} 613 555 0142", False, "it came after 10 words, not within 8"),
        (f"this is Marina 613 555 0142 {FILL} 613 555 0142", True, ""),
        ("hi Dana this is Marina", False, "no complete telephone number was heard"),
    ],
)
def test_typed_words_are_counted(text: str, met: bool, reason: str) -> None:
    """Without seconds the words before it decide."""
    found = verdict(NUMBER, typed_transcript(text))
    assert (found.met, found.reason) == (met, reason)


@pytest.mark.parametrize(
    ("seconds_a_word", "met", "reason"),
    [(0.9, True, ""), (1.0, True, ""), (1.1, False, "it came at 11 s, not within 10 s")],
)
def test_seconds_decide_where_they_are_known(seconds_a_word: float, met: bool, reason: str) -> None:
    """The same words, said faster or slower: the limit in words is for typed messages only."""
    text = f"hi Dana this is Marina {FILL} 613 555 0142"
    found = verdict(NUMBER, spoken(text, seconds_a_word))
    assert (found.met, found.reason) == (met, reason)
    assert found.evidence is not None


def test_without_a_limit_in_words_a_typed_message_is_undecided() -> None:
    """What cannot be measured neither earns nor costs points."""
    found = verdict(replace(NUMBER, within_words=None), typed_transcript("Marina 613 555 0142"))
    assert (found.met, found.reason) == (None, "not heard: the message was typed")


def test_a_misheard_early_number_is_undecided() -> None:
    """The right one came late, but one digit of the early one may have been misheard: never a silent miss."""
    heard = spoken(f"Marina 613 555 0143 {FILL} {FILL} again 613 555 0142", 1.0)
    card = score(heard, replace(CHECKLIST, checks=(NUMBER,)), Expected(number="+16135550142"))
    assert card.verdicts[0].met is None
    anywhere = replace(NUMBER, within_s=None, within_words=None)
    card = score(heard, replace(CHECKLIST, checks=(anywhere,)), Expected(number="+16135550142"))
    assert card.verdicts[0].met is True


@pytest.mark.parametrize(("text", "met"), [("a red one", True), (f"{FILL} {FILL} a red one", False)])
def test_phrases_can_be_early(text: str, met: bool) -> None:
    """Not only numbers."""
    assert verdict(COLOUR, typed_transcript(text)).met is met


@pytest.mark.parametrize(
    ("text", "met"),
    [("please call me", False), ("no need", True), ("do not call me", True), ("", False)],
)
def test_what_is_better_left_out(text: str, met: bool) -> None:
    """It is met where it is not said; no message leaves nothing out."""
    found = verdict(NO_ASK, typed_transcript(text))
    assert found.met is met
    assert (found.evidence is not None) is ("please" in text)


def test_absence_in_an_unclear_recording_is_undecided() -> None:
    """It may have been said where nothing was heard; what was heard was said."""
    assert verdict(NO_ASK, spoken("hi there Dana", 0.4, "too quiet")).met is None
    assert verdict(NO_ASK, spoken("please call me", 0.4, "too quiet")).met is False


@pytest.mark.parametrize(
    ("text", "probability", "met"),
    [("please ring", 0.9, False), ("please ring", 0.5, True), ("they call me Al", 0.1, True), ("call me", 0.5, False)],
)
def test_absence_by_meaning(text: str, probability: float, met: bool) -> None:
    """The model of meaning decides what is there, and so what is not."""
    check = replace(NO_ASK, meaning=Bounds(of="ask", met_from=0.8, missed_below=0.2))
    assert verdict(check, typed_transcript(text), Sense(probability, 0, 1)).met is met


def test_meaning_alone() -> None:
    """A check without phrases asks the model; without the model it is undecided."""
    check = replace(NO_ASK, kind="phrases", phrases=(), meaning=Bounds(of="ask", met_from=0.5, missed_below=0.5))
    text = typed_transcript("give us a shout")
    assert verdict(check, text, Sense(0.7, 0, 3)).met is True
    assert verdict(check, text, Sense(0.3, 0, 3)).met is False
    assert verdict(check, text).met is None
