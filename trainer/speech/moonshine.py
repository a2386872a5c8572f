"""The recogniser that comes with the trainer: Moonshine tiny-en, decoded here, on this machine."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from trainer.core.transcript import Engine
from trainer.errors import EngineError
from trainer.speech.transcriber import Hearing

if TYPE_CHECKING:
    from trainer.speech.moonshine_model import MoonshineModel
    from trainer.speech.word_bias import WordBias

PACKAGE = "moonshine-voice"
REINSTALL = (
    f"Reinstall the model: pip install --force-reinstall --no-deps {PACKAGE}==0.1.0. Where that package does not exist "
    "(macOS before 15, Intel Macs, glibc before 2.34), copy its folder tiny-en from another machine and name that "
    "folder in the settings."
)

_OUR_DECODING = 2
"""Counts changes of ours that change what is heard: a part of the engine's version."""
_FILLERS = ("um", "Um", "uh", "Uh")
"""Recognisers are taught to leave them out; a message's delivery is about what was really said."""


class MoonshineTranscriber:
    """Hears English while it is spoken. A second one, with other names, shares the loaded model.

    model_folder: the folder with the model's three files, None for the one that was installed with the trainer.
    names: what to listen for, each as it is said in one go: the rep's whole name, the company.
    """

    def __init__(self, model_folder: Path | None = None, names: Sequence[str] = ()) -> None:
        self._folder = model_folder
        self._names = tuple(name for name in names if name.strip())
        self._loading = Lock()
        self._loaded: tuple[MoonshineModel, WordBias] | None = None

    @property
    def engine(self) -> Engine:
        """The model, its package's version (or its folder's name), and the version of our decoding."""
        model = self._folder.name if self._folder else _installed_version()
        return Engine("moonshine tiny-en", f"{model}+{_OUR_DECODING}")

    def warm_up(self) -> None:
        """Load both models; EngineError, saying which file and what to do, if one is missing or damaged."""
        self._load()

    def begin(self, rate_hz: int) -> Hearing:
        """Start hearing one message that comes at this rate; loads the models if nobody did before."""
        from trainer.speech.hearing import LiveHearing
        from trainer.speech.vad import VoiceDetector

        model, bias = self._load()
        return LiveHearing(
            rate_hz, VoiceDetector(), lambda sound, stopped: model.hear(sound, bias, stopped), self.engine
        )

    def _load(self) -> tuple[MoonshineModel, WordBias]:
        from trainer.speech.moonshine_model import load_model
        from trainer.speech.vad import VoiceDetector
        from trainer.speech.word_bias import WordBias

        with self._loading:
            if self._loaded is None:
                VoiceDetector()
                model = load_model(self._folder or installed_folder(), REINSTALL)
                bias = WordBias(model.tokens.numbers(word) for word in (*_FILLERS, *self._names))
                self._loaded = model, bias
            return self._loaded


def installed_folder() -> Path:
    """Where the model of the installed package lies, found without importing it; EngineError if it is not installed."""
    try:
        package = importlib.metadata.distribution(PACKAGE)
    except importlib.metadata.PackageNotFoundError as error:
        raise EngineError(
            "The speech recogniser's model is not installed", f"The package {PACKAGE} is missing.", REINSTALL
        ) from error
    return Path(str(package.locate_file("moonshine_voice/assets/tiny-en")))


def _installed_version() -> str:
    try:
        return importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"
