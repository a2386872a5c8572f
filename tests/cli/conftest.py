"""What the tests of the commands share."""

from pathlib import Path

import pytest

from tests.cli.commands import PROFILE, Trainer


@pytest.fixture
def trainer(tmp_path: Path) -> Trainer:
    """The command with an empty home."""
    return Trainer(tmp_path / "home")


@pytest.fixture
def rep(trainer: Trainer) -> Trainer:
    """The command of a rep whose profile is known."""
    assert trainer(*PROFILE).code == 0
    return trainer
