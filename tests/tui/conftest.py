"""What the tests of the app share."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.tui.driving import GOOD, PROFILE, AppStudio
from trainer.audio.clip import Clip
from trainer.audio.recording_file import write_clip
from trainer.core.profile import Profile
from trainer.store.folders import Folders
from trainer.tui.app import TrainerApp

RATE_HZ = 16_000

MakeStudio = Callable[..., AppStudio]
MakeApp = Callable[..., TrainerApp]
Loud = Callable[..., Path]


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Local time is UTC, wherever the tests run."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def loud(tmp_path: Path) -> Loud:
    """A maker of recordings: noise of so many seconds that is loud enough to count as voice, or as loud as asked."""

    def make(seconds: float, amplitude: float = 0.2) -> Path:
        path = tmp_path / f"loud-{seconds}-{amplitude}.wav"
        noise = np.random.default_rng(5).uniform(-1.0, 1.0, round(seconds * RATE_HZ))
        samples = (amplitude * noise).astype(np.float32)
        write_clip(path, Clip(samples, RATE_HZ))
        return path

    return make


@pytest.fixture
def make_studio(tmp_path: Path, loud: Loud) -> MakeStudio:
    """A maker of studios over one data folder; by default a message of 24 s is spoken as fast as it goes."""

    def make(
        *,
        heard: str = GOOD,
        seconds: float = 24.0,
        microphone: Path | None = None,
        real_time: bool = False,
        greeting_s: float = 0.3,
        prospects: int | None = None,
        profile: Profile | None = PROFILE,
    ) -> AppStudio:
        folders = Folders(tmp_path / "home")
        spoken, greeting = microphone or loud(seconds), loud(greeting_s)
        studio = AppStudio(folders, spoken, greeting, heard, real_time=real_time, prospects=prospects)
        if profile is not None and studio.profile is None:
            studio.save_profile(profile)
        return studio

    return make


@pytest.fixture
def make_app(make_studio: MakeStudio) -> MakeApp:
    """A maker of apps, each over a studio made with the same options."""

    def make(studio: AppStudio | None = None, **options: object) -> TrainerApp:
        app = TrainerApp(studio or make_studio(**options))
        app.animation_level = "none"
        return app

    return make
