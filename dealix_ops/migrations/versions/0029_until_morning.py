"""until_morning: an answer that was approved at night is handed over in the morning"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hand_off", sa.Column("morning_at", UtcDateTime(), nullable=True))
    op.create_index("ix_hand_off_morning_at", "hand_off", ["morning_at"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_hand_off_morning_at", table_name="hand_off")
    op.drop_column("hand_off", "morning_at")
