"""Keys for a plain-text drill: whole lines, so that pipes and screen readers work as well."""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager


@contextmanager
def read_keys(actions: Mapping[str, Callable[[], None]], at_end: Callable[[], None]) -> Iterator[None]:
    """Do actions[line] for every line that comes in on stdin (without its newline) until the block ends.

    The end of the input is not a key; at_end is done then. Reads the descriptor itself: a thread that waits in
    sys.stdin would hold its lock and break the interpreter's exit.
    """
    over = threading.Event()

    def read() -> None:
        pending = b""
        while not over.is_set() and (chunk := _read_some()):
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                action = actions.get(line.decode(errors="replace").strip())
                if action is not None and not over.is_set():
                    action()
        if not over.is_set():
            at_end()

    threading.Thread(target=read, name="keys", daemon=True).start()
    try:
        yield
    finally:
        over.set()


def _read_some() -> bytes:
    try:
        return os.read(sys.stdin.fileno(), 1024)
    except (OSError, ValueError, AttributeError):
        # No stdin at all: started by a service or with the descriptor closed.
        return b""
