"""What the tests of the use cases share."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.practice.studios import PROFILE, RATE_HZ, MakeStudio, ScriptedStudio
from trainer.audio.clip import Clip
from trainer.audio.recording_file import write_clip
from trainer.core.scenario import Mailbox, Scenario
from trainer.speech.scripted import ScriptedTranscriber
from trainer.speech.transcriber import Transcriber
from trainer.store.folders import Folders


@pytest.fixture
def make_studio(tmp_path: Path) -> MakeStudio:
    """A maker of studios in one data folder."""

    def make(microphone: Path | None, heard: str = "", transcriber: Transcriber | None = None) -> ScriptedStudio:
        studio = ScriptedStudio(Folders(tmp_path / "home"), microphone, transcriber or ScriptedTranscriber(heard))
        if studio.profile is None:
            studio.save_profile(PROFILE)
        return studio

    return make


@pytest.fixture
def loud(tmp_path: Path) -> Callable[[float], Path]:
    """A maker of recordings: noise of so many seconds that is loud enough to count as voice."""

    def make(seconds: float) -> Path:
        path = tmp_path / f"loud-{seconds}.wav"
        samples = np.random.default_rng(5).uniform(-0.2, 0.2, round(seconds * RATE_HZ)).astype(np.float32)
        write_clip(path, Clip(samples, RATE_HZ))
        return path

    return make


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    """A recording of ten seconds in which nobody speaks."""
    path = tmp_path / "quiet.wav"
    write_clip(path, Clip(np.zeros(10 * RATE_HZ, np.float32), RATE_HZ))
    return path


@pytest.fixture
def scenario(make_studio: MakeStudio, tmp_path: Path) -> Scenario:
    """A bundled scenario whose greeting is a recording of one second, so that no voice is needed."""
    greeting = tmp_path / "greeting.wav"
    write_clip(greeting, Clip(np.random.default_rng(6).uniform(-0.3, 0.3, RATE_HZ).astype(np.float32), RATE_HZ))
    desk = next(found for found in make_studio(None).scenarios if found.id == "desk-line")
    return replace(desk, mailbox=Mailbox(greeting="Hello.", greeting_file=str(greeting), rings=1))
