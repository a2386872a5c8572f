"""A recording as the microphone, chosen in the app."""

from pathlib import Path

from textual.widgets import Input

from tests.tui.conftest import Loud, MakeApp
from tests.tui.driving import until, until_on, until_text
from trainer.tui.screens.home import HomeScreen
from trainer.tui.screens.recording import RecordingScreen


async def test_a_recording_is_chosen_and_a_wrong_file_is_told_beside_the_field(
    make_app: MakeApp, loud: Loud, tmp_path: Path
) -> None:
    """A file that is no recording keeps the question open; a good one speaks from the next call on."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        home = await until_on(pilot, HomeScreen)
        app._choose_recording()
        screen = await until_on(pilot, RecordingScreen)
        field = screen.query_one("#path", Input)
        wrong = tmp_path / "notes.txt"
        wrong.write_text("not sound")
        field.value = str(wrong)
        await pilot.press("enter")
        await until_text(pilot, "not a recording")
        assert app.screen is screen
        good = loud(2.0)
        field.value = str(good)
        await pilot.press("enter")
        await until(pilot, lambda: app.screen is home)
        assert any(good.name in notice.message for notice in app._notifications)
        assert app.studio.line().connect(lambda: False) > 0
