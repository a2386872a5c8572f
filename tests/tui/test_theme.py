"""The app's own colours: legible, and never the only signal."""

import pytest
from rich.color import Color as RichColor
from textual.color import Color
from textual.strip import Strip

from tests.tui import attempts
from tests.tui.conftest import MakeApp
from tests.tui.driving import until, until_on, until_text
from trainer.tui.app import TrainerApp
from trainer.tui.messages import Scored
from trainer.tui.screens.scorecard import ScorecardScreen

LEGIBLE = 4.5
"""The contrast that the Web Content Accessibility Guidelines ask of text."""

FRAMES = frozenset(" │╭╮╰╯─━╸┃┏┓┗┛┣┫╺╹╻╴╶▁▂▃▄▅▆▇█▔▏▎▍▌▋▊▉")
"""Lines and bars are not text."""


def contrast(ink: RichColor, ground: RichColor) -> float:
    """The contrast ratio of two colours by the same guidelines."""
    lights = []
    for color in (Color.from_rich_color(ink), Color.from_rich_color(ground)):
        parts = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.normalized]
        lights.append(0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def illegible(strips: list[Strip]) -> list[tuple[str, float]]:
    """Every piece of text on the screen that is too faint, with its contrast."""
    found = []
    for strip in strips:
        for piece, style, _ in strip:
            if style is None or not set(piece) - FRAMES or style.color is None or style.bgcolor is None:
                continue
            ink, ground = (style.bgcolor, style.color) if style.reverse else (style.color, style.bgcolor)
            if (ratio := contrast(ink, ground)) < LEGIBLE:
                found.append((piece, round(ratio, 2)))
    return found


def strips_of(app: TrainerApp) -> list[Strip]:
    """What stands on the screen, with its styles."""
    return app.screen._compositor.render_strips()


@pytest.mark.parametrize("theme", ["trainer-dark", "trainer-light"])
async def test_all_text_is_legible_in_both_themes(make_app: MakeApp, theme: str) -> None:
    """Contrast as rendered, on home and scorecard, at least 4.5 to 1."""
    app = make_app()
    async with app.run_test(size=(120, 36)) as pilot:
        app.theme = theme
        await until_text(pilot, "pass at 70")
        await until(pilot, lambda: "new" in "".join(strip.text for strip in strips_of(app)))
        assert illegible(strips_of(app)) == []
        app.post_message(Scored(attempts.attempt(app.studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await pilot.pause()
        assert illegible(strips_of(app)) == []


async def test_themes_of_textual_work_too(make_app: MakeApp) -> None:
    """Whatever the rep likes can be chosen: light, dark, and the terminal's own colours."""
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        for name in ("nord", "textual-light", "ansi-dark", "ansi-light"):
            app.theme = name
            await pilot.pause(0)
            await until_text(pilot, "Dana Whitlock")


async def test_outcomes_are_told_without_colour(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the marks still say what was met and what was missed."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.post_message(Scored(attempts.attempt(app.studio.checklist)))
        await until_on(pilot, ScorecardScreen)
        await until_text(pilot, "✓ Passed")
        await until_text(pilot, "? Says it at writing speed")
        await until_text(pilot, "✗ Says that number twice")
        await until_text(pilot, "✓ Says their own name")
