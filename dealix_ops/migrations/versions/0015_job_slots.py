"""job slots: when a job was due, and what became of it"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job_slot",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("job", "due_at", name="pk_job_slot"),
    )
    op.create_index("ix_job_slot_decided_at", "job_slot", ["decided_at"], unique=False)


def downgrade() -> None:
    op.drop_table("job_slot")
