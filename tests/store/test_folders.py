"""The data folder: where it is, and what happens when it cannot be used."""

import resource
from pathlib import Path

import platformdirs
import pytest

from trainer.errors import StoreError
from trainer.store.files import write_whole
from trainer.store.folders import Folders, find_folders


def test_trainer_home_decides(tmp_path: Path) -> None:
    """TRAINER_HOME moves everything, and looking makes nothing."""
    folders = find_folders({"TRAINER_HOME": str(tmp_path / "elsewhere")})
    assert folders.history == tmp_path / "elsewhere" / "history.db"
    assert list(tmp_path.iterdir()) == []


def test_a_relative_home_is_taken_from_where_the_command_ran(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later change of folder does not move the data."""
    monkeypatch.chdir(tmp_path)
    folders = find_folders({"TRAINER_HOME": "data"})
    monkeypatch.chdir("/")
    assert folders.root == tmp_path / "data"


@pytest.mark.parametrize("environment", [{}, {"TRAINER_HOME": ""}])
def test_the_platforms_folder_is_the_default(environment: dict[str, str]) -> None:
    """Without TRAINER_HOME, or with an empty one, data goes where the platform keeps a user's data."""
    expected = platformdirs.user_data_path("voicemail-trainer", appauthor=False)
    assert find_folders(environment).root == expected


def test_prepare_makes_the_folder_and_leaves_it_empty(folders: Folders) -> None:
    """Proving that the folder can be written leaves no litter."""
    folders.prepare()
    assert list(folders.root.iterdir()) == []


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    """A data folder that cannot be made ends in a sentence and exit code 5."""
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(StoreError, match=r"Cannot write .*taken") as caught:
        Folders(tmp_path / "taken" / "data").prepare()
    assert caught.value.exit_code == 5
    assert "TRAINER_HOME" in caught.value.hint


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody may write")
def test_a_folder_that_nobody_may_write_is_told() -> None:
    """Even a folder that exists is proved before it is trusted."""
    with pytest.raises(StoreError, match="Cannot write /proc"):
        Folders(Path("/proc/self")).prepare()


def test_a_write_that_fails_leaves_the_old_text(tmp_path: Path) -> None:
    """A disk that runs full in the middle of a small file costs the new text only, and leaves no litter."""
    path = tmp_path / "profile.toml"
    write_whole(path, "old")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(StoreError, match="The file is as it was before"):
            write_whole(path, "new" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]
