"""Names and addresses of accounts are sealed; what an address is found by is left of it, and of a name nothing."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "r0004", "r0003"


def upgrade() -> None:
    """Make room for what is sealed."""
    op.add_column("people", sa.Column("sealed", sa.LargeBinary))
