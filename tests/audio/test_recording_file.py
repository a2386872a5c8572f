"""A recording survives what happens to programs and disks."""

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from trainer.audio.clip import Clip, Samples
from trainer.audio.clip_file import read_clip
from trainer.audio.recording_file import RecordingFile, write_clip
from trainer.errors import StoreError

MakeNoise = Callable[[int], Samples]

KILLED = """
import os, sys
from pathlib import Path
import numpy as np
from trainer.audio.recording_file import RecordingFile
recording = RecordingFile(Path(sys.argv[1]), 8000)
for tenth in range(25):
    recording.write(np.full(800, tenth / 100, np.float32))
os.kill(os.getpid(), 9)
"""


def test_what_was_written_is_read_bit_by_bit(tmp_path: Path, noise: MakeNoise) -> None:
    """16-bit sound comes back exactly, whatever the blocks it was written in."""
    samples = noise(10_007)
    recording = RecordingFile(tmp_path / "a.wav", 16_000)
    for start in range(0, len(samples), 997):
        recording.write(samples[start : start + 997])
    recording.close()
    recording.close()
    clip = read_clip(tmp_path / "a.wav")
    assert clip.rate_hz == 16_000
    assert np.array_equal(clip.samples, samples)


def test_every_write_is_with_the_system_at_once(tmp_path: Path, noise: MakeNoise) -> None:
    """No sample waits in a buffer that a crash would lose."""
    recording = RecordingFile(tmp_path / "a.wav", 8000)
    for blocks in range(1, 6):
        recording.write(noise(801))
        assert (tmp_path / "a.wav").stat().st_size == 44 + 2 * 801 * blocks
    recording.close()


def test_killed_in_mid_message(tmp_path: Path) -> None:
    """After kill -9 the whole message is still there to be scored."""
    path = tmp_path / "killed.wav"
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    clip = read_clip(path)
    assert clip.seconds == 2.5
    assert clip.samples[-1] == pytest.approx(0.24, abs=0.001)


def test_too_loud_is_clipped_not_wrapped(tmp_path: Path) -> None:
    """A shout past full scale stays at full scale instead of turning into a bang."""
    write_clip(tmp_path / "loud.wav", Clip(np.array([2.0, -2.0, 0.0], np.float32), 8000))
    assert read_clip(tmp_path / "loud.wav").samples.tolist() == pytest.approx([1.0, -1.0, 0.0], abs=1e-4)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A recording that cannot start says where and why, in one error."""
    with pytest.raises(StoreError, match="could not be started") as caught:
        RecordingFile(tmp_path / "gone" / "a.wav", 8000)
    assert "gone" in caught.value.detail
    assert caught.value.exit_code == 5


def test_a_full_disk_keeps_what_fitted(tmp_path: Path, small_disk: int) -> None:
    """When the disk is full the error says how much is kept, and that much can be read."""
    recording = RecordingFile(tmp_path / "a.wav", 8000)
    for _ in range(3):
        recording.write(np.full(8000, 0.5, np.float32))
    for _ in range(2):
        with pytest.raises(StoreError, match="could not be written any further") as caught:
            recording.write(np.full(8000, 0.5, np.float32))
        assert "keeps the first 3.0 s" in caught.value.detail
    recording.close()
    assert (tmp_path / "a.wav").stat().st_size <= small_disk
    assert np.all(read_clip(tmp_path / "a.wav").samples[:24_000] == 0.5)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
def test_the_disk_is_full_from_the_start(tmp_path: Path) -> None:
    """A device without any room is an error of the store, whichever call meets it."""
    link = tmp_path / "full.wav"
    link.symlink_to("/dev/full")
    with pytest.raises(StoreError):
        write_clip(link, Clip(np.zeros(8000, np.float32), 8000))
