"""sla calendar: pauses while a ticket waits for its customer, and whom a clock called"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

WAITED = ("waited_s", "waited_working_s")


def upgrade() -> None:
    op.add_column("applied_sla", sa.Column("paused_at", UtcDateTime(), nullable=True))
    for name in WAITED:
        op.add_column("applied_sla", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    op.create_table(
        "sla_ping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("called", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_sla_ping_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_sla_ping"),
        sa.UniqueConstraint("ticket_id", "kind", "due_at", name="uq_sla_ping_ticket_id_kind_due_at"),
    )


def downgrade() -> None:
    op.drop_table("sla_ping")
    for name in (*WAITED, "paused_at"):
        op.drop_column("applied_sla", name)
