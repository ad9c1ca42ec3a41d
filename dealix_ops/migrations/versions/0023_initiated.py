"""initiated: drafts that answer nobody, and how often each customer is checked in on"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "initiated",
        sa.Column("ticket_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=24), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("renews_on", sa.Date(), nullable=True),
        sa.Column("told_inbound_id", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("over_as", sa.String(length=8), nullable=True),
        sa.Column("over_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_initiated_ticket_id_ticket"),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_initiated_customer_id_customer"),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_initiated"),
        sa.UniqueConstraint(
            "customer_id", "occasion", "due_on", name="uq_initiated_customer_id_occasion_due_on"
        ),
    )
    op.add_column("customer", sa.Column("check_in", sa.String(length=12), nullable=True))


def downgrade() -> None:
    op.drop_column("customer", "check_in")
    op.drop_table("initiated")
