"""A second recogniser, for those who ask for it: Whisper by faster-whisper, decoded here, on this machine."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from trainer.core.transcript import Engine
from trainer.errors import EngineError
from trainer.speech.transcriber import Hearing

if TYPE_CHECKING:
    from trainer.speech.whisper_model import WhisperModel

PACKAGE = "faster-whisper"
INSTALL = (
    'Install it beside the trainer: pip install "faster-whisper>=1.2,<2". Then: trainer recogniser fetch tiny.en. '
    "Or go back to the usual recogniser: trainer recogniser use moonshine"
)
FETCH = (
    "Fetch it: trainer recogniser fetch tiny.en. Or name a folder with a model for faster-whisper: "
    "trainer recogniser use whisper --model FOLDER"
)

_OUR_DECODING = 1
"""Counts changes of ours that change what is heard: a part of the engine's version."""


class WhisperTranscriber:
    """Hears English while it is spoken, with real word times. It never fetches anything.

    model_folder: the folder with a model for faster-whisper; None if nobody named one.
    names: what to listen for, each as it is said in one go: the rep's whole name, the company.
    """

    def __init__(self, model_folder: Path | None, names: Sequence[str] = ()) -> None:
        self._folder = model_folder
        self._names = tuple(name for name in names if name.strip())
        self._loading = Lock()
        self._loaded: WhisperModel | None = None

    @property
    def engine(self) -> Engine:
        """The model by its folder's name, the package's version, and the version of our decoding."""
        model = self._folder.name if self._folder else "without a model"
        return Engine(f"{PACKAGE} {model}", f"{_installed_version()}+{_OUR_DECODING}")

    def warm_up(self) -> None:
        """Load both models; EngineError, saying what to do, if a package, a folder or a file is missing or damaged."""
        self._load()

    def begin(self, rate_hz: int) -> Hearing:
        """Start hearing one message that comes at this rate; loads the models if nobody did before."""
        from trainer.speech.hearing import LiveHearing
        from trainer.speech.vad import VoiceDetector

        model = self._load()
        hints = ", ".join(self._names) if model.takes_hints else ""
        return LiveHearing(
            rate_hz, VoiceDetector(), lambda sound, stopped: model.hear(sound, hints, stopped), self.engine
        )

    def _load(self) -> WhisperModel:
        from trainer.speech.vad import VoiceDetector
        from trainer.speech.whisper_model import load_model

        with self._loading:
            if self._loaded is None:
                if importlib.util.find_spec("faster_whisper") is None:
                    raise EngineError("faster-whisper is not installed", "The second recogniser is an extra.", INSTALL)
                if self._folder is None:
                    raise EngineError("Whisper has no model yet", "The setting whisper_model names no folder.", FETCH)
                VoiceDetector()
                self._loaded = load_model(self._folder, FETCH)
            return self._loaded


def _installed_version() -> str:
    try:
        return importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"
