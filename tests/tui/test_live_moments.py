"""Calls that are not just a mailbox, through the app: keys, captions, questions, and what the scorecard tells."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.tui.conftest import Loud, MakeApp, MakeStudio
from tests.tui.driving import GOOD, AppStudio, text, until, until_on, until_text
from trainer.core.scenario import Scenario
from trainer.store.bundled import scenarios_folder
from trainer.store.scenario_files import load_scenario
from trainer.tui.app import TrainerApp
from trainer.tui.screens.before_dialing import BeforeDialingScreen
from trainer.tui.screens.call import CallScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.scorecard import ScorecardScreen

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 48)])

MakeCall = Callable[..., tuple[TrainerApp, AppStudio]]


@pytest.fixture
def call(make_app: MakeApp, make_studio: MakeStudio, loud: Loud) -> MakeCall:
    """An app with one prospect of a bundled scenario; recordings speak instead of voices."""

    def make(scenario_id: str, *, heard: str = GOOD, real_time: bool = True) -> tuple[TrainerApp, AppStudio]:
        studio = make_studio(heard=heard, real_time=real_time, seconds=4.0)
        (path,) = scenarios_folder().glob(f"*/{scenario_id}.toml")
        studio.__dict__["scenarios"] = (_recorded(load_scenario(path), loud),)
        return make_app(studio), studio

    return make


def _recorded(scenario: Scenario, loud: Loud) -> Scenario:
    said = str(loud(1.0))
    steps = tuple(replace(step, file=said if step.says else None, times=1) for step in scenario.call)
    mailbox = replace(scenario.mailbox, greeting_file=str(loud(1.5)), rings=0)
    return replace(scenario, call=steps, mailbox=mailbox)


@SIZES
async def test_a_menu_takes_keys_and_says_what_it_says(call: MakeCall, size: tuple[int, int]) -> None:
    """What the machine says can be read, its keys are named, and a key goes on at once."""
    app, _ = call("press-two")
    async with app.run_test(size=size) as pilot:
        await pilot.press("enter")
        await until_on(pilot, CallScreen)
        await until_text(pilot, "For accounts, press two.")
        await until_text(pilot, "They wait for a key")
        assert "Press 1, 2, 3, 0" in text(app)
        await pilot.press("7")
        assert "They wait for a key" in text(app)
        await pilot.press("2")
        await until_text(pilot, "Ringing")
        await until_text(pilot, "Accounts, this is Harpreet.")
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)


async def test_your_own_telephone_is_answered_with_enter(call: MakeCall) -> None:
    """Enter answers instead of hanging up; what they say and what they want is on the screen, then on the card."""
    app, _ = call("stop-calling-me", heard="i am so sorry this is alex kim")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_on(pilot, CallScreen)
        await until_text(pilot, "Your telephone rings")
        assert "⏎ Answer" in text(app)
        await pilot.press("enter")
        await until_text(pilot, "That is the ninth time today!")
        await until_text(pilot, "● They are listening")
        await until_text(pilot, "Then who was it?")
        await until_on(pilot, ScorecardScreen)
        await until_text(pilot, "A stranger heard")
        assert "✗ Not passed" in text(app)
        assert "Lost call" in text(app)


async def test_a_full_mailbox_asks_what_now(call: MakeCall) -> None:
    """Three choices, one key, and a score for it."""
    app, studio = call("no-room-left", real_time=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_text(pilot, "Their mailbox is full.")
        await until_text(pilot, "2 Write to Pavel now")
        await pilot.press("2")
        await until_on(pilot, ScorecardScreen)
        await until_text(pilot, "✓ Passed")
        assert "No message could be left." in text(app)
    assert studio.history.attempts()[0].scorecard.total == 100


async def test_a_bad_hour_is_asked_about_first(call: MakeCall) -> None:
    """Enter leaves them in peace; d dials, and the card fails the drill whatever was said."""
    app, studio = call("saturday-evening", real_time=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "Sat 20:15 there")
        await pilot.press("enter")
        await until_on(pilot, BeforeDialingScreen)
        await until_text(pilot, "It is Sat 20:15 there; Canadian rules")
        await pilot.press("enter")
        await until_on(pilot, HomeScreen)
        assert not studio.history.attempts()
        await pilot.press("enter")
        await until_on(pilot, BeforeDialingScreen)
        await pilot.press("d")
        await until_on(pilot, ScorecardScreen)
        await until_text(pilot, "Compliance")
    assert not studio.history.attempts()[0].scorecard.passed


async def test_screening_shows_what_the_owner_reads(call: MakeCall) -> None:
    """The rep sees their words as the owner does."""
    app, _ = call("state-your-name", heard="hello it is me")
    async with app.run_test(size=(80, 24)) as pilot:
        seen: list[str] = []
        await pilot.press("enter")
        await until_on(pilot, CallScreen)

        def reads() -> bool:
            seen.append(text(app))
            return "They read what you said" in seen[-1] or "They would like to know more" in seen[-1]

        await until(pilot, reads)
        await until_text(pilot, "They would like to know more")
        await asyncio.sleep(0)
        await pilot.press("escape")
