"""Opinions of a person: beside the machine's verdicts, never in their place."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.opinion import (
    PERSONALITY,
    REP,
    Opinion,
    answerable,
    disagreements,
    machine_answer,
    next_answer,
    reviewed,
    standing,
)
from trainer.core.scorecard import Delivery, Scorecard, Tripped, Verdict, total_of

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
CHECKS = ("name", "reason", "ask", "number_pace")
BLOCKERS = ("scam", "wrong_number", "no_message")


def say(check_id: str, met: bool | None, by: str = REP, reason: str = "") -> Opinion:
    """An opinion about the one attempt of these tests."""
    return Opinion(attempt_id="a", check_id=check_id, met=met, by=by, at=NOON, reason=reason)


def card_of(answers: dict[str, bool | None], blockers: tuple[str, ...] = ()) -> Scorecard:
    """A scorecard with these verdicts, ten points each, and these blockers."""
    verdicts = tuple(Verdict(check_id, met, 10 if met else 0, 10) for check_id, met in answers.items())
    tripped = tuple(Tripped(each, "because") for each in blockers)  # type: ignore[arg-type]  # one of BLOCKERS
    total = 0 if "no_message" in blockers else total_of(verdicts)
    delivery = Delivery(None, None, None, None)
    return Scorecard("articles", 1, 70, verdicts, tripped, delivery, total, total >= 70 and not tripped)


CARDS = st.builds(
    card_of,
    st.fixed_dictionaries({each: st.sampled_from([True, False, None]) for each in CHECKS}),
    st.lists(st.sampled_from(BLOCKERS), unique=True).map(tuple),
)
OPINIONS = st.lists(
    st.builds(
        say,
        st.sampled_from([*CHECKS, *BLOCKERS, PERSONALITY, "gone"]),
        st.sampled_from([True, False, None]),
        st.sampled_from([REP, "instructor"]),
    ),
    max_size=12,
)


@given(CARDS, OPINIONS)
def test_the_machines_scorecard_never_changes(card: Scorecard, opinions: list[Opinion]) -> None:
    """Whatever is said, the machine's total stays; with nothing said the person sees the machine's scorecard."""
    before = replace(card)
    seen = reviewed(card, standing(opinions))
    assert card == before
    assert 0 <= seen.total <= 100
    assert seen.passed is (seen.total >= card.pass_mark and not seen.blockers)
    assert reviewed(card, {}) == card
    assert [each.check_id for each in seen.verdicts] == [each.check_id for each in card.verdicts]


@given(CARDS, OPINIONS, st.data())
def test_pressing_until_it_comes_round_is_nothing(
    card: Scorecard, opinions: list[Opinion], data: st.DataObject
) -> None:
    """A flip and its second press leave what stood before them, for every check, blocker and the tick."""
    subjects = answerable(card)
    if not subjects:
        return
    check_id = data.draw(st.sampled_from(subjects))
    given_before = [each for each in opinions if each.check_id != check_id]
    machine = machine_answer(card, check_id)
    pressed, said = list(given_before), None
    for _ in range(3 if machine is None else 2):
        said = next_answer(machine, said)
        pressed.append(say(check_id, said))
    assert said is None
    assert standing(pressed) == standing(given_before)


@given(CARDS, st.data())
def test_one_press_flips_what_the_machine_decided(card: Scorecard, data: st.DataObject) -> None:
    """The person's answer differs from the machine's at once, and the scorecard they see has it."""
    decided = [each for each in card.verdicts if each.met is not None]
    if not decided or not answerable(card):
        return
    verdict = data.draw(st.sampled_from(decided))
    opinion = say(verdict.check_id, next_answer(verdict.met, None))
    seen = reviewed(card, {verdict.check_id: opinion})
    assert disagreements(card, {verdict.check_id: opinion}) == [opinion]
    assert machine_answer(seen, verdict.check_id) is not verdict.met
    assert seen.total >= card.total if opinion.met else seen.total <= card.total


@given(CARDS, st.sampled_from([True, False]))
def test_personality_stands_outside_the_total(card: Scorecard, met: bool) -> None:
    """The tick changes neither verdicts nor total, and is no disagreement."""
    ticked = {PERSONALITY: say(PERSONALITY, met)}
    assert reviewed(card, ticked) == card
    assert disagreements(card, ticked) == []


def test_a_person_decides_what_was_not_heard() -> None:
    """A null verdict that the person decides comes into the total, with its points or without."""
    card = card_of({"name": True, "number_pace": None})
    assert card.total == 100
    met, missed = ({"number_pace": say("number_pace", each)} for each in (True, False))
    assert (reviewed(card, met).total, reviewed(card, missed).total) == (100, 50)


@pytest.mark.parametrize("blocker", ["scam", "wrong_number"])
def test_a_blocker_can_be_disagreed_with(blocker: str) -> None:
    """For the person the message passes; the machine's card keeps failing it."""
    card = card_of({"name": True}, (blocker,))
    seen = reviewed(card, {blocker: say(blocker, False)})
    assert (seen.blockers, seen.passed, seen.total) == ((), True, 100)
    assert (len(card.blockers), card.passed) == (1, False)


def test_without_a_message_there_is_nothing_to_disagree_with() -> None:
    """No words, no verdicts worth an opinion: old or foreign opinions on such a card do not count."""
    card = card_of({"name": False}, ("no_message",))
    said = {each: say(each, each == "name") for each in ("name", "no_message")}
    assert answerable(card) == ()
    assert reviewed(card, said) == card


def test_the_newest_opinion_of_each_person_counts() -> None:
    """A rep's second thought replaces the first; somebody else's says nothing about the rep's."""
    said = [say("ask", True), say("ask", False, reason="no"), say("ask", True, by="instructor"), say("name", None)]
    assert standing(said) == {"ask": said[1]}
    assert standing(said, "instructor") == {"ask": said[2]}


def test_the_reason_is_the_persons_own() -> None:
    """What the machine gave as its reason does not stand under the person's answer."""
    card = card_of({"ask": False})
    card = replace(card, verdicts=(replace(card.verdicts[0], reason="not heard in the message"),))
    seen = reviewed(card, {"ask": say("ask", True, reason="I said so")})
    assert seen.verdicts[0].reason == "I said so"
