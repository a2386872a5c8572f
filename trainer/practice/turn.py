"""One stretch in which somebody, or a mailbox, listens to the rep."""

from collections.abc import Callable

from trainer.audio.clip import Samples
from trainer.core.call_events import Listened
from trainer.core.timeline import frames_of, seconds_of
from trainer.core.transcript import Transcript
from trainer.errors import EngineError
from trainer.practice.studio import Studio
from trainer.speech.transcriber import Hearing


class Turn:
    """What is heard from one frame on, for so many seconds at most."""

    def __init__(
        self, studio: Studio, rate_hz: int, first_frame: int, longest_s: float, trouble: Callable[[EngineError], None]
    ) -> None:
        self.first = self.cursor = first_frame
        self.last = first_frame + frames_of(longest_s, rate_hz)
        self._rate_hz = rate_hz
        self._transcript: Transcript | None = None
        self._deaf: EngineError | None = None
        self._hearing: Hearing | None = None
        try:
            self._hearing = studio.transcriber.begin(rate_hz)
        except EngineError as error:
            self._deaf = error
            trouble(error)

    def feed(self, samples: Samples) -> Listened:
        """Hear on; how long it has been, and how long silent."""
        self.cursor += len(samples)
        seconds = seconds_of(self.cursor - self.first, self._rate_hz)
        if self._hearing is None:
            return Listened(seconds, 0.0)
        self._hearing.feed(samples)
        voiced_s = self._hearing.voiced_until_s
        return Listened(seconds, self._hearing.heard_s - voiced_s, spoken=voiced_s > 0.0)

    def cancel(self) -> None:
        """Stop hearing."""
        if self._hearing is not None and self._transcript is None:
            self._hearing.cancel()

    def transcript(self, stopped: Callable[[], bool]) -> Transcript:
        """The words; EngineError if nothing could hear them, Cancelled as soon as stopped() says so."""
        if self._hearing is None:
            raise self._deaf or EngineError("The message was not heard")
        if self._transcript is None:
            self._transcript = self._hearing.finish(stopped)
        return self._transcript
