"""What the line hears: the memory that the sound thread and the session worker share.

The sound thread writes (exchange), the session worker reads (everything else). All memory is there before the
call begins, and every number has one writer, so nothing is ever locked: samples are in place before the
cursor that makes them visible moves.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from trainer.audio.clip import Samples
from trainer.audio.level import dbfs, peak
from trainer.audio.tape import Tape
from trainer.core.call import Mark
from trainer.core.timeline import frames_of

_SPARE_S = 5.0
"""Room for a hang-up that comes late and for the delay of the sound system."""

_MEASUREMENTS = 64


@dataclass(frozen=True, slots=True)
class Alignment:
    """How long after a frame was played the frame arrives that the rep spoke at that moment."""

    delay_frames: int
    method: Literal["time info", "reported latency", "file"]
    """How it is known: the time stamps of each block, what the stream says of itself, or exactly."""


class Take:
    """Everything heard in one call, beside everything played, both counted in frames since the line opened."""

    def __init__(self, tape: Tape, longest_s: float) -> None:
        self._tape = tape
        self._marks = tuple(tape.marks.items())
        self._heard: Samples = np.zeros(len(tape.samples) + frames_of(longest_s + _SPARE_S, tape.rate_hz), np.float32)
        self._ear: Samples = np.zeros(len(tape.samples), np.float32)
        self._delays = np.zeros(_MEASUREMENTS)
        # Written by the sound thread.
        self._frames = 0
        self._played = 0
        self._position = 0
        self._passed_at = [0] * len(self._marks)
        self._passed = 0
        self._measured = 0
        self._overflows = 0
        self._full = False
        # Written by the session worker.
        self._skip_target = 0
        self._assumed = Alignment(0, "reported latency")
        self._reached: dict[Mark, int] = {}
        self._peak_from = 0

    # For the line.

    def assume(self, alignment: Alignment) -> None:
        """Say what holds if no block brings a measurement; before the marks are asked for."""
        self._assumed = alignment

    def frames_until(self, mark: Mark) -> int:
        """How many frames the next exchange plays before it reaches a mark; 0 once it is passed."""
        self._skip()
        return max(0, self._tape.marks[mark] - self._position)

    def exchange(self, heard: Samples, playing: Samples, delay_frames: float | None, overflow: bool) -> None:
        """One block: keep what was heard, fill what to play; both mono and of one length.

        delay_frames is the delay as measured for this block, None if it could not be; overflow says that the
        sound system lost something just before. Only copies and counts: safe in a sound callback.
        """
        self._skip()
        self._play(playing)
        if delay_frames is not None and self._measured < _MEASUREMENTS:
            self._delays[self._measured] = delay_frames
            self._measured += 1
        if overflow:
            self._overflows += 1
        self._keep(heard)

    def _skip(self) -> None:
        self._position = max(self._position, self._skip_target)

    def _play(self, playing: Samples) -> None:
        position, end = self._position, self._position + len(playing)
        part = self._tape.samples[position:end]
        playing[: len(part)] = part
        playing[len(part) :] = 0.0
        self._ear[self._played : self._played + len(part)] = part
        while self._passed < len(self._marks) and (frame := self._marks[self._passed][1]) < end:
            # A mark that was skipped over counts as passed where the skip happened.
            self._passed_at[self._passed] = self._played + max(0, frame - position)
            self._passed += 1
        self._position = position + len(part)
        self._played += len(playing)

    def _keep(self, heard: Samples) -> None:
        room = len(self._heard) - self._frames
        kept = min(len(heard), room)
        self._heard[self._frames : self._frames + kept] = heard[:kept]
        self._frames += kept
        self._full = kept == room

    # For the session worker.

    @property
    def rate_hz(self) -> int:
        """Frames in a second."""
        return self._tape.rate_hz

    @property
    def frames(self) -> int:
        """How many frames were heard so far."""
        return self._frames

    @property
    def full(self) -> bool:
        """Whether there is no room left; what is heard from now on is lost."""
        return self._full

    @property
    def overflows(self) -> int:
        """In how many blocks the sound system lost something."""
        return self._overflows

    @property
    def alignment(self) -> Alignment:
        """The median delay of the first 64 measured blocks.

        Later ones are worse: on a machine that is too busy, sound servers extrapolate their clocks and time stamps
        drift by tens of milliseconds within seconds, while the sound itself stays where it was.
        """
        if not self._measured:
            return self._assumed
        return Alignment(round(float(np.median(self._delays[: self._measured]))), "time info")

    def skip_to(self, mark: Mark) -> None:
        """Play on from a mark, beginning with the next block; never backwards."""
        self._skip_target = max(self._skip_target, self._tape.marks[mark])

    def reached(self) -> tuple[tuple[Mark, int], ...]:
        """The marks played so far, each with the frame heard at that moment, once that frame has come in."""
        delay = self.alignment.delay_frames
        for index in range(len(self._reached), self._passed):
            frame = self._passed_at[index] + delay
            if frame >= self._frames:
                break
            self._reached[self._marks[index][0]] = frame
        return tuple(self._reached.items())

    def heard(self, start: int, end: int | None = None) -> Samples:
        """What was heard from one frame to another, as far as it has come in; a view that cannot be written."""
        stop = self._frames if end is None else min(end, self._frames)
        view = self._heard[max(0, start) : max(0, stop)]
        view.flags.writeable = False
        return view

    def played(self, start: int, end: int) -> Samples:
        """What was in the rep's ear while these frames were heard."""
        delay = self.alignment.delay_frames
        ear: Samples = np.zeros(max(0, end - start), np.float32)
        first = min(max(0, start - delay), len(self._ear))
        part = self._ear[first : max(first, end - delay)]
        offset = first - (start - delay)
        ear[offset : offset + len(part)] = part
        return ear

    def take_peak_dbfs(self) -> float:
        """The loudest that was heard since this was last asked, in dBFS."""
        start, self._peak_from = self._peak_from, self._frames
        return dbfs(peak(self._heard[start : self._peak_from]))
