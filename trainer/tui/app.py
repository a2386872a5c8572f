"""The app: which screen comes next, the keys that work everywhere, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding, BindingType

from trainer.tui.presenter import present
from trainer.tui.screens.base import Stage
from trainer.tui.screens.home import HomeScreen
from trainer.tui.theme import DARK, THEMES

if TYPE_CHECKING:
    from textual.screen import Screen

    from trainer.practice.studio import Studio
    from trainer.tui.messages import Dial, GoHome, Scored, ScoreLater

WIDTHS: list[tuple[int, str]] | None = [(0, "-narrow"), (72, "-normal"), (120, "-wide")]
"""Classes of a screen by its columns; trainer.tcss lays out by them."""

HEIGHTS: list[tuple[int, str]] | None = [(0, "-low"), (34, "-tall")]
"""Classes of a screen by its rows."""


class TrainerApp(App[None]):
    """Voicemail Trainer over one studio."""

    TITLE = "Voicemail Trainer"
    CSS_PATH = "trainer.tcss"

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "Commands", id="app.commands", tooltip="Find any command by name"),
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave; recordings and scores are kept"),
        Binding(
            "question_mark,f1",
            "help",
            "Help",
            key_display="?",
            id="app.help",
            tooltip="What this screen is for, and its keys",
        ),
    ]

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio = studio
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def get_default_screen(self) -> Screen[None]:
        """Home lies at the bottom of everything."""
        return HomeScreen(self.studio)

    def show_stage(self, stage: Stage) -> None:
        """Open a full screen in place of the one over home, if there is one."""
        if len(self.screen_stack) > 1:
            self.switch_screen(stage)
        else:
            self.push_screen(stage)

    def on_dial(self, message: Dial) -> None:
        """Call a prospect."""
        from trainer.tui.screens.call import CallScreen

        self.show_stage(CallScreen(self.studio, message.scenario))

    def on_scored(self, message: Scored) -> None:
        """Look at an attempt."""
        from trainer.tui.screens.scorecard import ScorecardScreen

        self.show_stage(ScorecardScreen(self.studio, message.attempt))

    def on_score_later(self, message: ScoreLater) -> None:
        """Score a message that was put aside."""
        from trainer.tui.screens.scoring import ScoringScreen

        self.show_stage(ScoringScreen(self.studio, message.unfinished))

    def on_go_home(self, message: GoHome) -> None:
        """Show the prospects, and what went wrong if something did."""
        while len(self.screen_stack) > 1:
            self.pop_screen()
        if message.error is not None:
            present(self, message.error)

    async def action_quit(self) -> None:
        """Leave; a call that is on is ended first, and its message kept."""
        words = [await screen.leave() for screen in self.screen_stack if isinstance(screen, Stage)]
        self.exit(message="\n".join(filter(None, words)) or None)
