"""One thread that decodes the pieces of one message while it is being spoken."""

import atexit
from collections import deque
from collections.abc import Callable, Mapping
from functools import partial
from threading import Condition, Thread

from trainer.audio.clip import Samples
from trainer.errors import Cancelled, EngineError, TrainerError
from trainer.speech.pieces import Heard, Piece

Hear = Callable[[Samples, Callable[[], bool]], Heard]
"""Makes words of 16 kHz sound; asks the callable before every token whether to give up, and raises Cancelled then."""

_POLL_S = 0.05
_LONGEST_STEP_S = 2.0
"""No single native call takes this long."""

_Job = tuple[Piece, Samples]


class DecodeThread:
    """Decodes what it is given, in order; when idle it tries the open piece, in case the message ends there.

    The thread ends with finish or cancel, at the latest with the program.
    """

    def __init__(self, hear: Hear) -> None:
        self._hear = hear
        self._news = Condition()
        self._queue: deque[_Job] = deque()
        self._guess: _Job | None = None
        """The piece to try when idle, until the thread takes it up."""
        self._guessed: Piece | None = None
        """The same piece, for as long as trying it is worth while."""
        self._wanted: set[Piece] = set()
        self._heard: dict[Piece, Heard] = {}
        self._over = False
        self._failure: TrainerError | None = None
        self._thread = Thread(target=self._run, name="decoder", daemon=True)
        self._thread.start()
        # A native call that still runs while the interpreter is taken down would abort the program.
        atexit.register(self._end)

    def add(self, piece: Piece, sound: Samples) -> None:
        """Decode this piece, after those that were added before it."""
        with self._news:
            self._wanted.add(piece)
            self._queue.append((piece, sound))
            self._news.notify_all()

    def guess(self, piece: Piece, sound: Samples) -> None:
        """Decode this piece if there is nothing else to do; an earlier guess is given up."""
        with self._news:
            self._guess = (piece, sound)
            self._guessed = piece
            self._news.notify_all()

    def drop_guess(self) -> None:
        """The message went on: give the guess up."""
        with self._news:
            self._guess = self._guessed = None

    def finish(self, stopped: Callable[[], bool]) -> Mapping[Piece, Heard]:
        """What was heard in every piece, once all are decoded; asks stopped() every 50 ms. EngineError if it failed."""
        try:
            with self._news:
                while not (self._over or self._wanted <= self._heard.keys()):
                    if stopped():
                        raise Cancelled
                    self._news.wait(_POLL_S)
                if self._failure:
                    raise self._failure
                if self._over:
                    raise Cancelled
                return dict(self._heard)
        finally:
            self.cancel()

    def cancel(self) -> None:
        """End the thread before its next token."""
        with self._news:
            self._over = True
            self._news.notify_all()

    def _run(self) -> None:
        try:
            while job := self._next():
                self._decode(*job)
        except Exception as error:  # noqa: BLE001  whatever a native library raises must reach finish()
            self._fail(error)
        finally:
            atexit.unregister(self._end)

    def _decode(self, piece: Piece, sound: Samples) -> None:
        try:
            heard = self._hear(sound, partial(self._given_up, piece))
        except Cancelled:
            return
        with self._news:
            self._heard[piece] = heard
            self._news.notify_all()

    def _end(self) -> None:
        self.cancel()
        self._thread.join(_LONGEST_STEP_S)

    def _next(self) -> _Job | None:
        with self._news:
            while not self._over:
                job = self._queue.popleft() if self._queue else self._guess
                if job is None:
                    self._news.wait()
                    continue
                if job is self._guess:
                    self._guess = None
                if job[0] not in self._heard:
                    return job
            return None

    def _given_up(self, piece: Piece) -> bool:
        return self._over or (piece not in self._wanted and (bool(self._queue) or piece != self._guessed))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, TrainerError):
            hint = "Run `trainer doctor`. The recording can be scored again later."
            error = EngineError("The speech recogniser failed", f"{type(error).__name__}: {error}", hint)
        with self._news:
            self._failure = error
            self._over = True
            self._news.notify_all()
