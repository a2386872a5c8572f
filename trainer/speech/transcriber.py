"""Hearing words, behind one Protocol; ships a scripted one for demonstrations and tests."""

from collections.abc import Callable
from typing import Protocol

from trainer.audio.clip import Clip, Samples
from trainer.core.transcript import Engine, Transcript
from trainer.errors import Cancelled


class Hearing(Protocol):
    """One message being heard while it is spoken."""

    def feed(self, samples: Samples) -> None:
        """Take the next samples. Cheap: finds voice, never decodes and never blocks."""
        ...

    @property
    def heard_s(self) -> float:
        """Seconds of message taken so far."""
        ...

    @property
    def voiced_until_s(self) -> float:
        """When voice was last found, in seconds of message; 0.0 while there was none."""
        ...

    def finish(self, stopped: Callable[[], bool]) -> Transcript:
        """Decode what is left and return everything; asks stopped() every 50 ms and raises Cancelled if it says so."""
        ...

    def cancel(self) -> None:
        """Stop decoding and forget the message; does nothing once it is finished."""
        ...


class Transcriber(Protocol):
    """A recogniser. Loading happens in the constructor or on warm_up; begin is cheap after that."""

    @property
    def engine(self) -> Engine:
        """Name and version of the recogniser."""
        ...

    def warm_up(self) -> None:
        """Load the models now, so that the first message does not wait. EngineError if they cannot be."""
        ...

    def begin(self, rate_hz: int) -> Hearing:
        """Start hearing one message that comes at this rate."""
        ...


def transcribe(transcriber: Transcriber, clip: Clip, stopped: Callable[[], bool] = lambda: False) -> Transcript:
    """The transcript of a finished recording, through the same path as a live one."""
    hearing = transcriber.begin(clip.rate_hz)
    block = clip.rate_hz // 10
    try:
        for start in range(0, clip.frames, block):
            if stopped():
                raise Cancelled
            hearing.feed(clip.samples[start : start + block])
        return hearing.finish(stopped)
    finally:
        hearing.cancel()
