"""What the line hears: the memory that the sound thread and the session worker share.

The sound thread writes (exchange), the session worker reads (everything else). All memory is there before the
call begins, and every number has one writer, so nothing is ever locked: samples are in place before the
cursor that makes them visible moves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np

from trainer.audio.clip import Samples
from trainer.audio.level import dbfs, peak
from trainer.audio.tape import Mark, Tape
from trainer.core.timeline import frames_of

_SPARE_S = 5.0
"""Room for a hang-up that comes late and for the delay of the sound system."""

_MEASUREMENTS = 64

_ENTRIES = 512
"""So many marks are remembered; a call comes to fewer."""

_BEFORE = -1
"""Before the first mark."""


@dataclass(frozen=True, slots=True)
class Jump:
    """Where the sound thread is told to go: one value, so that it is seen whole or not at all."""

    number: int
    to: int
    leaving: frozenset[int]
    replayed: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """How long after a frame was played the frame arrives that the rep spoke at that moment."""

    delay_frames: int
    method: Literal["time info", "reported latency", "file"]
    """How it is known: the time stamps of each block, what the stream says of itself, or exactly."""


class Take:
    """Everything heard in one call, beside everything played, both counted in frames since the line opened."""

    def __init__(self, tape: Tape, longest_s: float) -> None:
        """longest_s is the room for what is heard beyond one whole tape."""
        self._tape = tape
        self._marks = tuple(tape.marks)
        self._index = {mark: index for index, mark in enumerate(self._marks)}
        room = len(tape.samples) + frames_of(longest_s + _SPARE_S, tape.rate_hz)
        self._heard: Samples = np.zeros(room, np.float32)
        self._ear: Samples = np.zeros(room, np.float32)
        self._delays = np.zeros(_MEASUREMENTS)
        self._follows = tape.followers()
        # Written by the sound thread.
        self._frames = 0
        self._played = 0
        self._source: Samples = tape.samples
        self._position = 0
        self._end = max(0, min([len(tape.samples), *tape.marks.values()]))
        self._section = _BEFORE
        self._entered_index = [0] * _ENTRIES
        self._entered_at = [0] * _ENTRIES
        self._entered = 0
        self._measured = 0
        self._overflows = 0
        self._full = False
        self._jumped = 0
        # Written by the session worker.
        self._jump = Jump(0, 0, frozenset(), None)
        self._assumed = Alignment(0, "reported latency")
        self._reached: list[tuple[Mark, int]] = []
        self._peak_from = 0

    # For the line.

    def assume(self, alignment: Alignment) -> None:
        """Say what holds if no block brings a measurement; before the marks are asked for."""
        self._assumed = alignment

    @property
    def listening(self) -> Mark | None:
        """The mark at which the next exchange begins, if the rep is listened to there."""
        self._follow_jump()
        mark = self._marks[self._section] if self._section != _BEFORE else None
        return mark if mark in self._tape.listens else None

    @property
    def next_listening(self) -> Mark | None:
        """The mark that the rep is or will next be listened to at, if it is this one or the next."""
        follows = self._follows[self._section]
        return self.listening or (None if follows is None else self._marks[follows])

    @property
    def hang_up_at(self) -> frozenset[Mark]:
        """Marks at which a rep who has said everything hangs up."""
        return self._tape.hang_up_at

    def frames_until_listening(self) -> int:
        """How many frames the next exchange plays before the rep is listened to: 0 where that is the case already.

        Looks no further than the next mark: where that is not one to speak at, more than any block has.
        """
        if self.listening is not None:
            return 0
        follows = self._follows[self._section]
        heard_next = follows is not None and self._marks[follows] in self._tape.listens
        return self._end - self._position if heard_next else len(self._heard)

    def exchange(self, heard: Samples, playing: Samples, delay_frames: float | None, overflow: bool) -> None:
        """One block: keep what was heard, fill what to play; both mono and of one length.

        delay_frames is the delay as measured for this block, None if it could not be; overflow says that the
        sound system lost something just before. Only copies and counts: safe in a sound callback.
        """
        self._follow_jump()
        self._play(playing)
        if delay_frames is not None and self._measured < _MEASUREMENTS:
            self._delays[self._measured] = delay_frames
            self._measured += 1
        if overflow:
            self._overflows += 1
        self._keep(heard)

    def _follow_jump(self) -> None:
        jump = self._jump
        if jump.number != self._jumped:
            self._jumped = jump.number
            # Before the first mark is as good as at it.
            if not jump.leaving or max(0, self._section) in jump.leaving:
                self._enter(jump.to, self._played)
                if jump.replayed is not None:
                    self._source = self._heard
                    self._position, self._end = jump.replayed

    def _enter(self, section: int, at: int) -> None:
        self._section = section
        self._source = self._tape.samples
        self._position, self._end = self._tape.bounds[section]
        if self._entered < _ENTRIES:
            self._entered_index[self._entered] = section
            self._entered_at[self._entered] = at
            self._entered += 1

    def _play(self, playing: Samples) -> None:
        done, size = 0, len(playing)
        while done < size:
            count = min(self._end - self._position, size - done)
            if count > 0:
                part = self._source[self._position : self._position + count]
                playing[done : done + count] = part
                self._keep_played(self._played + done, part)
                self._position += count
                done += count
                continue
            follows = self._follows[self._section]
            if follows is None:
                playing[done:] = 0.0
                break
            self._enter(follows, self._played + done)
        self._played += size

    def _keep_played(self, at: int, part: Samples) -> None:
        room = max(0, min(len(part), len(self._ear) - at))
        self._ear[at : at + room] = part[:room]

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

    def skip_to(self, mark: Mark, leaving: Iterable[Mark] = (), replayed: tuple[int, int] | None = None) -> None:
        """Play on from a mark, beginning with the next block; if it plays one of `leaving` then, where any are given.

        `replayed` are frames of what was heard: they sound at the mark, instead of what the tape has there.
        """
        sections = frozenset(self._index[each] for each in leaving if each in self._index)
        self._jump = Jump(self._jump.number + 1, self._index[mark], sections, replayed)

    def reached(self) -> tuple[tuple[Mark, int], ...]:
        """The marks entered so far, each with the frame heard at that moment, once that frame has come in."""
        delay = self.alignment.delay_frames
        for index in range(len(self._reached), self._entered):
            frame = self._entered_at[index] + delay
            if frame >= self._frames:
                break
            self._reached.append((self._marks[self._entered_index[index]], frame))
        return tuple(self._reached)

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
