"""Attempts as rows: nothing is lost or changed on the way into the history and out of it."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, insert, select

from trainer.core.attempt import Attempt
from trainer.core.scorecard import Verdict
from trainer.errors import StoreError
from trainer.store.history import History
from trainer.store.rows import attempt_of, row_of
from trainer.store.tables import attempts as table
from trainer.store.tables import metadata

LEAVES: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text(max_size=20),
    int: st.integers(-(2**31), 2**31),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
    datetime: st.datetimes(timezones=st.timezones()).map(lambda moment: moment.astimezone(UTC)),
}


def values_of(kind: Any) -> st.SearchStrategy[Any]:  # type expressions have no type of their own
    """Values of a type: every field of every dataclass in it, those added to it later included."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        return st.builds(kind, **{field.name: values_of(hints[field.name]) for field in fields(kind)})
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if get_origin(kind) is tuple:
        return st.lists(values_of(get_args(kind)[0]), max_size=3).map(tuple)
    if get_origin(kind) in {Union, UnionType}:
        return st.one_of(*map(values_of, get_args(kind)))
    return LEAVES[kind]


ATTEMPTS: st.SearchStrategy[Attempt] = values_of(Attempt)


@given(ATTEMPTS)
def test_a_row_holds_the_whole_attempt(attempt: Attempt) -> None:
    """Old scores stay honest: every word, time, verdict and note comes back as it went in."""
    assert attempt_of(row_of(attempt)) == attempt


@given(st.lists(ATTEMPTS, unique_by=lambda attempt: attempt.id, max_size=5))
@settings(max_examples=25)
def test_a_database_holds_the_whole_attempt(attempts: list[Attempt]) -> None:
    """Whatever SQLite makes of numbers, texts and times, reading gives back what was written."""
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        for attempt in attempts:
            connection.execute(insert(table).values(row_of(attempt)))
        rows = connection.execute(select(table)).mappings().all()
    engine.dispose()
    assert {attempt.id: attempt for attempt in map(attempt_of, map(dict, rows))} == {
        attempt.id: attempt for attempt in attempts
    }


def test_what_is_asked_for_stands_by_itself(make_attempt: Callable[..., Attempt]) -> None:
    """Lists and filters never have to open the long columns."""
    row = row_of(make_attempt(1, total=55))
    columns = ["engine", "engine_version", "checklist_id", "checklist_version", "total", "passed", "seconds"]
    assert [row[name] for name in columns] == ["scripted", "1", "articles", 1, 55, False, 1.9]
    assert row.keys() == set(table.columns.keys())


def test_a_younger_field_gets_its_default(make_attempt: Callable[..., Attempt]) -> None:
    """An attempt saved before a verdict could have a reason is still read."""
    attempt = make_attempt(1)
    row = row_of(attempt)
    scorecard = row["scorecard"]
    assert isinstance(scorecard, dict)
    for verdict in scorecard["verdicts"]:
        del verdict["reason"]
    assert Verdict.__dataclass_fields__["reason"].default == ""
    assert attempt_of(row) == attempt


def test_a_damaged_row_is_told_by_its_id(tmp_path: Path, make_attempt: Callable[..., Attempt]) -> None:
    """A row that makes no sense is a sentence with the attempt's id, and the others can still be had."""
    path = tmp_path / "history.db"
    history = History(path)
    history.save(make_attempt(1))
    history.save(make_attempt(2))
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE attempts SET scorecard = '{\"total\": 1}' WHERE id LIKE '%-000001'")
    engine.dispose()
    with pytest.raises(StoreError, match="20260305T1200-000001 is damaged"):
        history.attempts()
    assert history.attempts(limit=1) == [make_attempt(2)]
