"""What can happen in a call, and what has to be done about it."""

from dataclasses import dataclass

from trainer.core.attempt import EndedBy
from trainer.core.scenario import Key, Step
from trainer.core.script import Place


@dataclass(frozen=True, slots=True)
class LineOpened:
    """The line carries sound in both directions."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The sound came to a place."""

    place: Place
    frame: int
    """Frame of the rep's side that lines up with it: what the place's first sound met at the ear."""


@dataclass(frozen=True, slots=True)
class Pressed:
    """The rep pressed a key."""

    key: Key


@dataclass(frozen=True, slots=True)
class HungUp:
    """The rep hung up, or a file that served as the microphone ran out."""


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The rep left the call without wanting a score."""


@dataclass(frozen=True, slots=True)
class Listened:
    """An open place waited on: seconds so far, of silence at their end, and whether anything was said."""

    seconds: float
    silent_s: float
    spoken: bool = True


@dataclass(frozen=True, slots=True)
class Understood:
    """What the rep said was judged; the branch that fits, by its place in the step, or none."""

    branch: int | None


@dataclass(frozen=True, slots=True)
class LineFailed:
    """The sound system stopped carrying the call."""

    reason: str


@dataclass(frozen=True, slots=True)
class MemoryFull:
    """The call was so long that nothing more can be kept."""


Event = LineOpened | Reached | Pressed | HungUp | Abandoned | Listened | Understood | LineFailed | MemoryFull


@dataclass(frozen=True, slots=True)
class Go:
    """Play on from a place, if the sound is still in this step; else it has gone on by itself."""

    step: str
    to: Place


@dataclass(frozen=True, slots=True)
class StartTake:
    """Keep what the rep says from this frame on; it replaces what was kept before."""

    frame: int


@dataclass(frozen=True, slots=True)
class Listen:
    """Hear what the rep says from this frame on, for so many seconds at most."""

    frame: int
    longest_s: float


@dataclass(frozen=True, slots=True)
class Wait:
    """Count the time from this frame on."""

    frame: int


@dataclass(frozen=True, slots=True)
class Judge:
    """Find the branch of this step that what was just heard leads to."""

    step: Step


@dataclass(frozen=True, slots=True)
class StopTake:
    """The message is complete."""


@dataclass(frozen=True, slots=True)
class EndCall:
    """Close the line; keep what was heard."""

    ended_by: EndedBy


Effect = Go | StartTake | Listen | Wait | Judge | StopTake | EndCall
