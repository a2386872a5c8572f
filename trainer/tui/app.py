"""The app: which screen comes next, the keys that work everywhere, and leaving."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from rich.text import Text
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType

from trainer.tui.presenter import present
from trainer.tui.screens.base import Stage
from trainer.tui.screens.home import HomeScreen
from trainer.tui.theme import DARK, THEMES

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    CSS_PATH = Path(__file__).with_name("trainer.tcss")

    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+p", "command_palette", "Commands", id="app.commands", tooltip="Find any command by name"),
        Binding("q", "quit", "Quit", id="app.quit", tooltip="Leave; recordings and scores are kept"),
        Binding("question_mark,f1", "help", "Help", key_display="?", id="app.help", tooltip="This screen and its keys"),
    ]

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio = studio
        for theme in THEMES:
            self.register_theme(theme)
        # Set without announcing it: nothing has been styled yet that would have to be styled again.
        self.set_reactive(App.theme, DARK.name)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Home lies at the bottom of everything."""
        return HomeScreen(self.studio)

    # Which screen comes next. Screens are imported when they are first shown.

    def show_stage(self, stage: Stage) -> None:
        """Open a full screen in place of what lies over home, if something does."""
        while self.screen.is_modal:
            self.pop_screen()
        if len(self.screen_stack) > 1:
            self.switch_screen(stage)
        else:
            self.push_screen(stage)

    def on_introduce(self) -> None:
        """Ask a new rep who they are."""
        self._show_profile(first=True)

    def _show_profile(self, *, first: bool = False) -> None:
        from trainer.tui.screens.profile import ProfileScreen

        self.show_stage(ProfileScreen(self.studio, first=first))

    def on_check_audio(self) -> None:
        """Try the microphone and the loudspeaker."""
        from trainer.tui.screens.audio_check import AudioCheckScreen

        self.show_stage(AudioCheckScreen(self.studio))

    def _choose_recording(self) -> None:
        from trainer.tui.screens.recording import RecordingScreen

        def chosen(told: str | None) -> None:
            if told:
                self.notify(told)

        self.push_screen(RecordingScreen(self.studio), chosen)

    def on_dial(self, message: Dial) -> None:
        """Call a prospect; ask first if something speaks against it."""
        from trainer.practice.permission import objections
        from trainer.tui.screens.before_dialing import BeforeDialingScreen
        from trainer.tui.screens.call import CallScreen

        if isinstance(self.screen, CallScreen | BeforeDialingScreen):
            return  # a key held too long: one call at a time

        def answered(dial: bool | None) -> None:
            if dial:
                self.show_stage(CallScreen(self.studio, message.scenario))

        if against := objections(message.scenario, self.studio.now()):
            self.push_screen(BeforeDialingScreen(message.scenario.prospect.name, against), answered)
        else:
            answered(dial=True)

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

    # What works everywhere.

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The commands of the palette; a call is not left by accident."""
        if not isinstance(screen, Stage) or screen.FREE:
            yield SystemCommand("Prospects", "Go to the list of prospects", self.action_home)
            yield SystemCommand("Your profile", "Change your name, company and number", self._show_profile)
            yield SystemCommand("Audio check", "Choose microphone and loudspeaker and try them", self.on_check_audio)
            yield SystemCommand(
                "Recording as the microphone", "Let a recording speak in your place", self._choose_recording
            )
        yield SystemCommand("Theme", "Choose the colours", self.action_change_theme)
        yield SystemCommand("Help", "What this screen is for, and its keys", self.action_help)
        yield SystemCommand("Screenshot", "Save a picture of this screen", self.action_picture)
        yield SystemCommand("Quit", "Leave; recordings and scores are kept", self.action_quit)

    async def action_home(self) -> None:
        """Leave whatever is open and show the prospects."""
        await self._leave_stages()
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_picture(self) -> None:
        """Take the picture once the palette is gone."""
        self.set_timer(0.1, self.deliver_screenshot)

    def action_help(self) -> None:
        """Explain the screen and its keys."""
        from trainer.tui.screens.help import HelpScreen, keys_of

        stage = self.screen
        if isinstance(stage, Stage):
            self.push_screen(HelpScreen(stage, keys_of(stage.active_bindings.values())))

    async def _leave_stages(self) -> list[str]:
        return [await screen.leave() for screen in self.screen_stack if isinstance(screen, Stage)]

    async def action_quit(self) -> None:
        """Leave; a call that is on is ended first, and its message kept."""
        words = [said for said in await self._leave_stages() if said]
        self.exit(message=Text("\n".join(words)) if words else None)
