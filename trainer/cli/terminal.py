"""The terminal while the app draws on it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BUFFER_BYTES = 65536


@contextmanager
def quiet_terminal(log: Path) -> Iterator[None]:
    """Send what C libraries write to descriptor 2 into a log file; the app goes on drawing on the terminal.

    Textual draws on sys.__stderr__, which is descriptor 2, and so do ALSA, PortAudio and eSpeak write there.
    The stream gets a buffer: without one, drawing costs three times the processor.
    """
    if sys.__stderr__ is None:
        yield
        return
    before = sys.__stderr__, sys.stderr
    screen = os.dup(2)
    quiet = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(quiet, 2)
    os.close(quiet)
    stream = open(screen, "w", buffering=_BUFFER_BYTES, encoding="utf-8", closefd=False)  # noqa: SIM115 - closed below
    sys.__stderr__ = sys.stderr = stream  # type: ignore[misc]  # Textual reads this name
    try:
        yield
    finally:
        stream.close()
        sys.__stderr__, sys.stderr = before  # type: ignore[misc]  # as found
        os.dup2(screen, 2)
        os.close(screen)
