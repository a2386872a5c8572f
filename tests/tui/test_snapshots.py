"""Pictures of the screens, to be looked at when they change: everything else is asserted as text.

After a change that is meant: pytest tests/tui/test_snapshots.py --snapshot-update, and look at what became of it.
"""

from collections.abc import Awaitable, Callable

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.tui import attempts
from tests.tui.conftest import MakeApp, MakeStudio
from tests.tui.driving import until, until_on, until_text
from tests.tui.test_unfinished import leave_message
from trainer.core.attempt import Attempt
from trainer.core.checklist import Checklist
from trainer.tui.app import TrainerApp
from trainer.tui.messages import CheckAudio, Scored
from trainer.tui.screens.audio_check import AudioCheckScreen
from trainer.tui.screens.help import HelpScreen
from trainer.tui.screens.profile import ProfileScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.screens.unfinished import UnfinishedScreen

Compare = Callable[..., bool]


async def settle(pilot: Pilot[None]) -> None:
    """Wait for everything that fills home in."""
    await until_text(pilot, "Alex Kim, Brightpath")
    await until_text(pilot, " new ")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def show(make: Callable[[Checklist], Attempt]) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Show an attempt made by hand, since pictures of real scores would change with every change of scoring."""

    async def prepare(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, TrainerApp)
        await settle(pilot)
        app.post_message(Scored(make(app.studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await app.workers.wait_for_complete()
        await pilot.pause()

    return prepare


def test_home(snap_compare: Compare, make_app: MakeApp) -> None:
    """The prospects at 80x24."""
    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=settle)


def test_home_wide_and_light(snap_compare: Compare, make_app: MakeApp) -> None:
    """The prospects at 160x48, on paper."""

    async def prepare(pilot: Pilot[None]) -> None:
        pilot.app.theme = "trainer-light"
        await settle(pilot)

    assert snap_compare(make_app(), terminal_size=(160, 48), run_before=prepare)


def test_call(snap_compare: Compare, make_app: MakeApp) -> None:
    """A call while the greeting plays."""

    async def prepare(pilot: Pilot[None]) -> None:
        await settle(pilot)
        await pilot.press("enter")
        await until_text(pilot, "Their greeting")

    assert snap_compare(make_app(real_time=True, greeting_s=30.0), terminal_size=(80, 24), run_before=prepare)


def test_scorecard(snap_compare: Compare, make_app: MakeApp) -> None:
    """Checks met, missed and not heard, a pause, a filler, speech before the beep's end; at 80x24."""
    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=show(attempts.attempt))


def test_scorecard_wide_and_blocked(snap_compare: Compare, make_app: MakeApp) -> None:
    """A message that fails whatever its points, at 160x48."""
    assert snap_compare(make_app(), terminal_size=(160, 48), run_before=show(attempts.blocked))


def test_scorecard_with_the_reps_own_answers(snap_compare: Compare, make_app: MakeApp, make_studio: MakeStudio) -> None:
    """A check the rep disagrees with, both totals, and the tick for personality; at 80x24."""
    studio = make_studio()
    studio.history.save(attempts.attempt(studio.checklist))

    async def prepare(pilot: Pilot[None]) -> None:
        await show(attempts.attempt)(pilot)
        await pilot.press("d", "t")
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()

    assert snap_compare(make_app(studio), terminal_size=(80, 24), run_before=prepare)


def test_profile_with_a_complaint(snap_compare: Compare, make_app: MakeApp) -> None:
    """The first start, with a number that cannot be one."""

    async def prepare(pilot: Pilot[None]) -> None:
        screen = await until_on(pilot, ProfileScreen)
        for field in screen.query(Input):
            field.cursor_blink = False
        screen.query_one("#name", Input).value = "Alex Kim"
        screen.query_one("#number", Input).value = "12345"
        await pilot.press("ctrl+s")
        await until_text(pilot, "Is too short")

    assert snap_compare(make_app(profile=None), terminal_size=(80, 24), run_before=prepare)


def test_audio_check_without_a_sound_card(
    snap_compare: Compare, make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a rep sees on a machine that cannot make a sound."""
    monkeypatch.setenv("PULSE_SERVER", "unix:/nowhere")

    async def prepare(pilot: Pilot[None]) -> None:
        await settle(pilot)
        pilot.app.post_message(CheckAudio())
        await until_on(pilot, AudioCheckScreen)
        await until_text(pilot, "No microphone or no loudspeaker was found.")

    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=prepare)


def test_help(snap_compare: Compare, make_app: MakeApp) -> None:
    """The scorecard's help over the scorecard."""

    async def prepare(pilot: Pilot[None]) -> None:
        await show(attempts.attempt)(pilot)
        await pilot.press("f1")
        await until_on(pilot, HelpScreen)
        await until(pilot, lambda: bool(pilot.app.screen.query("MarkdownParagraph")))
        await pilot.pause()

    assert snap_compare(make_app(), terminal_size=(80, 24), run_before=prepare)


def test_question_about_an_old_message(snap_compare: Compare, make_app: MakeApp, make_studio: MakeStudio) -> None:
    """What the app asks after a crash, at 60 columns."""
    studio = make_studio()
    leave_message(studio, "20260302T135300-aaaaaa")

    async def prepare(pilot: Pilot[None]) -> None:
        await until_on(pilot, UnfinishedScreen)
        await until_text(pilot, "was never scored")
        await pilot.app.workers.wait_for_complete()

    assert snap_compare(make_app(studio), terminal_size=(60, 24), run_before=prepare)
