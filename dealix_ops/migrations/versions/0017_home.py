"""home: who opened their Home tab and what stands on it; when each job is due next"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "home_tab",
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("planned_at", UtcDateTime(), nullable=True),
        sa.Column("asked", sa.String(length=64), nullable=True),
        sa.Column("shown", sa.String(length=64), nullable=True),
        sa.Column("hash", sa.String(length=128), nullable=True),
        sa.PrimaryKeyConstraint("user_id", name="pk_home_tab"),
    )
    op.create_index("ix_home_tab_opened_at", "home_tab", ["opened_at"], unique=False)
    op.create_table(
        "job_plan",
        sa.Column("job", sa.String(length=40), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("job", name="pk_job_plan"),
    )


def downgrade() -> None:
    op.drop_table("job_plan")
    op.drop_index("ix_home_tab_opened_at", table_name="home_tab")
    op.drop_table("home_tab")
