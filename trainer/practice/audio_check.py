"""Try the microphone before the first call: a few seconds of speech, and what became of them."""

from collections.abc import Callable
from enum import Enum

import numpy as np

from trainer.audio.clip import Clip
from trainer.audio.level import SILENCE_DBFS, active_rms, dbfs, peak
from trainer.audio.take import Take
from trainer.audio.tape import Tape
from trainer.core.timeline import frames_of
from trainer.errors import Cancelled, DeviceError
from trainer.practice.studio import Studio

LISTEN_S = 4.0
"""How long the rep speaks."""

_SETTLE_S = 0.3
_NOTHING_DBFS = -60.0
_QUIET_DBFS = -38.0
_CLIPPING_DBFS = -0.5


class Loudness(Enum):
    """What a recogniser would say of a recording's level."""

    NOTHING = "nothing"
    QUIET = "quiet"
    GOOD = "good"
    TOO_LOUD = "too loud"


def loudness_of(clip: Clip) -> Loudness:
    """How well the rep can be heard: by the loudness of the active part, and by peaks that reach full scale."""
    highest, active = dbfs(peak(clip.samples)), dbfs(active_rms(clip))
    if highest < _NOTHING_DBFS:
        return Loudness.NOTHING
    if highest >= _CLIPPING_DBFS:
        return Loudness.TOO_LOUD
    return Loudness.QUIET if active < _QUIET_DBFS else Loudness.GOOD


class AudioCheck:
    """One try, over the line that calls go over. run() blocks; level and time may be asked from any thread."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._take: Take | None = None

    @property
    def level_dbfs(self) -> float:
        """The loudest the microphone was since this was last asked, in dBFS."""
        return self._take.take_peak_dbfs() if self._take else SILENCE_DBFS

    @property
    def seconds(self) -> float:
        """Seconds of speech taken so far."""
        if self._take is None:
            return 0.0
        return max(0.0, self._take.frames / self._take.rate_hz - _SETTLE_S)

    def run(self, stopped: Callable[[], bool]) -> Clip:
        """Listen for LISTEN_S and return what was heard; DeviceError if the line fails, Cancelled if stopped."""
        line = self._studio.line()
        try:
            rate_hz = line.connect(stopped)
            settle = frames_of(_SETTLE_S, rate_hz)
            tape = Tape(np.zeros(settle, np.float32), rate_hz, {"message": settle})
            take = Take(tape, LISTEN_S)
            line.open(take, stopped)
            self._take = take
            while self.seconds < LISTEN_S and not line.exhausted:
                if stopped():
                    raise Cancelled
                line.advance()
                if line.failure is not None:
                    raise DeviceError(
                        "The microphone could not be heard", line.failure, "Choose another and try again."
                    )
            return Clip(np.array(take.heard(settle)), rate_hz)
        finally:
            line.close()
