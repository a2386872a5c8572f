"""The tables of the history as they are now; trainer/store/migrations says how they came to be."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, kept in UTC whatever the database makes of time zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # the base class passes it
        """The moment in UTC, ready to be kept."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002  # the base class passes it
        """The moment with its zone; SQLite forgets it."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData()

attempts = Table(
    "attempts",
    metadata,
    # What is asked for by itself: copies of what the last two columns hold, and the rest of the attempt.
    Column("id", String(64), primary_key=True),
    Column("started_at", UtcDateTime, nullable=False),
    Column("scenario_id", String(200)),
    Column("scenario_fingerprint", String(64), nullable=False),
    Column("prospect_name", Text, nullable=False),
    Column("ended_by", String(20)),
    Column("recording", Text),
    Column("early_speech_s", Float, nullable=False),
    Column("line", Text, nullable=False),
    Column("engine", Text, nullable=False),
    Column("engine_version", Text, nullable=False),
    Column("checklist_id", String(200), nullable=False),
    Column("checklist_version", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("passed", Boolean, nullable=False),
    Column("seconds", Float),
    # Long, so they come last: SQLite then finds the short ones without reading past them.
    Column("transcript", JSON, nullable=False),
    Column("scorecard", JSON, nullable=False),
    Index("attempts_by_time", "started_at", "id"),
    Index("attempts_by_scenario", "scenario_id", "started_at", "id"),
    Index("attempts_by_total", "scenario_id", "total"),
)
"""One row an attempt, written once. Units as in trainer.core.attempt; "seconds" is the delivery's."""

opinions = Table(
    "opinions",
    metadata,
    # Rises with every row: what was said last counts, whatever a clock says.
    Column("number", Integer, primary_key=True),
    Column("attempt_id", String(64), ForeignKey("attempts.id", ondelete="CASCADE"), nullable=False),
    Column("check_id", String(200), nullable=False),
    Column("met", Boolean),
    Column("by", String(200), nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("reason", Text, nullable=False),
    Index("opinions_by_attempt", "attempt_id", "number"),
    sqlite_autoincrement=True,
)
"""One row an opinion, as in trainer.core.opinion; also taking one back is a row."""
