"""Who is calling: the facts a message is checked against."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Select, Static

from trainer.tui.countries import COUNTRIES
from trainer.tui.messages import CheckAudio, GoHome
from trainer.tui.screens.base import Stage
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.key_bar import KeyBar
from trainer.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.widget import Widget

    from trainer.core.profile import Profile
    from trainer.practice.studio import Studio

WELCOME = (
    "Welcome. Here you practise leaving voicemails: it rings, a greeting plays, and after the beep you speak. "
    "Nobody real is called, and nothing leaves this machine.\n\nFirst of all: who is calling?"
)

AGAIN = "Your messages are checked against these facts: your name, your company, and the number you leave."


class ProfileScreen(Stage):
    """The rep's profile, asked for at the first start and changed from the commands."""

    CSS_PATH = "form.tcss"

    GUIDE = """\
Your messages are checked against what you say here: that you give your name and company, and leave this very number.
The number may be written as your country writes it. Practise with a number that is yours, or with a fictional one
such as (202) 555-0142.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="profile.save", tooltip="Keep this profile"),
        Binding("escape", "cancel", "Not now", id="profile.cancel", tooltip="Leave without saving"),
        Binding("down", "app.focus_next", show=False, id="profile.down", tooltip="The next field"),
        Binding("up", "app.focus_previous", show=False, id="profile.up", tooltip="The field before"),
    ]

    def __init__(self, studio: Studio, *, first: bool) -> None:
        super().__init__(studio)
        self._first = first
        self._touched: set[str] = set()

    def compose(self) -> ComposeResult:
        """Five fields and a button."""
        profile = None if self._first else self.studio.profile
        yield TitleBar("Your profile", profile)
        with VerticalScroll(id="form", can_focus=False):
            yield Static(Content(WELCOME if self._first else AGAIN), id="intro")
            yield Field("name", "Your name", _text("name", profile.name if profile else ""))
            yield Field("company", "Your company", _text("company", profile.company if profile else ""))
            yield Field("country", "Your country", _countries(profile))
            yield Field(
                "number", "Callback number", _text("number", self._number(profile)), "The number your prospects see."
            )
            sells = _text("sells", profile.sells if profile else "")
            yield Field("sells", "What you sell", sells, "In your own words; you may leave this empty.")
            yield Button("Save", id="save", variant="primary")
        yield KeyBar()

    def _number(self, profile: Profile | None) -> str:
        if profile is None:
            return ""
        from trainer.store.phone import format_number

        return format_number(profile.number, profile.country)

    def on_mount(self) -> None:
        """Begin at the top."""
        self.query_one("#name").focus()

    def _values(self) -> dict[str, str]:
        values = {field.id or "": field.value for field in self.query(Input)}
        return {**values, "country": str(self.query_one("#country", Select).value)}

    def _check(self) -> Profile | None:
        """The profile as it stands, or None; complains about what is wrong in fields that were visited."""
        from trainer.store.profile_file import parse_profile
        from trainer.store.toml_file import Refused

        profile, faults = None, {}
        try:
            profile = parse_profile(self._values())
        except Refused as refused:
            faults = {fault.where: fault.message for fault in refused.faults}
        for key in self._touched:
            self.query_one(f"#field-{key}", Field).complain(faults.get(key, ""))
        return profile

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A field was left: say what is wrong with it now, not before."""
        key = event.widget.id
        if isinstance(event.widget, Input) and key and event.widget.value:
            self._touched.add(key)
            self._check()

    @on(Input.Changed)
    @on(Select.Changed)
    def recheck(self) -> None:
        """A complaint goes away as soon as it is met."""
        self._check()

    @on(Input.Submitted)
    def go_on(self) -> None:
        """Enter goes on to the next field."""
        self.focus_next()

    @on(Button.Pressed, "#save")
    def action_save(self) -> None:
        """Keep the profile, or show the first thing that is wrong with it."""
        self._touched = set(self._values())
        profile = self._check()
        if profile is not None:
            self.save(profile)
            return
        for wrong in self.query("Field.-wrong Input"):
            wrong.focus()
            break

    @work(exclusive=True, group="save", exit_on_error=False)
    async def save(self, profile: Profile) -> None:
        """Write it down beside the screen."""
        await asyncio.to_thread(self.studio.save_profile, profile)
        self.post_message(CheckAudio() if self._first else GoHome())

    def action_cancel(self) -> None:
        """Leave everything as it was."""
        self.post_message(GoHome())


def _text(key: str, value: str) -> Input:
    return Input(value, id=key, compact=True, select_on_focus=False)


def _countries(profile: Profile | None) -> Widget:
    options = [(name, code) for code, name in COUNTRIES.items()]
    return Select(options, value=profile.country if profile else "us", allow_blank=False, id="country", compact=True)
