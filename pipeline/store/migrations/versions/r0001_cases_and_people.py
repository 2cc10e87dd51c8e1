"""Cases, the people of a team, whose case is whose, invitations, sign-ins and tries.

Databases were made with these tables before there were revisions: what is there stays.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "r0001", None
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables that are not there."""
    _cases_and_people()
    _whose_and_who()
    op.create_table(
        "tries", sa.Column("id", sa.Integer, autoincrement=True, nullable=False),
        sa.Column("who", sa.String(64), nullable=False), sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tries"), if_not_exists=True)
    op.create_index("ix_tries_who", "tries", ["who"], if_not_exists=True)


def _cases_and_people() -> None:
    op.create_table(
        "cases", sa.Column("id", sa.String(32), nullable=False), sa.Column("name", sa.String(200), nullable=False),
        sa.Column("state", sa.String(10), nullable=False), sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("checked_at", MOMENT), sa.Column("stopped", sa.JSON),
        sa.PrimaryKeyConstraint("id", name="pk_cases"), if_not_exists=True)
    op.create_table(
        "people", sa.Column("id", sa.String(32), nullable=False), sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254), nullable=False), sa.Column("role", sa.String(10), nullable=False),
        sa.Column("secret", sa.String(200), nullable=False), sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
        sa.UniqueConstraint("email", name="uq_people_email"), if_not_exists=True)


def _whose_and_who() -> None:
    op.create_table(
        "members", sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_members_case_id_cases", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_members_person_id_people", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("case_id", "person_id", name="pk_members"), if_not_exists=True)
    op.create_table(
        "invitations", sa.Column("token", sa.String(64), nullable=False),
        sa.Column("role", sa.String(10), nullable=False), sa.Column("case_id", sa.String(32), nullable=False),
        sa.Column("expires", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_invitations"), if_not_exists=True)
    op.create_table(
        "sign_ins", sa.Column("token", sa.String(64), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False), sa.Column("seen_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_sign_ins_person_id_people",
                                ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("token", name="pk_sign_ins"), if_not_exists=True)
