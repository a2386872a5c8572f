"""Every attempt ever saved, and opinions about them. Importing this loads SQLAlchemy: import it when first needed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, Select, func, insert, select

from trainer.core.attempt import Attempt
from trainer.core.opinion import Opinion
from trainer.errors import StoreError
from trainer.store.database import Database
from trainer.store.rows import attempt_of, opinion_of, opinion_row_of, row_of
from trainer.store.tables import attempts as table
from trainer.store.tables import opinions as opinion_table


class History:
    """Attempts and opinions in a SQLite file, or in the database that a URL names: added, never changed."""

    def __init__(self, location: Path | str) -> None:
        self._database = Database(location)

    def save(self, attempt: Attempt) -> None:
        """Add one attempt in one short transaction; StoreError if it cannot be kept, or is kept already."""
        with self._database.transaction(write=True) as connection:
            connection.execute(insert(table).values(row_of(attempt)))

    def attempts(self, *, scenario_id: str | None = None, limit: int | None = None) -> list[Attempt]:
        """Saved attempts, newest first; of one scenario if it is named."""
        query = select(table).order_by(table.c.started_at.desc(), table.c.id.desc()).limit(limit)
        if scenario_id is not None:
            query = query.where(table.c.scenario_id == scenario_id)
        return [attempt_of(dict(row)) for row in self._read(query)]

    def get(self, attempt_id: str) -> Attempt | None:
        """The attempt with this id, or None."""
        found = self._read(select(table).where(table.c.id == attempt_id))
        return attempt_of(dict(found[0])) if found else None

    def ids_ending(self, ending: str) -> list[str]:
        """The ids of the attempts that end like this, oldest first: people name an attempt by its last few letters."""
        query = select(table.c.id).where(table.c.id.endswith(ending, autoescape=True)).order_by(table.c.id)
        return [row["id"] for row in self._read(query)]

    def best_totals(self) -> dict[str, int]:
        """The best total so far by scenario id."""
        scenario_id, total = table.c.scenario_id, table.c.total
        query = select(scenario_id, func.max(total).label("best")).where(scenario_id.is_not(None)).group_by(scenario_id)
        return {row["scenario_id"]: row["best"] for row in self._read(query)}

    def save_opinion(self, opinion: Opinion) -> None:
        """Add one opinion in one short transaction; StoreError if it cannot be kept, or its attempt never was."""
        with self._database.transaction(write=True) as connection:
            if connection.execute(select(table.c.id).where(table.c.id == opinion.attempt_id)).first() is None:
                raise _not_saved(opinion.attempt_id)
            connection.execute(insert(opinion_table).values(opinion_row_of(opinion)))

    def opinions(self, attempt_id: str | None = None) -> list[Opinion]:
        """Every opinion in the order in which they were given; about one attempt if it is named."""
        query = select(opinion_table).order_by(opinion_table.c.number)
        if attempt_id is not None:
            query = query.where(opinion_table.c.attempt_id == attempt_id)
        return [opinion_of(dict(row)) for row in self._read(query)]

    def _read(self, query: Select[Any]) -> Sequence[RowMapping]:  # rows of any columns
        if self._database.is_absent:
            return []
        with self._database.transaction(write=False) as connection:
            return connection.execute(query).mappings().all()


def _not_saved(attempt_id: str) -> StoreError:
    return StoreError(
        "This attempt is not in the history",
        f"{attempt_id} could not be saved when it was scored, so nothing can be kept beside it. "
        "The history was not changed.",
        "trainer doctor says what is wrong with the data folder.",
    )
