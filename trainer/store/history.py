"""Every attempt ever saved. Importing this loads SQLAlchemy: import it when the history is first needed."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, Select, func, insert, select

from trainer.core.attempt import Attempt
from trainer.store.database import Database
from trainer.store.rows import attempt_of, row_of
from trainer.store.tables import attempts as table


class History:
    """The attempts in a SQLite file, or in the database that a URL names. Attempts are added, never changed."""

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

    def best_totals(self) -> dict[str, int]:
        """The best total so far by scenario id."""
        scenario_id, total = table.c.scenario_id, table.c.total
        query = select(scenario_id, func.max(total).label("best")).where(scenario_id.is_not(None)).group_by(scenario_id)
        return {row["scenario_id"]: row["best"] for row in self._read(query)}

    def _read(self, query: Select[Any]) -> Sequence[RowMapping]:  # rows of any columns
        if self._database.is_absent:
            return []
        with self._database.transaction(write=False) as connection:
            return connection.execute(query).mappings().all()
