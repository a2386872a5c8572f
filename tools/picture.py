"""Make the picture of the README, docs/scorecard.svg, from the running app: `.venv/bin/python tools/picture.py`.

A drill with the recording that the tests use as its microphone, in a data folder of its own.
"""

import asyncio
import tempfile
from pathlib import Path

from trainer.core.profile import Profile
from trainer.store.folders import Folders
from trainer.tui.app import TrainerApp
from trainer.tui.screens.scorecard import ScorecardScreen
from trainer.wiring import RealStudio

ROOT = Path(__file__).parent.parent
MESSAGE = ROOT / "tests" / "recordings" / "clear-message.ogg"
PICTURE = ROOT / "docs" / "scorecard.svg"
SIZE = (132, 38)


async def take(home: Path) -> str:
    """The scorecard of one drill, as SVG."""
    studio = RealStudio(Folders(home), MESSAGE, None, fast=True)
    studio.save_profile(Profile(name="Rachel Porter", company="Copperline", number="+12065550134"))
    app = TrainerApp(studio)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("enter")
        while not isinstance(app.screen, ScorecardScreen):
            await asyncio.sleep(0.1)
        await pilot.pause()
        return app.export_screenshot(title="Voicemail Trainer")


def main() -> None:
    """Take the picture."""
    with tempfile.TemporaryDirectory() as home:
        PICTURE.write_text(asyncio.run(take(Path(home))), encoding="utf-8")


if __name__ == "__main__":
    main()
