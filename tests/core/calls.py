"""Calls for tests: scenarios in a few words, and a line that needs no sound."""

from collections.abc import Iterable

from trainer.core import call_events as calls
from trainer.core.call import Call, advance
from trainer.core.call_events import Event
from trainer.core.scenario import Branch, Mailbox, Prospect, Scenario, Step
from trainer.core.script import is_open, script_of

PROSPECT = Prospect(name="Dana Whitlock", role="Office Manager", company="Marigold Lane Dental")


def scenario_of(*steps: Step, mailbox: Mailbox | None = None) -> Scenario:
    """A scenario of these steps and this mailbox."""
    return Scenario(
        id="test",
        title="Test",
        difficulty="easy",
        prospect=PROSPECT,
        mailbox=mailbox or Mailbox(greeting="Hello."),
        call=steps,
        why="She asked.",
    )


def call_of(*steps: Step, mailbox: Mailbox | None = None) -> Call:
    """A call that is not dialed yet."""
    return Call(script_of(scenario_of(*steps, mailbox=mailbox)))


def after(call: Call, happened: Iterable[Event]) -> Call:
    """The call after these events."""
    for event in happened:
        call, _ = advance(call, event)
    return call


def next_by_itself(call: Call, frame: int) -> Event:
    """What happens next if nobody does anything: sound goes on, waiting takes its time, silence is understood."""
    if not call.place:
        return calls.LineOpened()
    if call.going_to is not None:
        return calls.Reached(call.going_to, frame)
    if call.deciding:
        return calls.Understood(None)
    follows = call.script.follows(call.place)
    if follows is not None:
        return calls.Reached(follows, frame)
    assert is_open(call.place)
    return calls.Listened(1000.0, 1000.0, spoken=False)


def until(call: Call, place: str, frame: int = 0) -> Call:
    """Let time pass until the call is at a place."""
    for count in range(100):
        if call.place == place:
            return call
        call, _ = advance(call, next_by_itself(call, frame + 100 * count))
    raise AssertionError(f"never at {place}, but at {call.place}")


def by_itself(call: Call, frame: int = 0) -> Call:
    """Let time pass until the call is over."""
    for count in range(500):
        if call.ended_by is not None:
            return call
        call, _ = advance(call, next_by_itself(call, frame + 100 * count))
    raise AssertionError(f"never over: still at {call.place}")


ORDINARY = call_of(mailbox=Mailbox(greeting="Hello.", longest_s=60.0, silence_s=8.0))
REVIEW = call_of(mailbox=Mailbox(greeting="Hello.", review=True, operator_key="0"))
PICKED_UP = call_of(
    Step(name="rings long", plays="ring-back", times=4, then="mailbox"),
    Step(name="owner", says="Hi, I am here after all.", listens_s=20, then="hang up"),
    mailbox=Mailbox(greeting="Hello.", picks_up_after_s=8, picks_up="owner"),
)
SCREENED = call_of(
    Step(
        name="screening",
        says="State your name and why you are calling.",
        listens_s=10,
        hears=(Branch(checks=("name", "reason"), then="owner"), Branch(checks=("name",), then="more")),
        then="mailbox",
    ),
    Step(name="more", says="What is it about?", listens_s=10, hears=(Branch(checks=("reason",), then="owner"),)),
    Step(name="owner", says="Hello?", listens_s=20, keys={"*": "mailbox"}, then="hang up"),
)
TREE = call_of(
    Step(name="menu", says="Press 2 for accounts.", waits_s=5, keys={"2": "accounts", "9": "menu"}, then="menu"),
    Step(name="accounts", plays="ring-back", times=2, then="mailbox"),
)
INCOMING = call_of(
    Step(name="your phone", plays="phone", keys={"answer": "caller"}),
    Step(name="caller", says="You called me.", listens_s=20),
)
FULL = call_of(mailbox=Mailbox(greeting="Hello.", room=0))
BUSY = call_of(Step(name="busy", plays="busy"))
ALL = [ORDINARY, REVIEW, PICKED_UP, SCREENED, TREE, INCOMING, FULL, BUSY]
"""Calls of every kind."""
