"""A line made of files: one is the microphone, another records the loudspeaker."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import numpy as np

from trainer.audio.clip import Samples
from trainer.audio.clip_file import read_clip
from trainer.audio.line import Stopped
from trainer.audio.recording_file import RecordingFile
from trainer.audio.take import Alignment, Take
from trainer.audio.tape import Mark
from trainer.core.timeline import frames_of
from trainer.errors import StoreError, UsageError

BLOCK_S = 0.02


class FileLine:
    """Speaks a recording into the call, starting exactly at the end of the beep, and writes down what is heard.

    Where a call listens more than once the recording is spoken each time from its start, or the next one of several.
    Runs as fast as it is asked to, or in real time. Without a microphone file the line is silent for ever.
    """

    def __init__(
        self,
        microphone: Path | Sequence[Path] | None,
        speaker: Path | None = None,
        *,
        real_time: bool = False,
        speak_at: Literal["message", "dial"] = "message",
        rate_hz: int = 48000,
    ) -> None:
        self._microphones: Sequence[Path] = [microphone] if isinstance(microphone, Path) else microphone or []
        self._speaker_path = speaker
        self._real_time = real_time
        self._speak_at: Literal["message", "dial"] = speak_at
        self._rate_hz = rate_hz
        self._speeches: list[Samples] = []
        self._turn = 0
        self._in_turn = False
        self._spoken_at: Mark | None = None
        self._spoken = 0
        self._exchanged = 0
        self._started_s = 0.0
        self._take: Take | None = None
        self._speaker: RecordingFile | None = None
        self._failure: str | None = None

    def connect(self, stopped: Stopped) -> int:  # noqa: ARG002 - reading a file takes no waiting
        """Read the microphone's file; UsageError if it cannot be used."""
        for microphone in self._microphones:
            _check_speaker(self._speaker_path, microphone)
        if not self._microphones:
            _check_speaker(self._speaker_path, None)
        self._speeches = [read_clip(path).resampled(self._rate_hz).samples for path in self._microphones]
        return self._rate_hz

    def open(self, take: Take, stopped: Stopped) -> None:  # noqa: ARG002 - files flow at once
        """Begin; StoreError if the loudspeaker's file cannot be created."""
        if self._speaker_path is not None:
            self._speaker = RecordingFile(self._speaker_path, self._rate_hz)
        take.assume(Alignment(0, "file"))
        self._take = take
        self._started_s = time.monotonic()

    def advance(self) -> None:
        """Exchange one block of 20 ms, or what is left of the recording; in real time, when it is due."""
        if self._take is None or self._failure is not None:
            return
        heard = self._next_block(self._take)
        playing: Samples = np.empty_like(heard)
        self._take.exchange(heard, playing, None, overflow=False)
        self._exchanged += len(heard)
        self._record(playing)
        if self._real_time:
            due_s = self._started_s + self._exchanged / self._rate_hz
            time.sleep(max(0.0, min(BLOCK_S, due_s - time.monotonic())))

    @property
    def _speech(self) -> Samples:
        """What is spoken in this turn."""
        if not self._speeches:
            return np.zeros(0, np.float32)
        return self._speeches[min(self._turn, len(self._speeches) - 1)]

    def _next_block(self, take: Take) -> Samples:
        """Silence up to the moment to speak, then speech; a block ends with the recording's last sample."""
        size = frames_of(BLOCK_S, self._rate_hz)
        wait = self._wait(take, size)
        if wait == size or self._spoken == len(self._speech):
            return np.zeros(size, np.float32)
        part = self._speech[self._spoken : self._spoken + size - wait]
        self._spoken += len(part)
        return np.concatenate([np.zeros(wait, np.float32), part])

    def _wait(self, take: Take, size: int) -> int:
        """How many frames of this block pass before the rep speaks, or speaks on."""
        if self._speak_at == "dial":
            return 0
        if self._in_turn and take.listening == self._spoken_at:
            return 0
        wait = min(size, take.frames_until_listening())
        self._in_turn = wait < size
        if self._in_turn:
            self._turn += self._spoken_at is not None
            self._spoken, self._spoken_at = 0, take.next_listening
        return wait

    def _record(self, playing: Samples) -> None:
        if self._speaker is None:
            return
        try:
            self._speaker.write(playing)
        except StoreError as error:
            self._failure = f"The loudspeaker's file failed. {error.detail}"

    @property
    def failure(self) -> str | None:
        """Why the loudspeaker's file could not be written, if it could not."""
        return self._failure

    @property
    def exhausted(self) -> bool:
        """Whether the whole recording was spoken to a machine; never, without one, or where somebody may answer."""
        if self._take is None or not self._speeches or self._spoken < len(self._speech):
            return False
        return self._speak_at == "dial" or self._spoken_at in self._take.hang_up_at

    @property
    def description(self) -> str:
        """What carries the call."""
        return "a file as the microphone, exact to the sample" if self._microphones else "no microphone, silence"

    def close(self) -> None:
        """Complete the loudspeaker's file."""
        if self._speaker is not None:
            self._speaker.close()


def _check_speaker(speaker: Path | None, microphone: Path | None) -> None:
    if speaker is None:
        return
    if speaker.suffix.lower() != ".wav":
        raise UsageError(f"{speaker} is not a WAV file", "What is heard is written as WAV.", "Name it like heard.wav.")
    if microphone is not None and speaker.resolve() == microphone.resolve():
        raise UsageError(
            f"{speaker} is both microphone and loudspeaker",
            "What is heard would overwrite what is said; nothing was changed.",
            "Name another file for the loudspeaker.",
        )
