"""Everything about one call, as it is saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from trainer.core.scorecard import Scorecard
from trainer.core.transcript import Transcript

EndedBy = Literal["hung up", "limit", "tape full", "silence", "over", "cancelled", "line lost"]
"""What ended a call; "over": the other end hung up when there was nothing more to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One scored message. Append-only: a new score is a new attempt's scorecard beside the old."""

    id: str
    """Sortable by time, unique, safe in a file name."""
    started_at: datetime
    """When the rep dialed, UTC."""
    scenario_id: str | None
    """None: a recording scored without a scenario."""
    scenario_fingerprint: str
    prospect_name: str
    ended_by: EndedBy | None
    """None for a recording or text that was made elsewhere."""
    recording: str | None
    """Path relative to the data folder, or None if there is no sound."""
    early_speech_s: float
    """Seconds the rep spoke before the beep had ended, lost to the prospect."""
    line: str
    """Which line carried the call and how it was aligned, e.g. "portaudio, aligned by time info"."""
    transcript: Transcript
    scorecard: Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A recording whose attempt was never saved: the program was killed, or the call was abandoned."""

    id: str
    started_at: datetime
    scenario_id: str
    scenario_fingerprint: str
    prospect_name: str
    recording: str
    """Path relative to the data folder."""
    early_speech_s: float = 0.0
