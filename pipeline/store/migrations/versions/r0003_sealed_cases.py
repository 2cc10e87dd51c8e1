"""What a case is called and what stopped it are sealed; the columns that had it in clear are empty from then on."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "r0003", "r0002"


def upgrade() -> None:
    """Make room for what is sealed."""
    op.add_column("cases", sa.Column("sealed", sa.LargeBinary))
