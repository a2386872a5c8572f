"""A small model of meaning: what a message does, by which words (see bench/meaning/train.py for how it was made)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from trainer.core.sense import MEANINGS, Meaning, Sense
from trainer.core.transcript import Engine, Transcript
from trainer.errors import EngineError
from trainer.speech.onnx_model import damaged, open_model
from trainer.speech.word_pieces import AFTER, BEFORE, UNKNOWN, WordPieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

REINSTALL = "Install the trainer again. Until then the checklist's phrases decide alone."

_NAME = "the model of meaning"
_WINDOW, _OVERLAP = 254, 64
"""A longer message is judged in windows of so many pieces: what the model was taught on, less two marks."""
_CERTAIN_PIECES = 3
"""A message does what its most certain pieces say, so many of them on average; as in training."""
_QUOTED_FROM = 0.4
"""Words are quoted around the best one while they are at least so certain, relative to it."""
_ENDS = (".", "?", "!")
"""What ends a sentence, where somebody wrote it down."""

Scores = NDArray[np.float32]
"""One row a piece, one column a meaning: logits."""


class MeaningModel:
    """The model in a folder, loaded when it is first needed; any number of threads may ask it at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._loading = Lock()
        self._loaded: tuple[InferenceSession, WordPieces, Engine] | None = None

    @property
    def engine(self) -> Engine:
        """Its name and, as its version, the digest of its file; EngineError as warm_up()."""
        return self._load()[2]

    def warm_up(self) -> None:
        """Load it and judge a word; EngineError, naming the file, if one is missing or damaged."""
        self._scores([0])

    def judge(self, transcript: Transcript) -> Mapping[Meaning, Sense]:
        """What the message does and how surely; nothing for a message without words. EngineError as warm_up()."""
        _, vocabulary, _ = self._load()
        spelled = [
            (place, piece) for place, word in enumerate(transcript.words) for piece in vocabulary.numbers(word.text)
        ]
        words, pieces = [place for place, _ in spelled], [piece for _, piece in spelled]
        windows = self._heard(pieces, 0, len(pieces))
        ends = frozenset(place for place, word in enumerate(transcript.words) if word.text.endswith(_ENDS))

        @cache
        def sentences() -> list[tuple[int, Scores]]:
            return [window for start, end in _sentences(words, ends) for window in self._heard(pieces, start, end)]

        return {
            meaning: replace(_sense(column, windows, words, ends), alone=partial(_surest, sentences, column))
            for column, meaning in enumerate(MEANINGS)
            if windows
        }

    def _heard(self, pieces: Sequence[int], start: int, end: int) -> list[tuple[int, Scores]]:
        """These pieces window by window: where each begins, and its scores."""
        spans = [(start + first, start + last) for first, last in _windows(end - start)]
        return [(first, self._scores(pieces[first:last])) for first, last in spans]

    def _scores(self, pieces: Sequence[int]) -> Scores:
        """The scores of one window's pieces, between those of the marks before and after."""
        session, vocabulary, _ = self._load()
        marked = [vocabulary.before, *pieces, vocabulary.after]
        (scores,) = session.run(None, {"ids": np.array([marked], np.int64)})
        return np.asarray(scores[0], np.float32)

    def _load(self) -> tuple[InferenceSession, WordPieces, Engine]:
        with self._loading:
            if self._loaded is None:
                path = self._folder / "meaning.onnx"
                session = open_model(path, REINSTALL, _NAME)
                vocabulary = _read_vocabulary(self._folder / "vocabulary.txt")
                version = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
                self._loaded = session, vocabulary, Engine("meaning", version)
            return self._loaded


def _read_vocabulary(path: Path) -> WordPieces:
    try:
        pieces = path.read_text(encoding="ascii").split("\n")
    except OSError as error:
        raise EngineError(f"A file of {_NAME} is missing", f"{path}: {error.strerror}.", REINSTALL) from error
    except UnicodeDecodeError as error:
        raise damaged(path, REINSTALL, _NAME) from error
    if not {BEFORE, AFTER, UNKNOWN} <= set(pieces):
        raise damaged(path, REINSTALL, _NAME)
    return WordPieces(pieces)


def _windows(pieces: int) -> Iterator[tuple[int, int]]:
    """Where windows begin and end; each but the first begins inside the one before."""
    for start in range(0, max(pieces - _OVERLAP, min(pieces, 1)), _WINDOW - _OVERLAP):
        yield start, min(start + _WINDOW, pieces)


def _sentences(words: Sequence[int], ends: frozenset[int]) -> list[tuple[int, int]]:
    """Where each sentence's pieces begin and end; nothing if there is but one, which the message is already."""
    starts = [0, *(at for at in range(1, len(words)) if words[at - 1] in ends and words[at] != words[at - 1])]
    return list(pairwise([*starts, len(words)])) if len(starts) > 1 else []


def _surest(windows: Callable[[], Iterable[tuple[int, Scores]]], column: int) -> float:
    """The highest probability among windows; 0 without any."""
    return max((_probability(_certainty(scores[:, column])) for _, scores in windows()), default=0.0)


def _sense(column: int, windows: Sequence[tuple[int, Scores]], words: Sequence[int], ends: frozenset[int]) -> Sense:
    """The most certain window's answer."""
    start, scores = max(windows, key=lambda window: _certainty(window[1][:, column]))
    score = _certainty(scores[:, column])
    by_word: dict[int, float] = {}
    for piece, value in enumerate(scores[1:-1, column], start):
        by_word[words[piece]] = max(by_word.get(words[piece], -np.inf), float(value))
    first, last = _quoted({word: _probability(value) for word, value in by_word.items()}, ends)
    return Sense(_probability(score), first, last)


def _certainty(scores: Scores) -> float:
    return float(np.sort(scores)[-_CERTAIN_PIECES:].mean())


def _quoted(certainty: Mapping[int, float], ends: frozenset[int]) -> tuple[int, int]:
    """The run of words around the most certain one, within its sentence."""
    first = last = max(certainty, key=lambda word: certainty[word])
    enough = _QUOTED_FROM * certainty[first]
    while first - 1 not in ends and certainty.get(first - 1, 0.0) > enough:
        first -= 1
    while last not in ends and certainty.get(last + 1, 0.0) > enough:
        last += 1
    return first, last


def _probability(score: float) -> float:
    return float(1 / (1 + np.exp(-np.float64(score))))
