"""hand-offs: when they were drawn last; how far a conversation was answered before one follows from rows"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hand_off", sa.Column("shown_at", UtcDateTime(), nullable=True))
    op.drop_column("hand_off", "answered_before")


def downgrade() -> None:
    op.add_column("hand_off", sa.Column("answered_before", sa.Integer(), nullable=True))
    op.drop_column("hand_off", "shown_at")
