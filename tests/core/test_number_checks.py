"""The callback number: said, twice, at writing speed, and the right one."""

from collections.abc import Callable

import pytest

from trainer.core.checklist import Checklist
from trainer.core.expected import Expected
from trainer.core.scorecard import Scorecard, Verdict
from trainer.core.scoring import score
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word

Judge = Callable[..., Verdict]
ScoreText = Callable[..., Scorecard]
EXPECTED = Expected(number="+16135550142")
RECOGNISER = Engine("recogniser", "1")


def spoken(text: str, seconds_a_word: float = 0.4, pauses: dict[int, float] | None = None) -> Transcript:
    """A recognised message: words of equal length, with pauses before some of them."""
    words, speech, now, start = [], [], 0.0, 0.0
    for index, word in enumerate(text.split()):
        pause = (pauses or {}).get(index, 0.0)
        if pause:
            speech.append(Span(start, now))
            start = now + pause
        now += pause
        words.append(Word(word, Span(now, now + seconds_a_word)))
        now += seconds_a_word
    speech.append(Span(start, now))
    return Transcript(tuple(words), RECOGNISER, tuple(speech), now)


def verdict(scorecard: Scorecard, check_id: str) -> Verdict:
    """One verdict of a scorecard."""
    return next(each for each in scorecard.verdicts if each.check_id == check_id)


def blockers(scorecard: Scorecard) -> list[str]:
    """The blockers that apply."""
    return [each.blocker_id for each in scorecard.blockers]


@pytest.mark.parametrize(
    ("text", "number", "twice", "blocked"),
    [
        ("call 613-555-0142", True, False, []),
        ("call 613-555-0142, again 613-555-0142", True, True, []),
        ("call 613-555-0142, again 613-555-0143", True, False, []),
        ("call 613-555-0143", True, False, ["wrong_number"]),
        ("call 416-555-0199", True, False, ["wrong_number"]),
        ("call 416-555-0199, again 416-555-0199", True, True, ["wrong_number"]),
        ("call 555-0142", False, False, []),
        ("call me", False, False, []),
    ],
)
def test_typed_numbers(score_text: ScoreText, text: str, number: bool, twice: bool, blocked: list[str]) -> None:
    """A typed number is what it is: one digit off is another number."""
    scorecard = score_text(text, EXPECTED)
    assert verdict(scorecard, "number").met is number
    assert verdict(scorecard, "number_twice").met is twice
    assert blockers(scorecard) == blocked


def test_slip_is_told(judge: Judge) -> None:
    """The mistake that costs a call: the second time, one digit differs."""
    twice = judge("number_twice", "613-555-0142, again 613-555-0143", EXPECTED)
    assert twice.reason == "one digit differs: 6135550142 and 6135550143"


@pytest.mark.parametrize("heard", ["613 555 0143", "613 55 0142", "613 555 1042"])
def test_misheard_digit_is_not_held_against_the_rep(articles: Checklist, heard: str) -> None:
    """From a recogniser, one digit off is not clear rather than wrong."""
    scorecard = score(spoken(f"please call me back at {heard}"), articles, EXPECTED)
    assert verdict(scorecard, "number").met is None
    assert blockers(scorecard) == []


def test_other_number_from_a_recogniser(articles: Checklist) -> None:
    """A number that is altogether different is wrong, recognised or not."""
    scorecard = score(spoken("please call me back at 416 555 0199"), articles, EXPECTED)
    assert verdict(scorecard, "number").met is True
    assert blockers(scorecard) == ["wrong_number"]


@pytest.mark.parametrize(
    ("seconds_a_word", "pauses", "met"),
    [
        (0.5, {5: 0.5, 8: 0.5}, True),
        (0.5, {}, False),
        (0.25, {5: 0.4, 8: 0.4}, False),
    ],
)
def test_pace(articles: Checklist, seconds_a_word: float, pauses: dict[int, float], met: bool) -> None:
    """Writing speed: at most two digits a second, and a pause between the groups."""
    transcript = spoken("call six one three five five five oh one four two", seconds_a_word, pauses)
    # The pauses stand before the words 5 and 8: "six one three five | five five oh | one four two".
    pace = verdict(score(transcript, articles, EXPECTED), "number_pace")
    assert pace.met is met
    assert pace.evidence is not None
    assert "digits a second" in pace.evidence.note


def test_typed_number_has_no_pace(judge: Judge) -> None:
    """Without sound there is nothing to measure."""
    assert judge("number_pace", "613-555-0142").met is None


def test_number_span_follows_the_voice(articles: Checklist) -> None:
    """Word times are estimates; the edges of voice are exact."""
    words = tuple(Word(text, Span(start, start + 1.0)) for text, start in (("613", 1.2), ("555", 3.1), ("0142", 5.05)))
    speech = (Span(1.0, 2.0), Span(3.0, 4.0), Span(5.0, 6.2))
    number = score(Transcript(words, RECOGNISER, speech, 7.0), articles, EXPECTED).delivery.numbers[0]
    assert number.span == Span(1.0, 6.2)
    assert number.longest_pause_s == pytest.approx(1.0)
