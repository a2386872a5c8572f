"""The ports of the use cases: everything a drill needs from the world, built in trainer.wiring.

Other rooms are imported for type checking only: the app paints its first screen before sound,
recogniser and database are loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from trainer.audio.clip import Clip, Samples
    from trainer.audio.line import Line
    from trainer.core.attempt import Attempt, Unfinished
    from trainer.core.checklist import Checklist
    from trainer.core.opinion import Opinion
    from trainer.core.profile import Profile
    from trainer.core.scenario import Scenario, Voice
    from trainer.core.scorecard import Scorecard
    from trainer.core.sense import Meaning, Sense
    from trainer.core.transcript import Engine, Transcript
    from trainer.speech.transcriber import Transcriber


class Voices(Protocol):
    """Turns text into sound."""

    def speak(self, text: str, voice: Voice, stopped: Callable[[], bool] = ...) -> Clip:
        """The text as spoken by this voice, from the cache if it was spoken before; EngineError if it cannot be."""
        ...


class MeaningJudge(Protocol):
    """Judges what a message does."""

    @property
    def engine(self) -> Engine:
        """Name and version of what judges, so that old scores stay honest; EngineError as below."""
        ...

    def warm_up(self) -> None:
        """Get ready; EngineError if it cannot be."""
        ...

    def judge(self, transcript: Transcript) -> Mapping[Meaning, Sense]:
        """What the message does, how surely, and by which words; EngineError as above."""
        ...


class History(Protocol):
    """Every attempt ever saved, and what people say about them."""

    def save(self, attempt: Attempt) -> None:
        """Add one attempt in one short transaction; StoreError if it cannot be kept."""
        ...

    def attempts(self, *, scenario_id: str | None = None, limit: int | None = None) -> Sequence[Attempt]:
        """Saved attempts, newest first."""
        ...

    def get(self, attempt_id: str) -> Attempt | None:
        """One saved attempt; None if it was never saved."""
        ...

    def ids_ending(self, ending: str) -> Sequence[str]:
        """The ids of the attempts that end like this, oldest first."""
        ...

    def best_totals(self) -> Mapping[str, int]:
        """The best total so far by scenario id."""
        ...

    def save_opinion(self, opinion: Opinion) -> None:
        """Add one opinion in one short transaction; StoreError if it cannot be kept, or its attempt never was."""
        ...

    def opinions(self, attempt_id: str | None = None) -> Sequence[Opinion]:
        """Every opinion in the order in which they were given; about one attempt if it is named."""
        ...


class Recording(Protocol):
    """A message on disk while it is being made."""

    @property
    def relative_path(self) -> str:
        """Where it lies, relative to the data folder."""
        ...

    def write(self, samples: Samples) -> None:
        """Append samples; they are with the operating system when this returns. StoreError if the disk is full."""
        ...

    def close(self) -> None:
        """Complete the file. Closing twice is fine."""
        ...


class Recordings(Protocol):
    """The recordings in the data folder, and the notes that make lost ones findable."""

    def begin(self, note: Unfinished, rate_hz: int) -> Recording:
        """Open the recording that the note names and leave the note beside it; StoreError if it cannot be."""
        ...

    def settle(self, attempt_id: str) -> None:
        """The attempt is saved: drop its note."""
        ...

    def discard(self, attempt_id: str) -> None:
        """Delete a recording and its note."""
        ...

    def unfinished(self) -> Sequence[Unfinished]:
        """Recordings that were never scored, oldest first; empty or unreadable ones are left out."""
        ...

    def path_for(self, attempt_id: str, started_at: datetime) -> str:
        """The relative path a new recording gets: by date, named after its attempt."""
        ...

    def load(self, relative_path: str) -> Clip:
        """Read a recording back; StoreError if it is gone or damaged."""
        ...

    def complete(self, relative_path: str) -> None:
        """Give a recording that was cut off the header that other programs need; StoreError if it cannot be."""
        ...

    def absolute(self, relative_path: str) -> Path:
        """Where a recording lies on this machine."""
        ...


class Player(Protocol):
    """Plays a clip to the rep. Every method returns at once."""

    def play(self, clip: Clip, from_s: float = 0.0) -> None:
        """Start playing, ending what played before. DeviceError if there is no loudspeaker."""
        ...

    def stop(self) -> None:
        """Be silent."""
        ...

    @property
    def position_s(self) -> float | None:
        """Where in the clip it is, in seconds; None when nothing plays."""
        ...


@dataclass(frozen=True, slots=True)
class Device:
    """One microphone or loudspeaker."""

    name: str
    """What settings store and the sound system understands."""
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Devices:
    """What the sound system offers."""

    microphones: tuple[Device, ...]
    loudspeakers: tuple[Device, ...]
    trouble: str = ""
    """Why there are none, in a sentence, or empty."""


class Studio(Protocol):
    """Everything a use case may ask for. Parts are built when first asked for."""

    def check_folder(self) -> Path:
        """Prove that the data folder can be written and return it; StoreError if not."""
        ...

    @property
    def profile(self) -> Profile | None:
        """The rep; None before the first start is done."""
        ...

    def save_profile(self, profile: Profile) -> None:
        """Keep the rep's profile; StoreError if it cannot be kept."""
        ...

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """All scenarios, pack by pack, in each the easiest first."""
        ...

    @property
    def checklist(self) -> Checklist:
        """The checklist that scores; UsageError if there is none of the chosen name, or it has faults."""
        ...

    def checklist_of(self, card: Scorecard) -> Checklist:
        """The checklist that a scorecard was made by, as it is today; one without checks if it is gone."""
        ...

    def line(self) -> Line:
        """A line for one call, not yet connected."""
        ...

    def speak_from(self, recording: Path | None) -> None:
        """Let a recording speak instead of the rep from the next call on; None: the microphone again.

        UsageError if it cannot be used as one.
        """
        ...

    @property
    def transcriber(self) -> Transcriber:
        """The recogniser."""
        ...

    @property
    def other_transcriber(self) -> Transcriber:
        """The recogniser that could be chosen instead; not loaded yet, and perhaps not there."""
        ...

    @property
    def meaning(self) -> MeaningJudge:
        """The judge of meaning."""
        ...

    @property
    def voices(self) -> Voices:
        """The voices."""
        ...

    @property
    def player(self) -> Player:
        """The loudspeaker, for hearing takes back."""
        ...

    def devices(self) -> Devices:
        """Look at the sound system afresh; takes a moment."""
        ...

    @property
    def chosen_devices(self) -> tuple[str | None, str | None]:
        """Microphone and loudspeaker by name as they were chosen; None: the system's default."""
        ...

    def choose_devices(self, microphone: str | None, loudspeaker: str | None) -> None:
        """Use these devices from the next call on and keep the choice; None: the system's default."""
        ...

    @property
    def history(self) -> History:
        """Every attempt."""
        ...

    @property
    def recordings(self) -> Recordings:
        """The recordings."""
        ...

    def now(self) -> datetime:
        """The time, UTC."""
        ...
