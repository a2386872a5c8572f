"""Which recogniser a bench measures: the default one, or Whisper with a model folder."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from trainer.speech.moonshine import MoonshineTranscriber
from trainer.speech.transcriber import Transcriber
from trainer.speech.whisper import WhisperTranscriber

Recognisers = Callable[[Sequence[str]], Transcriber]
"""Makes the recogniser that expects these names; all share one loaded model."""


def by_default(names: Sequence[str]) -> Transcriber:
    """The recogniser that comes with the trainer."""
    return MoonshineTranscriber(names=names)


def add_choice(parser: argparse.ArgumentParser) -> None:
    """Let whoever runs the bench name a Whisper model."""
    parser.add_argument("--whisper", type=Path, metavar="FOLDER", help="measure Whisper with the model in this folder")


def chosen(asked: argparse.Namespace) -> Recognisers:
    """The recogniser that was asked for."""
    folder: Path | None = asked.whisper
    if folder is None:
        return by_default
    return lambda names: WhisperTranscriber(folder, names)
