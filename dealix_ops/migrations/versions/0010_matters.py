"""matters: several tickets that are one, lines that moved"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _added() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("ticket", sa.Column("matter_id", sa.Integer(), nullable=True)),
        ("ticket", sa.Column("joined_at", UtcDateTime(), nullable=True)),
        ("ticket", sa.Column("joined_by", sa.String(length=64), nullable=True)),
        ("ticket", sa.Column("merged_into_id", sa.Integer(), nullable=True)),
        ("conversation", sa.Column("split_from_id", sa.Integer(), nullable=True)),
        ("conversation", sa.Column("split_through_inbound_id", sa.Integer(), nullable=True)),
    )


def upgrade() -> None:
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("lead_ticket_id", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_matter_customer_id_customer"),
        sa.ForeignKeyConstraint(["lead_ticket_id"], ["ticket.id"], name="fk_matter_lead_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_matter"),
    )
    op.create_index("ix_matter_customer_id", "matter", ["customer_id"], unique=False)
    for table, column in _added():
        op.add_column(table, column)
    op.create_index("ix_ticket_matter_id", "ticket", ["matter_id"], unique=False)
    op.create_index("ix_conversation_split_from_id", "conversation", ["split_from_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_conversation_split_from_id", "conversation")
    op.drop_index("ix_ticket_matter_id", "ticket")
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
    op.drop_table("matter")
