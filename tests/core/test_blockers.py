"""What fails a message whatever its points."""

from collections.abc import Callable

import pytest

from trainer.core.checklist import Checklist
from trainer.core.expected import Expected
from trainer.core.scorecard import Scorecard
from trainer.core.scoring import score
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word

ScoreText = Callable[..., Scorecard]
RECOGNISER = Engine("recogniser", "1")


def blocked(scorecard: Scorecard) -> list[str]:
    """The blockers that apply."""
    return [each.blocker_id for each in scorecard.blockers]


@pytest.mark.parametrize(
    "text",
    [
        "a warrant has been issued for your arrest unless you pay the tax today",
        "your account has been suspended, press one to speak to an officer",
        "you have won a free cruise, call now to claim your prize",
        "your car's extended warranty is about to expire, this is your final courtesy call",
        "your power will be disconnected in thirty minutes, pay with a prepaid card",
        "your grandson was in an accident and needs cash for bail",
        "keep your card number and the one time password ready",
        "we detected a virus on your computer, call our technician",
        "buy five gift cards and text me the codes",
        "you are eligible for student loan forgiveness, press one",
    ],
)
def test_scam(score_text: ScoreText, text: str) -> None:
    """Threats, prizes and demands for payment or credentials fail a message."""
    scorecard = score_text(text, Expected())
    assert blocked(scorecard) == ["scam"]
    assert scorecard.blockers[0].evidence is not None
    assert not scorecard.passed


@pytest.mark.parametrize(
    "text",
    [
        "our warranty on the coating runs out in April, so call me before then",
        "we pay drivers weekly, and we'd like to talk about your tax software",
        "I'm calling about your account with us, the order ships on Friday",
        "your lease ends in June and I can save you money on the next one",
        "the court reporters' conference is in May, will you be there?",
        "we help with credit card processing for small shops",
        "congratulations on winning the award, we'd love to cater the party",
    ],
)
def test_honest_words(score_text: ScoreText, text: str) -> None:
    """The words of honest trades are not taken for threats."""
    assert blocked(score_text(text, Expected())) == []


def test_nothing_typed(score_text: ScoreText) -> None:
    """No words: no message, and no points for being short."""
    scorecard = score_text("", seconds=3.0)
    assert blocked(scorecard) == ["no_message"]
    assert scorecard.total == 0
    assert all(verdict.points == 0 for verdict in scorecard.verdicts)


@pytest.mark.parametrize(
    "transcript",
    [
        Transcript((), RECOGNISER, (), 4.0),
        Transcript((Word("Hello?", Span(0.2, 0.6)),), RECOGNISER, (Span(0.2, 0.6),), 1.0),
    ],
)
def test_hung_up_at_once(articles: Checklist, transcript: Transcript) -> None:
    """A recording without a second of voice is no message."""
    scorecard = score(transcript, articles, Expected())
    assert blocked(scorecard) == ["no_message"]
    assert scorecard.total == 0


def test_voice_without_words_is_not_nothing(articles: Checklist) -> None:
    """Somebody spoke, but too unclearly for words: undecided, not missed, and not called silence."""
    transcript = Transcript((), RECOGNISER, (Span(0.5, 9.0),), 10.0, unclear="too noisy")
    scorecard = score(transcript, articles, Expected())
    assert blocked(scorecard) == []
    missed = [verdict.check_id for verdict in scorecard.verdicts if verdict.met is False]
    assert missed == []
