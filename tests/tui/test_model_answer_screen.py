"""The model answer: read before the call, read and heard after it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.practice.studios import HummingVoices
from tests.tui import attempts
from tests.tui.conftest import MakeApp, MakeStudio
from tests.tui.driving import rows, text, until, until_on, until_text
from trainer.speech.voices import Pyttsx3Voices
from trainer.tui.messages import Scored
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.model_answer import ModelAnswerScreen
from trainer.tui.screens.problem import ProblemScreen
from trainer.tui.screens.scorecard import ScorecardScreen

SIZES = [(80, 24), (160, 48), (60, 24), (20, 6)]


@pytest.mark.parametrize("size", SIZES)
async def test_it_can_be_read_before_the_call(make_app: MakeApp, size: tuple[int, int]) -> None:
    """The briefing's key shows it with the rep's own words in it, at every size; the same key closes it."""
    app = make_app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("m")
        await until_on(pilot, ModelAnswerScreen)
        assert all(len(row) == size[0] for row in rows(app))
        if size[0] >= 60:
            shown = text(app)
            assert "Alex Kim" in shown
            assert "202-555-0142" in shown
            assert "Hear it" not in shown
        await pilot.press("h", "m")
        await until_on(pilot, HomeScreen)


async def test_it_is_offered_only_where_there_is_one(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """A person's own scenario may have none."""
    studio = make_studio()
    first, second, *_ = studio.scenarios
    studio.__dict__["scenarios"] = (replace(first, model_answer=""), second)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        await until_text(pilot, first.prospect.name, "Briefing")
        assert "Show me" not in text(app)
        await pilot.press("m")
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("j")
        await until_text(pilot, "m Show me")


async def test_a_voice_that_cannot_speak_says_what_to_do(
    make_app: MakeApp, make_studio: MakeStudio, tmp_path: Path
) -> None:
    """The scorecard's key shows it; what fails while it is heard is told, and the words stay."""
    studio = make_studio()
    studio.__dict__["voices"] = Pyttsx3Voices(tmp_path, limit_s=0.0)
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Scored(attempts.attempt(studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await pilot.press("m")
        await until_on(pilot, ModelAnswerScreen)
        await pilot.press("h")
        await until_on(pilot, ProblemScreen)
        await until_text(pilot, "What to do")
        await pilot.press("escape")
        await until_on(pilot, ModelAnswerScreen)
        await pilot.press("escape")
        await until_on(pilot, ScorecardScreen)


@pytest.mark.device
async def test_it_can_be_heard_after_the_call(make_app: MakeApp, make_studio: MakeStudio) -> None:
    """It plays beside the screen, stops when it is told to, and falls silent when the screen goes."""
    studio = make_studio()
    studio.__dict__["voices"] = HummingVoices()
    app = make_app(studio)
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Scored(attempts.attempt(studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await pilot.press("m")
        await until_on(pilot, ModelAnswerScreen)
        await pilot.press("h")
        await until_text(pilot, "▶ The voice speaks")
        await pilot.press("s")
        await until(pilot, lambda: "▶" not in text(app))
        await pilot.press("enter")
        await until_text(pilot, "▶ The voice speaks")
        await pilot.press("escape")
        await until_on(pilot, ScorecardScreen)
        await until(pilot, lambda: studio.player.position_s is None)
