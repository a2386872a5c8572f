"""Help on every screen, and commands that lead everywhere."""

from textual.command import CommandPalette
from textual.pilot import Pilot
from textual.widgets import OptionList

from tests.tui import attempts
from tests.tui.conftest import MakeApp, MakeStudio
from tests.tui.driving import text, until, until_on, until_text
from trainer.tui.messages import CheckAudio, Scored
from trainer.tui.screens.audio_check import AudioCheckScreen
from trainer.tui.screens.base import Stage
from trainer.tui.screens.call import CallScreen
from trainer.tui.screens.help import HelpScreen, keys_of
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.profile import ProfileScreen
from trainer.tui.screens.scorecard import ScorecardScreen


async def explained(pilot: Pilot[None]) -> None:
    """Open the help of this screen, find every one of its own keys in it, and close it."""
    stage = pilot.app.screen
    assert isinstance(stage, Stage)
    assert stage.GUIDE
    meanings = [meaning for _, meaning in keys_of(stage.active_bindings.values())]
    await pilot.press("f1")
    page = await until_on(pilot, HelpScreen)
    labels = [str(label.render()) for label in page.query("Static").results()]
    assert set(meanings) <= set(labels)
    await pilot.press("escape")
    await until(pilot, lambda: pilot.app.screen is stage)


async def test_every_screen_explains_itself_and_its_keys(make_app: MakeApp) -> None:
    """F1 says what a screen is for and what each of its keys does, and goes back to where it was."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, HomeScreen)
        await explained(pilot)
        app.post_message(Scored(attempts.attempt(app.studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await explained(pilot)
        app.post_message(CheckAudio())
        await until_on(pilot, AudioCheckScreen)
        await explained(pilot)


async def test_a_question_mark_helps_in_mid_call_and_the_call_goes_on(make_app: MakeApp) -> None:
    """Reading the help does not end a call."""
    app = make_app(real_time=True, greeting_s=20.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        call = await until_on(pilot, CallScreen)
        await until_text(pilot, "Their greeting")
        await explained(pilot)
        assert app.screen is call
        await pilot.press("escape")


async def test_a_call_that_ends_under_the_help_shows_its_score(make_app: MakeApp) -> None:
    """The score comes to the front, and nothing of the call stays behind it."""
    app = make_app(real_time=True, seconds=1.5)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_text(pilot, "● Recording")
        await pilot.press("f1")
        await until_on(pilot, ScorecardScreen)
        await until(pilot, lambda: [type(screen) for screen in app.screen_stack] == [HomeScreen, ScorecardScreen])


async def choose(pilot: Pilot[None], command: str) -> None:
    """Open the palette and choose a command by the beginning of its name."""
    await pilot.press("ctrl+p")
    palette = await until_on(pilot, CommandPalette)
    await pilot.press(*command[:4].lower())
    await until_text(pilot, command)
    await until(pilot, lambda: palette.query_one(OptionList).option_count == 1)
    await pilot.press("enter")


async def test_the_palette_reaches_profile_audio_check_and_home(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """What was asked at the first start can be asked again, with what is known already filled in."""
    app = make_app(make_studio())
    async with app.run_test(size=(80, 24)) as pilot:
        await choose(pilot, "Your profile")
        await until_on(pilot, ProfileScreen)
        await until_text(pilot, "(202) 555-0142")
        await choose(pilot, "Audio check")
        await until_on(pilot, AudioCheckScreen)
        await choose(pilot, "Prospects")
        await until_on(pilot, HomeScreen)


async def test_a_call_is_not_left_through_the_palette_by_accident(make_app: MakeApp) -> None:
    """While a call is on the palette offers only what does not end it, and leaving."""
    app = make_app(real_time=True, greeting_s=20.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        call = await until_on(pilot, CallScreen)
        names = [command.title for command in app.get_system_commands(call)]
        assert names == ["Theme", "Help", "Screenshot", "Quit"]
        await pilot.press("escape")
        home = await until_on(pilot, HomeScreen)
        assert "Your profile" in [command.title for command in app.get_system_commands(home)]


async def test_every_binding_of_ours_can_be_remapped(make_app: MakeApp) -> None:
    """Each key has an id for the keymap, a tooltip for the pointer, and the footer follows a new key."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, HomeScreen)
        app.set_keymap({"app.help": "f2"})
        await until_text(pilot, "f2 Help")
        await pilot.press("f2")
        await until_on(pilot, HelpScreen)
        assert "f2" in text(app)
