"""Fixtures of the core: the shipped checklist and short ways to score a text."""

from collections.abc import Callable

import pytest

from trainer.core.checklist import Checklist
from trainer.core.expected import Expected
from trainer.core.scorecard import Scorecard, Verdict
from trainer.core.scoring import score
from trainer.core.transcript import typed_transcript
from trainer.store.checklists import default_checklist

MARIA = Expected(
    caller_name="Marina Castell",
    company="Brightwater Analytics",
    number="+16135550142",
    prospect_name="Dana Cole",
)

ScoreText = Callable[..., Scorecard]
Judge = Callable[..., Verdict]


@pytest.fixture(scope="session")
def articles() -> Checklist:
    """The checklist that ships."""
    return default_checklist()


@pytest.fixture(scope="session")
def score_text(articles: Checklist) -> ScoreText:
    """Score a typed message as Marina Castell's, or as told."""

    def scored(text: str, expected: Expected = MARIA, seconds: float | None = None) -> Scorecard:
        return score(typed_transcript(text, seconds), articles, expected)

    return scored


@pytest.fixture(scope="session")
def judge(score_text: ScoreText) -> Judge:
    """The verdict on one check of a typed message."""

    def judged(check_id: str, text: str, expected: Expected = MARIA) -> Verdict:
        verdicts = score_text(text, expected).verdicts
        return next(verdict for verdict in verdicts if verdict.check_id == check_id)

    return judged
