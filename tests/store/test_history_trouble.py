"""What a disk, a person or another program can do to a history: a sentence, and nothing lost."""

import os
import resource
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from trainer.core.attempt import Attempt
from trainer.core.opinion import Opinion
from trainer.errors import StoreError
from trainer.store.history import History

Make = Callable[..., Attempt]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the history will be."""
    return tmp_path / "history.db"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KiB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)]
    if os.name != "posix" or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def _save_until(history: History, attempts: list[Attempt]) -> int:
    """How many of these fit on the disk."""
    for number, attempt in enumerate(attempts):
        try:
            history.save(attempt)
        except StoreError:
            return number
    return len(attempts)


def test_a_full_disk_keeps_what_was_saved(small_disk: Path, make_attempt: Make) -> None:
    """The attempt that no longer fits is told; all before it are there, and saving goes on once there is room."""
    path = small_disk / "history.db"
    history = History(path)
    history.save(make_attempt(0))
    (small_disk / "other").write_bytes(bytes(60_000))
    saved = 1 + _save_until(history, [make_attempt(number) for number in range(1, 100)])
    assert 1 < saved < 100
    with pytest.raises(StoreError, match="disk is full") as caught:
        history.save(make_attempt(saved))
    assert caught.value.exit_code == 5
    assert "still there" in caught.value.detail
    (small_disk / "other").unlink()
    assert len(history.attempts()) == saved
    history.save(make_attempt(saved))
    assert len(history.attempts()) == saved + 1


def test_a_write_that_fails_keeps_what_was_saved(path: Path, make_attempt: Make) -> None:
    """Where a file may not grow, as under a quota, the attempt is told and the history goes on afterwards."""
    history = History(path)
    history.save(make_attempt(1))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        with pytest.raises(StoreError, match="still there"):
            history.save(make_attempt(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert history.attempts() == [make_attempt(1)]
    history.save(make_attempt(2))
    assert history.attempts() == [make_attempt(2), make_attempt(1)]


def test_a_history_that_is_written_to_for_long_is_told(
    path: Path, make_attempt: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saving waits for its turn, but not for ever; reading does not wait at all."""
    monkeypatch.setattr("trainer.store.database._PATIENCE_S", 0.05)
    history = History(path)
    history.save(make_attempt(1))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="The history is in use"):
            history.save(make_attempt(2))
        assert history.attempts() == [make_attempt(1)]
    history.save(make_attempt(2))


def test_a_disk_too_full_to_begin_is_told(small_disk: Path, make_attempt: Make) -> None:
    """A history that cannot be made is none: the next try with room makes it."""
    history = History(small_disk / "history.db")
    ballast = small_disk / "other"
    ballast.write_bytes(bytes(240_000))
    with pytest.raises(StoreError, match="could not be"):
        history.save(make_attempt(1))
    ballast.unlink()
    history.save(make_attempt(1))
    assert history.attempts() == [make_attempt(1)]


@pytest.mark.parametrize(
    "content", [b"this is no database, but a letter to my aunt. " * 100, b"SQLite format 3\0" * 300]
)
def test_a_file_that_is_no_database_is_never_overwritten(path: Path, make_attempt: Make, content: bytes) -> None:
    """It says so, for reading and for writing, and leaves the bytes as they are."""
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        History(path).attempts()
    with pytest.raises(StoreError, match="damaged") as caught:
        History(path).save(make_attempt(1))
    assert "backup" in caught.value.hint
    assert path.read_bytes() == content


def test_a_damaged_history_is_never_overwritten(path: Path, make_attempt: Make) -> None:
    """A disk that lost the middle of the file is told, and what is left is left for repair."""
    history = History(path)
    for number in range(30):
        history.save(make_attempt(number))
    content = bytearray(path.read_bytes())
    content[8192:-4096] = b"\xa5" * (len(content) - 8192 - 4096)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        history.attempts()
    assert path.read_bytes() == content


def test_another_programs_database_is_left_alone(path: Path, make_attempt: Make) -> None:
    """No tables are added to somebody else's file."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not a history of Voicemail Trainer"):
        History(path).save(make_attempt(1))
    assert path.read_bytes() == before


def test_an_empty_file_becomes_a_history(path: Path, make_attempt: Make) -> None:
    """A file that was created and never written, as a crash can leave it, is as good as none."""
    path.touch()
    assert History(path).attempts() == []
    History(path).save(make_attempt(1))
    assert History(path).attempts() == [make_attempt(1)]


def test_a_file_where_the_folder_should_be_is_told(tmp_path: Path, make_attempt: Make) -> None:
    """A data folder that cannot be made ends in a sentence."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreError, match="Cannot write"):
        History(tmp_path / "taken" / "history.db").save(make_attempt(1))


def test_a_folder_in_place_of_the_file_is_told(path: Path, make_attempt: Make) -> None:
    """So does a folder that has the history's name."""
    path.mkdir()
    with pytest.raises(StoreError, match="could not be opened"):
        History(path).save(make_attempt(1))


@contextmanager
def read_only(disk: Path) -> Iterator[None]:
    """Nothing can be written to a disk for a while."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)


def test_a_history_that_cannot_be_made_on_a_read_only_disk_is_told(small_disk: Path, make_attempt: Make) -> None:
    """The very first save on such a disk ends in a sentence too, whatever a crash left there."""
    (small_disk / "history.db").touch()
    with read_only(small_disk), pytest.raises(StoreError, match=r"Cannot write .*history\.db"):
        History(small_disk / "history.db").save(make_attempt(1))


def test_a_read_only_disk_is_told(small_disk: Path, make_attempt: Make) -> None:
    """Saving fails with a sentence; nothing is lost."""
    path = small_disk / "history.db"
    History(path).save(make_attempt(1))
    with read_only(small_disk), pytest.raises(StoreError, match="The history could not be") as caught:
        History(path).save(make_attempt(2))
    assert "TRAINER_HOME" in caught.value.hint
    assert History(path).attempts() == [make_attempt(1)]


def test_an_opinion_on_a_read_only_disk_is_told(
    small_disk: Path, make_attempt: Make, make_opinion: Callable[..., Opinion]
) -> None:
    """What people said before is still there, and they can go on once it can be written again."""
    history = History(small_disk / "history.db")
    history.save(make_attempt(1))
    history.save_opinion(make_opinion(1))
    with read_only(small_disk), pytest.raises(StoreError, match="The history could not be") as caught:
        history.save_opinion(make_opinion(1, met=None))
    assert "still there" in caught.value.detail
    assert history.opinions() == [make_opinion(1)]
    history.save_opinion(make_opinion(1, met=None))
    assert len(history.opinions()) == 2
