"""incidents: incidents, what belongs to them and what they say"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

OPEN = sa.text("status = 'open'")


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("severity", sa.String(length=4), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("has_leak", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("dedup_key", sa.String(length=255), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("declared_at", UtcDateTime(), nullable=False),
        sa.Column("declared_by", sa.String(length=64), nullable=False),
        sa.Column("aware_at", UtcDateTime(), nullable=True),
        sa.Column("first_action_due_at", UtcDateTime(), nullable=False),
        sa.Column("first_action_at", UtcDateTime(), nullable=True),
        sa.Column("first_action_by", sa.String(length=64), nullable=True),
        sa.Column("updated_at", UtcDateTime(), nullable=True),
        sa.Column("own_channel", sa.Boolean(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("channel_id", sa.String(length=64), nullable=True),
        sa.Column("channel_name", sa.String(length=80), nullable=True),
        sa.Column("resolved_at", UtcDateTime(), nullable=True),
        sa.Column("resolved_by", sa.String(length=64), nullable=True),
        sa.Column("resolved_as", sa.String(length=16), nullable=True),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("reopened_at", UtcDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
    )
    op.create_index("ix_incident_status", "incident", ["status"], unique=False)
    op.create_index(
        "uq_incident_dedup_key_open",
        "incident",
        ["dedup_key"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "incident_subject",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("joined_at", UtcDateTime(), nullable=False),
        sa.Column("joined_by", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "(ticket_id IS NULL) <> (customer_id IS NULL)", name=op.f("ck_incident_subject_one_subject")
        ),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_subject_incident_id_incident"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_incident_subject_ticket_id_ticket"),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_incident_subject_customer_id_customer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incident_subject"),
        sa.UniqueConstraint("incident_id", "ticket_id", name="uq_incident_subject_incident_id_ticket_id"),
        sa.UniqueConstraint("incident_id", "customer_id", name="uq_incident_subject_incident_id_customer_id"),
    )
    op.create_index("ix_incident_subject_ticket_id", "incident_subject", ["ticket_id"], unique=False)
    op.create_index("ix_incident_subject_customer_id", "incident_subject", ["customer_id"], unique=False)
    op.create_table(
        "incident_step",
        sa.Column("incident_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=24), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("done_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_step_incident_id_incident"
        ),
        sa.PrimaryKeyConstraint("incident_id", "key", name="pk_incident_step"),
    )
    op.create_table(
        "incident_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("ref", sa.String(length=128), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_entry_incident_id_incident"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_incident_entry"),
        sa.UniqueConstraint("incident_id", "ref", name="uq_incident_entry_incident_id_ref"),
    )
    op.create_index("ix_incident_entry_incident_id", "incident_entry", ["incident_id"], unique=False)
    op.create_table(
        "incident_opening",
        sa.Column("incident_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name="fk_incident_opening_incident_id_incident"
        ),
        sa.PrimaryKeyConstraint("incident_id", "act", name="pk_incident_opening"),
    )
    op.create_table(
        "freeze",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=64), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("lifted_at", UtcDateTime(), nullable=True),
        sa.Column("lifted_by", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_freeze"),
    )
    op.create_index("ix_freeze_scope", "freeze", ["scope"], unique=False)
    op.create_index("ix_freeze_incident_id", "freeze", ["incident_id"], unique=False)


def downgrade() -> None:
    op.drop_table("freeze")
    for table in ("incident_opening", "incident_entry", "incident_step", "incident_subject", "incident"):
        op.drop_table(table)
