"""The line at the top: which room of the app this is, and who is practising."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from trainer.tui.widgets.ends import Ends
from trainer.tui.words import MUTED

if TYPE_CHECKING:
    from trainer.core.profile import Profile

APP_TITLE = "Voicemail Trainer"


class TitleBar(Static):
    """The app and the screen at the left, the rep at the right."""

    DEFAULT_CSS = """
    TitleBar {
        dock: top;
        height: 1;
        padding: 0 1;
        background: $panel;
        color: $foreground;
    }
    """

    def __init__(self, screen_title: str = "", profile: Profile | None = None) -> None:
        super().__init__()
        self._screen_title = screen_title
        self.show_rep(profile)

    def show_rep(self, profile: Profile | None) -> None:
        """Say who is practising."""
        title = Content.assemble((APP_TITLE, "bold"), (f" · {self._screen_title}" if self._screen_title else "", MUTED))
        rep = f"{profile.name}, {profile.company}" if profile else ""
        self.content = Ends((title, Content.styled(rep, MUTED)))
