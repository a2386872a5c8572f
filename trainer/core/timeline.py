"""Frames and seconds: where something lies on a line or in a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a message, in seconds from the end of the beep."""

    start_s: float
    end_s: float

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return self.end_s - self.start_s

    def joined(self, other: "Span") -> "Span":
        """The shortest span that covers both."""
        return Span(min(self.start_s, other.start_s), max(self.end_s, other.end_s))

    def later(self, seconds: float) -> "Span":
        """The same stretch so many seconds later."""
        return Span(self.start_s + seconds, self.end_s + seconds)


def frames_of(seconds: float, rate_hz: int) -> int:
    """The number of frames nearest to a length in seconds."""
    return round(seconds * rate_hz)


def seconds_of(frames: int, rate_hz: int) -> float:
    """The length in seconds of a number of frames."""
    return frames / rate_hz
