"""A call through the app: keys in, messages on the way, an attempt in the history."""

import asyncio
import time
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from textual.message import Message

from tests.tui.conftest import MakeApp, MakeStudio
from tests.tui.driving import NOON, POOR, of_type, rows, text, until, until_on, until_text
from trainer.core.call import Phase
from trainer.tui.messages import DrillMoved, DrillScoring, Scored
from trainer.tui.screens.call import CallScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.problem import ProblemScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.screens.unfinished import UnfinishedScreen
from trainer.tui.words import clock_text

PHASES = [Phase.RINGING, Phase.GREETING, Phase.BEEP, Phase.RECORDING, Phase.ENDED]


async def test_enter_calls_and_ends_in_a_saved_attempt(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """The whole way: one key, every phase in order, one scoring, one attempt saved and shown."""
    seen: list[Message] = []
    studio = make_studio()
    app = make_app(studio)
    async with app.run_test(size=(80, 24), message_hook=seen.append) as pilot:
        await pilot.press("enter")
        await until_on(pilot, ScorecardScreen)
        await until_text(pilot, "✓ Passed")
    assert [message.phase for message in of_type(seen, DrillMoved)] == PHASES
    assert len(of_type(seen, DrillScoring)) == 1
    (attempt,) = studio.history.attempts()
    assert [message.attempt for message in of_type(seen, Scored)] == [attempt]
    assert (attempt.scenario_id, attempt.ended_by) == ("desk-line", "hung up")
    assert NOON <= attempt.started_at < NOON + timedelta(minutes=1)
    assert attempt.scorecard.passed


async def test_a_poor_message_does_not_pass_and_says_what_to_fix(make_app: MakeApp) -> None:
    """The other outcome, with the one thing to do next."""
    app = make_app(heard=POOR, seconds=5.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_on(pilot, ScorecardScreen)
        await until_text(pilot, "✗ Not passed")
        assert "Fix next" in text(app)


async def test_a_call_shows_little_and_minds_no_stray_key(make_app: MakeApp) -> None:
    """Prospect, number shown, state, running clock, level, mark; a hand that rests on the keyboard does no harm."""
    app = make_app(real_time=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        call = await until_on(pilot, CallScreen)
        for wanted in ("Dana Whitlock", "Office Manager, Marigold Lane Dental", "They see (202) 555-0142", "30 s"):
            assert wanted in text(app)
        await until_text(pilot, "● Recording")
        mark, label = next((row.index("┃"), following) for row, following in pairwise(rows(app)) if "time" in row)
        assert abs(label.index("30 s") - mark) <= 2
        for key in ("a", "r", "n", "h", "7", "slash", "up", "tab", "f5", "delete", "pageup", "number_sign", "ctrl+s"):
            app.simulate_key(key)
        before = call.clock.value
        await until(pilot, lambda: call.clock.value > before, limit_s=1.0)
        assert call.level.halves > 0
        assert "● Recording" in text(app)
        await pilot.press("escape")


async def test_keys_skip_the_greeting_and_hang_up(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """# is offered while it means something; an Enter held since dialing ends nothing, a fresh key hangs up."""
    studio = make_studio(real_time=True, greeting_s=30.0)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            app.simulate_key("enter")
        call = await until_on(pilot, CallScreen)
        for _ in range(25):
            app.simulate_key("enter")
            await asyncio.sleep(0.05)
        await until_text(pilot, "Their greeting")
        assert app.screen is call
        assert "Skip greeting" in text(app)
        await pilot.press("number_sign")
        await until_text(pilot, "● Recording")
        assert "Skip greeting" not in text(app)
        await asyncio.sleep(0.5)
        await pilot.press("space")
        await until_on(pilot, ScorecardScreen)
    (attempt,) = studio.history.attempts()
    assert attempt.ended_by == "hung up"
    assert attempt.transcript.seconds is not None
    assert 0.2 < attempt.transcript.seconds < 5.0


async def test_escape_leaves_and_asks_about_the_message(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """An abandoned message of a second is kept unscored, and the rep is asked at once."""
    studio = make_studio(real_time=True)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        call = await until_on(pilot, CallScreen)
        await until(pilot, lambda: call.clock.value > clock_text(1.2))
        await pilot.press("escape")
        await until_on(pilot, UnfinishedScreen)
        await until_text(pilot, "A message to Dana Whitlock from 14:03 was never scored.")
    assert not studio.history.attempts()
    assert len(studio.recordings.unfinished()) == 1


async def test_escape_before_the_beep_leaves_nothing(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Nothing was said, so there is nothing to ask about."""
    studio = make_studio(real_time=True, greeting_s=20.0)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_text(pilot, "Their greeting")
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)
    assert not studio.history.attempts()
    assert not studio.recordings.unfinished()


async def test_quitting_in_mid_call_is_quick_and_keeps_the_message(
    make_app: MakeApp, make_studio: MakeStudio, capsys: pytest.CaptureFixture[str]
) -> None:
    """Q always works within a moment, and says that nothing is lost."""
    studio = make_studio(real_time=True)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        call = await until_on(pilot, CallScreen)
        await until(pilot, lambda: call.clock.value > clock_text(1.2))
        pressed = time.monotonic()
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)
        assert time.monotonic() - pressed < 1.0
    assert "Your message to Dana Whitlock is kept" in capsys.readouterr().err
    assert len(studio.recordings.unfinished()) == 1


async def test_a_line_that_cannot_be_had_is_told_over_home(make_app: MakeApp, tmp_path: Path) -> None:
    """A call that cannot begin ends in words: what happened and what to do, then the prospects again."""
    app = make_app(microphone=tmp_path / "no-such-file.wav")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await until_on(pilot, ProblemScreen)
        await until_text(pilot, "no-such-file.wav")
        await pilot.press("enter")
        await until_on(pilot, HomeScreen)


async def test_a_greeting_that_cannot_be_spoken_is_mentioned_in_passing(
    make_app: MakeApp, make_studio: MakeStudio, tmp_path: Path
) -> None:
    """The call goes on without it: a notice, not a stop."""
    studio = make_studio()
    (tmp_path / "loud-0.3-0.2.wav").unlink()
    app = make_app(studio)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("enter")
        await until_on(pilot, ScorecardScreen)
        (notice,) = (each for each in app._notifications if "loud-0.3" in f"{each.title} {each.message}")
        assert notice.severity == "warning"
    assert len(studio.history.attempts()) == 1
