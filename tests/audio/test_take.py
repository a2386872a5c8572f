"""The take: whatever the block sizes, nothing heard is lost, and every mark is where the ear met it."""

import gc
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.audio.clip import Samples
from trainer.audio.take import Alignment, Take
from trainer.audio.tape import Mark, Tape

MakeNoise = Callable[[int], Samples]

Block = tuple[int, Mark | None]
BLOCKS: st.SearchStrategy[list[Block]] = st.lists(
    st.tuples(st.integers(0, 700), st.sampled_from([None, None, None, "greeting", "beep", "message"])), max_size=12
)


def _exchange(take: Take, heard: Samples, delay_frames: float | None = None, overflow: bool = False) -> Samples:
    playing: Samples = np.full(len(heard), np.nan, np.float32)
    take.exchange(heard, playing, delay_frames, overflow)
    return playing


def _numbered(frames: int) -> Samples:
    return np.asarray(np.arange(1, frames + 1) / 1e6, np.float32)


def _tape() -> Tape:
    return Tape(_numbered(1000), 8000, {"greeting": 200, "beep": 700, "message": 1000})


@given(BLOCKS, st.integers(0, 1500))
def test_any_blocks_and_skips(blocks: list[Block], delay: int) -> None:
    """Sound in and out is whole, skips go where they should, and no mark comes before its frame is in."""
    tape = _tape()
    take = Take(tape, longest_s=1.0)
    world = _numbered(sum(size for size, _ in blocks))
    ear: list[Samples] = []
    position = cursor = 0
    for size, skip in blocks:
        if skip is not None:
            take.skip_to(skip)
            position = tape.marks[skip]
        played = _exchange(take, world[cursor : cursor + size], float(delay))
        expected = np.zeros(size, np.float32)
        part = tape.samples[position : position + size]
        expected[: len(part)] = part
        assert np.array_equal(played, expected)
        ear.append(played)
        position = min(position + size, len(tape.samples))
        cursor += size
        assert take.frames == cursor
        reached = take.reached()
        assert all(delay <= frame < take.frames for _, frame in reached)
        assert sorted(frame for _, frame in reached) == [frame for _, frame in reached]
    assert np.array_equal(take.heard(0), world)
    whole_ear = np.concatenate([np.zeros(delay, np.float32), *ear, np.zeros(1, np.float32)])
    assert np.array_equal(take.played(0, cursor), whole_ear[:cursor])
    for frame, mark in {frame: mark for mark, frame in take.reached()}.items():  # the last of marks at one frame sounds
        assert whole_ear[frame] == (0.0 if mark == "message" else tape.samples[tape.marks[mark]])


def test_marks_are_aligned_to_the_frame(short_tape: Tape) -> None:
    """A delay of 300 frames moves every mark by 300 frames, and the frame before a mark still held the beep."""
    take = Take(short_tape, 1.0)
    for _ in range(40):
        _exchange(take, np.zeros(64, np.float32), 300.2)
    assert take.reached() == (("greeting", 500), ("beep", 1000), ("message", 1300))
    assert take.alignment == Alignment(300, "time info")
    assert take.played(1299, 1301).tolist() == [short_tape.samples[-1], 0.0]


def test_a_mark_waits_for_its_frame(short_tape: Tape) -> None:
    """The message is not announced before its first sample was heard."""
    take = Take(short_tape, 1.0)
    _exchange(take, np.zeros(1000, np.float32), 100.0)
    assert take.reached() == (("greeting", 300), ("beep", 800))
    _exchange(take, np.zeros(100, np.float32), 100.0)
    assert len(take.reached()) == 2
    _exchange(take, np.zeros(1, np.float32), 100.0)
    assert take.reached()[2] == ("message", 1100)


def test_time_stamps_that_drift_later_move_nothing(short_tape: Tape) -> None:
    """A busy machine's clocks run away after a while: marks stay where the first blocks put them."""
    take = Take(short_tape, 1.0)
    for block in range(300):
        _exchange(take, np.zeros(8, np.float32), 10.0 if block < 64 else 10.0 + block)
    assert take.alignment.delay_frames == 10
    assert take.reached() == (("greeting", 210), ("beep", 710), ("message", 1010))


def test_one_wild_time_stamp_moves_nothing(short_tape: Tape) -> None:
    """The median of many blocks is believed, not the latest block."""
    take = Take(short_tape, 1.0)
    for block in range(21):
        _exchange(take, np.zeros(64, np.float32), 7000.0 if block % 3 == 0 else 120.0)
    assert take.alignment.delay_frames == 120


def test_without_measurements_the_assumption_holds(short_tape: Tape) -> None:
    """A sound system without time stamps is aligned by what the stream says of itself."""
    take = Take(short_tape, 1.0)
    take.assume(Alignment(50, "reported latency"))
    _exchange(take, np.zeros(1100, np.float32), None)
    assert take.alignment.method == "reported latency"
    assert dict(take.reached())["message"] == 1050


def test_skipping_does_not_wait_for_the_greeting(short_tape: Tape) -> None:
    """After # the beep plays with the very next block, and the greeting was never reached."""
    take = Take(short_tape, 1.0)
    _exchange(take, np.zeros(100, np.float32))
    take.skip_to("beep")
    assert take.frames_until_listening() == 300
    assert _exchange(take, np.zeros(2, np.float32)).tolist() == short_tape.samples[700:702].tolist()
    assert take.reached() == (("beep", 100),)


