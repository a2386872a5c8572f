"""Model answers: the scenario's words with the rep's own in them."""

import pytest

from trainer.core.model_answer import ANY_PITCH, model_answer, spoken_answer
from trainer.core.phone_number import said_aloud
from trainer.core.profile import Profile
from trainer.core.scenario import Prospect, Scenario

TEMPLATE = "It's {name} of {company}. We do {pitch}.\n  Ring {number}. {number}!"

ANA = Profile(name="Ana {number}", company="Copperline", number="+16135550142", country="ca", sells=" boats. ")


def scenario(template: str = TEMPLATE, client: str | None = None) -> Scenario:
    """A scenario with this model answer, perhaps for a client."""
    return Scenario(
        id="x",
        title="X",
        difficulty="easy",
        why="Because.",
        prospect=Prospect(name="Dana", role="Owner", company="Marigold"),
        model_answer=template,
        calling_for=client,
        client_number="+12025550187" if client else None,
    )


def test_it_is_filled_with_what_the_rep_said_of_themselves() -> None:
    """Every placeholder, wherever it stands; what is filled in is not filled again."""
    filled = "It's Ana {number} of Copperline. We do boats. Ring 613-555-0142. 613-555-0142!"
    assert model_answer(scenario(), ANA) == filled


def test_a_rep_without_a_pitch_offers_something_all_the_same() -> None:
    """An empty line of the profile leaves no hole."""
    ana = Profile(name="Ana", company="Copperline", number="+16135550142")
    assert f"We do {ANY_PITCH}." in model_answer(scenario(), ana)


def test_for_a_client_it_leaves_the_clients_number() -> None:
    """As the scorecard wants it."""
    assert "of Pennywhistle. We do boats. Ring 202-555-0187." in model_answer(scenario(client="Pennywhistle"), ANA)


def test_without_a_profile_it_says_what_belongs_there() -> None:
    """It can be read before the first start is done."""
    assert model_answer(scenario("{name}, {company}, {number}, {pitch}."), None) == (
        "[your name], [your company], [your number], [what you sell]."
    )


def test_a_scenario_may_have_none() -> None:
    """Then there is nothing to show and nothing to say."""
    assert model_answer(scenario(""), ANA) == spoken_answer(scenario(""), ANA) == ""


@pytest.mark.parametrize(
    ("e164", "said"),
    [
        ("+16135550142", "613-555-0142"),
        ("+442079460142", "020 7946 0142"),
        ("+33199001234", "01 99 00 12 34"),
        ("+61491570156", "0491 570 156"),
        ("+61255500142", "02 5550 0142"),
        ("none", "none"),
    ],
)
def test_a_number_is_grouped_as_it_is_said_at_home(e164: str, said: str) -> None:
    """Whoever reads it aloud pauses where their country does."""
    assert said_aloud(e164) == said


def test_a_voice_says_the_number_digit_by_digit() -> None:
    """A machine would read 613 as a count."""
    assert spoken_answer(scenario("Ring {number} twice."), ANA) == "Ring 6 1 3, 5 5 5, 0 1 4 2 twice."
