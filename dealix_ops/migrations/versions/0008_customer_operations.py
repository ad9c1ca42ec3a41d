"""customer operations: onboarding, connectors, customer success, and what was computed or told over the API"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "connector_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("was", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_connector_change_customer_id_customer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_connector_change"),
    )
    op.create_index("ix_connector_change_customer_id", "connector_change", ["customer_id"], unique=False)
    op.create_table(
        "customer_connector",
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.Column("tested_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_customer_connector_customer_id_customer"
        ),
        sa.PrimaryKeyConstraint("customer_id", "key", name="pk_customer_connector"),
    )
    op.create_table(
        "onboarding",
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bundle_id", sa.String(length=40), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("started_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_onboarding_customer_id_customer"),
        sa.PrimaryKeyConstraint("customer_id", name="pk_onboarding"),
    )
    op.create_table(
        "risk_reading",
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("days_inactive", sa.Integer(), nullable=False),
        sa.Column("drafts_pending", sa.Integer(), nullable=False),
        sa.Column("last_proof_pack_days_ago", sa.Integer(), nullable=True),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=8), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_risk_reading_customer_id_customer"
        ),
        sa.PrimaryKeyConstraint("customer_id", "read_on", name="pk_risk_reading"),
    )
    op.create_table(
        "success_plan",
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bundle_id", sa.String(length=40), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("started_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_success_plan_customer_id_customer"
        ),
        sa.PrimaryKeyConstraint("customer_id", name="pk_success_plan"),
    )
    op.create_table(
        "weekly_check_in",
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("week_on", sa.Date(), nullable=False),
        sa.Column("metrics", sa.JSON(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_weekly_check_in_customer_id_customer"
        ),
        sa.PrimaryKeyConstraint("customer_id", "week_on", name="pk_weekly_check_in"),
    )
    op.create_table(
        "onboarding_step",
        sa.Column("customer_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step_id", sa.String(length=24), nullable=False),
        sa.Column("completed", sa.Boolean(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["onboarding.customer_id"], name="fk_onboarding_step_customer_id_onboarding"
        ),
        sa.PrimaryKeyConstraint("customer_id", "step_id", name="pk_onboarding_step"),
    )
    op.create_table(
        "computed_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=True),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "customer_id IS NOT NULL OR ticket_id IS NOT NULL", name="ck_computed_answer_about_something"
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_computed_answer_customer_id_customer"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_computed_answer_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_computed_answer"),
        sa.UniqueConstraint("digest", name="uq_computed_answer_digest"),
    )
    op.create_index("ix_computed_answer_customer_id", "computed_answer", ["customer_id"], unique=False)
    op.create_index("ix_computed_answer_ticket_id", "computed_answer", ["ticket_id"], unique=False)
    op.create_table(
        "sla_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=16), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_sla_event_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_sla_event"),
        sa.UniqueConstraint("ticket_id", "event", name="uq_sla_event_ticket_id_event"),
    )


def downgrade() -> None:
    for table in (
        "sla_event",
        "computed_answer",
        "onboarding_step",
        "weekly_check_in",
        "success_plan",
        "risk_reading",
        "onboarding",
        "customer_connector",
        "connector_change",
    ):
        op.drop_table(table)
