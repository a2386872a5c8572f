"""Text to sound with the voices of this machine, kept in a cache."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import soundfile

from trainer.audio.clip import Clip
from trainer.core.scenario import Voice
from trainer.errors import Cancelled, EngineError

_POLL_S = 0.05
_SHORTEST_S = 0.2
_SILENT = 10 ** (-60 / 20)
_FORMAT = 1
"""Counts changes of ours that make cached sound stale."""

_NEEDED = {
    "linux": "Install the eSpeak NG library: sudo apt install libespeak-ng1 (Debian, Ubuntu), "
    "sudo dnf install espeak-ng (Fedora), sudo pacman -S espeak-ng (Arch).",
    "darwin": "macOS brings its own voices; repair the way to them: pip install --force-reinstall pyttsx3 pyobjc.",
    "win32": "Windows brings its own voices: add one under Settings, Time & language, Speech.",
}

_DRIVERS = {"darwin": "nsss", "win32": "sapi5"}

Message = Mapping[str, Any]
"""A JSON object."""


class Pyttsx3Voices:
    """Speaks through pyttsx3, in one short-lived process per utterance that gets so many seconds; no text twice."""

    def __init__(self, cache_folder: Path, limit_s: float = 20.0) -> None:
        self._cache = cache_folder
        self._limit_s = limit_s

    def speak(self, text: str, voice: Voice, stopped: Callable[[], bool] = lambda: False) -> Clip:
        """The text in this voice, or in the driver's default one where this machine does not have it.

        Asks stopped() every 50 ms and raises Cancelled; EngineError if nothing can be spoken.
        """
        cached = _read(self._path(text, voice))
        if cached:
            return cached
        with tempfile.TemporaryDirectory(prefix="trainer-voice-") as folder:
            path = Path(folder) / "spoken.wav"
            request = {"text": text, "voice": voice.id, "words_per_minute": voice.words_per_minute, "path": str(path)}
            answer = _ask(request, stopped, self._limit_s)
            clip = _read(path)
        if clip is None:
            raise _failed("The sound it made is empty or cannot be read.")
        self._keep(clip, self._path(text, Voice(id=answer.get("voice"), words_per_minute=voice.words_per_minute)))
        return clip

    def available_voices(self, stopped: Callable[[], bool] = lambda: False) -> tuple[str, ...]:
        """The ids of the voices of this machine; EngineError if there is no speech driver."""
        return tuple(_ask({"list": True}, stopped, self._limit_s).get("voices", ()))

    def _path(self, text: str, voice: Voice) -> Path:
        driver = _DRIVERS.get(sys.platform, "espeak")
        said = json.dumps([_FORMAT, driver, voice.id, voice.words_per_minute, text])
        return self._cache / f"{hashlib.sha256(said.encode()).hexdigest()[:32]}.flac"

    def _keep(self, clip: Clip, path: Path) -> None:
        # A cache that cannot be written costs a tenth of a second next time, not this call.
        with contextlib.suppress(OSError, soundfile.SoundFileError):
            self._cache.mkdir(parents=True, exist_ok=True)
            part = path.with_name(f"{path.stem}.{os.getpid()}-{threading.get_ident()}.part")
            try:
                soundfile.write(part, clip.samples, clip.rate_hz, format="FLAC")
                part.replace(path)
            finally:
                part.unlink(missing_ok=True)


def _read(path: Path) -> Clip | None:
    """A recording that is long and loud enough to be speech, or None."""
    try:
        samples, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    except (OSError, soundfile.SoundFileError):
        return None
    clip = Clip(np.ascontiguousarray(samples.mean(axis=1)), rate_hz)
    return clip if clip.seconds > _SHORTEST_S and np.max(np.abs(clip.samples)) > _SILENT else None


def _ask(request: Message, stopped: Callable[[], bool], limit_s: float) -> Message:
    process = subprocess.Popen(
        [sys.executable, "-m", "trainer.speech.render_voice"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with process:
        try:
            out, noise = _wait(process, json.dumps(request).encode(), stopped, limit_s)
        finally:
            process.kill()
    try:
        answer: Message = json.loads(out)
    except ValueError:
        lines = noise.decode(errors="replace").strip().splitlines()
        raise _failed(lines[-1] if lines else f"It ended with status {process.returncode}.") from None
    if "error" in answer:
        raise _failed(answer["error"])
    return answer


def _wait(
    process: subprocess.Popen[bytes], question: bytes, stopped: Callable[[], bool], limit_s: float
) -> tuple[bytes, bytes]:
    give_up_at = time.monotonic() + limit_s
    unasked: bytes | None = question
    while time.monotonic() < give_up_at:
        try:
            return process.communicate(unasked, timeout=_POLL_S)
        except subprocess.TimeoutExpired:
            unasked = None
            if stopped():
                raise Cancelled from None
    raise _failed(f"It did not answer within {limit_s:.0f} seconds.")


def _failed(why: str) -> EngineError:
    hint = _NEEDED.get(sys.platform, "Install eSpeak NG for this system.")
    return EngineError("The voice could not speak", why, hint)
