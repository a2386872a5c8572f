"""Opinions of people about attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table of opinions."""
    op.create_table(
        "opinions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("attempt_id", sa.String(64), sa.ForeignKey("attempts.id", ondelete="CASCADE"), nullable=False),
        sa.Column("check_id", sa.String(200), nullable=False),
        sa.Column("met", sa.Boolean),
        sa.Column("by", sa.String(200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_index("opinions_by_attempt", "opinions", ["attempt_id", "number"])
