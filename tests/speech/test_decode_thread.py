"""Decoding beside the call: guesses, failures and ends."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from trainer.audio.clip import Clip, Samples
from trainer.core.transcript import Engine
from trainer.errors import Cancelled, EngineError
from trainer.speech.decode_thread import DecodeThread, Hear
from trainer.speech.hearing import LiveHearing
from trainer.speech.moonshine import MoonshineTranscriber
from trainer.speech.pieces import Heard, Piece
from trainer.speech.vad import VoiceDetector

SOUND = np.zeros(512, np.float32)


class SlowRecogniser:
    """Takes its time over every piece, and keeps a record."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.begun: list[int] = []
        self.given_up = 0

    def hear(self, sound: Samples, stopped: Callable[[], bool]) -> Heard:
        """Count the samples."""
        self.begun.append(len(sound))
        done_at = time.monotonic() + self.seconds
        while time.monotonic() < done_at:
            if stopped():
                self.given_up += 1
                raise Cancelled
            time.sleep(0.002)
        return Heard(f"{len(sound)}", 1, -0.1)


def never() -> bool:
    """Nobody stops."""
    return False


def decoders() -> list[threading.Thread]:
    """The decoders that still run."""
    return [thread for thread in threading.enumerate() if thread.name == "decoder"]


@pytest.fixture(autouse=True)
def _no_thread_is_left() -> Iterator[None]:
    """Every test ends with its decoders gone, quickly and by themselves."""
    yield
    deadline = time.monotonic() + 2
    while decoders() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert decoders() == []


def test_a_guess_that_comes_true_is_not_decoded_again() -> None:
    """Hanging up after a pause costs nothing: the words are there."""
    slow = SlowRecogniser(0.02)
    thread = DecodeThread(slow.hear)
    thread.guess(Piece(0, 5), SOUND)
    time.sleep(0.1)
    thread.add(Piece(0, 5), SOUND)
    assert thread.finish(never)[Piece(0, 5)].text == "512"
    assert len(slow.begun) == 1


def test_a_guess_that_is_under_way_is_finished_if_it_comes_true() -> None:
    """Hanging up while the guess is being decoded waits for the rest of it only."""
    slow = SlowRecogniser(0.2)
    thread = DecodeThread(slow.hear)
    thread.guess(Piece(0, 5), SOUND)
    time.sleep(0.1)
    thread.add(Piece(0, 5), SOUND)
    thread.finish(never)
    assert (len(slow.begun), slow.given_up) == (1, 0)


@pytest.mark.parametrize("overtake", ["the piece went on", "another guess", "dropped"])
def test_a_guess_that_is_overtaken_is_given_up(overtake: str) -> None:
    """No time is lost on a piece that the message has gone beyond."""
    slow = SlowRecogniser(5.0)
    thread = DecodeThread(slow.hear)
    thread.guess(Piece(0, 5), SOUND)
    time.sleep(0.1)
    slow.seconds = 0.01
    if overtake == "the piece went on":
        thread.add(Piece(0, 12), SOUND)
    elif overtake == "another guess":
        thread.guess(Piece(0, 9), SOUND)
    else:
        thread.drop_guess()
    time.sleep(0.2)
    assert slow.given_up == 1
    assert len(slow.begun) == (1 if overtake == "dropped" else 2)
    thread.finish(never)


def test_pieces_are_decoded_in_order() -> None:
    """What was said first is ready first."""
    slow = SlowRecogniser(0.001)
    thread = DecodeThread(slow.hear)
    for length in range(1, 30):
        thread.add(Piece(length, length + 1), SOUND[:length])
    thread.finish(never)
    assert slow.begun == list(range(1, 30))


# --- In a hearing -----------------------------------------------------------------------------------------------------


def hearing_with(hear: Hear, message: Clip) -> LiveHearing:
    """A hearing with this recogniser, the message fed at once."""
    hearing = LiveHearing(message.rate_hz, VoiceDetector(), hear, Engine("test", "1"))
    hearing.feed(message.samples)
    return hearing


@pytest.mark.voice
def test_guesses_never_change_what_is_heard(message: Clip) -> None:
    """A piece is always decoded from exactly its own samples, whether it was guessed before or not."""
    slow = SlowRecogniser(0.003)
    live = LiveHearing(message.rate_hz, VoiceDetector(), slow.hear, Engine("test", "1"))
    for start in range(0, message.frames, 2_205):
        live.feed(message.samples[start : start + 2_205])
        time.sleep(0.002)
    assert live.finish(never) == hearing_with(slow.hear, message).finish(never)


@pytest.mark.voice
def test_the_last_word_is_whole_when_the_rep_hangs_up_on_it(message: Clip) -> None:
    """Voice up to the very last sample is decoded up to the last sample."""
    slow = SlowRecogniser(0.001)
    clip = message.cut(0.0, 0.7001)
    hearing_with(slow.hear, clip).finish(never)
    assert slow.begun[-1] >= clip.seconds * 16_000


@pytest.mark.voice
def test_a_blip_of_voice_is_not_decoded(message: Clip) -> None:
    """A cough is too short for words, and a recogniser would find some."""
    slow = SlowRecogniser(0.001)
    silence = np.zeros(message.rate_hz, np.float32)
    blip = Clip(np.concatenate((silence, message.cut(0.3, 0.5).samples, silence)), message.rate_hz)
    transcript = hearing_with(slow.hear, blip).finish(never)
    assert transcript.speech
    assert (slow.begun, transcript.words, transcript.unclear) == ([], (), None)


@pytest.mark.voice
def test_finish_can_be_stopped(message: Clip) -> None:
    """Escape works while a message is being decoded."""
    hearing = hearing_with(SlowRecogniser(60).hear, message)
    stop_at = time.monotonic() + 0.2
    with pytest.raises(Cancelled):
        hearing.finish(lambda: time.monotonic() > stop_at)
    assert time.monotonic() < stop_at + 0.5


@pytest.mark.engine
@pytest.mark.voice
def test_cancel_ends_the_thread(recogniser: MoonshineTranscriber, message: Clip) -> None:
    """A call that is abandoned stops costing anything, and has no words."""
    hearing = recogniser.begin(message.rate_hz)
    hearing.feed(message.samples)
    hearing.cancel()
    with pytest.raises(Cancelled):
        hearing.finish(never)


@pytest.mark.voice
def test_a_failing_recogniser_is_an_engine_error(message: Clip) -> None:
    """Whatever a native library throws in the thread reaches the person as a message."""

    def broken(_: Samples, __: Callable[[], bool]) -> Heard:
        raise MemoryError("no memory for the encoder")

    with pytest.raises(EngineError, match="no memory for the encoder"):
        hearing_with(broken, message).finish(never)


@pytest.mark.engine
@pytest.mark.voice
def test_the_program_can_end_while_a_message_is_decoded(tmp_path: Path, message: Clip) -> None:
    """Leaving in the middle of a call must not abort the interpreter while native code still runs."""
    soundfile.write(tmp_path / "message.wav", message.samples, message.rate_hz)
    code = (
        "import sys, soundfile; from trainer.speech.moonshine import MoonshineTranscriber; "
        "samples, rate_hz = soundfile.read(sys.argv[1], dtype='float32'); "
        "MoonshineTranscriber().begin(rate_hz).feed(samples)"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "message.wav")]
    result = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
