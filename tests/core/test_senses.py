"""How the phrases of a checklist and a model of meaning decide together."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from trainer.core.checklist import Blocker, Check, CheckKind, Checklist
from trainer.core.expected import Expected
from trainer.core.scorecard import Scorecard, Verdict
from trainer.core.scoring import score
from trainer.core.sense import Bounds, Meaning, Sense
from trainer.core.transcript import typed_transcript


def item(check_id: Meaning, *phrases: str, kind: CheckKind = "phrases", lookalikes: tuple[str, ...] = ()) -> Check:
    """A check that phrases and the model decide: the model from 0.8 on and below 0.2."""
    bounds = Bounds(of=check_id, met_from=0.8, missed_below=0.2)
    return Check(
        id=check_id,
        kind=kind,
        title="",
        points=20,
        source="us",
        tip="",
        phrases=phrases,
        lookalikes=lookalikes,
        meaning=bounds,
    )


ASK = item("ask", "call me")
FOLLOW_UP = item("follow_up", "i will call")
WHEN = item("follow_up_when", "on friday", kind="follow_up_when", lookalikes=("in october",))
PERSONAL = item("personal", "congratulations", kind="personal")
REFERRAL = item("referral", "who should i")
SCAM = Blocker(
    id="scam",
    title="",
    source="us",
    tip="",
    phrases=("gift card",),
    meaning=Bounds(of="scam", met_from=0.9, missed_below=0.3),
)
CHECKLIST = Checklist(
    id="five",
    version=1,
    title="",
    pass_mark=50,
    sources={},
    checks=(ASK, FOLLOW_UP, WHEN, PERSONAL, REFERRAL),
    blockers=(SCAM,),
)


def scored(text: str, senses: Mapping[Meaning, float | Sense], expected: Expected | None = None) -> Scorecard:
    """The scorecard when the model is so sure, of the second word where nothing else is said."""
    given = {meaning: sense if isinstance(sense, Sense) else Sense(sense, 1, 1) for meaning, sense in senses.items()}
    return score(typed_transcript(text), CHECKLIST, expected or Expected(), given)


def verdict(card: Scorecard, check_id: str) -> Verdict:
    """The verdict on one check."""
    return next(each for each in card.verdicts if each.check_id == check_id)


@pytest.mark.parametrize(
    ("text", "probability", "met"),
    [
        ("please give me a bell", 0.9, True),
        ("please give me a bell", 0.8, True),
        ("please give me a bell", 0.79, False),
        ("please call me back", 0.79, True),
        ("please call me back", 0.2, True),
        ("they call me Bob", 0.19, False),
        ("please give me a bell", 0.0, False),
    ],
)
def test_who_decides(text: str, probability: float, met: bool) -> None:
    """Above and below its bounds the model decides, between them the phrases do."""
    assert verdict(scored(text, {"ask": probability}), "ask").met is met


def test_evidence_of_the_model() -> None:
    """Where no phrase is found the model's words are quoted."""
    evidence = verdict(scored("so give me a bell soon", {"ask": Sense(0.95, 1, 4)}), "ask").evidence
    assert evidence is not None
    assert (evidence.text, evidence.first_word, evidence.last_word) == ("give me a bell", 1, 4)


def test_evidence_of_the_phrases_comes_first() -> None:
    """A phrase says more exactly where it was said."""
    evidence = verdict(scored("so call me soon", {"ask": Sense(0.95, 0, 0)}), "ask").evidence
    assert evidence is not None
    assert evidence.text.startswith("call me")


def test_without_a_model() -> None:
    """Phrases alone still score."""
    assert verdict(scored("please call me", {}), "ask").met is True
    assert verdict(scored("please give me a bell", {}), "ask").met is False


def test_check_that_does_not_ask_the_model() -> None:
    """A checklist may leave a check to its phrases."""
    alone = replace(CHECKLIST, checks=(replace(ASK, meaning=None),))
    card = score(typed_transcript("please call me"), alone, Expected(), {"ask": Sense(0.0, 0, 0)})
    assert card.verdicts[0].met is True


def test_known_facts_are_not_doubted() -> None:
    """What the scenario calls personal counts however unsure the model is."""
    expected = Expected(personal=("the depot in Hull",))
    assert verdict(scored("I saw the depot in Hull opened", {"personal": 0.01}, expected), "personal").met is True


def test_a_time_too_far_away_stays_too_far() -> None:
    """The model knows that a time was given, not how far away it is."""
    card = scored("I will call you in October", {"follow_up": 0.99, "follow_up_when": 0.99})
    when = verdict(card, "follow_up_when")
    assert when.met is False
    assert "away" in when.reason


def test_a_promise_in_other_words_has_its_time() -> None:
    """The day counts with a promise that only the model recognised."""
    card = scored("you get another ring off me on Friday", {"follow_up": Sense(0.95, 1, 5)})
    assert verdict(card, "follow_up_when").met is True


def test_no_promise_no_time() -> None:
    """A day beside words that promise nothing is no time for a call."""
    card = scored("I will call it a day on Friday", {"follow_up": 0.05})
    assert verdict(card, "follow_up_when").met is False


@pytest.mark.parametrize(
    ("text", "probability", "blocked"),
    [
        ("buy a gift card now", 0.3, True),
        ("thanks for the gift card", 0.29, False),
        ("read me the numbers on your card", 0.9, True),
        ("read me the numbers on your card", 0.89, False),
    ],
)
def test_scam(text: str, probability: float, blocked: bool) -> None:
    """A scam needs a phrase and some doubt, or a model that is very sure: a false one fails an honest message."""
    card = scored(text, {"scam": probability})
    assert bool(card.blockers) is blocked
    assert all(trip.evidence and trip.evidence.text for trip in card.blockers)
