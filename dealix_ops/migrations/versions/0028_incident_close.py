"""incident_close: how incidents end: their review, what is left to do, what was told to those affected"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

INDEXED = (
    ("incident_text", "incident_id"),
    ("incident_action", "incident_id"),
    ("incident_action", "ended_at"),
)
MADE = (
    "incident_confirmation",
    "incident_follow_up",
    "incident_chase",
    "incident_action",
    "incident_file",
    "incident_text",
)


def upgrade() -> None:
    op.create_table(
        "incident_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        _incident("incident_text"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_text"),
    )
    op.create_table(
        "incident_file",
        sa.Column("incident_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("gaps", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("file_id", sa.String(length=32), nullable=True),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("shown_at", UtcDateTime(), nullable=True),
        _incident("incident_file"),
        sa.PrimaryKeyConstraint("incident_id", "version", name="pk_incident_file"),
    )
    op.create_table(
        "incident_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(length=64), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("added_by", sa.String(length=64), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("ended_by", sa.String(length=64), nullable=True),
        sa.Column("ended_as", sa.String(length=8), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        _incident("incident_action"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_action"),
    )
    for table, column in INDEXED:
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)
    op.create_table(
        "incident_chase",
        sa.Column("key", sa.String(length=96), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_incident_chase"),
    )
    op.create_table(
        "incident_follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("of", UtcDateTime(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        _incident("incident_follow_up"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_incident_follow_up_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_follow_up"),
        sa.UniqueConstraint("incident_id", "of", "key", name="uq_incident_follow_up_incident_id_of_key"),
    )
    op.create_table(
        "incident_confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        _incident("incident_confirmation"),
        sa.PrimaryKeyConstraint("id", name="pk_incident_confirmation"),
        sa.UniqueConstraint(
            "incident_id", "version", "kind", name="uq_incident_confirmation_incident_id_version_kind"
        ),
    )
    op.add_column("freeze", sa.Column("why", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("freeze", "why")
    for table in MADE:
        op.drop_table(table)


def _incident(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=f"fk_{table}_incident_id_incident")
