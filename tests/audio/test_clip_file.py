"""Recordings from anywhere: what can be read is read, and every fault gets its own message."""

import io
import os
import struct
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile

from trainer.audio.clip import Samples
from trainer.audio.clip_file import read_clip
from trainer.errors import UsageError

MakeNoise = Callable[[int], Samples]

RATE_HZ = 8000


def _encoded(noise: MakeNoise, kind: str, subtype: str | None = None) -> bytes:
    file = io.BytesIO()
    soundfile.write(file, noise(5 * RATE_HZ), RATE_HZ, format=kind, subtype=subtype)
    return file.getvalue()


def _fault(path: Path) -> UsageError:
    with pytest.raises(UsageError) as caught:
        read_clip(path)
    assert str(path) in caught.value.title
    assert caught.value.hint
    assert caught.value.exit_code == 2
    return caught.value


@pytest.mark.parametrize(("kind", "ending"), [("WAV", "wav"), ("FLAC", "flac"), ("AIFF", "aiff"), ("RF64", "wav")])
def test_lossless_files_are_read_exactly(tmp_path: Path, noise: MakeNoise, kind: str, ending: str) -> None:
    """A lossless recording arrives bit by bit."""
    path = tmp_path / f"a.{ending}"
    path.write_bytes(_encoded(noise, kind, "PCM_16"))
    clip = read_clip(path)
    assert clip.rate_hz == RATE_HZ
    assert np.array_equal(clip.samples, noise(5 * RATE_HZ))


@pytest.mark.parametrize(("kind", "subtype"), [("OGG", "VORBIS"), ("OGG", "OPUS"), ("MP3", None), ("WAV", "ULAW")])
def test_lossy_files_are_read_in_full(tmp_path: Path, noise: MakeNoise, kind: str, subtype: str | None) -> None:
    """Phones and browsers record lossy files; they are as long as they were."""
    path = tmp_path / "a.bin"
    path.write_bytes(_encoded(noise, kind, subtype))
    assert read_clip(path).seconds == pytest.approx(5.0, abs=0.02)


@pytest.mark.parametrize("channels", [1, 2, 10])
@pytest.mark.parametrize("rate_hz", [4000, 44100, 192000])
def test_channels_are_mixed_evenly(tmp_path: Path, noise: MakeNoise, channels: int, rate_hz: int) -> None:
    """A voice on one of ten channels is still heard, whatever the rate."""
    voice = noise(2000)
    sound = np.zeros((2000, channels), np.float32)
    sound[:, -1] = voice
    soundfile.write(tmp_path / "a.wav", sound, rate_hz, subtype="FLOAT")
    clip = read_clip(tmp_path / "a.wav")
    assert clip.rate_hz == rate_hz
    assert clip.samples == pytest.approx(voice / channels, abs=1e-6)


def test_what_is_no_number_is_silence(tmp_path: Path) -> None:
    """Broken samples of a float file do not reach the recogniser."""
    sound = np.array([0.5, np.nan, np.inf, -np.inf, -0.5], np.float32)
    soundfile.write(tmp_path / "a.wav", sound, RATE_HZ, subtype="FLOAT")
    assert read_clip(tmp_path / "a.wav").samples.tolist() == [0.5, 0.0, 0.0, 0.0, -0.5]


def test_a_wav_written_to_a_pipe(tmp_path: Path, noise: MakeNoise) -> None:
    """Converters that write to a pipe state the largest length there is: that file is whole."""
    wav = bytearray(_encoded(noise, "WAV", "PCM_16"))
    wav[4:8] = wav[40:44] = struct.pack("<I", 0xFFFFFFFF)
    (tmp_path / "piped.wav").write_bytes(wav)
    assert read_clip(tmp_path / "piped.wav").seconds == 5.0


def test_missing(tmp_path: Path) -> None:
    """A name with a slip in it is told as such."""
    assert "There is no file" in _fault(tmp_path / "gone.wav").title


