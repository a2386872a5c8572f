"""Messages that were recorded and never scored: after Escape, after a crash."""

import time
from collections.abc import Callable
from datetime import timedelta

import numpy as np

from tests.tui.conftest import MakeApp, MakeStudio
from tests.tui.driving import NOON, AppStudio, until, until_on, until_text
from trainer.core.attempt import Unfinished
from trainer.core.transcript import Transcript
from trainer.errors import Cancelled
from trainer.speech.scripted import ScriptedHearing, ScriptedTranscriber
from trainer.speech.transcriber import Hearing
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.screens.scoring import ScoringScreen
from trainer.tui.screens.unfinished import UnfinishedScreen


class PatientHearing(ScriptedHearing):
    """Is never done."""

    def finish(self, stopped: Callable[[], bool]) -> Transcript:
        """Wait to be stopped."""
        while not stopped():
            time.sleep(0.01)
        raise Cancelled


class PatientTranscriber(ScriptedTranscriber):
    """A recogniser that takes for ever, as one may on a slow machine."""

    def __init__(self) -> None:
        super().__init__("")

    def begin(self, rate_hz: int) -> Hearing:
        """Begin to take for ever."""
        return PatientHearing(rate_hz, [], 1.0, self.engine)


def leave_message(studio: AppStudio, attempt_id: str, prospect: str = "Dana Whitlock") -> None:
    """Put a message of a second and a half into the data folder, as a crash leaves it."""
    note = Unfinished(
        id=attempt_id,
        started_at=NOON - timedelta(minutes=10),
        scenario_id="desk-line",
        scenario_fingerprint="",
        prospect_name=prospect,
        recording=studio.recordings.path_for(attempt_id, NOON),
    )
    recording = studio.recordings.begin(note, 16_000)
    recording.write(np.random.default_rng(1).uniform(-0.2, 0.2, 24_000).astype(np.float32))
    recording.close()


async def test_a_message_left_by_a_crash_can_be_scored(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """The app offers it at the next start; scored, it is an attempt like any other and not offered again."""
    studio = make_studio()
    leave_message(studio, "20260302T135300-aaaaaa")
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, UnfinishedScreen)
        await until_text(pilot, "A message to Dana Whitlock from 13:53 was never scored.")
        await pilot.press("enter")
        await until_on(pilot, ScorecardScreen)
        await pilot.press("h")
        await until_text(pilot, "best")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, HomeScreen)
    assert [attempt.id for attempt in studio.history.attempts()] == ["20260302T135300-aaaaaa"]
    assert not studio.recordings.unfinished()


async def test_later_asks_no_more_today_and_delete_deletes(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Every waiting message is asked about once, oldest first; what is kept stays, what is deleted goes."""
    studio = make_studio()
    leave_message(studio, "20260302T135300-aaaaaa", "Dana Whitlock")
    leave_message(studio, "20260302T135301-bbbbbb", "Gordon Pelletier")
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, UnfinishedScreen)
        await until_text(pilot, "Dana Whitlock from")
        await pilot.press("escape")
        await until_text(pilot, "Gordon Pelletier from")
        await pilot.press("d")
        await until_on(pilot, HomeScreen)
        await until(pilot, lambda: len(studio.recordings.unfinished()) == 1)
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, HomeScreen)
    assert [message.prospect_name for message in studio.recordings.unfinished()] == ["Dana Whitlock"]


async def test_buttons_are_reached_with_arrows(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """A question is answered without a mouse and without knowing its letters."""
    studio = make_studio()
    leave_message(studio, "20260302T135300-aaaaaa")
    app = make_app(studio)
    async with app.run_test(size=(60, 24)) as pilot:
        await until_on(pilot, UnfinishedScreen)
        await pilot.press("right", "right", "enter")
        await until(pilot, lambda: not studio.recordings.unfinished())
        await until_on(pilot, HomeScreen)


async def test_scoring_can_be_stopped(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Escape during the writing down leads home and keeps the recording; nobody is asked twice."""
    studio = make_studio()
    studio.__dict__["transcriber"] = PatientTranscriber()
    leave_message(studio, "20260302T135300-aaaaaa")
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_on(pilot, UnfinishedScreen)
        await pilot.press("s")
        await until_on(pilot, ScoringScreen)
        await until_text(pilot, "Writing down what you said…")
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)
        await app.workers.wait_for_complete()
    assert len(studio.recordings.unfinished()) == 1
    assert not studio.history.attempts()
