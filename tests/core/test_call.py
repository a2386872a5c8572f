"""The call as a pure state machine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.call import (
    Abandoned,
    Call,
    EndCall,
    Event,
    HungUp,
    LineFailed,
    LineOpened,
    Listened,
    Phase,
    Reached,
    SkipPressed,
    SkipTo,
    StartTake,
    advance,
)
from trainer.core.scenario import Mailbox

MAILBOX = Mailbox(greeting="Hello.", longest_s=60.0, silence_s=8.0)
ORDER = list(Phase)

events: st.SearchStrategy[Event] = st.one_of(
    st.builds(LineOpened),
    st.builds(Reached, st.sampled_from(["greeting", "beep", "message"]), st.integers(0, 10_000)),
    st.builds(SkipPressed),
    st.builds(Listened, st.floats(0, 100), st.floats(0, 20)),
    st.builds(HungUp),
    st.builds(Abandoned),
    st.builds(LineFailed, st.just("gone")),
)


def run(*happened: Event, mailbox: Mailbox = MAILBOX) -> Call:
    """The call after these events."""
    call = Call(mailbox)
    for event in happened:
        call, _ = advance(call, event)
    return call


TO_GREETING = (LineOpened(), Reached("greeting", 100))
TO_RECORDING = (*TO_GREETING, Reached("beep", 200), Reached("message", 300))


def test_a_call_goes_through_every_phase_in_order() -> None:
    """The rep hears ring-back, greeting and beep before the message starts."""
    seen = [run(*TO_RECORDING[:count]).phase for count in range(5)]
    assert seen == [Phase.DIALING, Phase.RINGING, Phase.GREETING, Phase.BEEP, Phase.RECORDING]


def test_the_message_starts_at_the_frame_of_its_mark() -> None:
    """The cut comes from the line's clock and from nothing else."""
    call, effects = advance(run(*TO_RECORDING[:3]), Reached("message", 300))
    assert call.message_from == 300
    assert effects == (StartTake(300),)


def test_hash_skips_the_greeting_where_the_mailbox_allows_it() -> None:
    """# jumps to the beep, and only while the greeting plays."""
    assert advance(run(*TO_GREETING), SkipPressed())[1] == (SkipTo("beep"),)
    assert advance(run(LineOpened()), SkipPressed())[1] == ()
    deaf = Mailbox(greeting="Hello.", skip_key=False)
    assert advance(run(*TO_GREETING, mailbox=deaf), SkipPressed())[1] == ()


@pytest.mark.parametrize(
    ("event", "ended_by"),
    [
        (HungUp(), "hung up"),
        (Abandoned(), "cancelled"),
        (LineFailed("unplugged"), "line lost"),
        (Listened(60.0, 0.0), "limit"),
        (Listened(30.0, 8.0), "silence"),
    ],
)
def test_every_ending_has_its_name(event: Event, ended_by: str) -> None:
    """The scorecard tells the rep what ended the call."""
    call, effects = advance(run(*TO_RECORDING), event)
    assert call.ended_by == ended_by
    assert effects[0] == EndCall(call.ended_by)


def test_the_mailbox_listens_on_below_its_limits() -> None:
    """A short pause or a long message below the limit does not end the call."""
    assert run(*TO_RECORDING, Listened(59.9, 7.9)).phase is Phase.RECORDING


@given(st.lists(events, max_size=40))
def test_no_order_of_events_skips_a_phase(happened: list[Event]) -> None:
    """Phases only ever move to the next one or to the end."""
    call = Call(MAILBOX)
    for event in happened:
        following, _ = advance(call, event)
        step = ORDER.index(following.phase) - ORDER.index(call.phase)
        assert step in (0, 1) or following.phase is Phase.ENDED
        call = following


@given(st.lists(events, max_size=40))
def test_no_order_of_events_loses_the_take(happened: list[Event]) -> None:
    """Once the message has begun its start is never forgotten or moved, and it begins exactly once."""
    call, starts = Call(MAILBOX), 0
    for event in happened:
        before = call.message_from
        call, effects = advance(call, event)
        starts += sum(isinstance(effect, StartTake) for effect in effects)
        assert before is None or call.message_from == before
    assert starts == (call.message_from is not None)


@given(st.lists(events, max_size=40))
def test_an_ended_call_stays_as_it_is(happened: list[Event]) -> None:
    """Nothing that happens after the end changes the record."""
    call = run(*happened, HungUp())
    for event in happened:
        assert advance(call, event) == (call, ())
