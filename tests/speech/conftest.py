"""Shared by the tests of the speech room: one loaded recogniser, and real voices."""

from collections.abc import Callable

import numpy as np
import pytest

from trainer.audio.clip import Clip, Samples
from trainer.core.scenario import Voice
from trainer.speech.moonshine import MoonshineTranscriber
from trainer.speech.voices import Pyttsx3Voices

Speak = Callable[[str], Clip]

SENTENCE = "I would like to talk about the new price of your insurance."
"""Understood even from a robot's voice, at any rate and in some noise: many sentences are not."""

MESSAGE = (
    "Good morning, I am calling about the new contract for your company. "
    "I would like to talk about the new price of your insurance. "
    "My number is six one three, five five five, zero one four two. "
    "We are looking for a new office in the centre of the town. I will call you again on Monday morning."
)


@pytest.fixture(scope="session")
def recogniser() -> MoonshineTranscriber:
    """The real recogniser, loaded once for all tests."""
    transcriber = MoonshineTranscriber()
    transcriber.warm_up()
    return transcriber


@pytest.fixture(scope="session")
def speak(tmp_path_factory: pytest.TempPathFactory) -> Speak:
    """Speaks a sentence through the real pyttsx3, each sentence once."""
    voices = Pyttsx3Voices(tmp_path_factory.mktemp("voices"))
    return lambda text: voices.speak(text, Voice(words_per_minute=150))


@pytest.fixture
def noise() -> Callable[[float, float], Samples]:
    """White noise of so many seconds and so much level (RMS), at 16 kHz, always the same."""
    return lambda seconds, level: (
        np.random.default_rng(1).normal(size=round(seconds * 16_000)).astype(np.float32) * np.float32(level)
    )


@pytest.fixture(scope="session")
def message(speak: Speak) -> Clip:
    """A message of about twenty seconds."""
    return speak(MESSAGE)
