"""The extra [whisper]: tests that need it are left out where it, or a model for it, is not there."""

import importlib.util
import os
from pathlib import Path

import pytest

MODEL = Path(os.environ.get("TRAINER_WHISPER_MODEL", "/nowhere"))
"""A folder with a model for faster-whisper, as `trainer recogniser fetch tiny.en` makes it."""

INSTALLED = importlib.util.find_spec("faster_whisper") is not None

needs_whisper = pytest.mark.skipif(
    not (INSTALLED and MODEL.is_dir()),
    reason="needs the extra [whisper], and TRAINER_WHISPER_MODEL naming a folder with a model for it",
)
