"""Calls that may never come back: whoever waits is free in time, and nothing stays open unseen."""

import threading
import time
from collections.abc import Callable, Iterator

import pytest

from trainer.audio.sound_calls import OverdueError, hung, within
from trainer.errors import Cancelled


def _soon(true: Callable[[], bool]) -> bool:
    until_s = time.monotonic() + 2
    while not true() and time.monotonic() < until_s:
        time.sleep(0.01)
    return true()


@pytest.fixture
def gate() -> Iterator[threading.Event]:
    """A frozen sound server: calls wait for it until the test is over."""
    event = threading.Event()
    yield event
    event.set()
    assert _soon(lambda: not hung())


def test_values_and_errors_come_back() -> None:
    """A call in time is as if it had been made directly."""
    assert within(1.0, lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        within(1.0, lambda: 1 // 0)
    assert not hung()


def test_a_call_that_never_returns(gate: threading.Event) -> None:
    """Whoever asked is free after the limit; until the call returns, further ones fail at once."""
    started_s = time.monotonic()
    with pytest.raises(OverdueError):
        within(0.2, gate.wait)
    assert 0.2 <= time.monotonic() - started_s < 1.0
    assert hung()
    started_s = time.monotonic()
    with pytest.raises(OverdueError):
        within(5.0, lambda: None)
    assert time.monotonic() - started_s < 0.1
    gate.set()
    assert _soon(lambda: not hung())
    assert within(1.0, lambda: 42) == 42


def test_whoever_cancels_does_not_wait(gate: threading.Event) -> None:
    """Escape frees the caller within 50 ms; a call that is merely slow does not make the sound system hung."""
    started_s = time.monotonic()
    with pytest.raises(Cancelled):
        within(5.0, gate.wait, stopped=lambda: time.monotonic() - started_s > 0.1)
    assert time.monotonic() - started_s < 0.2
    assert not hung()


def test_what_comes_late_is_undone(gate: threading.Event) -> None:
    """A device that opens after nobody waits for it any more is closed again."""
    closed: list[str] = []

    def slow_open() -> str:
        gate.wait()
        return "stream"

    with pytest.raises(OverdueError):
        within(0.05, slow_open, undo=closed.append)
    assert closed == []
    gate.set()
    assert _soon(lambda: closed == ["stream"])


def test_what_comes_in_time_is_kept() -> None:
    """A stream that opened in time is not closed behind its owner's back."""
    closed: list[str] = []
    assert within(1.0, lambda: "stream", undo=closed.append) == "stream"
    time.sleep(0.05)
    assert closed == []


def test_one_at_a_time() -> None:
    """Two threads that ask at once are served one after the other: PortAudio is not thread-safe."""
    inside = most = 0

    def work() -> None:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.02)
        inside -= 1

    threads = [threading.Thread(target=within, args=(5.0, work)) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 1
