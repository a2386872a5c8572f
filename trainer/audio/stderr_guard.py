"""File descriptor 2, while a library that takes it away is being loaded."""

import os
from contextlib import suppress
from types import TracebackType


class StderrGuard:
    """Remembers where file descriptor 2 leads, for as long as a with block lasts.

    sounddevice points it at /dev/null while PortAudio starts. When a frozen sound server makes that last for ever,
    every message would be lost: restore puts it back from outside.
    """

    def __init__(self) -> None:
        self._kept: int | None = None

    def __enter__(self) -> None:
        with suppress(OSError):  # a program without standard error has none to lose
            self._kept = os.dup(2)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        kept, self._kept = self._kept, None
        if kept is not None:
            os.close(kept)

    def restore(self) -> None:
        """Let file descriptor 2 lead where it led before the block, if one is under way."""
        kept = self._kept
        if kept is not None:
            with suppress(OSError):  # the block ended this very moment, and had put it back
                os.dup2(kept, 2)
