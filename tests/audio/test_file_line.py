"""Files as microphone and loudspeaker: a call that is exact to the sample."""

import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.audio.clip import Clip, Samples
from trainer.audio.clip_file import read_clip
from trainer.audio.file_line import FileLine
from trainer.audio.recording_file import write_clip
from trainer.audio.take import Take
from trainer.audio.tape import Mark, Tape
from trainer.errors import StoreError, UsageError

MakeNoise = Callable[[int], Samples]


def _never() -> bool:
    return False


def _tape(frames: int = 30_011) -> Tape:
    samples = np.asarray(np.random.default_rng(5).integers(-9000, 9000, frames) / 32768, np.float32)
    return Tape(samples, 48_000, {"greeting": 1000, "beep": frames - 10_000, "message": frames})


def _call(line: FileLine, tape: Tape, before_block: Callable[[int, Take], None] = lambda *_: None) -> Take:
    assert line.connect(_never) == tape.rate_hz
    take = Take(tape, 30.0)
    line.open(take, _never)
    for block in range(2000):
        if line.exhausted:
            break
        before_block(block, take)
        line.advance()
    line.close()
    return take


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.integers(1, 30_000), st.integers(0, 60), st.sampled_from(["greeting", "beep", "message"]))
def test_the_message_is_the_file_bit_by_bit(
    tmp_path: Path, noise: MakeNoise, length: int, skip_at: int, mark: Mark
) -> None:
    """From the end of the beep on, the take is the file: not one sample lost, added or changed, skip or no skip."""
    write_clip(tmp_path / "m.wav", Clip(noise(length), 48_000))
    line = FileLine(tmp_path / "m.wav")
    before = ["greeting", "beep"]
    take = _call(line, _tape(), lambda block, take: take.skip_to(mark, before) if block == skip_at else None)
    message = dict(take.reached())["message"]
    assert np.array_equal(take.heard(message), noise(length))
    assert not np.any(take.heard(0, message))
    assert take.alignment.method == "file"


def test_the_loudspeaker_file_is_what_the_rep_hears(tmp_path: Path, recording: Path) -> None:
    """The other file holds the tape as it was played, skip included, then silence."""
    tape = _tape()
    line = FileLine(recording, tmp_path / "heard.wav")
    take = _call(line, tape, lambda block, take: take.skip_to("beep") if block == 3 else None)
    heard = read_clip(tmp_path / "heard.wav").samples
    assert len(heard) == take.frames
    expected = np.concatenate([tape.samples[:2880], tape.samples[tape.marks["beep"] :]])
    assert np.array_equal(heard[: len(expected)], expected)
    assert not np.any(heard[len(expected) :])


def test_speaking_from_the_dial_on(recording: Path, noise: MakeNoise) -> None:
    """A recording of a whole call starts with the call: it tests who speaks before the beep."""
    take = _call(FileLine(recording, speak_at="dial"), _tape())
    assert np.array_equal(take.heard(0), noise(50_001))


def test_each_listening_has_its_own_words(tmp_path: Path, noise: MakeNoise) -> None:
    """A rep who is listened to twice speaks twice, exactly from then on; only to a machine does silence hang up."""
    for number in (1, 2):
        write_clip(tmp_path / f"{number}.wav", Clip(noise(number * 1000), 48_000))
    samples = np.zeros(5000, np.float32)
    marks = {"asks": 0, "listens": 2000, "asks again": 2000, "message": 5000}
    tape = Tape(samples, 48_000, marks, {"listens": None}, frozenset({"listens", "message"}))
    line = FileLine([tmp_path / "1.wav", tmp_path / "2.wav"])
    take = _call(line, tape, lambda block, take: take.skip_to("asks again", ["listens"]) if block == 20 else None)
    reached = dict(take.reached())
    assert np.array_equal(take.heard(reached["listens"], reached["listens"] + 1000), noise(1000))
    assert np.array_equal(take.heard(reached["message"]), noise(2000))
    assert not np.any(take.heard(reached["listens"] + 1000, reached["message"]))


def test_no_microphone_is_silence_for_ever(tmp_path: Path) -> None:
    """Without a file the mailbox hears nothing, and the line never ends by itself."""
    line = FileLine(None, tmp_path / "heard.wav")
    take = _call(line, _tape())
    assert take.full
    assert not np.any(take.heard(0))
    assert not line.exhausted


def test_another_rate_is_resampled(tmp_path: Path) -> None:
    """A telephone recording of 8 kHz speaks as long on a line of 48 kHz."""
    write_clip(tmp_path / "m.wav", Clip(np.full(8000, 0.5, np.float32), 8000))
    take = _call(FileLine(tmp_path / "m.wav"), _tape())
    message = dict(take.reached())["message"]
    assert take.frames - message == 48_000


def test_real_time_is_real(recording: Path) -> None:
    """In real time a second lasts a second; as fast as it goes, much less."""
    tape = _tape()
    started_s = time.monotonic()
    take = _call(FileLine(recording, real_time=True), tape)
    lasted_s = time.monotonic() - started_s
    assert lasted_s == pytest.approx(take.frames / 48_000, abs=0.3)
    started_s = time.monotonic()
    _call(FileLine(recording), tape)
    assert time.monotonic() - started_s < lasted_s / 3


def test_bad_microphone_and_bad_loudspeaker(tmp_path: Path, recording: Path) -> None:
    """Faults are met before the call begins, and the rep's own recording is never overwritten."""
    with pytest.raises(UsageError, match="There is no file"):
        FileLine(tmp_path / "gone.wav").connect(_never)
    with pytest.raises(UsageError, match="both microphone and loudspeaker"):
        FileLine(recording, tmp_path / "." / recording.name).connect(_never)
    with pytest.raises(UsageError, match="not a WAV file"):
        FileLine(recording, tmp_path / "heard.mp3").connect(_never)
    line = FileLine(recording, tmp_path / "gone" / "heard.wav")
    line.connect(_never)
    with pytest.raises(StoreError):
        line.open(Take(_tape(), 1.0), _never)
    line.close()


@pytest.mark.usefixtures("small_disk")
def test_a_loudspeaker_file_without_room(tmp_path: Path) -> None:
    """When what is heard cannot be written the line says so, and what was said until then is kept."""
    line = FileLine(None, tmp_path / "heard.wav")
    take = _call(line, _tape())
    assert line.failure is not None
    assert "keeps the first 0.5 s" in line.failure
    assert take.frames == 27 * 960
