"""guards: what the clock reminds of and removes, what must always hold, and persons who were erased"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

STANDING = sa.text("mended_at IS NULL")


def upgrade() -> None:
    op.add_column("draft", sa.Column("nudged_at", UtcDateTime(), nullable=True))
    op.add_column("hand_off", sa.Column("asked_again_at", UtcDateTime(), nullable=True))
    op.add_column("outbox", sa.Column("ready_at", UtcDateTime(), nullable=True))
    op.add_column("contact", sa.Column("erased_at", UtcDateTime(), nullable=True))
    op.create_index("ix_applied_sla_started_at", "applied_sla", ["started_at"], unique=False)
    op.create_table(
        "suppression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suppression"),
    )
    op.create_table(
        "invariant_break",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=48), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("found_at", UtcDateTime(), nullable=False),
        sa.Column("mended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_invariant_break"),
    )
    op.create_index(
        "uq_invariant_break_standing",
        "invariant_break",
        ["name"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_table(
        "clock_tick",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_clock_tick"),
    )


def downgrade() -> None:
    for table in ("clock_tick", "invariant_break", "suppression"):
        op.drop_table(table)
    op.drop_index("ix_applied_sla_started_at", table_name="applied_sla")
    added = ("contact.erased_at", "outbox.ready_at", "hand_off.asked_again_at", "draft.nudged_at")
    for table, _, column in (one.partition(".") for one in added):
        op.drop_column(table, column)
