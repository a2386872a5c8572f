"""What holds for every call, whatever happens in it and in whatever order."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tests.core.calls import ALL, by_itself, next_by_itself
from trainer.core.call import Call, Phase, advance
from trainer.core.call_events import (
    Abandoned,
    Event,
    HungUp,
    LineFailed,
    LineOpened,
    Listened,
    MemoryFull,
    Pressed,
    Reached,
    StartTake,
    Understood,
)

calls = st.sampled_from(ALL)
events: st.SearchStrategy[Event | None] = st.one_of(
    st.none(),
    st.none(),
    st.builds(LineOpened),
    st.builds(
        Reached, st.sampled_from([place for call in ALL for place in call.script.places()]), st.integers(0, 10_000)
    ),
    st.builds(Pressed, st.sampled_from(["0", "1", "2", "3", "9", "*", "#", "answer"])),
    st.builds(Listened, st.floats(0, 100), st.floats(0, 20), st.booleans()),
    st.builds(Understood, st.none()),
)
endings: st.SearchStrategy[Event] = st.sampled_from([HungUp(), Abandoned(), LineFailed("gone"), MemoryFull()])


def _run(call: Call, happened: list[Event | None]) -> Sequence[tuple[Call, Call, tuple[object, ...]]]:
    """Every change of a call: before, after, effects. None stands for what happens by itself."""
    changes = []
    for frame, event in enumerate(happened):
        following, effects = advance(call, next_by_itself(call, frame) if event is None else event)
        changes.append((call, following, effects))
        call = following
        if call.ended_by is not None:
            break
    return changes


@given(calls, st.lists(events, max_size=60))
def test_no_call_is_ever_stuck(call: Call, happened: list[Event | None]) -> None:
    """Whatever came before, time alone ends every call."""
    for _, following, _ in _run(call, happened):
        call = following
    assert by_itself(call).ended_by is not None


@given(calls, st.lists(events, max_size=60), endings)
def test_the_rep_can_always_hang_up(call: Call, happened: list[Event | None], ending: Event) -> None:
    """From any state, and after the end nothing changes the record."""
    for _, following, _ in _run(call, happened):
        call = following
    call, _ = advance(call, ending)
    assert call.phase is Phase.ENDED
    for event in (*happened, ending):
        if event is not None:
            assert advance(call, event) == (call, ())


@given(calls, st.lists(events, max_size=60))
def test_nothing_loses_what_was_said(call: Call, happened: list[Event | None]) -> None:
    """Once something is kept its start is never forgotten, and changes only where a new take begins."""
    for before, following, effects in _run(call, happened):
        starts = [effect.frame for effect in effects if isinstance(effect, StartTake)]
        assert len(starts) <= 1
        assert following.message_from == (starts[0] if starts else before.message_from)


@given(calls, st.lists(events, max_size=60))
def test_nothing_is_recorded_before_a_beep_has_ended(call: Call, happened: list[Event | None]) -> None:
    """A mailbox hears nothing of what is said over its greeting; only where somebody is there it is kept sooner."""
    for before, _, effects in _run(call, happened):
        for effect in effects:
            if isinstance(effect, StartTake):
                live = any(step.listens_s for name, step in call.script.steps.items() if name != "message")
                assert before.place == "beep" or live


@given(calls, st.lists(events, max_size=60))
def test_a_call_goes_only_where_its_script_leads(call: Call, happened: list[Event | None]) -> None:
    """No order of events jumps past the beep."""
    for before, following, _ in _run(call, happened):
        if before.place and following.place != before.place:
            assert following.place in (before.script.follows(before.place), before.going_to)
