"""The two-way sound path of a call, behind one Protocol."""

from collections.abc import Callable
from typing import Protocol

from trainer.audio.take import Take

Stopped = Callable[[], bool]
"""Asked at least every 50 ms by anything that waits: True means give up now."""


class Line(Protocol):
    """One continuous full-duplex stream from dial to hang-up.

    A session worker calls connect, open, then advance again and again, then close, all on one thread.
    """

    def connect(self, stopped: Stopped) -> int:
        """Find the devices (or files) and return the stream's rate in Hz; DeviceError if there is none."""
        ...

    def open(self, take: Take, stopped: Stopped) -> None:
        """Start exchanging sound with the take; returns once sound flows. DeviceError if it never does."""
        ...

    def advance(self) -> None:
        """Let time pass until there is news, at most 50 ms."""
        ...

    @property
    def failure(self) -> str | None:
        """Why the line stopped carrying sound ("the microphone was unplugged"), or None while it does."""
        ...

    @property
    def exhausted(self) -> bool:
        """Whether the microphone has nothing more to say: a file that ran out."""
        ...

    @property
    def description(self) -> str:
        """Which line this is and how it was aligned, one short phrase for the record."""
        ...

    def close(self) -> None:
        """End the stream. Never blocks for long and never raises, whatever the sound system does."""
        ...
