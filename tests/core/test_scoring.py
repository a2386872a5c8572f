"""A whole scorecard."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from trainer.core.checklist import Check, Checklist
from trainer.core.expected import Expected
from trainer.core.scorecard import Scorecard
from trainer.core.scoring import prepare, score
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word

ScoreText = Callable[..., Scorecard]

MESSAGE = (
    "Hi Dana, um, this is Marina Castell with Brightwater Analytics. Congratulations on the depot in Kingston. "
    "I'm calling about the freight invoices your team checks by hand. If that's not you, who should I bug about it? "
    "Please call me at 613-555-0142, again, 613-555-0142. Otherwise I'll try you Thursday, no sorry, Friday morning."
)

MARINA = Expected(caller_name="Marina Castell", company="Brightwater Analytics", number="+16135550142")

GOLDEN = """\
name            met      8/8   Marina Castell
company         met      7/7   Brightwater Analytics.
reason          met    15/15   calling about the freight invoices your team checks by hand.
ask             met    12/12   Please call me at 613-555-0142,
referral        met      8/8   If that's not you, who should I bug about it?
follow_up       met      6/6   I'll try you Thursday,
follow_up_when  met      4/4   Friday morning.
number          met    10/10   613-555-0142,
number_twice    met      5/5   613-555-0142.
number_pace     none     0/5   not heard: the message was typed
under_30s       met    12/12
personal        met      8/8   Congratulations on the depot in Kingston.
total 100, passed, blockers: none, called: Dana,
"""


def readable(scorecard: Scorecard) -> str:
    """A scorecard as lines for a person."""
    lines = []
    for verdict in scorecard.verdicts:
        state = {True: "met", False: "missed", None: "none"}[verdict.met]
        words = verdict.evidence.text if verdict.evidence else verdict.reason
        points = f"{verdict.points}/{verdict.max_points}"
        lines.append(f"{verdict.check_id:<15} {state:<6} {points:>5}   {words}".rstrip())
    blockers = ", ".join(each.blocker_id for each in scorecard.blockers) or "none"
    called = scorecard.prospect_name.text if scorecard.prospect_name else "nobody"
    passed = "passed" if scorecard.passed else "not passed"
    return "\n".join([*lines, f"total {scorecard.total}, {passed}, blockers: {blockers}, called: {called}"]) + "\n"


def test_golden(score_text: ScoreText) -> None:
    """A good message, judged as a person can follow."""
    assert readable(score_text(MESSAGE, seconds=27.0)) == GOLDEN


def test_deterministic(score_text: ScoreText) -> None:
    """The same words always get the same scorecard."""
    assert score_text(MESSAGE, seconds=27.0) == score_text(MESSAGE, seconds=27.0)


def test_too_long(score_text: ScoreText) -> None:
    """The limit is told with the overrun."""
    under = next(each for each in score_text(MESSAGE, seconds=41.0).verdicts if each.check_id == "under_30s")
    assert under.met is False
    assert under.reason == "it took 41 s, 11 s more than 30"


def test_unknown_length_is_undecided(score_text: ScoreText) -> None:
    """A typed message without a length neither earns nor costs the points for it."""
    scorecard = score_text(MESSAGE)
    assert next(each for each in scorecard.verdicts if each.check_id == "under_30s").met is None
    assert scorecard.total == 100


def test_unclear_recording_misses_nothing(articles: Checklist) -> None:
    """What was not found in an unclear recording is not heard, with the reason; what was found counts."""
    words = tuple(Word(text, Span(at, at + 0.4)) for at, text in enumerate(["hi", "this", "is", "marina"]))
    transcript = Transcript(words, Engine("recogniser", "1"), (Span(0.0, 3.4),), 5.0, unclear="too quiet")
    scorecard = score(transcript, articles, Expected(caller_name="Marina"))
    by_id = {each.check_id: each for each in scorecard.verdicts}
    assert by_id["name"].met is True
    assert by_id["ask"].met is None
    assert by_id["ask"].reason == "not heard clearly: too quiet"
    assert by_id["under_30s"].met is True
    assert scorecard.total == 100


@pytest.mark.parametrize(("text", "passed"), [("Um so.", False), (MESSAGE, True)])
def test_what_was_hardly_heard_does_not_pass(articles: Checklist, text: str, passed: bool) -> None:
    """In an unclear recording nothing is missed, so its total says little: half of the points must be decided."""
    words = tuple(Word(word, Span(0.3 * at, 0.3 * at + 0.2)) for at, word in enumerate(text.split()))
    transcript = Transcript(words, Engine("recogniser", "1"), (Span(0.0, 25.0),), 26.0, unclear="too noisy")
    scorecard = score(transcript, articles, MARINA)
    assert scorecard.total == 100
    assert scorecard.passed is passed


def test_evidence_has_words_and_seconds(articles: Checklist) -> None:
    """Evidence names the words, their places and their seconds."""
    words = tuple(Word(text, Span(at, at + 0.5)) for at, text in enumerate(["so", "please", "call", "me", "back"]))
    transcript = Transcript(words, Engine("recogniser", "1"), (Span(0.0, 4.5),), 5.0)
    ask = next(each for each in score(transcript, articles, Expected()).verdicts if each.check_id == "ask")
    assert ask.evidence is not None
    assert ask.evidence.text == " ".join(word.text for word in words[ask.evidence.first_word : 5])
    assert ask.evidence.last_word == 4
    assert ask.evidence.span is not None
    assert ask.evidence.span.end_s == 4.5


def test_custom_check_needs_no_code(articles: Checklist) -> None:
    """A check of phrases and look-alikes in a file is enough."""
    check = Check(
        id="colour",
        title="Names a colour",
        points=100,
        source="iannarino-2016",
        tip="Say red.",
        phrases=("(red|green) @",),
        lookalikes=("red tape",),
    )
    own = replace(articles, checks=(check,), blockers=())
    prepare(own)
    text = "the {} was long"
    totals = [score(_typed(text.format(each)), own, Expected()).total for each in ("red carpet", "red tape", "carpet")]
    assert totals == [100, 0, 0]


@pytest.mark.parametrize("points", [0, 8, 100])
def test_total_is_a_share_of_what_could_be_decided(articles: Checklist, points: int) -> None:
    """Points of undecided checks leave the denominator."""
    check = articles.checks[0]
    own = replace(articles, checks=(replace(check, points=points),), blockers=())
    scorecard = score(_typed("this is marina"), own, Expected(caller_name="Marina"))
    assert scorecard.total == (100 if points else 0)


def _typed(text: str) -> Transcript:
    return Transcript(tuple(Word(word) for word in text.split()), Engine("typed", "1"))
