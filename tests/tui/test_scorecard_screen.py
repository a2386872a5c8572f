"""The scorecard: read it, walk through it, call again."""

import time
from dataclasses import replace

import pytest
from textual.message import Message
from textual.pilot import Pilot

from tests.tui import attempts
from tests.tui.conftest import MakeApp, MakeStudio
from tests.tui.driving import text, until, until_on, until_text
from trainer.core.call import Phase
from trainer.store.checklists import Shelf, shipped_files
from trainer.tui.app import TrainerApp
from trainer.tui.messages import DrillMoved, Scored
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.problem import ProblemScreen
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.tui.widgets.delivery_note import DeliveryNote
from trainer.tui.widgets.finding_detail import FindingDetail
from trainer.tui.widgets.finding_list import FindingList
from trainer.tui.widgets.summary import Summary
from trainer.tui.widgets.transcript_view import TranscriptView


async def scored(pilot: Pilot[None]) -> ScorecardScreen:
    """Call the first prospect and wait for the score."""
    await pilot.press("enter")
    return await until_on(pilot, ScorecardScreen)


async def shown(pilot: Pilot[None]) -> ScorecardScreen:
    """Look at the attempt made by hand."""
    app = pilot.app
    assert isinstance(app, TrainerApp)
    app.post_message(Scored(attempts.attempt(app.studio.checklist)))
    return await until_on(pilot, ScorecardScreen)


