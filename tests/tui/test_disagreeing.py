"""The rep's own answers on the scorecard: beside the machine's, kept, and never in the way."""

import resource
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace

import pytest
from textual.pilot import Pilot

from tests.tui import attempts
from tests.tui.conftest import MakeApp, MakeStudio
from tests.tui.driving import AppStudio, text, until, until_on, until_text
from trainer.core.attempt import Attempt
from trainer.core.opinion import PERSONALITY
from trainer.core.scorecard import Tripped
from trainer.tui.app import TrainerApp
from trainer.tui.messages import GoHome, Scored
from trainer.tui.screens.call import CallScreen
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.problem import ProblemScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.widgets.delivery_note import DeliveryNote
from trainer.tui.widgets.finding_detail import FindingDetail
from trainer.tui.widgets.finding_list import FindingList
from trainer.tui.widgets.summary import Summary


async def shown(pilot: Pilot[None], attempt: Attempt) -> None:
    """Look at an attempt whose earlier opinions are known."""
    pilot.app.post_message(Scored(attempt))
    await until_on(pilot, ScorecardScreen)
    await until_text(pilot, "d Disagree")


def saved(studio: AppStudio) -> Attempt:
    """The attempt made by hand, in the history."""
    attempt = attempts.attempt(studio.checklist)
    studio.history.save(attempt)
    return attempt


def answers(studio: AppStudio) -> list[tuple[str, bool | None]]:
    """Every row of the rep's, in order."""
    return [(opinion.check_id, opinion.met) for opinion in studio.history.opinions()]


@pytest.mark.parametrize("size", [(80, 24), (60, 24)])
async def test_a_key_flips_the_verdict_and_the_same_key_takes_it_back(
    make_app: MakeApp, make_studio: MakeStudio, size: tuple[int, int]
) -> None:
    """At once both answers and both totals are there in words; each press is a row, and the attempt is untouched."""
    studio = make_studio()
    attempt = saved(studio)
    app = make_app(studio)
    async with app.run_test(size=size) as pilot:
        await shown(pilot, attempt)
        await pilot.press("d")
        await until_text(pilot, "✓ 86 by the machine, ✓ 95 by you", Summary)
        await until_text(pilot, "Fix next Says that number twice", Summary)
        await until_text(pilot, "yours 8/8", FindingList)
        await until(pilot, lambda: answers(studio) == [("referral", True)])
        await pilot.press("d")
        assert "by you" not in text(app, Summary)
        assert "yours" not in text(app, FindingList)
        await until(pilot, lambda: answers(studio) == [("referral", True), ("referral", None)])
    assert studio.history.attempts() == [attempt]


async def test_both_answers_stand_in_words(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Beside the rules, and under the check where there is room, it says whose answer is which."""
    studio = make_studio()
    attempt = saved(studio)
    app = make_app(studio)
    async with app.run_test(size=(160, 48)) as pilot:
        await shown(pilot, attempt)
        await pilot.press("d")
        await until_text(pilot, "yours: met, machine: missed", FindingList)
        await until_text(pilot, "yours: met, machine: missed", FindingDetail)
        await until_text(pilot, "The machine Nobody else was asked for.", FindingDetail)


async def test_it_is_there_again_when_the_scorecard_is(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Left and opened again, flip and tick stand as before; another attempt of the same scenario has none of them."""
    studio = make_studio()
    attempt = saved(studio)
    later = replace(attempt, id="20260302T141000-bbbbbb")
    studio.history.save(later)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, attempt)
        await pilot.press("d", "t")
        app.post_message(GoHome())
        await until_on(pilot, HomeScreen)
        await shown(pilot, later)
        assert "by you" not in text(app)
        await shown(pilot, attempt)
        await until_text(pilot, "86 by the machine, ✓ 95 by you", Summary)
        await until_text(pilot, "personality: ✓ yes, by you", DeliveryNote)
        await pilot.press("d")
        await until(pilot, lambda: answers(studio)[-1] == ("referral", None))


