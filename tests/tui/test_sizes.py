"""Every size of terminal: nothing raises, nothing scrolls sideways, nothing overlaps."""

import pytest
from textual.geometry import Size
from textual.pilot import Pilot
from textual.widget import Widget

from tests.tui import attempts
from tests.tui.conftest import MakeApp
from tests.tui.driving import rows, until_on, until_text
from trainer.tui.messages import CheckAudio, Scored
from trainer.tui.screens.audio_check import AudioCheckScreen
from trainer.tui.screens.call import CallScreen
from trainer.tui.screens.help import HelpScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.profile import ProfileScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.widgets.briefing import Briefing
from trainer.tui.widgets.finding_list import FindingList
from trainer.tui.widgets.prospect_list import ProspectList
from trainer.tui.widgets.transcript_view import TranscriptView

SIZES = [(160, 48), (60, 24), (20, 6)]


async def at_every_size(pilot: Pilot[None]) -> None:
    """Resize through all sizes: each is laid out, no line is too long, no part scrolls sideways."""
    for width, height in SIZES:
        await pilot.resize_terminal(width, height)
        await pilot.pause(0)
        screen = pilot.app.screen
        assert screen.size == Size(width, height)
        assert all(len(row) == width for row in rows(pilot.app))  # type: ignore[arg-type]  # any app has rows
        for widget in screen.query(Widget):
            assert widget.max_scroll_x == 0 or not widget.show_horizontal_scrollbar, f"{widget} at {width}x{height}"


async def test_home_fits_every_terminal(make_app: MakeApp) -> None:
    """Home and its help, from a wall to a watch."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, "new")
        await at_every_size(pilot)
        await pilot.resize_terminal(80, 24)
        await pilot.press("f1")
        await until_on(pilot, HelpScreen)
        await at_every_size(pilot)


async def test_a_call_and_its_scorecard_fit_every_terminal(make_app: MakeApp) -> None:
    """Call and scorecard, while they live."""
    app = make_app(real_time=True, greeting_s=20.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_on(pilot, CallScreen)
        await at_every_size(pilot)
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)
        app.post_message(Scored(attempts.attempt(app.studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await at_every_size(pilot)


async def test_the_forms_fit_every_terminal(make_app: MakeApp) -> None:
    """Profile and audio check."""
    app = make_app(profile=None)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, ProfileScreen)
        await at_every_size(pilot)
        app.post_message(CheckAudio())
        await until_on(pilot, AudioCheckScreen)
        await at_every_size(pilot)


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24), (60, 24)])
async def test_home_shows_list_and_briefing_apart(make_app: MakeApp, size: tuple[int, int]) -> None:
    """Beside each other or one under the other, never on top of each other."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await until_text(pilot, "Why you call")
        prospects, briefing = app.screen.query_one(ProspectList), app.screen.query_one(Briefing)
        assert prospects.region.area > 300
        assert briefing.region.area > 300
        assert prospects.region.intersection(briefing.region).area == 0


@pytest.mark.parametrize("size", [(160, 48), (120, 36), (80, 24)])
async def test_the_scorecard_shows_checks_and_words_apart(make_app: MakeApp, size: tuple[int, int]) -> None:
    """All twelve checks are in sight, and so is the transcript."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        app.post_message(Scored(attempts.attempt(app.studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await pilot.pause()
        checks, transcript = app.screen.query_one(FindingList), app.screen.query_one(TranscriptView)
        assert checks.max_scroll_y == 0
        assert checks.region.intersection(transcript.region).area == 0
        assert transcript.region.height >= 5
