"""judgements of people and of the second reader"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Plain SQL that both databases take: a SQLite table that others point at cannot be rebuilt in a batch.
    op.execute("ALTER TABLE conversation ADD COLUMN judged_through_inbound_id INTEGER DEFAULT 0 NOT NULL")
    op.create_table(
        "triage_example",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("through_inbound_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("given_priority", sa.String(length=2), nullable=False),
        sa.Column("right_priority", sa.String(length=2), nullable=False),
        sa.Column("meaning", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("classifier", sa.String(length=32), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=("fk_triage_example_ticket_id_ticket")),
        sa.ForeignKeyConstraint(
            ["through_inbound_id"], ["inbound.id"], name=("fk_triage_example_through_inbound_id_inbound")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_triage_example")),
    )
    op.create_index("ix_triage_example_ticket_id", "triage_example", ["ticket_id"], unique=False)
    op.create_table(
        "second_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("through_inbound_id", sa.Integer(), nullable=False),
        sa.Column("model", sa.String(length=128), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("latency_ms", sa.Integer(), nullable=True),
        sa.Column("priority", sa.String(length=2), nullable=True),
        sa.Column("needs_look", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=("fk_second_reading_ticket_id_ticket")),
        sa.ForeignKeyConstraint(
            ["through_inbound_id"], ["inbound.id"], name=("fk_second_reading_through_inbound_id_inbound")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_second_reading")),
        sa.UniqueConstraint(
            "ticket_id", "through_inbound_id", name=("uq_second_reading_ticket_id_through_inbound_id")
        ),
    )
    op.create_index("ix_second_reading_asked_on", "second_reading", ["asked_on"], unique=False)


def downgrade() -> None:
    op.drop_table("second_reading")
    op.drop_table("triage_example")
    op.execute("ALTER TABLE conversation DROP COLUMN judged_through_inbound_id")