async def test_everything_about_a_message_is_there(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """Total, outcome, what to fix; every check with points; evidence, second, tip, source; delivery; transcript."""
    studio = make_studio()
    app = make_app(studio)
    async with app.run_test(size=(160, 48)) as pilot:
        await scored(pilot)
        await until_text(pilot, "✓ Passed")
        for check in studio.checklist.checks:
            assert check.title[1:40] in text(app, FindingList)
        for selector, wanted in (
            (Summary, "pass mark 70"),
            (Summary, "Fix next Says it at writing speed"),
            (Summary, "You hung up."),
            (FindingDetail, "missed, 0 of 5 points"),
            (FindingDetail, "“202 555 0142"),
            (FindingDetail, "Next time"),
            (FindingDetail, "Susan A. Enns"),
            (DeliveryNote, "6.0 s under the 30 s mark"),
            (DeliveryNote, "words/min"),
            (DeliveryNote, "at least 1 filler"),
            (TranscriptView, "Hi Dana, um, this is Alex Kim"),
        ):
            assert wanted in text(app, selector)


async def test_walking_through_the_checks_walks_through_the_words(make_app: MakeApp) -> None:
    """The highlight explains itself and takes the cursor to the words that decided it."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot)
        transcript = app.screen.query_one(TranscriptView)
        await pilot.press("g")
        await until_text(pilot, "met, 8 of 8 points", FindingDetail)
        name = transcript.cursor
        assert name == 5
        await pilot.press("j")
        await until_text(pilot, "met, 7 of 7 points", FindingDetail)
        assert transcript.cursor > name


async def test_the_cursor_goes_word_by_word_and_line_by_line(make_app: MakeApp) -> None:
    """Every word can be reached with the keys, and the ends hold."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot)
        transcript = app.screen.query_one(TranscriptView)
        transcript.focus()
        await pilot.press("0")
        assert transcript.cursor == 0
        await pilot.press("left")
        assert transcript.cursor == 0
        await pilot.press("right", "w", "b")
        assert transcript.cursor == 1
        await pilot.press("down")
        below = transcript.cursor
        assert below > 3
        await pilot.press("up")
        assert transcript.cursor == 1
        await pilot.press("end", "right")
        last = len(attempts.WORDS) - 1
        assert transcript.cursor == last
        assert transcript.cursor_s == attempts.word_span(last).start_s


async def test_a_click_puts_the_cursor_on_a_word(make_app: MakeApp) -> None:
    """The mouse finds words, too."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot)
        transcript = app.screen.query_one(TranscriptView)
        transcript.focus()
        await pilot.press("0")
        await pilot.click(TranscriptView, offset=(4, 0))
        assert transcript.cursor == 1


async def test_again_dials_the_same_and_next_the_next(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """One key to the next attempt, and it rings within a second."""
    rang: list[float] = []

    def listen(message: Message) -> None:
        if isinstance(message, DrillMoved) and message.phase is Phase.RINGING:
            rang.append(time.monotonic())

    studio = make_studio()
    app = make_app(studio)
    async with app.run_test(size=(80, 24), message_hook=listen) as pilot:
        await scored(pilot)
        rang.clear()
        pressed = time.monotonic()
        await pilot.press("r")
        await until(pilot, lambda: len(studio.history.attempts()) == 2)
        assert rang[0] - pressed < 1.0
        await until_on(pilot, ScorecardScreen)
        await pilot.press("n")
        await until(pilot, lambda: len(studio.history.attempts()) == 3)
        await until_on(pilot, ScorecardScreen)
        await pilot.press("escape")
        await until_on(pilot, HomeScreen)
    called = [attempt.scenario_id for attempt in reversed(studio.history.attempts())]
    first, second = studio.scenarios[:2]
    assert called == [first.id, first.id, second.id]


async def test_without_words_there_is_advice(make_app: MakeApp) -> None:
    """An empty transcript says what to do instead of showing nothing."""
    app = make_app(heard="", seconds=3.0)
    async with app.run_test(size=(80, 24)) as pilot:
        await scored(pilot)
        await until_text(pilot, "No words were heard.")
        await pilot.press("right", "left", "down")
        assert isinstance(app.screen, ScorecardScreen)


async def test_a_recording_that_is_gone_is_told(make_app: MakeApp) -> None:
    """Playing a take whose file was deleted ends in a sentence, and the scorecard stays."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot)
        await pilot.press("p")
        await until_on(pilot, ProblemScreen)
        await pilot.press("enter")
        await until_on(pilot, ScorecardScreen)


async def test_the_words_stand_under_the_checks_where_there_is_room(make_app: MakeApp) -> None:
    """A tall window shows evidence and second of every check at once; a low one keeps to one row each."""
    for size, heights in (((160, 48), {2}), ((80, 24), {1})):
        app = make_app()
        async with app.run_test(size=size) as pilot:
            await shown(pilot)
            await pilot.pause()
            checks = app.screen.query_one(FindingList)
            assert {checks._heights[index] for index in range(checks.option_count)} == heights


async def test_the_ear_is_named(make_app: MakeApp) -> None:
    """Which sound would be played stands beside the transcript."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(pilot)
        await until_text(pilot, "as recorded")
        await pilot.press("o")
        await until_text(pilot, "as their phone plays it")


async def test_an_attempt_of_another_checklist(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """An old attempt is told by the checklist it was scored by, with what that one's source disputes."""
    studio = make_studio()
    number_first = next(path for path in shipped_files() if path.stem == "number-first")
    other = attempts.attempt(Shelf(studio.folders.checklists).load(number_first))
    app = make_app(studio)
    async with app.run_test(size=(160, 48)) as pilot:
        app.post_message(Scored(other))
        screen = await until_on(pilot, ScorecardScreen)
        screen.query_one(FindingList).highlighted = 0
        await until_text(pilot, "Where it disagrees: The articles have you")
        assert "Says the number at the start" in text(app, FindingList)
        assert "Mark Hunter" in text(app, FindingDetail)
        assert screen.query_one(FindingList).border_subtitle == "Number first, version 1"


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_an_attempt_of_a_checklist_that_is_gone(
    make_app: MakeApp, make_studio: MakeStudio, size: tuple[int, int]
) -> None:
    """Ids stand for titles; tips and sources are left out; nothing breaks."""
    studio = make_studio()
    made = attempts.attempt(studio.checklist)
    app = make_app(studio)
    async with app.run_test(size=size) as pilot:
        app.post_message(Scored(replace(made, scorecard=replace(made.scorecard, checklist_id="gone"))))
        screen = await until_on(pilot, ScorecardScreen)
        await until_text(pilot, "Passed")
        assert "Number_twice" in text(app, FindingList)
        for row in range(len(made.scorecard.verdicts)):
            screen.query_one(FindingList).highlighted = row
            await pilot.pause()
        assert "Tip" not in text(app, FindingDetail)
        assert str(screen.query_one(FindingList).border_subtitle) == "gone, version 1"


async def test_delivery_tells_its_places_and_draws_the_pitch(make_app: MakeApp) -> None:
    """Pauses and fillers with their seconds, loudness in a word, and the melody as a line with its range."""
    app = make_app()
    async with app.run_test(size=(160, 48)) as pilot:
        await shown(pilot)
        for wanted in (
            "at least 1 filler at 0:01",
            "longest pause 1.6 s",
            "over 1 s at 0:08",
            "-24.3 LUFS, fine",
            "pitch 7 semitones between low and high",
            "▆▇▇▇",
        ):
            await until_text(pilot, wanted, DeliveryNote)
