"""A terminal with a program in it: what a person sees, and the keys they press."""

import time
from collections.abc import Mapping

import pexpect
import pyte


class Terminal:
    """A program on a screen of columns x rows."""

    def __init__(
        self, command: str, arguments: list[str], environment: Mapping[str, str], size: tuple[int, int]
    ) -> None:
        columns, rows = size
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._program = pexpect.spawn(
            command, arguments, env={**environment, "TERM": "xterm-256color"}, dimensions=(rows, columns), timeout=30
        )

    def read(self, seconds: float = 0.1) -> str:
        """Let the program draw for a moment; the lines on the screen."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                drawn: bytes = self._program.read_nonblocking(65536, timeout=left)  # type: ignore[assignment]  # no encoding was asked for
                self._stream.feed(drawn)
            except (pexpect.TIMEOUT, pexpect.EOF):
                break
        return "\n".join(self._screen.display)

    def wait_for(self, text: str, limit_s: float = 20.0) -> str:
        """The screen once it shows this text; AssertionError with the screen if it never does."""
        until = time.monotonic() + limit_s
        while text not in (shown := self.read()):
            assert time.monotonic() < until, f"{text!r} was not shown within {limit_s} s:\n{shown}"
        return shown

    def press(self, keys: str) -> None:
        """Type."""
        self._program.send(keys)

    def kill(self) -> None:
        """End the program as a power cut would."""
        self._program.kill(9)
        self._program.wait()

    def ended(self, limit_s: float = 10.0) -> int:
        """Wait for the program to end by itself; its exit code."""
        until = time.monotonic() + limit_s
        while self._program.isalive():
            assert time.monotonic() < until, f"The program did not end:\n{self.read()}"
            self.read()
        return int(self._program.exitstatus or 0)
