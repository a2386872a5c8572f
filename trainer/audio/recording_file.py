"""A recording on disk while it is being made."""

import shutil
from pathlib import Path

import soundfile

from trainer.audio.clip import Clip, Samples
from trainer.errors import StoreError

_FULL_BELOW_BYTES = 64 * 1024


class RecordingFile:
    """A mono 16-bit WAV that grows with every write.

    Samples are with the operating system when write returns. A program that is killed leaves a file whose
    header is out of date; every reader built on libsndfile still finds all of its sound.
    """

    def __init__(self, path: Path, rate_hz: int) -> None:
        """Create or replace the file; StoreError if it cannot be."""
        self.path = path
        self.rate_hz = rate_hz
        self.frames = 0
        try:
            self._file = soundfile.SoundFile(path, "w", rate_hz, 1, "PCM_16", format="WAV")
        except (soundfile.LibsndfileError, OSError) as error:
            raise StoreError(
                "The recording could not be started",
                f"{path} could not be created{_because_full(path)}.",
                "Check that the folder exists, may be written to, and has room.",
            ) from error

    def write(self, samples: Samples) -> None:
        """Append samples; StoreError if they do not fit, and what was written before stays."""
        try:
            self._file.write(samples)
        # soundfile asserts that all was written, and turns what the system says into its own error.
        except (soundfile.LibsndfileError, AssertionError, OSError) as error:
            raise StoreError(
                "The recording could not be written any further",
                f"{self.path} keeps the first {self.frames / self.rate_hz:.1f} s{_because_full(self.path)}.",
                "Make room on the disk, then record again.",
            ) from error
        self.frames += len(samples)

    def close(self) -> None:
        """Complete the header. Closing twice is fine; never raises, since the sound is on disk already."""
        try:
            self._file.close()
        except (soundfile.LibsndfileError, OSError):
            return


def write_clip(path: Path, clip: Clip) -> None:
    """Write a clip as a mono 16-bit WAV; StoreError if it cannot be written in full."""
    recording = RecordingFile(path, clip.rate_hz)
    try:
        recording.write(clip.samples)
    finally:
        recording.close()


def _because_full(path: Path) -> str:
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        return ""
    return ": the disk is full" if free < _FULL_BELOW_BYTES else ""
