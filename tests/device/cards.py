"""What the device tests use: sound cards that may be broken, and calls in processes that may hang."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

SOUND_CARD = Path(__file__).parents[1] / "sound_card"
"""The script that makes cards, and ALSA configurations of incomplete machines."""

_SCRIPT = SOUND_CARD / "virtual-sound-card.sh"
_PROGRAM = Path(__file__).with_name("virtual_call.py")


class PrivateCard:
    """A virtual sound card of one test's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.environment: dict[str, str] = {}

    def _script(self, command: str) -> str:
        # Only its output is read: the daemon keeps the script's error stream open for as long as it lives.
        environment = {**os.environ, "VSOUND_DIR": str(self._folder)}
        done = subprocess.run(
            [_SCRIPT, command], env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=30
        )
        return done.stdout

    def start(self) -> None:
        """Plug it in; programs with this environment find it."""
        exports = self._script("start").removeprefix("export ").split()
        self.environment = {**os.environ, **dict(export.split("=", 1) for export in exports)}

    def stop(self) -> None:
        """Pull it out, also when it is frozen."""
        self._script("stop")

    def signal(self, number: int) -> None:
        """Send a signal to the sound server."""
        os.kill(int((self._folder / "pid").read_text()), number)

    def unload_everything(self) -> None:
        """Take away all microphones and loudspeakers; the server stays."""
        for module in ("module-remap-source", "module-null-sink"):
            subprocess.run(["pactl", "unload-module", module], env=self.environment, check=True, timeout=10)


class VirtualCall:
    """virtual_call.py in a process of its own."""

    def __init__(self, environment: Mapping[str, str], *options: str) -> None:
        self._noise = TemporaryFile()  # noqa: SIM115 - what PortAudio prints; closed with the process
        self._process = subprocess.Popen(
            [sys.executable, _PROGRAM, *options],
            env={**environment, "PYTHONPATH": str(_PROGRAM.parents[2])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._noise,
            text=True,
        )

    def next(self, event: str) -> dict[str, Any]:
        """The next event, which must be this one."""
        assert self._process.stdout is not None
        told: dict[str, Any] = json.loads(self._process.stdout.readline() or '{"event": "the program ended"}')
        assert told["event"] == event, told
        return told

    def go_on(self) -> None:
        """Let the program call once more."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def leaves_within(self, limit_s: float) -> None:
        """The program says goodbye and its process ends, by itself and without an error."""
        self.next("leaving")
        said_s = time.monotonic()
        assert self._process.wait(timeout=limit_s + 5) == 0
        assert time.monotonic() - said_s < limit_s

    def kill(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.communicate(timeout=10)
        self._noise.close()


Dial = Callable[..., VirtualCall]
"""Makes a call in an environment, with options."""
