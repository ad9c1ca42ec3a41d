"""alerts, and tickets that are claimed and resolved"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = (
    ("claimed_by", sa.String(length=64)),
    ("claimed_at", UtcDateTime()),
    ("resolved_at", UtcDateTime()),
)


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column("ticket", sa.Column(name, kind))  # a plain ALTER TABLE on both databases
    op.create_table(
        "alert",
        sa.Column("conversation_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("metric", sa.Boolean(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("culprit", sa.Text(), nullable=True),
        sa.Column("level", sa.String(length=16), nullable=True),
        sa.Column("environment", sa.Text(), nullable=True),
        sa.Column("project", sa.Text(), nullable=True),
        sa.Column("rule", sa.Text(), nullable=True),
        sa.Column("release", sa.Text(), nullable=True),
        sa.Column("web_url", sa.Text(), nullable=True),
        sa.Column("alerts", sa.Integer(), nullable=False),
        sa.Column("count", sa.BigInteger(), nullable=True),
        sa.Column("users", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("decided", sa.String(length=16), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("happened_at", UtcDateTime(), nullable=True),
        sa.Column("described_at", UtcDateTime(), nullable=False),
        sa.Column("first_seen", UtcDateTime(), nullable=False),
        sa.Column("last_seen", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=("fk_alert_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=("fk_alert_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("conversation_id", name=("pk_alert")),
    )
    op.create_index("ix_alert_ticket_id", "alert", ["ticket_id"], unique=True)
    op.create_index("ix_alert_token", "alert", ["token"], unique=True)


def downgrade() -> None:
    op.drop_table("alert")
    for name, _kind in reversed(COLUMNS):
        op.drop_column("ticket", name)