def test_folder(tmp_path: Path) -> None:
    """A folder is no recording."""
    assert "is a folder" in _fault(tmp_path).title


def test_pipe(tmp_path: Path) -> None:
    """A named pipe nobody writes to would hang the program: it is refused unopened."""
    os.mkfifo(tmp_path / "pipe.wav")
    assert "is not a file" in _fault(tmp_path / "pipe.wav").title


def test_a_name_no_system_knows(tmp_path: Path) -> None:
    """Names that the system itself refuses are bad input, not a crash."""
    assert "cannot be read" in _fault(tmp_path / ("x" * 300 + ".wav")).title


def test_no_bytes_and_no_sound(tmp_path: Path) -> None:
    """An empty file and a file with only a header are both empty to a person."""
    (tmp_path / "a.wav").write_bytes(b"")
    assert "is empty" in _fault(tmp_path / "a.wav").title
    soundfile.write(tmp_path / "b.wav", np.zeros(0, np.float32), RATE_HZ)
    assert "only a header" in _fault(tmp_path / "b.wav").detail


@pytest.mark.parametrize(
    ("kind", "subtype"), [("WAV", "PCM_16"), ("FLAC", "PCM_16"), ("OGG", "VORBIS"), ("OGG", "OPUS"), ("AIFF", "PCM_16")]
)
def test_cut_short(tmp_path: Path, noise: MakeNoise, kind: str, subtype: str | None) -> None:
    """Half a download is not scored as if it were the whole message."""
    path = tmp_path / "half.bin"
    whole = _encoded(noise, kind, subtype)
    path.write_bytes(whole[: len(whole) * 2 // 3])
    assert "cut short" in _fault(path).title


@pytest.mark.parametrize(("first", "size"), [(24, 4), (22, 2)])
def test_no_rate_and_no_channels(tmp_path: Path, noise: MakeNoise, first: int, size: int) -> None:
    """0 Hz and 0 channels are refused, not divided by."""
    wav = bytearray(_encoded(noise, "WAV", "PCM_16"))
    wav[first : first + size] = bytes(size)
    (tmp_path / "a.wav").write_bytes(wav)
    assert "not a recording that can be read" in _fault(tmp_path / "a.wav").title


def test_a_rate_too_low_for_speech(tmp_path: Path, noise: MakeNoise) -> None:
    """A header that says 1 Hz is wrong, and its hours of sound are not waited for."""
    soundfile.write(tmp_path / "a.wav", noise(2000), 1)
    assert "too low a sampling rate" in _fault(tmp_path / "a.wav").title


def test_not_sound(tmp_path: Path) -> None:
    """A text, or a format libsndfile does not know, gets the way out: convert it."""
    for name, content in (
        ("notes.wav", b"hello, no sound here\n" * 99),
        ("phone.m4a", b"\0\0\0\x1cftypM4A " + bytes(999)),
    ):
        (tmp_path / name).write_bytes(content)
        assert f"ffmpeg -i {name} message.wav" in _fault(tmp_path / name).hint


def test_an_hour_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """The length is judged by the header: an hour-long file costs no memory."""
    path = tmp_path / "hour.wav"
    with soundfile.SoundFile(path, "w", RATE_HZ, 10, "PCM_U8", format="WAV") as file:
        for _ in range(60):
            file.write(np.zeros((60 * RATE_HZ, 10), np.float32))
    tracemalloc.start()
    error = _fault(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "too long" in error.title
    assert "20 minutes" in error.detail
    assert most < 1_000_000


def test_ten_channels_cost_no_more_memory_than_one(tmp_path: Path) -> None:
    """Channels are mixed block by block: only the mono result is ever held in full."""
    soundfile.write(tmp_path / "ten.wav", np.zeros((120 * RATE_HZ, 10), np.int16), RATE_HZ)
    mono_bytes = 120 * RATE_HZ * 4
    tracemalloc.start()
    read_clip(tmp_path / "ten.wav")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 2.5 * mono_bytes + 8_000_000
