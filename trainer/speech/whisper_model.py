"""A Whisper model: 16 kHz sound in, words with times out, by faster-whisper on this machine and from a folder alone."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

from trainer.audio.clip import Samples
from trainer.core.timeline import Span
from trainer.core.transcript import Word
from trainer.errors import Cancelled, EngineError
from trainer.speech.loops import least_seconds, looping
from trainer.speech.onnx_model import damaged
from trainer.speech.pieces import Heard

RATE_HZ = 16_000
FILES = ("config.json", "model.bin", "tokenizer.json")
"""Without one of them faster-whisper fails or goes to the network; beside them lies a vocabulary, .txt or .json."""

_TOKENS_PER_SECOND, _TOKENS_TO_SPARE = 9, 8
_QUICK, _WIDE = 1, 5
"""How many ways to go on are followed at once."""
_SHORTEST_LOOP = 1
"""Whoever says a word three times over needs the time for it."""
_TAKES_HINTS_BELOW = 100_000_000
"""Bytes: tiny models gain by being told the names, larger ones lose words."""


class TimedWord(Protocol):
    """A part of a word as faster-whisper gives it: a part that goes on a word has no space before it."""

    word: str
    start: float
    end: float


class Segment(Protocol):
    """A stretch of what faster-whisper heard. Its words' own probabilities know nothing of the hints; this does."""

    @property
    def words(self) -> Sequence[TimedWord]:
        """What was said in it."""
        ...

    @property
    def tokens(self) -> Sequence[int]:
        """The model's choices."""
        ...

    @property
    def avg_logprob(self) -> float:
        """How likely it found each of them, as a mean logarithm."""
        ...


class WhisperModel:
    """A loaded model; one thread, since the sound needs the other core, and a native call is not to be interrupted."""

    def __init__(self, folder: Path, hint: str) -> None:
        _look(folder, hint)
        self._model = _open(folder, hint)
        self.takes_hints = (folder / "model.bin").stat().st_size < _TAKES_HINTS_BELOW

    def hear(self, sound: Samples, hints: str, stopped: Callable[[], bool] = lambda: False) -> Heard:
        """The words in a piece of sound; hints is what may be said. Asks stopped() between native calls.

        Where the quick way goes round in circles a wider search is tried, which seldom does.
        """
        seconds = len(sound) / RATE_HZ
        segments = self._segments(sound, hints, _QUICK, stopped)
        if without_loop(parts := parts_of(segments), seconds) < len(parts):
            segments = self._segments(sound, hints, _WIDE, stopped)
        return heard_in(segments, seconds)

    def _segments(self, sound: Samples, hints: str, beams: int, stopped: Callable[[], bool]) -> list[Segment]:
        if stopped():
            raise Cancelled
        # Without other temperatures nothing is left to chance: the same sound is always the same words.
        coming, _ = self._model.transcribe(
            sound,
            language="en",
            beam_size=beams,
            temperature=0.0,
            condition_on_previous_text=False,
            word_timestamps=True,
            hotwords=hints or None,
            max_new_tokens=_TOKENS_TO_SPARE + int(len(sound) / RATE_HZ * _TOKENS_PER_SECOND),
        )
        segments: list[Segment] = []
        for segment in coming:
            if stopped():
                raise Cancelled
            segments.append(segment)
        return segments


@lru_cache(maxsize=1)
def load_model(folder: Path, hint: str) -> WhisperModel:
    """The model in a folder, loaded once; EngineError with this hint if it, or what runs it, is missing or damaged."""
    return WhisperModel(folder, hint)


def parts_of(segments: Iterable[Segment]) -> list[TimedWord]:
    """The parts of words of all segments."""
    return [part for segment in segments for part in segment.words]


def without_loop(parts: Sequence[TimedWord], seconds: float) -> int:
    """How many parts are left once those are off that only repeat and that there was no time to say."""
    kept = [part.word.strip() for part in parts]
    if least_seconds(" ".join(kept)) > seconds:
        while again := looping(kept, _SHORTEST_LOOP):
            del kept[-again:]
    return len(kept)


def heard_in(segments: Sequence[Segment], seconds: float) -> Heard:
    """What the segments come to, for a sound of this length."""
    parts = parts_of(segments)
    words = _joined(parts[: without_loop(parts, seconds)], seconds)
    text = " ".join(word.text for word in words)
    tokens = sum(len(segment.tokens) for segment in segments)
    likelihood = sum(segment.avg_logprob * len(segment.tokens) for segment in segments)
    return Heard(text, tokens, likelihood, tuple(words))


def _joined(parts: Iterable[TimedWord], seconds: float) -> list[Word]:
    """Whole words, in order and within the sound."""
    words: list[Word] = []
    latest_s = 0.0
    for part in parts:
        text = part.word.strip()
        if not text:
            continue
        start_s = min(max(part.start, latest_s), seconds)
        latest_s = min(max(part.end, start_s), seconds)
        if words and not part.word[0].isspace():
            before = words.pop()
            text, start_s = before.text + text, before.span.start_s if before.span else start_s
        words.append(Word(text, Span(start_s, latest_s)))
    return words


def _look(folder: Path, hint: str) -> None:
    """Every file must be there before the library looks: it would fetch what it misses."""
    for name in FILES:
        if not (folder / name).is_file():
            raise EngineError("A file of the speech recogniser is missing", f"{folder / name} is not there.", hint)
    if not any((folder / f"vocabulary.{kind}").is_file() for kind in ("txt", "json")):
        missing = f"{folder / 'vocabulary.txt'} is not there."
        raise EngineError("A file of the speech recogniser is missing", missing, hint)


def _open(folder: Path, hint: str) -> Any:  # the library has no types
    try:
        import ctranslate2
        import faster_whisper
    except ImportError as error:
        raise EngineError("faster-whisper is not installed", "It is an optional extra.", hint) from error
    ctranslate2.set_log_level(logging.CRITICAL)
    logging.getLogger("faster_whisper").setLevel(logging.CRITICAL)
    try:
        return faster_whisper.WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True
        )
    except Exception as error:
        raise damaged(folder / "model.bin", hint) from error
