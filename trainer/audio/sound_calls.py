"""Calls into the sound library: one at a time, and never for ever.

A frozen sound server makes PortAudio wait without end, also while it is loaded, opened and closed. So each
call runs on a daemon thread of its own, and whoever asked for it waits only so long.
"""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from trainer.errors import Cancelled

T = TypeVar("T")

_POLL_S = 0.02

_one_at_a_time = threading.Lock()
"""PortAudio's functions must not run side by side."""

_given_up: list[tuple[threading.Thread, float]] = []
"""Calls nobody waits for any more, and when they should have come back; each thread keeps alive what it uses."""


class OverdueError(Exception):
    """A call took longer than it may."""


def hung() -> bool:
    """Whether a call is still stuck; then the process should end by os._exit, once everything is saved."""
    _given_up[:] = [(thread, until_s) for thread, until_s in _given_up if thread.is_alive()]
    return any(time.monotonic() > until_s for _, until_s in _given_up)


class _Call(Generic[T]):
    """One call on its own thread; if it comes back late, what it made is undone."""

    def __init__(self, work: Callable[[], T], undo: Callable[[T], None] | None) -> None:
        self._work = work
        self._undo = undo
        self._handover = threading.Lock()
        self._given_up = False
        self._done = False
        self._values: list[T] = []
        self._error: BaseException | None = None
        self.thread = threading.Thread(target=self._run, name="sound call", daemon=True)

    def _run(self) -> None:
        with _one_at_a_time:
            try:
                if not self._given_up:
                    self._values.append(self._work())
            except BaseException as error:  # noqa: BLE001 - handed over to whoever waits
                self._error = error
            with self._handover:
                self._done = True
                late = self._given_up
            if late and self._undo is not None:
                for value in self._values:
                    self._undo(value)

    def give_up(self) -> bool:
        """Wait no longer; whether the call is really still under way."""
        with self._handover:
            self._given_up = not self._done
            return self._given_up

    @property
    def done(self) -> bool:
        return self._done

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._values[0]


def within(
    limit_s: float,
    work: Callable[[], T],
    *,
    stopped: Callable[[], bool] = lambda: False,
    undo: Callable[[T], None] | None = None,
) -> T:
    """The call's value or error; OverdueError after limit_s, Cancelled soon after stopped() says so.

    A call that was given up and still comes back has its value undone, so that no device stays open unseen.
    """
    if hung():
        raise OverdueError
    call = _Call(work, undo)
    call.thread.start()
    until_s = time.monotonic() + limit_s
    while not call.done:
        overdue, cancelled = time.monotonic() > until_s, stopped()
        if (overdue or cancelled) and call.give_up():
            _given_up.append((call.thread, until_s))
            raise Cancelled if cancelled else OverdueError
        call.thread.join(_POLL_S)
    return call.result()
