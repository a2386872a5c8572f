"""Kokoro-82M speaks English: text, voice and speed to a clip of 24 kHz."""

import importlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from bench.voices.materials import Materials
from bench.voices.sound import joined, silence, trimmed
from trainer.audio.clip import Clip
from trainer.errors import UsageError

RATE_HZ = 24_000
PLAIN_VOICES = (
    "af_alloy", "af_aoede", "af_bella", "af_heart", "af_jessica", "af_kore", "af_nova", "af_river", "af_sarah",
    "af_sky", "am_adam", "am_echo", "am_eric", "am_fenrir", "am_liam", "am_michael", "am_onyx", "am_puck", "bf_alice",
    "bf_emma", "bf_isabella", "bf_lily", "bm_daniel", "bm_fable", "bm_george", "bm_lewis",
)  # fmt: skip
"""American and British (a, b), women and men (f, m); without af_nicole, who whispers, and am_santa."""

_LONGEST_SOUNDS = 400
"""The model takes 510; long pieces keep a voice's melody, very long ones hurry."""
_BETWEEN_PIECES_S = 0.15
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")

Pronounce = Callable[[str], str]


class Kokoro:
    """The model, opened once; voices are read when they first speak."""

    def __init__(self, materials: Materials, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        options.intra_op_num_threads = threads
        # A thread that waits must not take the core that others could use.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(str(materials.model), options, providers=["CPUExecutionProvider"])
        self._materials = materials
        self._numbers: dict[str, int] = json.loads(materials.sounds.read_text(encoding="utf-8"))
        self._voices: dict[str, Any] = {}
        self._pronounce: dict[bool, Pronounce] = {}

    def say(self, text: str, voice: str, speed: float) -> Clip:
        """The text in this voice, trimmed, at the voice's own level; UsageError if the voice is not there."""
        british = voice.startswith("b")
        if british not in self._pronounce:
            self._pronounce[british] = pronunciation(self._materials, british=british)
        pieces = [trimmed(self._run(sounds, voice, speed)) for sounds in pieces_of(text, self._pronounce[british])]
        if not pieces:
            raise UsageError(f"There is nothing to say in {text!r}")
        gap = silence(_BETWEEN_PIECES_S / speed, RATE_HZ)
        return joined([clip for piece in pieces for clip in (gap, piece)][1:])

    def _run(self, sounds: str, voice: str, speed: float) -> Clip:
        numbers = [self._numbers[sound] for sound in sounds if sound in self._numbers]
        styles = self._voice(voice)
        given = {
            "tokens": np.array([[0, *numbers, 0]], dtype=np.int64),
            "style": styles[min(len(numbers), len(styles) - 1)],
            "speed": np.array([speed], dtype=np.float32),
        }
        return Clip(np.asarray(self._session.run(None, given)[0], dtype=np.float32).reshape(-1), RATE_HZ)

    def _voice(self, name: str) -> Any:
        if name not in self._voices:
            file = self._materials.voice(name)
            if not file.is_file():
                raise UsageError(f"There is no voice {name}", hint=f"There are {', '.join(PLAIN_VOICES)}.")
            self._voices[name] = np.fromfile(file, dtype=np.float32).reshape(-1, 1, 256)
        return self._voices[name]


def pronunciation(materials: Materials, *, british: bool) -> Pronounce:
    """From text to the model's sounds. A word written [Okafor](/sounds/) is said as its sounds say."""
    if str(materials.python) not in sys.path:
        sys.path.append(str(materials.python))
    numerals: Any = importlib.import_module("hibari.g2p.normalize")
    # It takes the empty string before "Langley" for a Roman numeral: "Edward the zeroth Langley".
    numerals.RE_ROMAN_O = re.compile(r"(?!)")
    numerals.RE_ROMAN_C = re.compile(r"(?!)")
    pronounce: Pronounce = importlib.import_module("hibari.g2p").G2P(british=british)
    return pronounce


def pieces_of(text: str, pronounce: Pronounce) -> Iterator[str]:
    """The text's sounds in pieces that the model can take: whole sentences, or words if one is too long."""
    held = ""
    for sentence in _SENTENCE_END.split(text.strip()):
        for sounds in _short(pronounce(sentence)):
            if held and len(held) + len(sounds) >= _LONGEST_SOUNDS:
                yield held
                held = ""
            held = f"{held} {sounds}".strip()
    if held:
        yield held


def _short(sounds: str) -> Iterator[str]:
    while len(sounds) > _LONGEST_SOUNDS:
        cut = sounds.rfind(" ", 0, _LONGEST_SOUNDS)
        cut = cut if cut > 0 else _LONGEST_SOUNDS
        yield sounds[:cut]
        sounds = sounds[cut:].strip()
    yield sounds
