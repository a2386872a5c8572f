"""Devices as a person sees them, and the library that may be missing."""

import json
import os
import subprocess
import sys
from dataclasses import replace

import pytest

from trainer.audio import portaudio
from trainer.errors import DeviceError

WITHOUT_PORTAUDIO = """
import ctypes.util, json
ctypes.util.find_library = lambda name: None
from trainer.audio import portaudio
from trainer.errors import DeviceError
try:
    portaudio.list_devices()
except DeviceError as error:
    print(json.dumps([error.title, error.hint]))
"""

HEADLESS = """
import sys
import trainer.audio.portaudio_line, trainer.audio.player
print("sounddevice" in sys.modules)
"""


def _run(program: str) -> str:
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30)
    return done.stdout.strip()


def test_devices_are_listed_with_the_default() -> None:
    """The audio check shows both directions, one default in each, and which sound system it is."""
    listing = portaudio.list_devices()
    for devices in (listing.microphones, listing.loudspeakers):
        assert [device.name for device in devices if device.is_default] == ["default"]
        assert "pulse" in [device.name for device in devices]
    assert listing.host == "ALSA"


def test_looking_again_and_again_leaks_nothing() -> None:
    """Each look starts PortAudio afresh: fifty of them leave no file open."""

    def open_files() -> int:
        return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - Path.iterdir keeps a file of its own open

    portaudio.list_devices()
    before = open_files()
    for _ in range(50):
        portaudio.list_devices()
    assert open_files() <= before + 2


def test_an_impossible_rate_is_refused_in_words() -> None:
    """A rate that no device does is told with the rate."""
    route = replace(portaudio.find_route(None, None), rate_hz=1_000_000)
    with pytest.raises(DeviceError, match="refuses 1000000 Hz"):
        portaudio.open_stream(route, lambda *_: None)


def test_too_many_channels_are_refused_in_words() -> None:
    """A device that accepts no channel count is told as such, and leaves nothing open."""
    route = portaudio.find_route(None, None)
    with pytest.raises(DeviceError, match="no channels that fit"):
        portaudio.open_stream(replace(route, loudspeaker=replace(route.loudspeaker, channels=99)), lambda *_: None)
    portaudio.close_stream(portaudio.open_stream(route, lambda *_: None))


def test_without_portaudio() -> None:
    """A machine without the library gets the command that installs it."""
    title, hint = json.loads(_run(WITHOUT_PORTAUDIO))
    assert title == "The sound library PortAudio is not installed"
    assert "sudo apt-get install -y libportaudio2" in hint
    assert "trainer drill --mic" in hint


def test_sound_is_loaded_only_when_used() -> None:
    """Importing the line and the player does not start the sound system: a server without one can score."""
    assert _run(HEADLESS) == "False"
