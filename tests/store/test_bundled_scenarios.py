"""The scenarios that come with the trainer are the first thing a rep sees."""

import re

import phonenumbers
import pytest

from trainer.core.expected import expect
from trainer.core.scenario import Scenario
from trainer.core.scoring import score
from trainer.core.transcript import typed_transcript
from trainer.store.bundled import scenarios_folder
from trainer.store.checklists import default_checklist
from trainer.store.scenario_files import check_scenarios, load_scenarios

SCENARIOS = load_scenarios([scenarios_folder()])
FICTION = r"\d{3}55501\d\d|7700900\d{3}|2079460\d{3}|1614960\d{3}|491570\d{3}|25550\d{4}"
"""National numbers that are kept for fiction: North America, the UK, Australia."""

EACH = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.id)


def test_no_rule_is_broken() -> None:
    """The app trusts the files that ship with it, and does not hold them against the rules again."""
    assert check_scenarios(sorted(scenarios_folder().rglob("*.toml"))) == []


def test_there_are_scenarios_of_every_kind() -> None:
    """A beginner and a veteran both find a drill, in all countries but one, and one for a call centre."""
    assert {each.difficulty for each in SCENARIOS} == {"easy", "medium", "hard"}
    assert len({each.prospect.country for each in SCENARIOS}) >= 8
    assert [each.id for each in SCENARIOS if each.calling_for] == ["somebody-elses-number"]


def test_some_owners_are_not_who_was_expected() -> None:
    """Most greetings name who the rep calls; some name nobody or only the company, one somebody else."""
    greeted = [each for each in SCENARIOS if each.mailbox.greeting]
    other = {
        each.id for each in greeted if not any(name in each.mailbox.greeting for name in each.prospect.name.split())
    }
    assert other == {
        "black-mountain-choir",
        "brindabella-physio",
        "extension-417",
        "fundy-smiles",
        "halvorsen-elevators",
        "lakeshore-jump",
        "new-at-this-desk",
        "ten-digits",
    }


def test_no_two_sound_alike() -> None:
    """Every greeting is its own, and so is every name."""
    greetings = [each.mailbox.greeting for each in SCENARIOS if each.mailbox.greeting]
    assert len(set(greetings)) == len(greetings)
    assert len({each.prospect.name for each in SCENARIOS}) == len(SCENARIOS)


@EACH
def test_the_briefing_is_short_and_useful(scenario: Scenario) -> None:
    """It fits beside the list: a reason in two sentences or three, three to five facts, a title of one line."""
    assert len(scenario.title) <= 40
    assert len(scenario.why) <= 270
    assert 3 <= len(scenario.known) <= 5
    assert all(len(fact) <= 120 for fact in scenario.known)


@EACH
def test_personal_words_are_words_one_would_say(scenario: Scenario) -> None:
    """They are compared with a transcript: lower case, short, several ways to say it, none twice."""
    assert len(scenario.personal) >= 4
    assert len(set(scenario.personal)) == len(scenario.personal)
    for phrase in scenario.personal:
        assert re.fullmatch("[a-z0-9]+(?:[' ][a-z]+){0,4}", phrase), phrase


@EACH
def test_every_personal_phrase_earns_its_points(scenario: Scenario) -> None:
    """Whichever of the briefing's facts the rep picks up, in whatever sentence, it counts; saying none does not."""

    def is_personal(text: str) -> bool | None:
        scorecard = score(typed_transcript(text), default_checklist(), expect(None, scenario))
        return next(verdict.met for verdict in scorecard.verdicts if verdict.check_id == "personal")

    assert is_personal("Hi, this is Ana from Copperline, please call me back.") is False
    for phrase in scenario.personal:
        assert is_personal(f"Hi, this is Ana from Copperline, it is about {phrase}, please call me back."), phrase


@EACH
def test_numbers_belong_to_nobody(scenario: Scenario) -> None:
    """A rep who dials a number from a drill by mistake reaches no stranger."""
    numbers = [scenario.client_number or "", scenario.prospect.number or ""]
    spoken = [scenario.mailbox.greeting, *(step.says for step in scenario.call)]
    text = " ".join([scenario.why, *scenario.known, *spoken, *numbers])
    for found in phonenumbers.PhoneNumberMatcher(text, scenario.prospect.country.upper()):
        assert re.fullmatch(FICTION, str(found.number.national_number)), found.raw_string
