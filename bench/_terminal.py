"""A program in a terminal of its own, as a person would run it; shared by the benches."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

QUIT = b"\x11"
"""Ctrl+Q."""

_PATIENCE_S = 30.0


class Terminal:
    """Runs a command at 80x24 and watches what it draws."""

    def __init__(self, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment}
        self.started_s = time.perf_counter()
        self._process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)

    def wait_for(self, drawn: bytes) -> float:
        """Seconds from the start until these bytes were drawn; RuntimeError if they never are."""
        seen = b""
        deadline = time.perf_counter() + _PATIENCE_S
        while drawn not in seen:
            piece = self._read(0.1)
            if piece is None or time.perf_counter() > deadline:
                raise RuntimeError(f"{drawn!r} was never drawn; the last was {seen[-300:]!r}")
            seen += piece
        return time.perf_counter() - self.started_s

    def leave(self, key: bytes = b"") -> int:
        """Press a key, if one is given, read until the program ends, and return its exit status."""
        os.write(self._ours, key)
        while self._read(0.1) is not None:
            pass
        os.close(self._ours)
        return self._process.wait()

    def _read(self, patience_s: float) -> bytes | None:
        """What was drawn since; empty if nothing, None if the program has ended."""
        if not select.select([self._ours], [], [], patience_s)[0]:
            return None if self._process.poll() is not None else b""
        try:
            return os.read(self._ours, 65536) or None
        except OSError:
            return None
