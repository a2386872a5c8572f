"""What the sound of a message was like, apart from its words: shown to the rep, never scored."""

from dataclasses import dataclass
from typing import Literal

from trainer.core.timeline import Span

QUIET_LUFS, LOUD_LUFS = -36.0, -13.0
"""Below, a listener turns it up: it is 13 dB under what broadcasters level to (EBU R 128). Above, the peaks of a voice,
about 12 dB higher than its loudness, no longer fit under full scale."""

Level = Literal["quiet", "fine", "loud"]
"""How loud a message is, in a word."""


@dataclass(frozen=True, slots=True)
class Pitch:
    """The melody of a voice."""

    median_hz: float
    range_semitones: float
    """Between the pitch below which a tenth of the voice lies, and the one above which a tenth lies."""
    step_s: float
    """Seconds from one value of the contour to the next."""
    contour: tuple[float | None, ...]
    """Semitones above the median, from the end of the beep on; None where there was no voice."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Loudness, clipping and pitch of one recording."""

    loudness_lufs: float | None
    """Integrated loudness after ITU-R BS.1770-4; None for silence and for less than 0.4 s."""
    clipped_share: float
    """The part of all samples that lie on flat tops at full scale, 0.0 to 1.0."""
    clipped: tuple[Span, ...] = ()
    """Where it clips."""
    pitch: Pitch | None = None
    no_pitch: str = ""
    """Why there is no pitch ("too noisy"), or empty."""

    @property
    def level(self) -> Level | None:
        """How loud it is, in a word; None where loudness is not known."""
        if self.loudness_lufs is None:
            return None
        if self.loudness_lufs < QUIET_LUFS:
            return "quiet"
        return "loud" if self.loudness_lufs > LOUD_LUFS else "fine"
