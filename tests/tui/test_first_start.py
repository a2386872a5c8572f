"""The first start: who is calling, and can they be heard."""

import time

import pytest
from textual.widgets import Input, Select

from tests.tui.conftest import Loud, MakeApp, MakeStudio
from tests.tui.driving import text, until, until_on, until_text
from trainer.tui.messages import CheckAudio
from trainer.tui.screens.audio_check import AudioCheckScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.problem import ProblemScreen
from trainer.tui.screens.profile import ProfileScreen
from trainer.tui.widgets.call_meter import LevelBar


async def test_a_new_rep_is_asked_who_they_are_then_heard_then_let_in(
    make_app: MakeApp, make_studio: MakeStudio
) -> None:
    """Keyboard only, from the empty data folder to the prospects; the number is kept in one form."""
    studio = make_studio(profile=None, seconds=3.0)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, ProfileScreen)
        await pilot.press(*"Al Kim", "enter", *"Bright", "enter", "tab", *"2025550142", "enter", "ctrl+s")
        await until_on(pilot, AudioCheckScreen)
        await until_text(pilot, "Al Kim, Bright")
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)
    assert studio.profile is not None
    assert (studio.profile.name, studio.profile.company) == ("Al Kim", "Bright")
    assert studio.profile.number == "+12025550142"


async def test_what_is_wrong_stands_beside_the_field(make_app: MakeApp) -> None:
    """A field complains when it is left, is met when it is right, and nothing is saved before."""
    app = make_app(profile=None)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await until_on(pilot, ProfileScreen)
        await pilot.press("ctrl+s")
        await until_text(pilot, "✗ Is missing", "#field-name")
        assert "✗ Is missing" in text(app, "#field-number")
        assert screen.focused is not None
        assert screen.focused.id == "name"
        screen.query_one("#number", Input).value = "12345"
        await until_text(pilot, "✗ Is too short", "#field-number")
        screen.query_one("#number", Input).value = "020 7946 0142"
        screen.query_one("#country", Select).value = "gb"
        await until(pilot, lambda: "✗" not in text(app, "#field-number"))
        assert isinstance(app.screen, ProfileScreen)


async def test_the_profile_can_wait(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Escape leads to the prospects, and nobody is asked twice in one session."""
    studio = make_studio(profile=None)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, ProfileScreen)
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
    assert studio.profile is None


async def test_a_profile_that_cannot_be_saved_is_told(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """A full or locked disk loses nothing that was typed."""
    studio = make_studio(profile=None)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await until_on(pilot, ProfileScreen)
        for key, value in (("name", "Alex Kim"), ("company", "Brightpath"), ("number", "202 555 0142")):
            screen.query_one(f"#{key}", Input).value = value
        studio.folders.profile.mkdir(parents=True)
        await pilot.press("ctrl+s")
        await until_on(pilot, ProblemScreen)
        await pilot.press("enter")
        await until_on(pilot, ProfileScreen)
        assert screen.query_one("#name", Input).value == "Alex Kim"


async def test_the_audio_check_says_how_well_the_rep_is_heard(make_app: MakeApp, loud: Loud) -> None:
    """A few seconds of speech over the line that calls go over; the answer is a sentence and a mark."""
    for recording, answer in ((loud(3.0), "✓ You are heard well."), (loud(3.0, 0.0), "✗ Nothing was heard.")):
        app = make_app(microphone=recording)
        async with app.run_test(size=(80, 24)) as pilot:
            app.post_message(CheckAudio())
            await until_on(pilot, AudioCheckScreen)
            await pilot.press("enter")
            await until_text(pilot, answer)


async def test_leaving_the_audio_check_stops_it(make_app: MakeApp) -> None:
    """Nobody waits for four seconds of listening to end."""
    app = make_app(real_time=True)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(CheckAudio())
        screen = await until_on(pilot, AudioCheckScreen)
        await pilot.press("enter")
        await until(pilot, lambda: screen.query_one(LevelBar).halves > 0)
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)
        pressed = time.monotonic()
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
    assert time.monotonic() - pressed < 1.0


async def test_without_a_sound_card_the_check_says_what_to_do(
    make_app: MakeApp, make_studio: MakeStudio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real sound system, which has nothing to offer: what to do, and the choice of devices is kept."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")
    studio = make_studio()
    studio.choose_devices("My headset", None)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(CheckAudio())
        await until_on(pilot, AudioCheckScreen)
        await until_text(pilot, "No microphone or no loudspeaker was found.")
        assert "trainer app --mic message.wav" in text(app)
        assert "My headset (not there now)" in text(app)
    assert studio.chosen_devices == ("My headset", None)
