"""Tokens by which other programs may ask for what a person may see."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "r0002", "r0001"
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make their table."""
    op.create_table(
        "tokens", sa.Column("id", sa.String(32), nullable=False), sa.Column("token", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False), sa.Column("name", sa.String(100), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False), sa.Column("used_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_tokens"), sa.UniqueConstraint("token", name="uq_tokens_token"))
    op.create_index("ix_tokens_person_id", "tokens", ["person_id"])
