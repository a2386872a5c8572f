"""A recogniser that always hears the same words: for demonstrations, and for tests of everything around it."""

from collections.abc import Callable, Sequence
from threading import Event

import numpy as np

from trainer.audio.clip import Samples
from trainer.core.timeline import Span
from trainer.core.transcript import Engine, Transcript, Word
from trainer.errors import Cancelled
from trainer.speech.transcriber import Hearing

_VOICE = 10 ** (-50 / 20)
"""Blocks above this level (RMS, full scale 1.0) count as voice: -50 dBFS."""


class ScriptedTranscriber:
    """Hears the given text in every message, its words spread evenly from the start."""

    def __init__(self, text: str, words_per_second: float = 2.5) -> None:
        self._text = text
        self._word_s = 1.0 / words_per_second

    @property
    def engine(self) -> Engine:
        """Says that nothing was recognised."""
        return Engine("scripted", "1")

    def warm_up(self) -> None:
        """Nothing to load."""

    def begin(self, rate_hz: int) -> Hearing:
        """Start a message; its rate only tells how long it is."""
        return ScriptedHearing(rate_hz, self._text.split(), self._word_s, self.engine)


class ScriptedHearing:
    """One message of the scripted recogniser."""

    def __init__(self, rate_hz: int, words: Sequence[str], word_s: float, engine: Engine) -> None:
        self._rate_hz = rate_hz
        self._words = words
        self._word_s = word_s
        self._engine = engine
        self._frames = 0
        self._voiced_from: int | None = None
        self._voiced_until = 0
        self._cancelled = Event()

    def feed(self, samples: Samples) -> None:
        """Count the samples and note whether they are loud enough to be voice."""
        if len(samples) and np.sqrt(np.mean(np.square(samples))) > _VOICE:
            if self._voiced_from is None:
                self._voiced_from = self._frames
            self._voiced_until = self._frames + len(samples)
        self._frames += len(samples)

    @property
    def heard_s(self) -> float:
        """Seconds of message taken so far."""
        return self._frames / self._rate_hz

    @property
    def voiced_until_s(self) -> float:
        """The end of the last loud block, in seconds."""
        return self._voiced_until / self._rate_hz

    def finish(self, stopped: Callable[[], bool]) -> Transcript:
        """The whole script; its words come closer together where the message is too short for them."""
        if stopped() or self._cancelled.is_set():
            raise Cancelled
        step_s = min(self._word_s, self.heard_s / max(1, len(self._words)))
        words = tuple(Word(word, Span(place * step_s, (place + 1) * step_s)) for place, word in enumerate(self._words))
        speech = () if self._voiced_from is None else (Span(self._voiced_from / self._rate_hz, self.voiced_until_s),)
        return Transcript(words, self._engine, speech, seconds=self.heard_s)

    def cancel(self) -> None:
        """Forget the message."""
        self._cancelled.set()
