"""weekly: a week's figures are found by time, and a picture is uploaded once"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

INDEXED = (
    ("ticket", "opened_at"),
    ("applied_sla", "met_at"),
    ("draft", "decided_at"),
    ("approval", "approved_at"),
)


def upgrade() -> None:
    for table, column in INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
    op.create_table(
        "slack_file",
        sa.Column("outbox_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("outbox_id", name="pk_slack_file"),
    )


def downgrade() -> None:
    op.drop_table("slack_file")
    for table, column in INDEXED:
        op.drop_index(f"ix_{table}_{column}", table_name=table)