def test_a_skip_that_comes_too_late_changes_nothing(short_tape: Tape) -> None:
    """Who presses # in the moment the beep begins does not hear it twice."""
    take = Take(short_tape, 1.0)
    _exchange(take, np.zeros(750, np.float32))
    take.skip_to("beep", leaving=["greeting"])
    assert _exchange(take, np.zeros(2, np.float32)).tolist() == short_tape.samples[750:752].tolist()
    take.skip_to("greeting", leaving=["beep"])
    assert _exchange(take, np.zeros(2, np.float32)).tolist() == short_tape.samples[200:202].tolist()


def test_sound_goes_where_the_tape_says(short_tape: Tape) -> None:
    """A menu that begins again, and a place that waits in silence until it is told."""
    tape = Tape(short_tape.samples, 8000, {"menu": 200, "beep": 700, "wait": 1000}, {"menu": "wait", "beep": "menu"})
    take = Take(tape, 1.0)
    assert _exchange(take, np.zeros(720, np.float32))[699:].tolist() == [*tape.samples[699:700], *([0.0] * 20)]
    take.skip_to("beep", leaving=["wait"])
    assert np.array_equal(
        _exchange(take, np.zeros(400, np.float32)), np.concatenate([tape.samples[700:], tape.samples[200:300]])
    )
    assert [mark for mark, _ in take.reached()] == ["menu", "wait", "beep", "menu"]


def test_what_was_heard_is_played_back(short_tape: Tape) -> None:
    """A mailbox lets its caller hear the message: exactly what came in, then whatever follows."""
    take = Take(short_tape, 1.0)
    world = _numbered(2000)
    _exchange(take, world)
    take.skip_to("greeting", replayed=(500, 600))
    played = _exchange(take, np.zeros(101, np.float32))
    assert np.array_equal(played[:100], world[500:600])
    assert played[100] == short_tape.samples[700]


def test_full_take_keeps_what_it_has(short_tape: Tape, noise: MakeNoise) -> None:
    """When there is no room left the first minutes stay, the rest is dropped and said so; the tape goes on."""
    take = Take(short_tape, longest_s=0.5)
    room = 1000 + 4000 + 5 * 8000
    world = noise(room + 500)
    _exchange(take, world[: room - 100])
    before = take.full
    _exchange(take, world[room - 100 : room + 200])
    _exchange(take, world[room + 200 :])
    assert (before, take.full) == (False, True)
    assert np.array_equal(take.heard(0), world[:room])


def test_readers_cannot_write(short_tape: Tape) -> None:
    """What was heard is shared memory: nobody but the sound thread changes it."""
    take = Take(short_tape, 1.0)
    _exchange(take, np.ones(10, np.float32))
    with pytest.raises(ValueError, match="read-only"):
        take.heard(0)[0] = 0.0
    assert len(take.heard(5, 99)) == 5
    assert len(take.heard(99)) == 0


def test_peak_since_last_asked(short_tape: Tape) -> None:
    """The meter shows the loudest moment since its last look, then starts afresh."""
    take = Take(short_tape, 1.0)
    _exchange(take, np.array([0.1, -0.5, 0.2], np.float32), overflow=True)
    assert take.take_peak_dbfs() == pytest.approx(-6.02, abs=0.01)
    assert take.take_peak_dbfs() == -90.0
    _exchange(take, np.array([0.1], np.float32))
    assert take.take_peak_dbfs() == pytest.approx(-20.0, abs=0.01)
    assert take.overflows == 1


@pytest.fixture
def no_garbage_collection() -> Iterator[None]:
    """Collections run in whichever thread allocates, and are as long as the test runner's heap is large."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("no_garbage_collection")
def test_the_sound_thread_is_never_kept_waiting(noise: MakeNoise) -> None:
    """While a reader copies, measures and asks without pause, no block costs the sound thread 5 ms of work.

    Work is counted in processor time: how long the thread had to wait for a processor is the machine's business.
    """
    tape = Tape(noise(48_000), 48_000, {"greeting": 100, "beep": 20_000, "message": 48_000})
    take = Take(tape, longest_s=30.0)
    block = noise(512)
    slowest_s = 0.0

    def sound_thread() -> None:
        nonlocal slowest_s
        playing: Samples = np.empty(512, np.float32)
        for _ in range(300):
            before = time.thread_time()
            take.exchange(block, playing, 4800.0, overflow=False)
            slowest_s = max(slowest_s, time.thread_time() - before)
            time.sleep(0.001)

    thread = threading.Thread(target=sound_thread)
    thread.start()
    while thread.is_alive():
        take.reached()
        take.take_peak_dbfs()
        np.array(take.heard(0))
        take.played(0, take.frames)
    assert slowest_s < 0.005
    assert np.array_equal(take.heard(0), np.tile(block, 300))


def test_the_sound_thread_allocates_nothing_that_stays(short_tape: Tape) -> None:
    """Three minutes of blocks leave no more memory behind than the first second."""
    take = Take(short_tape, longest_s=60.0)
    heard, playing = np.zeros(80, np.float32), np.zeros(80, np.float32)
    for _ in range(100):
        take.exchange(heard, playing, 10.0, overflow=True)
    tracemalloc.start()
    for _ in range(6000):
        take.exchange(heard, playing, 10.0, overflow=True)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < 4096
