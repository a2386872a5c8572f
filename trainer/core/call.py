"""One dial as a pure state machine: advance(call, event) -> (call, effects).

A call is at a place of its script: a step sounds, or waits and listens. Sound goes on to the next place by itself, at
the frame; where a step waits, this machine says when and whither the call goes on. It may end anywhere. Frames are
counted on the line's own clock from the moment it opened.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from trainer.core.attempt import EndedBy
from trainer.core.call_events import (
    Abandoned,
    Effect,
    EndCall,
    Event,
    Go,
    HungUp,
    Judge,
    LineFailed,
    LineOpened,
    Listen,
    Listened,
    MemoryFull,
    Pressed,
    Reached,
    StartTake,
    StopTake,
    Understood,
    Wait,
)
from trainer.core.mailbox_steps import GREETING, HANG_UP, MESSAGE, PLAYBACK
from trainer.core.scenario import Step
from trainer.core.script import OPEN, Place, Script, is_live, is_open, sounds

PATIENCE = 3
"""Nobody goes through the same step more often."""


class Phase(StrEnum):
    """What is going on, for whoever watches."""

    DIALING = "dialing"
    RINGING = "ringing"
    PHONE = "phone"
    """The rep's own telephone rings."""
    TONE = "tone"
    SPEAKING = "speaking"
    GREETING = "greeting"
    MENU = "menu"
    """It waits for a key."""
    LISTENING = "listening"
    BEEP = "beep"
    RECORDING = "recording"
    ENDED = "ended"


Outcome = tuple["Call", tuple[Effect, ...]]


@dataclass(frozen=True, slots=True)
class Call:
    """One dial, from off-hook to hang-up."""

    script: Script
    place: Place = ""
    """Empty while dialing."""
    going_to: Place | None = None
    """Where the call was told to go on; None once it is there."""
    deciding: bool = False
    """Whether what the rep said is being judged."""
    visited: tuple[str, ...] = ()
    """The steps so far, as often as they came."""
    message_from: int | None = None
    """Frame at which what is kept starts; None until then. Moves on when a message is recorded again."""
    taking: bool = False
    """Whether what the rep says is being kept."""
    conversation: tuple[str, ...] = ()
    """The live steps that listened to what is kept; empty for a message in a mailbox."""
    cut_by: EndedBy | None = None
    """What ended the message, if the rep did not."""
    ended_by: EndedBy | None = None
    failure: str = ""
    """Why the line was lost, if it was."""

    @property
    def step(self) -> Step | None:
        """The step the call is in; None while dialing."""
        return self.script.step(self.place) if self.place else None

    @property
    def phase(self) -> Phase:
        """What is going on."""
        if self.ended_by is not None:
            return Phase.ENDED
        return _phase(self.script.step(self.place), is_open(self.place)) if self.place else Phase.DIALING


def advance(call: Call, event: Event) -> Outcome:
    """The call after an event, and what has to be done about it. Events out of order change nothing."""
    if call.ended_by is not None:
        return call, ()
    match event:
        case HungUp():
            return _end(call, "hung up")
        case Abandoned():
            return _end(call, "cancelled")
        case LineFailed(reason):
            return _end(replace(call, failure=reason), "line lost")
        case MemoryFull():
            return _end(call, "limit")
    return _move(call, event)


def _move(call: Call, event: Event) -> Outcome:
    match event:
        case LineOpened() if not call.place:
            return _enter(call, call.script.entry(call.script.first), 0)
        case Reached(place, frame) if call.place:
            return _reach(call, place, frame)
        case Pressed(key) if call.step is not None and key in call.step.keys and call.going_to is None:
            return _go(call, call.step.keys[key])
        case Understood(branch) if call.deciding and call.step is not None:
            return _go(call, call.step.then if branch is None else call.step.hears[branch].then)
        case Listened() if is_open(call.place) and call.going_to is None and not call.deciding:
            return _listen(call, call.script.step(call.place), event)
    return call, ()


def _reach(call: Call, place: Place, frame: int) -> Outcome:
    if place not in (call.going_to, call.script.follows(call.place)):
        return call, ()
    if place == HANG_UP:
        return _end(call, "over")
    same_step = place == call.place + OPEN
    # Sound that went on within a step will still be told to leave it; out of the step it was not to be told any more.
    pending = call.going_to if same_step and place != call.going_to else None
    if not same_step and call.visited.count(place.removesuffix(OPEN)) >= PATIENCE:
        return _end(call, "over")
    return _enter(replace(call, going_to=pending, deciding=False), place, frame)


def _enter(call: Call, place: Place, frame: int) -> Outcome:
    step, opened = call.script.step(place), is_open(place)
    call = replace(call, place=place)
    if not (opened and sounds(step)):
        call = replace(call, visited=(*call.visited, step.name))
    effects: list[Effect] = []
    if (opened and step.name == MESSAGE) or (is_live(step) and not call.taking):
        call = replace(call, message_from=frame, taking=True, conversation=(), cut_by=None)
        effects.append(StartTake(frame))
    if opened:
        effects.append(Listen(frame, step.listens_s) if step.listens_s else Wait(frame))
    if opened and is_live(step):
        call = replace(call, conversation=(*call.conversation, step.name))
    return call, tuple(effects)


def _go(call: Call, name: str) -> Outcome:
    """Leave the step for another, or end the call there."""
    to = call.script.entry(name)
    if to == HANG_UP:
        return _end(call, call.cut_by or "over")
    if call.visited.count(call.script.step(to).name) >= PATIENCE:
        return _end(call, "over")
    here = call.script.step(call.place).name
    complete = here == MESSAGE and not is_live(call.script.step(to))
    call = replace(call, going_to=to, deciding=False, taking=call.taking and not complete)
    return call, (*((StopTake(),) if complete else ()), Go(here, to))


def _listen(call: Call, step: Step, now: Listened) -> Outcome:
    if step.name == MESSAGE:
        return _record(call, step, now)
    if step.listens_s:
        if now.seconds < step.listens_s and not (now.spoken and now.silent_s >= step.silence_s):
            return call, ()
        return replace(call, deciding=True), (Judge(step),)
    return _go(call, step.then) if now.seconds >= step.waits_s else (call, ())


def _record(call: Call, step: Step, now: Listened) -> Outcome:
    mailbox = call.script.mailbox
    if now.seconds >= step.listens_s:
        by: EndedBy = "tape full" if step.listens_s == mailbox.tape_left_s else "limit"
        return _go(replace(call, cut_by=by), step.then)
    if now.silent_s >= step.silence_s:
        return _go(replace(call, cut_by="silence"), step.then)
    if mailbox.picks_up and mailbox.picks_up_after_s is not None and now.seconds >= mailbox.picks_up_after_s:
        return _go(call, mailbox.picks_up)
    return call, ()


def _end(call: Call, ended_by: EndedBy) -> Outcome:
    return replace(call, ended_by=ended_by, going_to=None, deciding=False), (EndCall(ended_by),)


_TONES = {"ring-back": Phase.RINGING, "phone": Phase.PHONE, "beep": Phase.BEEP}


def _phase(step: Step, opened: bool) -> Phase:
    if opened:
        return Phase.RECORDING if step.name == MESSAGE else Phase.LISTENING if step.listens_s else Phase.MENU
    if step.plays and not step.says:
        return _TONES.get(step.plays, Phase.TONE)
    return Phase.GREETING if step.name == GREETING else Phase.SPEAKING


def plays_back(place: Place) -> bool:
    """Whether what sounds at a place is the rep's own message."""
    return place == PLAYBACK
