"""A call through real PortAudio: sound flows both ways, and the message is cut by the stream's clock."""

import subprocess
import time
from pathlib import Path

import numpy as np
import pytest

from tests.device.correlation import noise, offset_of, whole_windows
from trainer.audio.clip import Clip
from trainer.audio.level import peak
from trainer.audio.portaudio_line import PortAudioLine
from trainer.audio.recording_file import write_clip
from trainer.audio.take import Take
from trainer.audio.tape import Tape
from trainer.errors import Cancelled, DeviceError

CUT_WITHIN_S = 0.02


def _never() -> bool:
    return False


def _tape(rate_hz: int, seconds: float = 1.5) -> Tape:
    """Noise up to the end of the beep: every moment of it can be found again."""
    samples = noise(seconds, rate_hz)
    return Tape(
        samples, rate_hz, {"greeting": rate_hz // 10, "beep": len(samples) - rate_hz // 2, "message": len(samples)}
    )


def _call(line: PortAudioLine, seconds: float = 1.5, after_s: float = 0.4) -> Take:
    """Dial, wait for the message to begin, listen a little longer, hang up."""
    rate_hz = line.connect(_never)
    take = Take(_tape(rate_hz, seconds), longest_s=10)
    line.open(take, _never)
    try:
        _until_message(line, take)
        end = take.frames + round(after_s * rate_hz)
        while take.frames < end and line.failure is None:
            line.advance()
    finally:
        line.close()
    assert line.failure is None
    return take


def _until_message(line: PortAudioLine, take: Take) -> None:
    until_s = time.monotonic() + 20
    while "message" not in dict(take.reached()):
        line.advance()
        assert line.failure is None
        assert time.monotonic() < until_s


@pytest.mark.usefixtures("loopback")
@pytest.mark.parametrize("rate_hz", [16_000, 44_100, 48_000])
def test_the_message_begins_where_the_beep_ended(rate_hz: int) -> None:
    """At every usual rate the cut is within 20 ms of the beep's true end, found by correlation, and nothing is lost."""
    take = _call(PortAudioLine(rate_hz=rate_hz))
    tape = _tape(rate_hz)
    heard = np.array(take.heard(0))
    beep = tape.samples[tape.marks["beep"] :]
    true_end = offset_of(beep, heard) + len(beep)
    marks = dict(take.reached())
    assert take.alignment.method == "time info"
    assert marks["message"] == pytest.approx(true_end, abs=CUT_WITHIN_S * rate_hz)
    slack = round(CUT_WITHIN_S * rate_hz)
    assert marks["message"] - marks["beep"] == pytest.approx(len(beep), abs=slack)
    assert peak(heard[marks["message"] + slack :]) < 0.01, "the beep is not in the message"
    assert peak(take.played(marks["message"] - slack, marks["message"])) > 0.05


@pytest.mark.usefixtures("loopback")
def test_what_is_heard_is_whole() -> None:
    """One stream from dial to hang-up: the sound comes back without a hole, but for one glitch of a busy machine."""
    take = _call(PortAudioLine(), seconds=3.0)
    sound, heard = _tape(48_000, 3.0).samples, np.array(take.heard(0))
    offset = offset_of(sound[-24_000:], heard) - (len(sound) - 24_000)
    assert whole_windows(sound, heard, offset, 2400) >= 59  # of 60


def test_the_first_word_after_the_beep_is_not_clipped(tmp_path: Path) -> None:
    """What is spoken into the microphone as soon as the beep ends is in the message from its first sample on."""
    words = noise(1.0, 48_000, seed=5)
    write_clip(tmp_path / "words.wav", Clip(words, 48_000))
    line = PortAudioLine()
    take = Take(_tape(line.connect(_never)), longest_s=10)
    line.open(take, _never)
    try:
        _until_message(line, take)
        speaking = subprocess.Popen(["paplay", "--device=mic_in", tmp_path / "words.wav"])
        while speaking.poll() is None:
            line.advance()
        for _ in range(20):
            line.advance()
    finally:
        line.close()
    message = np.array(take.heard(dict(take.reached())["message"]))
    assert whole_windows(words, message, offset_of(words, message), 2400) >= 19  # of 20


@pytest.mark.usefixtures("loopback")
def test_skipping_the_greeting() -> None:
    """# plays the beep within a few blocks, and the message still begins at its end."""
    line = PortAudioLine()
    rate_hz = line.connect(_never)
    take = Take(_tape(rate_hz, 20.0), longest_s=10)
    line.open(take, _never)
    started_s = time.monotonic()
    take.skip_to("beep")
    _until_message(line, take)
    line.close()
    assert time.monotonic() - started_s < 2.0
    beep = _tape(rate_hz, 20.0).samples[-rate_hz // 2 :]
    heard = np.array(take.heard(0))
    assert dict(take.reached())["message"] == pytest.approx(
        offset_of(beep, heard) + len(beep), abs=CUT_WITHIN_S * rate_hz
    )


@pytest.mark.usefixtures("loopback")
def test_the_meter_moves() -> None:
    """The level follows what the microphone hears, and falls when it is quiet again."""
    line = PortAudioLine()
    take = Take(_tape(line.connect(_never), 1.0), longest_s=10)
    line.open(take, _never)
    while not take.reached():  # what a loudspeaker plays before its first block is the sound system's business
        line.advance()
    take.take_peak_dbfs()
    _until_message(line, take)
    loud_dbfs = take.take_peak_dbfs()
    for _ in range(10):
        line.advance()
    take.take_peak_dbfs()
    for _ in range(5):
        line.advance()
    quiet_dbfs = take.take_peak_dbfs()
    line.close()
    assert loud_dbfs == pytest.approx(-20.8, abs=0.5)
    assert quiet_dbfs == -90.0


def test_a_refused_rate_gives_way_to_the_devices_own() -> None:
    """A device that cannot do the rate asked for is used at its own."""
    line = PortAudioLine(rate_hz=1_000_000)
    assert line.connect(_never) == 44_100
    line.close()


def test_unknown_devices_are_named_with_what_there_is() -> None:
    """A headset that stayed at home: the message says which one is missing and what could be used instead."""
    with pytest.raises(DeviceError, match='no microphone called "Fancy Headset"') as caught:
        PortAudioLine("Fancy Headset", None).connect(_never)
    assert "default" in caught.value.detail
    with pytest.raises(DeviceError, match='no loudspeaker called "Fancy Headset"'):
        PortAudioLine(None, "Fancy Headset").connect(_never)


def test_devices_are_chosen_by_name() -> None:
    """A name from the list is found again, and sound flows through it."""
    take = _call(PortAudioLine("pulse", "pulse"), seconds=0.5, after_s=0.1)
    assert take.frames > 0


def test_a_call_can_be_abandoned_before_it_begins() -> None:
    """Escape while the device opens ends the wait, and the device is free for the next call."""
    line = PortAudioLine()
    with pytest.raises(Cancelled):
        line.connect(lambda: True)
    line.close()
    _call(PortAudioLine(), seconds=0.3, after_s=0.0)


def test_the_record_says_how_it_was_made() -> None:
    """Every attempt keeps which sound system carried it and how it was aligned."""
    line = PortAudioLine()
    _call(line, seconds=0.5, after_s=0.0)
    assert line.description.startswith("ALSA through PortAudio 19.")
    assert "aligned by time info (" in line.description


def test_closing_twice_and_closing_nothing() -> None:
    """Hanging up never fails, whatever came before."""
    line = PortAudioLine()
    line.close()
    line.connect(_never)
    line.close()
    line.close()
