"""Text to sound through the real pyttsx3."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from trainer.core.scenario import Voice
from trainer.errors import Cancelled, EngineError
from trainer.speech.voices import Pyttsx3Voices

pytestmark = pytest.mark.voice

TEXT = "You have reached Dana Whitfield. Please leave a message after the tone."


@pytest.fixture
def voices(tmp_path: Path) -> Pyttsx3Voices:
    """Voices with an empty cache."""
    return Pyttsx3Voices(tmp_path / "cache")


def test_the_rate_is_obeyed(voices: Pyttsx3Voices) -> None:
    """Each utterance has its own process, where a rate set before is not forgotten."""
    slow = voices.speak(TEXT, Voice(words_per_minute=120))
    fast = voices.speak(TEXT, Voice(words_per_minute=240))
    assert slow.seconds / fast.seconds == pytest.approx(2.0, abs=0.4)
    assert 3.0 < slow.seconds < 9.0
    assert np.max(np.abs(slow.samples)) > 0.2


def test_the_voice_is_obeyed(voices: Pyttsx3Voices) -> None:
    """Two prospects do not sound alike."""
    one = voices.speak(TEXT, Voice(id="gmw/en-us+f3"))
    other = voices.speak(TEXT, Voice(id="gmw/en-gb-scotland"))
    assert not np.array_equal(one.samples[:20_000], other.samples[:20_000])


def test_a_voice_that_is_not_there_becomes_the_default_one(voices: Pyttsx3Voices, tmp_path: Path) -> None:
    """A scenario made on another system still speaks, and is kept under the voice that really spoke it."""
    stand_in = voices.speak(TEXT, Voice(id="com.apple.speech.synthesis.voice.Alex"))
    assert np.array_equal(stand_in.samples, voices.speak(TEXT, Voice()).samples)
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_the_voices_of_this_machine_are_listed(voices: Pyttsx3Voices) -> None:
    """The doctor names them."""
    assert "gmw/en-us" in voices.available_voices()


def test_a_text_is_spoken_once(voices: Pyttsx3Voices, tmp_path: Path) -> None:
    """The second time comes from the cache, equal to the first."""
    first = voices.speak(TEXT, Voice())
    started = time.perf_counter()
    second = voices.speak(TEXT, Voice())
    assert time.perf_counter() - started < 0.05
    assert np.array_equal(first.samples, second.samples)
    assert len(list((tmp_path / "cache").iterdir())) == 1


@pytest.mark.parametrize("content", [b"", b"not sound", b"fLaC" + bytes(1000)])
def test_a_spoiled_cache_is_spoken_again(voices: Pyttsx3Voices, tmp_path: Path, content: bytes) -> None:
    """A cache that a full disk cut short is repaired, not played."""
    first = voices.speak(TEXT, Voice())
    (kept,) = (tmp_path / "cache").iterdir()
    kept.write_bytes(content)
    assert np.array_equal(first.samples, voices.speak(TEXT, Voice()).samples)
    assert kept.stat().st_size > 1000


def test_a_cache_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    """The greeting is spoken all the same."""
    in_the_way = tmp_path / "cache"
    in_the_way.write_text("a file where the folder should be")
    assert Pyttsx3Voices(in_the_way).speak(TEXT, Voice()).seconds > 2.0


def test_many_at_once_all_come_right(voices: Pyttsx3Voices) -> None:
    """pyttsx3 hangs or crashes on two threads; separate processes do not."""
    texts = [f"This is greeting number {number}." for number in range(6)]
    with ThreadPoolExecutor(3) as pool:
        clips = list(pool.map(lambda text: voices.speak(text, Voice()), texts))
    assert all(1.0 < clip.seconds < 4.0 for clip in clips)
    assert np.array_equal(clips[3].samples, voices.speak(texts[3], Voice()).samples)


def test_speaking_can_be_stopped(voices: Pyttsx3Voices) -> None:
    """Escape works while a voice is being made, and the process ends."""
    started = time.monotonic()
    with pytest.raises(Cancelled):
        voices.speak(TEXT * 200, Voice(words_per_minute=90), stopped=lambda: True)
    assert time.monotonic() - started < 2.0


def test_nothing_to_say_is_an_error(voices: Pyttsx3Voices) -> None:
    """An empty text makes no sound, and says so."""
    with pytest.raises(EngineError, match="could not speak"):
        voices.speak("", Voice())


# --- A renderer that fails --------------------------------------------------------------------------------------------


@pytest.fixture
def spoil(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes every new Python process begin with this line."""

    def begin_with(line: str) -> None:
        (tmp_path / "sitecustomize.py").write_text(f"{line}\n")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path), prepend=os.pathsep)

    return begin_with


def test_no_speech_library_is_a_message(voices: Pyttsx3Voices, spoil: Callable[[str], None]) -> None:
    """Without eSpeak NG the person learns the command that installs it."""
    spoil("import ctypes; ctypes.cdll.LoadLibrary = lambda name: ctypes.CDLL(f'no-{name}')")
    with pytest.raises(EngineError) as caught:
        voices.speak(TEXT, Voice())
    assert caught.value.exit_code == 4
    assert "libespeak-ng1" in caught.value.hint


def test_a_crash_is_a_message(voices: Pyttsx3Voices, spoil: Callable[[str], None]) -> None:
    """The driver may take its own process down, never ours."""
    spoil("import os; os.abort()")
    with pytest.raises(EngineError, match="status"):
        voices.speak(TEXT, Voice())


def test_a_driver_that_hangs_is_given_up(tmp_path: Path, spoil: Callable[[str], None]) -> None:
    """No call waits for ever for its greeting."""
    spoil("import time; time.sleep(60)")
    started = time.monotonic()
    with pytest.raises(EngineError, match="did not answer"):
        Pyttsx3Voices(tmp_path, limit_s=0.5).speak(TEXT, Voice())
    assert time.monotonic() - started < 3.0


def test_the_renderer_keeps_stdout_for_its_answer(tmp_path: Path) -> None:
    """pyttsx3 prints where the answer goes; only the answer arrives."""
    path = tmp_path / "x.wav"
    request = f'{{"text": "Hello there", "voice": null, "words_per_minute": 160, "path": "{path}"}}'
    result = subprocess.run(
        [sys.executable, "-m", "trainer.speech.render_voice"],
        input=request,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert result.stdout == '{"voice": null}'
    assert path.stat().st_size > 10_000


def test_a_path_that_cannot_be_written_is_an_error() -> None:
    """pyttsx3 returns normally then; the renderer does not."""
    request = '{"text": "Hello there", "voice": null, "words_per_minute": 160, "path": "/nowhere/x.wav"}'
    result = subprocess.run(
        [sys.executable, "-m", "trainer.speech.render_voice"],
        input=request,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    assert '"error"' in result.stdout
