"""listed: new tickets that stand in a list because too many cards waited at once"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "listed_ticket",
        sa.Column("ticket_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_listed_ticket"),
    )
    op.create_index("ix_listed_ticket_channel_ts", "listed_ticket", ["channel", "ts"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_listed_ticket_channel_ts", table_name="listed_ticket")
    op.drop_table("listed_ticket")
