"""how conversations go on and end: settled drafts, closings, hand-off pages, media, ready answers"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _added() -> tuple[tuple[str, sa.Column[Any]], ...]:
    return (
        ("outbox", sa.Column("due_at", UtcDateTime(), nullable=True)),
        ("ticket", sa.Column("closed_as", sa.String(length=24), nullable=True)),
        ("ticket", sa.Column("closed_why", sa.String(length=200), nullable=True)),
        ("ticket", sa.Column("closing_asked_at", UtcDateTime(), nullable=True)),
        ("ticket", sa.Column("closing_inbound_id", sa.Integer(), nullable=True)),
        ("ticket", sa.Column("listened_by", sa.String(length=64), nullable=True)),
        ("ticket", sa.Column("listened_at", UtcDateTime(), nullable=True)),
        ("ticket", sa.Column("shown_at", UtcDateTime(), nullable=True)),
        ("ticket", sa.Column("late_told_for", UtcDateTime(), nullable=True)),
        ("applied_sla", sa.Column("void_as", sa.String(length=24), nullable=True)),
        ("applied_sla", sa.Column("void_at", UtcDateTime(), nullable=True)),
        ("draft_version", sa.Column("language", sa.String(length=8), server_default="ar", nullable=False)),
        ("approval", sa.Column("withdrawn_at", UtcDateTime(), nullable=True)),
        ("approval", sa.Column("withdrawn_by", sa.String(length=64), nullable=True)),
        ("hand_off", sa.Column("nudged_at", UtcDateTime(), nullable=True)),
        ("hand_off", sa.Column("answered_before", sa.Integer(), nullable=True)),
        (
            "hand_off",
            sa.Column("met_first_response", sa.Boolean(), server_default=sa.false(), nullable=False),
        ),
        ("hand_off", sa.Column("not_sent_at", UtcDateTime(), nullable=True)),
        ("hand_off", sa.Column("not_sent_by", sa.String(length=64), nullable=True)),
    )


def upgrade() -> None:
    for table, column in _added():
        op.add_column(table, column)
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"], unique=False)
    op.create_table(
        "hand_off_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("slack_user", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approval.id"], name=("fk_hand_off_link_approval_id_approval")
        ),
        sa.PrimaryKeyConstraint("token_hash", name=("pk_hand_off_link")),
    )
    op.create_index("ix_hand_off_link_approval_id", "hand_off_link", ["approval_id"], unique=False)
    op.create_table(
        "outside_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("means", sa.String(length=16), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("through_inbound_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=("fk_outside_answer_ticket_id_ticket")),
        sa.ForeignKeyConstraint(
            ["through_inbound_id"], ["inbound.id"], name=("fk_outside_answer_through_inbound_id_inbound")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_outside_answer")),
    )
    op.create_index("ix_outside_answer_ticket_id", "outside_answer", ["ticket_id"], unique=False)
    op.create_table(
        "saved_reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=75), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_saved_reply")),
        sa.UniqueConstraint("title", name=("uq_saved_reply_title")),
    )
    op.create_table(
        "media",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("mime", sa.String(length=128), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.Integer(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("failure", sa.String(length=32), nullable=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.Column("fetched_at", UtcDateTime(), nullable=True),
        sa.Column("expires_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbound.id"], name=("fk_media_inbound_id_inbound")),
        sa.PrimaryKeyConstraint("id", name=("pk_media")),
        sa.UniqueConstraint("inbound_id", name=("uq_media_inbound_id")),
    )
    op.create_index("ix_media_expires_at", "media", ["expires_at"], unique=False)
    op.create_table(
        "media_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("media_id", sa.Integer(), nullable=False),
        sa.Column("slack_user", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["media_id"], ["media.id"], name=("fk_media_link_media_id_media")),
        sa.PrimaryKeyConstraint("token_hash", name=("pk_media_link")),
    )
    op.create_index("ix_media_link_media_id", "media_link", ["media_id"], unique=False)


def downgrade() -> None:
    for table in ("media_link", "media", "saved_reply", "outside_answer", "hand_off_link"):
        op.drop_table(table)
    op.drop_index("ix_outbox_due_at", "outbox")
    for table, column in reversed(_added()):
        op.drop_column(table, column.name)
