"""A message while it is being left: written to disk, heard and measured at the same time."""

from collections.abc import Callable, Iterator

from trainer.audio.sound_meter import SoundMeter
from trainer.audio.take import Take
from trainer.core.attempt import Unfinished
from trainer.core.call import Listened
from trainer.core.sound import Sound
from trainer.core.timeline import frames_of, seconds_of
from trainer.core.transcript import Transcript
from trainer.errors import EngineError, StoreError
from trainer.practice.studio import Recording, Studio
from trainer.speech.transcriber import Hearing

_BLOCK_S = 0.1


class Message:
    """What the rep says from the end of the beep on.

    A full disk or a broken recogniser is told as trouble and the message goes on without it.
    """

    def __init__(
        self,
        note: Unfinished,
        take: Take,
        first_frame: int,
        longest_s: float,
        studio: Studio,
        trouble: Callable[[StoreError | EngineError], None],
    ) -> None:
        self.note = note
        self._take = take
        self._first = self._cursor = first_frame
        self._last = first_frame + frames_of(longest_s, take.rate_hz)
        self._trouble = trouble
        self._deaf: EngineError | None = None
        self._meter = SoundMeter(take.rate_hz)
        self._recording = self._begin_recording(studio)
        self._writing = self._recording is not None
        self._hearing = self._begin_hearing(studio)

    def _begin_recording(self, studio: Studio) -> Recording | None:
        try:
            return studio.recordings.begin(self.note, self._take.rate_hz)
        except StoreError as error:
            self._trouble(error)
            return None

    def _begin_hearing(self, studio: Studio) -> Hearing | None:
        try:
            return studio.transcriber.begin(self._take.rate_hz)
        except EngineError as error:
            self._deaf = error
            self._trouble(error)
            return None

    @property
    def seconds(self) -> float:
        """Seconds of message taken so far."""
        return seconds_of(self._cursor - self._first, self._take.rate_hz)

    @property
    def recording(self) -> str | None:
        """Where the message lies, relative to the data folder; None if it could not be written at all."""
        return self._recording.relative_path if self._recording else None

    def follow(self) -> Iterator[Listened]:
        """Take what the line heard since, block by block, each with the length so far and the silence at its end."""
        block = frames_of(_BLOCK_S, self._take.rate_hz)
        while (end := min(self._cursor + block, self._last, self._take.frames)) > self._cursor:
            self._add(self._cursor, end)
            self._cursor = end
            silent_s = self._hearing.heard_s - self._hearing.voiced_until_s if self._hearing else 0.0
            yield Listened(self.seconds, silent_s)

    def _add(self, start: int, end: int) -> None:
        samples = self._take.heard(start, end)
        if self._recording is not None and self._writing:
            try:
                self._recording.write(samples)
            except StoreError as error:
                self._writing = False
                self._trouble(error)
        if self._hearing is not None:
            self._hearing.feed(samples)
        self._meter.feed(samples)

    def close(self) -> None:
        """Complete the recording."""
        if self._recording is not None:
            self._recording.close()

    def cancel(self) -> None:
        """Complete the recording and stop hearing."""
        self.close()
        if self._hearing is not None:
            self._hearing.cancel()

    def transcript(self, stopped: Callable[[], bool]) -> Transcript:
        """The words; EngineError if nothing could hear them, Cancelled as soon as stopped() says so."""
        if self._hearing is None:
            raise self._deaf or EngineError("The message was not heard")
        return self._hearing.finish(stopped)

    def sound(self, transcript: Transcript) -> Sound:
        """Loudness, clipping and pitch of the whole message; ask once, when it is over."""
        return self._meter.finish(transcript.speech)
