"""Numbered migrations: which version a database has, and how it gets to the newest.

Files under migrations/versions are named after their revision ("0001_attempts.py"), so that the newest is known
without loading Alembic.
"""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"


def newest_version(folder: Path = MIGRATIONS) -> str:
    """The number of the newest migration, e.g. "0001"."""
    return max(path.name.partition("_")[0] for path in (folder / "versions").glob("[0-9]*.py"))


def version_of(connection: Connection) -> str | None:
    """The version of a database; None if it has none, because it is new or not one of ours."""
    if not connection.dialect.has_table(connection, "alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def is_empty(connection: Connection) -> bool:
    """Whether a database has no tables at all."""
    return not inspect(connection).get_table_names()


def migrate(connection: Connection, folder: Path = MIGRATIONS) -> None:
    """Bring a database to the newest version, in the connection's own transaction."""
    from alembic import command  # a third of a second that only new and old databases wait for
    from alembic.config import Config

    config = Config()
    # The configuration reads % as the start of a placeholder, and folders may have one in their name.
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
