"""customers: their contract, their persons' other names, what they agreed to"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _added() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("customer", sa.Column("code", sa.String(length=64), nullable=True)),
        ("customer", sa.Column("bundle_id", sa.String(length=40), nullable=True)),
        ("customer", sa.Column("monthly_sar", sa.Integer(), nullable=True)),
        ("customer", sa.Column("contract_on", sa.Date(), nullable=True)),
        ("customer", sa.Column("renews_on", sa.Date(), nullable=True)),
        ("customer", sa.Column("owner", sa.String(length=64), nullable=True)),
        ("contact", sa.Column("known_name", sa.Text(), nullable=True)),
    )


def upgrade() -> None:
    for table, column in _added():
        op.add_column(table, column)
    op.create_index("ix_customer_code", "customer", ["code"], unique=True)
    op.create_table(
        "same_person",
        sa.Column("first_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("second_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("is_same", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.String(length=64), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name="ck_same_person_in_order"),
        sa.ForeignKeyConstraint(["first_id"], ["contact.id"], name="fk_same_person_first_id_contact"),
        sa.ForeignKeyConstraint(["second_id"], ["contact.id"], name="fk_same_person_second_id_contact"),
        sa.PrimaryKeyConstraint("first_id", "second_id", name="pk_same_person"),
    )
    op.create_index("ix_same_person_second_id", "same_person", ["second_id"], unique=False)
    op.create_table(
        "opt_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("evidence", sa.String(length=300), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.Column("withdrawn_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name="fk_opt_in_contact_id_contact"),
        sa.PrimaryKeyConstraint("id", name="pk_opt_in"),
    )
    op.create_index("ix_opt_in_contact_id", "opt_in", ["contact_id"], unique=False)


def downgrade() -> None:
    op.drop_table("opt_in")
    op.drop_table("same_person")
    op.drop_index("ix_customer_code", "customer")
    for table, column in reversed(_added()):
        op.drop_column(table, str(column.name))
