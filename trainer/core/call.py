"""One dial as a pure state machine: advance(call, event) -> (call, effects).

The phases follow each other in one order and none is skipped:

    dialing -> ringing -> greeting -> beep -> recording -> ended

A call may end from any phase. Frames are counted on the line's own clock from the moment it opened.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from trainer.core.attempt import EndedBy
from trainer.core.scenario import Mailbox


class Phase(StrEnum):
    """Where a call stands."""

    DIALING = "dialing"
    RINGING = "ringing"
    GREETING = "greeting"
    BEEP = "beep"
    RECORDING = "recording"
    ENDED = "ended"


Mark = Literal["greeting", "beep", "message"]
"""A place on the tape: where the greeting starts, the beep starts, the message starts."""


@dataclass(frozen=True, slots=True)
class LineOpened:
    """The line carries sound in both directions."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The tape passed a mark."""

    mark: Mark
    frame: int
    """Frame of the rep's side that lines up with the mark: what the mark's sound met at the ear."""


@dataclass(frozen=True, slots=True)
class SkipPressed:
    """The rep pressed # ."""


@dataclass(frozen=True, slots=True)
class HungUp:
    """The rep hung up, or a file that served as the microphone ran out."""


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The rep left the call without wanting a score."""


@dataclass(frozen=True, slots=True)
class Listened:
    """The mailbox listened on: seconds of message so far, and of silence at its end."""

    message_s: float
    silent_s: float


@dataclass(frozen=True, slots=True)
class LineFailed:
    """The sound system stopped carrying the call."""

    reason: str


Event = LineOpened | Reached | SkipPressed | HungUp | Abandoned | Listened | LineFailed


@dataclass(frozen=True, slots=True)
class SkipTo:
    """Play on from this mark."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class StartTake:
    """Keep what the rep says from this frame on."""

    frame: int


@dataclass(frozen=True, slots=True)
class EndCall:
    """Close the line; keep what was heard."""

    ended_by: EndedBy


Effect = SkipTo | StartTake | EndCall


@dataclass(frozen=True, slots=True)
class Call:
    """One dial, from off-hook to hang-up."""

    mailbox: Mailbox
    phase: Phase = Phase.DIALING
    ended_by: EndedBy | None = None
    message_from: int | None = None
    """Frame at which the message starts; None until the beep has ended. Never forgotten once known."""
    failure: str = ""
    """Why the line was lost, if it was."""


_NEXT: dict[tuple[Phase, Mark], Phase] = {
    (Phase.RINGING, "greeting"): Phase.GREETING,
    (Phase.GREETING, "beep"): Phase.BEEP,
    (Phase.BEEP, "message"): Phase.RECORDING,
}


def advance(call: Call, event: Event) -> tuple[Call, tuple[Effect, ...]]:
    """The call after an event, and what has to be done about it. Events out of order change nothing."""
    if call.phase is Phase.ENDED:
        return call, ()
    match event:
        case LineOpened() if call.phase is Phase.DIALING:
            return replace(call, phase=Phase.RINGING), ()
        case Reached(mark, frame):
            return _reach(call, mark, frame)
        case SkipPressed() if call.phase is Phase.GREETING and call.mailbox.skip_key:
            return call, (SkipTo("beep"),)
        case HungUp():
            return _end(call, "hung up")
        case Abandoned():
            return _end(call, "cancelled")
        case LineFailed(reason):
            return _end(replace(call, failure=reason), "line lost")
        case Listened(message_s, silent_s) if call.phase is Phase.RECORDING:
            return _listen(call, message_s, silent_s)
    return call, ()


def _reach(call: Call, mark: Mark, frame: int) -> tuple[Call, tuple[Effect, ...]]:
    following = _NEXT.get((call.phase, mark))
    if following is None:
        return call, ()
    if following is Phase.RECORDING:
        return replace(call, phase=following, message_from=frame), (StartTake(frame),)
    return replace(call, phase=following), ()


def _listen(call: Call, message_s: float, silent_s: float) -> tuple[Call, tuple[Effect, ...]]:
    if message_s >= call.mailbox.longest_s:
        return _end(call, "limit")
    if silent_s >= call.mailbox.silence_s:
        return _end(call, "silence")
    return call, ()


def _end(call: Call, ended_by: EndedBy) -> tuple[Call, tuple[Effect, ...]]:
    return replace(call, phase=Phase.ENDED, ended_by=ended_by), (EndCall(ended_by),)
