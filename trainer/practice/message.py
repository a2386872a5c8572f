"""What the rep says while it is said: written to disk and measured, and heard where somebody listens."""

from collections.abc import Callable, Iterator

import numpy as np

from trainer.audio.sound_meter import SoundMeter
from trainer.audio.take import Take
from trainer.core.attempt import Unfinished
from trainer.core.call_events import Listened
from trainer.core.sound import Sound
from trainer.core.timeline import frames_of, seconds_of
from trainer.core.transcript import Engine, Transcript, joined
from trainer.errors import EngineError, StoreError
from trainer.practice.studio import Recording, Studio
from trainer.practice.turn import Turn

UNHEARD = Engine("none", "1")
"""The engine of a call in which nobody listened."""

_BLOCK_S = 0.1


class Message:
    """What is kept of a call from one frame on: a message in a mailbox, or a conversation in turns.

    A full disk or a broken recogniser is told as trouble and the message goes on without it.
    """

    def __init__(
        self,
        note: Unfinished,
        take: Take,
        first_frame: int,
        studio: Studio,
        trouble: Callable[[StoreError | EngineError], None],
    ) -> None:
        self.note = note
        self._take = take
        self.first = self._recorded = first_frame
        self._studio = studio
        self._trouble = trouble
        self._turns: list[Turn] = []
        self._turn: Turn | None = None
        self._meter = SoundMeter(take.rate_hz)
        self._recording = self._begin_recording(studio)
        self._writing = self._recording is not None
        self._complete = False

    def _begin_recording(self, studio: Studio) -> Recording | None:
        try:
            return studio.recordings.begin(self.note, self._take.rate_hz)
        except StoreError as error:
            self._trouble(error)
            return None

    @property
    def last(self) -> int:
        """The frame after the last that was kept."""
        return self._recorded

    @property
    def seconds(self) -> float:
        """Seconds kept so far."""
        return seconds_of(self._recorded - self.first, self._take.rate_hz)

    @property
    def recording(self) -> str | None:
        """Where it lies, relative to the data folder; None if it could not be written at all."""
        return self._recording.relative_path if self._recording else None

    def listen(self, first_frame: int, longest_s: float) -> None:
        """Hear what the rep says from this frame on."""
        self._turn = Turn(self._studio, self._take.rate_hz, first_frame, longest_s, self._trouble)
        self._turns.append(self._turn)

    def stop_listening(self) -> None:
        """Hear no more until listening begins anew."""
        self._turn = None

    def follow(self) -> Iterator[Listened]:
        """Take what the line heard since, block by block; where somebody listens each block tells how long."""
        block = frames_of(_BLOCK_S, self._take.rate_hz)
        while self._turn is not None:
            turn = self._turn
            end = min(turn.cursor + block, turn.last, self._take.frames)
            if end <= turn.cursor:
                return
            listened = turn.feed(self._take.heard(turn.cursor, end))
            self._record(end)
            yield listened
        self._record(self._take.frames)

    def _record(self, end: int) -> None:
        if end <= self._recorded or self._complete:
            return
        samples = self._take.heard(self._recorded, end)
        self._recorded = end
        # While they speak it may be their voice, out of the loudspeaker.
        self._meter.feed(samples if self._turn is not None else np.zeros_like(samples))
        if self._recording is not None and self._writing:
            try:
                self._recording.write(samples)
            except StoreError as error:
                self._writing = False
                self._trouble(error)

    def close(self) -> None:
        """Complete the recording and listen no more."""
        self.stop_listening()
        self._complete = True
        if self._recording is not None:
            self._recording.close()

    def cancel(self) -> None:
        """Complete the recording and forget what was heard."""
        self.close()
        for turn in self._turns:
            turn.cancel()

    def last_words(self, stopped: Callable[[], bool]) -> Transcript:
        """What was heard in the last turn; EngineError and Cancelled as for all of it."""
        return self._turns[-1].transcript(stopped)

    def transcript(self, stopped: Callable[[], bool]) -> Transcript:
        """All words; EngineError if nothing could hear them, Cancelled as soon as stopped() says so."""
        rate_hz = self._take.rate_hz
        turns = [(seconds_of(turn.first - self.first, rate_hz), turn.transcript(stopped)) for turn in self._turns]
        return joined(turns) if turns else Transcript((), UNHEARD, seconds=self.seconds)

    def sound(self, transcript: Transcript) -> Sound:
        """Loudness, clipping and pitch of everything that was heard; ask once, when it is over."""
        return self._meter.finish(transcript.speech)
