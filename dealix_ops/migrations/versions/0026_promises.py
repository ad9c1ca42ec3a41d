"""promises: the time that a sent text promised"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "promise",
        sa.Column("approval_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("kept_at", UtcDateTime(), nullable=True),
        sa.Column("kept_by", sa.Integer(), nullable=True),
        sa.Column("warned_at", UtcDateTime(), nullable=True),
        sa.Column("told_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["approval_id"], ["approval.id"], name="fk_promise_approval_id_approval"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_promise_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("approval_id", name="pk_promise"),
    )
    op.create_index("ix_promise_ticket_id", "promise", ["ticket_id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_promise_ticket_id", table_name="promise")
    op.drop_table("promise")
