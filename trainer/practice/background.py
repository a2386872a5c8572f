"""Something slow done beside the session worker, which goes on asking whether it should stop."""

import atexit
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from trainer.errors import Cancelled, TrainerError

_POLL_S = 0.05
_LONGEST_S = 5.0
"""Nothing done here takes longer; what hangs is left behind."""

T = TypeVar("T")


class Background(Generic[T]):
    """One call in a thread of its own; its value or its error is picked up by wait()."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._value: list[T] = []
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="background", daemon=True)
        self._thread.start()
        # A native call that still runs while the interpreter is taken down would abort the program.
        atexit.register(self._thread.join, _LONGEST_S)

    def _run(self) -> None:
        try:
            self._value.append(self._work())
        except BaseException as error:  # noqa: BLE001 - handed over to whoever waits
            self._error = error
        atexit.unregister(self._thread.join)

    @property
    def done(self) -> bool:
        """Whether there is nothing to wait for any more."""
        return not self._thread.is_alive()

    def wait(self, stopped: Callable[[], bool]) -> T:
        """The value, or the error it raised; Cancelled as soon as stopped() says so."""
        while self._thread.is_alive():
            if stopped():
                raise Cancelled
            self._thread.join(_POLL_S)
        if self._error is not None:
            raise self._error
        return self._value[0]

    def trouble(self, stopped: Callable[[], bool]) -> TrainerError | None:
        """Wait, and return the TrainerError it raised, if any; Cancelled as soon as stopped() says so."""
        try:
            self.wait(stopped)
        except Cancelled:
            raise
        except TrainerError as error:
            return error
        return None
