"""Try the microphone and the loudspeaker."""

from __future__ import annotations

import asyncio
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Select, Static

from trainer.errors import Cancelled, TrainerError
from trainer.tui.messages import GoHome
from trainer.tui.screens.base import Stage
from trainer.tui.widgets.call_meter import LevelBar
from trainer.tui.widgets.field import Field
from trainer.tui.widgets.key_bar import KeyBar
from trainer.tui.widgets.title_bar import TitleBar

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from trainer.audio.clip import Clip
    from trainer.practice.audio_check import AudioCheck
    from trainer.practice.studio import Device, Devices, Studio

POLL_S = 1 / 15
DEFAULT = ""
"""Stands for the system's default device."""

SYSTEM_DEFAULT = "The system's default"

NO_SOUND = (
    "Plug in a headset and choose Look again. On a machine without a sound card you can still practise, "
    "with a recording as the microphone: the command Recording as the microphone (ctrl+p), or\n\n"
    "    trainer app --mic message.wav"
)

ADVICE = {
    "nothing": "✗ Nothing was heard. Is the right microphone chosen, and is it switched on?",
    "quiet": "! You are hard to hear. Come closer to the microphone or raise its level in the system's settings.",
    "good": "✓ You are heard well.",
    "too loud": "! You are too loud: the sound is cut off at the top. Lower the microphone's level a little.",
}
"""What to tell the rep about their loudness."""


class AudioCheckScreen(Stage):
    """Choose the devices, speak for a few seconds, hear it back."""

    CSS_PATH = "form.tcss"

    GUIDE = """\
Choose a microphone and a loudspeaker, press **Speak**, and say a sentence or two as you would on the phone. Then hear
it back. A headset is best: with loudspeakers the greeting goes back into the microphone.
"""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "done", "Done", id="audio.done", tooltip="Go to the prospects"),
        Binding("down,right", "app.focus_next", show=False, id="audio.next", tooltip="The next control"),
        Binding("up,left", "app.focus_previous", show=False, id="audio.previous", tooltip="The control before"),
    ]

    def __init__(self, studio: Studio) -> None:
        super().__init__(studio)
        self._check: AudioCheck | None = None
        self._clip: Clip | None = None
        self._chosen: tuple[str | None, str | None] | None = None  # not known yet
        self._stop = Event()
        self._timer: Timer

    def compose(self) -> ComposeResult:
        """Two choices, a level, three buttons."""
        yield TitleBar("Audio check", self.studio.profile)
        with VerticalScroll(id="form", can_focus=False):
            yield Static("Looking at the sound system…", id="intro")
            yield Field("microphone", "Microphone", _devices("microphone"))
            yield Field("loudspeaker", "Loudspeaker", _devices("loudspeaker"))
            yield Field("level", "Your voice", LevelBar())
            yield Static(id="advice")
            with Horizontal(classes="buttons"):
                yield Button("Speak", id="speak", variant="primary")
                yield Button("Hear it back", id="hear", disabled=True)
                yield Button("Look again", id="look")
                yield Button("Done", id="done")
        yield KeyBar()

    def on_mount(self) -> None:
        """See what there is."""
        self._timer = self.set_interval(POLL_S, self._poll, pause=True)
        self.query_one("#speak").focus()
        self.look()

    @on(Button.Pressed, "#look")
    def look(self) -> None:
        """See what is plugged in now."""
        self.list_devices()

    @work(exclusive=True, group="look", exit_on_error=False)
    async def list_devices(self) -> None:
        """Asking the sound system takes a moment."""
        found = await asyncio.to_thread(self.studio.devices)
        self._chosen = await asyncio.to_thread(lambda: self.studio.chosen_devices)
        self._offer("#microphone", found.microphones, self._chosen[0])
        self._offer("#loudspeaker", found.loudspeakers, self._chosen[1])
        self._explain(found)

    def _offer(self, selector: str, devices: tuple[Device, ...], chosen: str | None) -> None:
        names = [device.name for device in devices]
        options = [(Content(SYSTEM_DEFAULT), DEFAULT), *((Content(name), name) for name in names)]
        if chosen is not None and chosen not in names:
            options.append((Content(f"{chosen} (not there now)"), chosen))
        select: Select[str] = self.query_one(selector, Select)
        select.set_options(options)
        select.value = chosen or DEFAULT

    def _explain(self, found: Devices) -> None:
        if not found.microphones or not found.loudspeakers:
            trouble = found.trouble or "No microphone or no loudspeaker was found."
            text = Content("\n\n").join([Content.styled(trouble, "bold"), Content(NO_SOUND)])
        else:
            text = Content("Press Speak and say a sentence or two as you would on the phone. Then hear it back.")
        self.query_one("#intro", Static).update(text)

    @on(Select.Changed)
    @work(exclusive=True, group="choose", exit_on_error=False)
    async def choose(self) -> None:
        """Use the chosen devices from now on; a list that was merely filled in is no choice."""
        microphone = _name(self.query_one("#microphone", Select).value)
        loudspeaker = _name(self.query_one("#loudspeaker", Select).value)
        if self._chosen not in {None, (microphone, loudspeaker)}:
            self._chosen = (microphone, loudspeaker)
            await asyncio.to_thread(self.studio.choose_devices, microphone, loudspeaker)

    @on(Button.Pressed, "#speak")
    @work(exclusive=True, group="listen", exit_on_error=False)
    async def speak(self) -> None:
        """Listen for a few seconds, then say how it sounded."""
        speak, hear = self.query_one("#speak", Button), self.query_one("#hear", Button)
        speak.disabled = hear.disabled = True
        self._advise("● Speak now…")
        self._timer.resume()
        try:
            self._clip, loudness = await asyncio.to_thread(self._listen)
        except Cancelled:
            return
        except TrainerError:
            self._rest("")
            raise
        self._rest(ADVICE[loudness])
        hear.focus()

    def _rest(self, advice: str) -> None:
        """Be ready for another try."""
        self._timer.pause()
        self.query_one(LevelBar).rest()
        self._advise(advice)
        self.query_one("#speak", Button).disabled = False
        self.query_one("#hear", Button).disabled = self._clip is None

    def _listen(self) -> tuple[Clip, str]:
        from trainer.practice.audio_check import AudioCheck, loudness_of

        self._check = check = AudioCheck(self.studio)
        clip = check.run(self._stop.is_set)
        return clip, loudness_of(clip).value

    def _poll(self) -> None:
        if self._check is not None:
            self.query_one(LevelBar).hear(self._check.level_dbfs)

    def _advise(self, text: str) -> None:
        self.query_one("#advice", Static).update(Content(text))

    @on(Button.Pressed, "#hear")
    @work(exclusive=True, group="listen", exit_on_error=False)
    async def hear(self) -> None:
        """Play what was heard."""
        if self._clip is not None:
            await asyncio.to_thread(self.studio.player.play, self._clip)

    @on(Button.Pressed, "#done")
    def action_done(self) -> None:
        """Go to the prospects."""
        self.post_message(GoHome())

    def on_unmount(self) -> None:
        """However the screen goes, it stops listening and playing."""
        self._stop.set()
        if self._clip is not None:
            self.studio.player.stop()


def _devices(key: str) -> Select[str]:
    return Select([(SYSTEM_DEFAULT, DEFAULT)], value=DEFAULT, allow_blank=False, id=key, compact=True)


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and value != DEFAULT else None
