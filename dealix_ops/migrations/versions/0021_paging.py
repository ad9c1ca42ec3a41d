"""paging: who is called about a grave matter, who took it, who is on call, and what drills showed"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

STANDING = sa.text("ended_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("answered_before", sa.Boolean(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("called_at", UtcDateTime(), nullable=True),
        sa.Column("holding_shown", sa.Boolean(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_as", sa.String(length=16), nullable=True),
        sa.Column("taken_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_page"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_page_ticket_id_ticket"),
        sa.UniqueConstraint("ticket_id", "started_at", name="uq_page_ticket_id_started_at"),
        sa.UniqueConstraint("token", name="uq_page_token"),
    )
    op.create_index("ix_page_ended_at", "page", ["ended_at"], unique=False)
    op.create_index(
        "uq_page_incident_standing",
        "page",
        ["incident_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_table(
        "page_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("way", sa.String(length=8), nullable=False),
        sa.Column("whom", sa.String(length=64), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("left_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_page_call"),
        sa.ForeignKeyConstraint(["page_id"], ["page.id"], name="fk_page_call_page_id_page"),
        sa.UniqueConstraint("page_id", "step", "way", "whom", name="uq_page_call_page_id_step_way_whom"),
    )
    _people_and_drills()


def _people_and_drills() -> None:
    op.create_table(
        "duty_turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("given_by", sa.String(length=64), nullable=False),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_duty_turn"),
    )
    op.create_index("ix_duty_turn_ended_at", "duty_turn", ["ended_at"], unique=False)
    op.create_table(
        "drill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("began_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_drill"),
        sa.UniqueConstraint("reference", name="uq_drill_reference"),
    )
    op.create_index("ix_drill_kind", "drill", ["kind"], unique=False)


def downgrade() -> None:
    for table in ("drill", "duty_turn", "page_call", "page"):
        op.drop_table(table)