async def test_what_was_not_heard_the_rep_decides(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Met, missed, or left open again: the total counts it only while it is decided."""
    studio = make_studio()
    attempt = saved(studio)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, attempt)
        await pilot.press("g", *"jjjjjjjjj")
        await until_text(pilot, "not heard clearly, no points lost", FindingDetail)
        for wanted, total in (("met", 87), ("missed", 82)):
            await pilot.press("d")
            await until_text(pilot, f"yours: {wanted}, machine: not heard clearly", FindingDetail)
            await until_text(pilot, f"{total} by you", Summary)
        await pilot.press("d")
        assert "by you" not in text(app, Summary)


async def test_a_blocker_can_be_disagreed_with(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """The message passes for the rep and fails for the machine, side by side."""
    studio = make_studio()
    attempt = attempts.blocked(studio.checklist)
    studio.history.save(attempt)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, attempt)
        await pilot.press("d")
        await until_text(pilot, "✗ 86 by the machine, ✓ 86 by you", Summary)
        await until_text(pilot, "yours: passes", FindingList)
        await until_text(pilot, "yours: does not apply, machine: applies", FindingDetail)


async def test_without_a_message_there_is_nothing_to_disagree_with(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Neither key is offered, and pressing them does nothing."""
    studio = make_studio()
    attempt = saved(studio)
    card = replace(attempt.scorecard, blockers=(Tripped("no_message", "no message was left"),), total=0, passed=False)
    app = make_app(studio)
    async with app.run_test(size=(160, 48)) as pilot:
        app.post_message(Scored(replace(attempt, scorecard=card)))
        await until_on(pilot, ScorecardScreen)
        await app.workers.wait_for_complete()
        await pilot.press("d", "t")
        assert "Disagree" not in text(app)
        assert "by you" not in text(app)
    assert answers(studio) == []


@pytest.mark.parametrize("size", [(160, 48), (80, 24), (60, 24), (40, 16)])
async def test_personality_is_the_reps_own_tick_and_in_no_total(
    make_app: MakeApp, make_studio: MakeStudio, size: tuple[int, int]
) -> None:
    """Yes, no, no answer; in sight at every size, with the total as it was."""
    studio = make_studio()
    attempt = saved(studio)
    app = make_app(studio)
    async with app.run_test(size=size) as pilot:
        app.post_message(Scored(attempt))
        await until_on(pilot, ScorecardScreen)
        await app.workers.wait_for_complete()
        for wanted in ("✓ yes, by you", "✗ no, by you", "no answer"):
            await pilot.press("t")
            await until_text(pilot, f"personality: {wanted}")
            assert "by the machine" not in text(app)
        await until(pilot, lambda: answers(studio) == [(PERSONALITY, each) for each in (True, False, None)])


async def test_saving_does_not_hold_up_the_screen(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Another program writes to the history for a while: answers show at once, the rep dials again, all are kept."""
    studio = make_studio(real_time=True, greeting_s=20.0)
    attempt = saved(studio)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, attempt)
        with closing(sqlite3.connect(studio.folders.history, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            await pilot.press("d", "j", "d", "t")
            await until_text(pilot, "by the machine", Summary)
            await pilot.press("r")
            await until_on(pilot, CallScreen)
            assert answers(studio) == []
            other.execute("ROLLBACK")
        await until(pilot, lambda: answers(studio) == [("referral", True), ("follow_up", False), (PERSONALITY, True)])
        await pilot.press("escape")


async def test_leaving_waits_for_what_was_said(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Answers given in the last moment before quitting are kept, though another program is writing just then."""
    studio = make_studio()
    attempt = saved(studio)
    app = make_app(studio)
    path = studio.folders.history
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        async with app.run_test(size=(80, 24)) as pilot:
            await shown(pilot, attempt)
            other.execute("BEGIN IMMEDIATE")
            release = threading.Timer(0.5, other.execute, ["ROLLBACK"])
            release.start()
            await pilot.press("d", "t", "q")
        release.join()
    assert answers(studio) == [("referral", True), (PERSONALITY, True)]


async def failed(pilot: Pilot[None], says: str) -> None:
    """The problem is told, and closing it leads back to the scorecard as it was before the last press."""
    app = pilot.app
    assert isinstance(app, TrainerApp)
    await until_on(pilot, ProblemScreen)
    await until_text(pilot, says, ".dialog")
    await pilot.press("enter")
    await until_on(pilot, ScorecardScreen)


async def test_an_answer_that_cannot_be_kept_is_told(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Where nothing more can be written, what was kept counts again and the sentence says that it is there."""
    studio = make_studio()
    attempt = saved(studio)
    app = make_app(studio)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, attempt)
        await pilot.press("d")
        await until(pilot, lambda: answers(studio) == [("referral", True)])
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
        try:
            await pilot.press("t", "d")
            await failed(pilot, "Everything saved before is still there")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        await app.workers.wait_for_complete()
        while isinstance(app.screen, ProblemScreen):
            await pilot.press("enter")
            await pilot.pause()
        await until_text(pilot, "95 by you", Summary)
        await until_text(pilot, "personality: no answer", DeliveryNote)
    assert answers(studio) == [("referral", True)]


async def test_an_attempt_that_was_never_saved_keeps_no_answers(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """When the history could not take the attempt, the reason is told and the verdict stays."""
    studio = make_studio()
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot, attempts.attempt(studio.checklist))
        await pilot.press("d")
        await failed(pilot, "This attempt is not in the history")
        assert "by you" not in text(app, Summary)


async def test_a_history_that_cannot_be_read_is_mentioned(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """The score is there all the same; only the keys that need the history are not."""
    studio = make_studio()
    studio.folders.history.write_bytes(b"this is no database, but a letter to my aunt. " * 100)
    app = make_app(studio)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await until_on(pilot, ProblemScreen)
        await pilot.press("enter")
        app.post_message(Scored(attempts.attempt(studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await until(pilot, lambda: any(each.title == "The history is damaged" for each in app._notifications))
        await pilot.press("d")
        assert "by you" not in text(app)
