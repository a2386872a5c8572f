"""Versions of the history: made on first use, moved up with a copy, refused when they are from the future."""

import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from trainer.core.attempt import Attempt
from trainer.errors import StoreError
from trainer.store.database import Database
from trainer.store.history import History
from trainer.store.migration import MIGRATIONS, newest_version
from trainer.store.tables import metadata

Make = Callable[..., Attempt]

NEXT_MIGRATION = """
from alembic import op
revision = "9000"
down_revision = "{before}"
def upgrade() -> None:
    op.execute("CREATE TABLE later (id INTEGER)")
    op.execute("INSERT INTO later VALUES (7)")
    {then}
"""

OPEN_AND_TELL = """
import sys, pathlib
from trainer.store.history import History
History(pathlib.Path(sys.argv[1])).attempts()
print("alembic" in sys.modules)
"""


@pytest.fixture
def history(tmp_path: Path, make_attempt: Make) -> Path:
    """A history with one attempt, as this version writes it."""
    path = tmp_path / "history.db"
    History(path).save(make_attempt(1))
    return path


@pytest.fixture
def later(tmp_path: Path) -> Callable[[str], Path]:
    """The migrations of a later program: ours and one more, which ends with the given statement."""

    def make(then: str) -> Path:
        folder = tmp_path / "migrations"
        shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        script = NEXT_MIGRATION.format(before=newest_version(), then=then)
        (folder / "versions" / "9000_later.py").write_text(script)
        return folder

    return make


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Ask a database directly."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_migrations_make_the_tables_that_the_code_uses(history: Path) -> None:
    """A column added in one place and forgotten in the other is found here."""
    engine = create_engine(f"sqlite:///{history}")
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    engine.dispose()
    assert differences == []


def test_migrations_are_numbered_in_one_row() -> None:
    """The newest version is read off the file names, so names and revisions must agree."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    scripts = list(ScriptDirectory.from_config(config).walk_revisions())
    assert scripts[0].revision == newest_version()
    for script in scripts:
        assert re.fullmatch(r"\d{4}", script.revision)
        assert Path(script.path).name.startswith(f"{script.revision}_")


def test_an_open_history_does_not_load_alembic(history: Path) -> None:
    """Only new and old histories wait for the machinery of migrations."""
    command = [sys.executable, "-c", OPEN_AND_TELL, str(history)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"


def test_a_history_lets_readers_and_a_writer_work_together(history: Path) -> None:
    """The app draws the history while a batch adds to it."""
    assert query(history, "PRAGMA journal_mode") == [("wal",)]


def test_an_older_history_is_copied_then_moved_up(history: Path, later: Callable[[str], Path]) -> None:
    """Nothing is lost in an update: the old file is beside the new one, whole."""
    with Database(history, later("pass")).transaction(write=True) as connection:
        assert connection.execute(text("SELECT id FROM later")).scalar() == 7
        assert connection.execute(text("SELECT count(*) FROM attempts")).scalar() == 1
    copy = history.with_name(f"history-version-{newest_version()}.db")
    assert query(copy, "SELECT version_num FROM alembic_version") == [(newest_version(),)]
    assert query(copy, "SELECT count(*) FROM attempts") == [(1,)]


def test_a_migration_that_fails_changes_nothing(
    history: Path, later: Callable[[str], Path], make_attempt: Make
) -> None:
    """Half a migration would be a history that no version can read."""
    folder = later("op.execute('INSERT INTO nowhere VALUES (1)')")
    with pytest.raises(StoreError, match="no such table: nowhere"), Database(history, folder).transaction(write=True):
        pass
    assert query(history, "SELECT name FROM sqlite_master WHERE name = 'later'") == []
    assert History(history).attempts() == [make_attempt(1)]


def test_a_newer_history_is_refused_and_left_alone(history: Path, later: Callable[[str], Path]) -> None:
    """An old program cannot know what a new one wrote; the message names both versions."""
    with Database(history, later("pass")).transaction(write=True):
        pass
    before = history.read_bytes()
    for use in (History(history).attempts, History(history).best_totals):
        with pytest.raises(StoreError, match="from a newer Voicemail Trainer") as caught:
            use()
        assert "has version 9000" in caught.value.detail
        assert newest_version() in caught.value.detail
    assert history.read_bytes() == before
