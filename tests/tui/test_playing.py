"""Hearing a take again, and choosing devices, on the virtual sound card that `make test` starts."""

import pytest
from textual.widgets import Button, Select

from tests.tui.conftest import Loud, MakeApp, MakeStudio
from tests.tui.driving import until, until_on, until_text
from trainer.tui.messages import CheckAudio
from trainer.tui.screens.audio_check import AudioCheckScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.widgets.transcript_view import TranscriptView

pytestmark = pytest.mark.device


async def test_space_plays_from_the_word_under_the_cursor(make_app: MakeApp) -> None:
    """The playing word is marked, starts where the cursor is, moves on, changes ears in mid-word, and stops."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        screen = await until_on(pilot, ScorecardScreen)
        transcript = screen.query_one(TranscriptView)
        transcript.cursor = 30
        await pilot.press("space")
        await until(pilot, lambda: transcript.playing is not None)
        assert transcript.playing in (29, 30, 31)
        await until_text(pilot, "▶ 0:12 as recorded")
        await until(pilot, lambda: (transcript.playing or 0) > 31)
        await pilot.press("o")
        await until_text(pilot, "as their phone plays it")
        await until(pilot, lambda: (transcript.playing or 0) > 33)
        await pilot.press("escape")
        await until(pilot, lambda: screen.position_s is None)
        assert app.screen is screen
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)


async def test_p_plays_from_the_start_and_s_stops(make_app: MakeApp) -> None:
    """The whole take; Stop is offered only while there is something to stop."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("enter")
        screen = await until_on(pilot, ScorecardScreen)
        await pilot.press("p")
        await until_text(pilot, "s Stop")
        assert (screen.position_s or 0.0) < 3.0
        await pilot.press("s")
        await until(pilot, lambda: screen.position_s is None)


async def test_devices_are_chosen_and_what_was_said_is_heard_back(
    make_app: MakeApp, make_studio: MakeStudio, loud: Loud
) -> None:
    """The choice is kept in the settings at once; what was heard plays on the loudspeaker."""
    studio = make_studio(microphone=loud(1.0))
    names = [device.name for device in studio.devices().loudspeakers]
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(CheckAudio())
        screen = await until_on(pilot, AudioCheckScreen)
        loudspeaker: Select[str] = screen.query_one("#loudspeaker", Select)
        await until_text(pilot, "Press Speak")
        loudspeaker.value = names[0]
        await until(pilot, lambda: studio.settings.loudspeaker == names[0])
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)
        app.post_message(CheckAudio())
        screen = await until_on(pilot, AudioCheckScreen)
        await until_text(pilot, names[0], "#field-loudspeaker")
        assert studio.chosen_devices == (None, names[0])
        await until_text(pilot, "Press Speak")
        await pilot.press("enter")
        await until_text(pilot, "✓ You are heard well.")
        assert screen.focused is screen.query_one("#hear", Button)
        await pilot.press("enter")
        await until(pilot, lambda: studio.player.position_s is not None)
        await until(pilot, lambda: studio.player.position_s is None)
