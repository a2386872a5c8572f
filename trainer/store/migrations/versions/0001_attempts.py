"""The first version: attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the table of attempts."""
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("scenario_id", sa.String(200)),
        sa.Column("scenario_fingerprint", sa.String(64), nullable=False),
        sa.Column("prospect_name", sa.Text, nullable=False),
        sa.Column("ended_by", sa.String(20)),
        sa.Column("recording", sa.Text),
        sa.Column("early_speech_s", sa.Float, nullable=False),
        sa.Column("line", sa.Text, nullable=False),
        sa.Column("engine", sa.Text, nullable=False),
        sa.Column("engine_version", sa.Text, nullable=False),
        sa.Column("checklist_id", sa.String(200), nullable=False),
        sa.Column("checklist_version", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("passed", sa.Boolean, nullable=False),
        sa.Column("seconds", sa.Float),
        sa.Column("transcript", sa.JSON, nullable=False),
        sa.Column("scorecard", sa.JSON, nullable=False),
    )
    op.create_index("attempts_by_time", "attempts", ["started_at", "id"])
    op.create_index("attempts_by_scenario", "attempts", ["scenario_id", "started_at", "id"])
    op.create_index("attempts_by_total", "attempts", ["scenario_id", "total"])
