"""The recogniser that is an optional extra: what it refuses, what it makes of words, and that it is quiet."""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from tests.whisper import INSTALLED, MODEL, needs_whisper
from trainer.audio.clip import Clip
from trainer.core.timeline import Span
from trainer.errors import EngineError
from trainer.speech.transcriber import transcribe
from trainer.speech.whisper import WhisperTranscriber
from trainer.speech.whisper_model import FILES, WhisperModel, heard_in, without_loop

from .conftest import MESSAGE, SENTENCE, Speak


@dataclass
class Part:
    """A part of a word, as faster-whisper gives it."""

    word: str
    start: float
    end: float


@dataclass
class Stretch:
    """A segment, as faster-whisper gives it."""

    words: list[Part]
    tokens: Sequence[int] = (1, 2, 3)
    avg_logprob: float = -0.2


def parts(text: str, part_s: float = 0.2) -> list[Part]:
    """Parts one after another; | stands before a part that goes on a word."""
    pieces = text.replace("|", "\n|").replace(" ", "\n ").strip("\n").split("\n")
    return [Part(piece.replace("|", ""), at * part_s, (at + 1) * part_s) for at, piece in enumerate(pieces)]


def test_parts_become_whole_words_with_their_times() -> None:
    """A number that the model writes in parts is one word, from its first digit to its last."""
    heard = heard_in([Stretch(parts(" Call 555|-|01|42."))], 10.0)
    assert heard.text == "Call 555-0142."
    assert [word.text for word in heard.words] == ["Call", "555-0142."]
    span = heard.words[1].span
    assert span is not None
    assert (span.start_s, span.end_s) == pytest.approx((0.2, 1.0))


def test_certainty_is_that_of_every_choice_of_the_model() -> None:
    """Summed over the tokens of all segments, as "not heard clearly" takes it."""
    heard = heard_in([Stretch(parts(" one")), Stretch(parts(" two"), [1], -1.4)], 2.0)
    assert heard.tokens == 4
    assert heard.log_likelihood == pytest.approx(-2.0)


def test_times_run_forward_and_stay_in_the_sound() -> None:
    """What the model says about times is held to what can be."""
    said = [Part(" one", 0.5, 0.9), Part(" two", 0.4, 0.6), Part(" three", 2.9, 7.0), Part(" ", 1, 1)]
    heard = heard_in([Stretch(said)], 3.0)
    assert [word.span for word in heard.words] == [Span(0.5, 0.9), Span(0.9, 0.9), Span(2.9, 3.0)]


def test_nothing_is_nothing() -> None:
    """A piece without words."""
    assert heard_in([], 3.0).text == ""
    assert without_loop([], 3.0) == 0


