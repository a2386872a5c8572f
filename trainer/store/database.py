"""The database of the history: opened, used and closed within one call, brought up to date when need be."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path

from filelock import FileLock, Timeout
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from trainer.store.database_errors import is_in_use, is_newer, is_not_ours, store_error
from trainer.store.files import cannot_write, make_folder
from trainer.store.migration import MIGRATIONS, is_empty, migrate, newest_version, version_of

_PATIENCE_S = 10.0
"""How long to wait for another process that is writing."""

_write_json = partial(json.dumps, separators=(",", ":"), allow_nan=False)


class Database:
    """A database of attempts: a SQLite file, or whatever a URL names. Safe from any thread and several processes."""

    def __init__(self, location: Path | str, migrations: Path = MIGRATIONS) -> None:
        self._path = location if isinstance(location, Path) else None
        self._migrations = migrations
        self._newest = newest_version(migrations)
        self._engine = _sqlite_engine(location) if isinstance(location, Path) else _engine(location)
        self._place = str(location) if isinstance(location, Path) else self._engine.url.render_as_string()

    @property
    def is_absent(self) -> bool:
        """Whether there is no file yet: reading need not make one."""
        return self._path is not None and not self._path.exists()

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[Connection]:
        """A connection for the calling thread, committed at the end; StoreError if anything fails, then all of it."""
        if self._path is not None:
            make_folder(self._path.parent)
        try:
            if not self._is_current():
                self._bring_up_to_date()
            with self._begun(write=write) as connection:
                yield connection
        except (DBAPIError, sqlite3.Error) as error:
            raise store_error(error, self._place) from error

    @contextmanager
    def _begun(self, *, write: bool) -> Iterator[Connection]:
        # A writer says so at once and waits for its turn; one that read first could only fail.
        options = {"begin": "BEGIN IMMEDIATE" if write else "BEGIN"}
        with self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection

    def _is_current(self) -> bool:
        with self._begun(write=False) as connection:
            version = version_of(connection)
            if version is None and not is_empty(connection):
                raise is_not_ours(self._place)
        if version is not None and version > self._newest:
            raise is_newer(self._place, version, self._newest)
        return version == self._newest

    def _bring_up_to_date(self) -> None:
        if self._path is None:
            self._migrate()
            return
        try:
            with FileLock(f"{self._path}.lock", timeout=_PATIENCE_S):
                if not self._is_current():  # another process may have been quicker
                    _prepare_file(self._path)
                    self._migrate()
        except Timeout as error:
            raise is_in_use(self._place) from error
        except OSError as error:
            raise cannot_write(self._path, error, "The history is as it was before.") from error

    def _migrate(self) -> None:
        with self._begun(write=True) as connection:
            migrate(connection, self._migrations)


def _prepare_file(path: Path) -> None:
    """Copy a SQLite file that is about to change, and let readers and a writer work at the same time from now on."""
    with closing(sqlite3.connect(path, timeout=_PATIENCE_S)) as connection:
        tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables:
            (version,) = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            _back_up(connection, path.with_name(f"{path.stem}-version-{version}{path.suffix}"))
        connection.execute("PRAGMA journal_mode = WAL")


def _back_up(connection: sqlite3.Connection, path: Path) -> None:
    unfinished = path.with_name(f"{path.name}.unfinished")
    with closing(sqlite3.connect(unfinished)) as copy:
        connection.backup(copy)
    unfinished.replace(path)


def _engine(url: URL | str) -> Engine:
    return create_engine(url, poolclass=NullPool, json_serializer=_write_json)


def _sqlite_engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        poolclass=NullPool,
        json_serializer=_write_json,
        connect_args={"timeout": _PATIENCE_S},
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver would begin transactions by its own rules, and leave changes of tables outside of them.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options()["begin"])
