"""Opinions in the history: rows that are only added, beside attempts that nothing touches."""

import pickle
import resource
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from subprocess import Popen

import pytest
from sqlalchemy import insert

from trainer.core.attempt import Attempt
from trainer.core.opinion import Opinion, standing
from trainer.errors import StoreError
from trainer.store.database import Database
from trainer.store.history import History
from trainer.store.migration import MIGRATIONS, newest_version
from trainer.store.rows import row_of
from trainer.store.tables import attempts as attempt_table

Make = Callable[..., Attempt]
MakeOpinion = Callable[..., Opinion]
RunPython = Callable[[str, Sequence[str | Path]], "Popen[str]"]

SAY_ALL = """
import sys, pathlib, pickle
from trainer.store.history import History
opinions = pickle.loads(pathlib.Path(sys.argv[2]).read_bytes())
history = History(pathlib.Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for opinion in opinions:
    history.save_opinion(opinion)
"""


@pytest.fixture
def history(tmp_path: Path, make_attempt: Make) -> History:
    """A history with two attempts."""
    history = History(tmp_path / "history.db")
    history.save(make_attempt(1))
    history.save(make_attempt(2))
    return history


def test_opinions_are_added_and_the_newest_counts(
    history: History, make_attempt: Make, make_opinion: MakeOpinion
) -> None:
    """Every press is a row, in its order, also one that takes back; the attempt is as it was."""
    given = [make_opinion(1, met=met) for met in (False, None, False, None, False)]
    for opinion in [*given, make_opinion(2, "ask", met=True)]:
        history.save_opinion(opinion)
    assert history.opinions(make_attempt(1).id) == given
    assert history.opinions() == [*given, make_opinion(2, "ask", met=True)]
    assert standing(history.opinions(make_attempt(1).id)) == {"name": given[-1]}
    assert history.attempts() == [make_attempt(2), make_attempt(1)]


def test_what_was_said_last_counts_whatever_the_clock_says(history: History, make_opinion: MakeOpinion) -> None:
    """A clock that was set back, or a traveller's, does not bring an old opinion to the front."""
    first = make_opinion(1)
    away = first.at.astimezone(timezone(timedelta(hours=10))) - timedelta(days=1)
    second = replace(make_opinion(1, met=True), at=away)
    history.save_opinion(first)
    history.save_opinion(second)
    assert standing(history.opinions()) == {"name": second}
    assert history.opinions()[1].at.utcoffset() == timedelta(0)


def test_looking_for_opinions_makes_nothing(tmp_path: Path) -> None:
    """A first start has none and leaves no file."""
    assert History(tmp_path / "data" / "history.db").opinions() == []
    assert not (tmp_path / "data").exists()


def test_an_opinion_needs_its_attempt(history: History, make_opinion: MakeOpinion) -> None:
    """About an attempt that could not be saved nothing is kept, and the sentence says why."""
    with pytest.raises(StoreError, match="not in the history") as caught:
        history.save_opinion(make_opinion(9))
    assert caught.value.exit_code == 5
    assert history.opinions() == []


def test_a_damaged_opinion_is_told_by_its_number(tmp_path: Path, history: History, make_opinion: MakeOpinion) -> None:
    """A row that makes no sense is a sentence."""
    history.save_opinion(make_opinion(1))
    with closing(sqlite3.connect(tmp_path / "history.db")) as connection:
        connection.execute("UPDATE opinions SET reason = x'00ff'")
        connection.commit()
    with pytest.raises(StoreError, match="The row 1 is damaged"):
        history.opinions()


def test_an_older_history_gets_its_opinions_and_keeps_its_attempts(
    tmp_path: Path, make_attempt: Make, make_opinion: MakeOpinion
) -> None:
    """A history from before there were opinions: copied, moved up, every attempt there, opinions possible."""
    older, path = tmp_path / "older", tmp_path / "history.db"
    shutil.copytree(MIGRATIONS, older, ignore=shutil.ignore_patterns("0002*", "__pycache__"))
    with Database(path, older).transaction(write=True) as connection:
        for number in (1, 2, 3):
            connection.execute(insert(attempt_table).values(row_of(make_attempt(number))))
    history = History(path)
    assert history.attempts() == [make_attempt(3), make_attempt(2), make_attempt(1)]
    history.save_opinion(make_opinion(2))
    assert history.opinions() == [make_opinion(2)]
    with closing(sqlite3.connect(tmp_path / "history-version-0001.db")) as copy:
        assert copy.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
        assert copy.execute("SELECT count(*) FROM attempts").fetchone() == (3,)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (newest_version(),)


def test_two_processes_lose_no_opinion(
    tmp_path: Path, history: History, make_opinion: MakeOpinion, run_python: RunPython
) -> None:
    """The app and a command write at the same time: every row is there, each writer's in its order."""
    running = []
    for check_id in ("name", "ask"):
        (tmp_path / check_id).write_bytes(pickle.dumps([make_opinion(1, check_id, met=bool(n % 2)) for n in range(25)]))
        running.append(run_python(SAY_ALL, [tmp_path / "history.db", tmp_path / check_id]))
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        process.communicate()
        assert process.returncode == 0
    said = history.opinions()
    for check_id in ("name", "ask"):
        assert [each.met for each in said if each.check_id == check_id] == [bool(n % 2) for n in range(25)]
    assert len(said) == 50


def test_a_write_that_fails_keeps_every_opinion_before_it(history: History, make_opinion: MakeOpinion) -> None:
    """Where a file may not grow, the opinion is told as lost and the history goes on afterwards."""
    history.save_opinion(make_opinion(1))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))
    try:
        with pytest.raises(StoreError, match="still there"):
            history.save_opinion(make_opinion(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert history.opinions() == [make_opinion(1)]
    history.save_opinion(make_opinion(2))
    assert history.opinions() == [make_opinion(1), make_opinion(2)]