def test_a_loop_is_cut_where_nobody_had_time_for_it() -> None:
    """The model writing ".0.0.0.0" for twelve seconds is cut; a number said three times over stays."""
    assert without_loop(parts(" from Pixel 4" + "|.0" * 57), 10.0) == 4
    thrice = parts(" 555|-|0142." * 3)
    assert without_loop(thrice, 12.0) == len(thrice)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder with every file and nothing sensible in them."""
    for name in (*FILES, "vocabulary.txt"):
        (tmp_path / name).write_text("{}")
    return tmp_path


@pytest.mark.parametrize("name", [*FILES, "vocabulary.txt"])
def test_a_missing_file_is_named_before_the_library_could_fetch_it(folder: Path, name: str) -> None:
    """A folder that was fetched by half is never used, and says what to do."""
    (folder / name).unlink()
    with pytest.raises(EngineError) as caught:
        WhisperModel(folder, "Fetch it.")
    assert str(folder / name) in caught.value.detail
    assert caught.value.hint == "Fetch it."


@pytest.mark.skipif(INSTALLED, reason="the extra [whisper] is installed")
def test_without_the_extra_it_says_how_to_get_it(folder: Path) -> None:
    """Choosing what is not installed is told, with the command that installs it and the way back."""
    with pytest.raises(EngineError, match="not installed") as caught:
        WhisperTranscriber(folder).warm_up()
    assert "pip install" in caught.value.hint
    assert "trainer recogniser use moonshine" in caught.value.hint
    assert caught.value.exit_code == 4


def test_the_engine_says_which_model() -> None:
    """Old scores stay honest: model, package and our decoding are in its name and version."""
    engine = WhisperTranscriber(Path("/models/tiny.en")).engine
    assert engine.name == "faster-whisper tiny.en"
    assert engine.version.endswith("+1")


def test_importing_it_loads_no_engine() -> None:
    """The first screen paints before any recogniser is loaded."""
    heavy = "{'faster_whisper', 'ctranslate2', 'onnxruntime'}"
    code = f"import sys, trainer.speech.whisper; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


@pytest.mark.skipif(not INSTALLED, reason="needs the extra [whisper]")
def test_without_a_model_it_says_how_to_get_one() -> None:
    """The package alone is not enough."""
    with pytest.raises(EngineError, match="no model yet") as caught:
        WhisperTranscriber(None).warm_up()
    assert "trainer recogniser fetch" in caught.value.hint


@pytest.mark.skipif(not INSTALLED, reason="needs the extra [whisper]")
def test_a_damaged_model_is_named(folder: Path) -> None:
    """Not a crash in the middle of a call."""
    with pytest.raises(EngineError, match="damaged"):
        WhisperTranscriber(folder).warm_up()


@needs_whisper
@pytest.mark.voice
def test_a_message_is_understood_with_real_word_times(speak: Speak) -> None:
    """Words run forward inside the stretches of voice, within a third of a second, and twice the same."""
    clip = speak(SENTENCE)
    transcriber = WhisperTranscriber(MODEL)
    heard = transcribe(transcriber, clip)
    assert "new price of your insurance" in heard.text
    assert heard.unclear is None
    spans = [word.span for word in heard.words if word.span]
    assert len(spans) == len(heard.words)
    assert [span.start_s for span in spans] == sorted(span.start_s for span in spans)
    assert abs(spans[-1].end_s - heard.speech[-1].end_s) < 0.35
    assert transcribe(transcriber, clip) == heard


@needs_whisper
@pytest.mark.parametrize("kind", ["silence", "noise", "beep"])
def test_nothing_is_invented_where_nobody_speaks(kind: str) -> None:
    """Left alone, Whisper writes "Thank you." on silence; the voice detector stands before it."""
    time_s = np.arange(10 * 16_000) / 16_000
    sounds = {
        "silence": np.zeros(len(time_s)),
        "noise": np.random.default_rng(3).normal(size=len(time_s)) * 0.05,
        "beep": 0.3 * np.sin(2 * np.pi * 700 * time_s) * (time_s % 2 < 0.425),
    }
    heard = transcribe(WhisperTranscriber(MODEL), Clip(sounds[kind].astype(np.float32), 16_000))
    assert heard.words == ()


@needs_whisper
@pytest.mark.voice
def test_it_prints_nothing_and_asks_no_network(speak: Speak, tmp_path: Path) -> None:
    """Not a byte on either descriptor, and no socket is opened, from import to transcript."""
    clip = speak(MESSAGE)
    np.save(tmp_path / "clip.npy", clip.samples)
    code = f"""
import socket, sys
def refuse(*_, **__): raise AssertionError("it went to the network")
socket.socket.connect = refuse
import numpy as np
from pathlib import Path
from trainer.audio.clip import Clip
from trainer.speech.transcriber import transcribe
from trainer.speech.whisper import WhisperTranscriber
heard = transcribe(WhisperTranscriber(Path({str(MODEL)!r}), ["Ana Ruiz"]), Clip(np.load("clip.npy"), {clip.rate_hz}))
sys.exit(0 if "insurance" in heard.text else 7)
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, timeout=100, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, b"", b"")
