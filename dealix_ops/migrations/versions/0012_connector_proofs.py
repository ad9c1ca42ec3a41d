"""connector proofs: what a connector showed of itself, and who finished a step of an onboarding"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def _added() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("onboarding", sa.Column("card_version", sa.Integer(), server_default="0", nullable=False)),
        ("onboarding", sa.Column("asked_version", sa.Integer(), nullable=True)),
        ("onboarding", sa.Column("looked_on", sa.Date(), nullable=True)),
        ("onboarding_step", sa.Column("completed_at", UtcDateTime(), nullable=True)),
        ("onboarding_step", sa.Column("completed_by", sa.String(length=64), nullable=True)),
    )


def upgrade() -> None:
    op.create_table(
        "connector_proof",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("proved", sa.Boolean(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("last_signed_in", UtcDateTime(), nullable=True),
        sa.Column("last_draft", UtcDateTime(), nullable=True),
        sa.Column("last_out", UtcDateTime(), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=True),
        sa.Column("token_ok", sa.Boolean(), nullable=True),
        sa.Column("logs_clean", sa.Boolean(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_connector_proof_customer_id_customer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_connector_proof"),
    )
    op.create_index("ix_connector_proof_customer_id", "connector_proof", ["customer_id"], unique=False)
    for table, column in _added():
        op.add_column(table, column)
    op.execute(
        "UPDATE onboarding_step SET completed_at = changed_at, completed_by = changed_by WHERE completed"
    )


def downgrade() -> None:
    for table, column in reversed(_added()):
        op.drop_column(table, str(column.name))
    op.drop_table("connector_proof")
