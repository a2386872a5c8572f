"""What every test gets: a data folder of its own and a terminal without wishes."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("trainer", deadline=None)  # a busy machine is not a failure; bench/ measures speed
settings.load_profile("trainer")

WISHES = ("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "TEXTUAL", "TEXTUAL_ANIMATIONS", "TEXTUAL_THEME")
"""Variables of a developer's terminal that change what is drawn."""


def pytest_configure() -> None:
    """Textual reads its variables when it is imported, which is before any fixture runs."""
    for name in WISHES:
        os.environ.pop(name, None)


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder, not made yet: no test can touch the developer's own."""
    folder = tmp_path / "home"
    monkeypatch.setenv("TRAINER_HOME", str(folder))
    return folder
