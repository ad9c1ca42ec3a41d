"""operator modes: proof and its packs, services delivered, our own target list"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _proof()
    _delivery()
    _self_growth()


def _proof() -> None:
    op.create_table(
        "proof_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("amount_sar", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.String(length=80), nullable=False),
        sa.Column("recorded_by", sa.String(length=64), nullable=False),
        sa.Column("recorded_at", UtcDateTime(), nullable=False),
        sa.Column("voided_at", UtcDateTime(), nullable=True),
        sa.Column("voided_by", sa.String(length=64), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_proof_event_customer_id_customer"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_proof_event_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_proof_event"),
        sa.UniqueConstraint("origin", name="uq_proof_event_origin"),
    )
    op.create_index("ix_proof_event_customer_id", "proof_event", ["customer_id"], unique=False)
    op.create_table(
        "proof_pack",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["customer_id"], ["customer.id"], name="fk_proof_pack_customer_id_customer"),
        sa.PrimaryKeyConstraint("id", name="pk_proof_pack"),
        sa.UniqueConstraint("customer_id", "version", name="uq_proof_pack_customer_id_version"),
    )
    op.create_table(
        "proof_link",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("pack_id", sa.Integer(), nullable=False),
        sa.Column("slack_user", sa.String(length=64), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["proof_pack.id"], name="fk_proof_link_pack_id_proof_pack"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_proof_link"),
    )
    op.create_index("ix_proof_link_pack_id", "proof_link", ["pack_id"], unique=False)


def _delivery() -> None:
    op.create_table(
        "service_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("service_key", sa.String(length=40), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("started_by", sa.String(length=64), nullable=False),
        sa.Column("intake", sa.JSON(), nullable=True),
        sa.Column("intake_at", UtcDateTime(), nullable=True),
        sa.Column("intake_by", sa.String(length=64), nullable=True),
        sa.Column("delivered_at", UtcDateTime(), nullable=True),
        sa.Column("handed_over_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name="fk_service_delivery_customer_id_customer"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_service_delivery"),
    )
    op.create_index("ix_service_delivery_customer_id", "service_delivery", ["customer_id"], unique=False)
    running = sa.text("handed_over_at IS NULL")
    op.create_index(
        "uq_service_delivery_running",
        "service_delivery",
        ["customer_id", "service_key"],
        unique=True,
        sqlite_where=running,
        postgresql_where=running,
    )
    op.create_table(
        "delivery_step",
        sa.Column("delivery_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("step", sa.String(length=24), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=False),
        sa.Column("done_by", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["service_delivery.id"], name="fk_delivery_step_delivery_id_service_delivery"
        ),
        sa.PrimaryKeyConstraint("delivery_id", "step", name="pk_delivery_step"),
    )


def _self_growth() -> None:
    op.create_table(
        "growth_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("company", sa.String(length=120), nullable=False),
        sa.Column("spelling", sa.String(length=160), nullable=False),
        sa.Column("focus", sa.String(length=40), nullable=False),
        sa.Column("city", sa.String(length=60), nullable=False),
        sa.Column("source_words", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("added_by", sa.String(length=64), nullable=False),
        sa.Column("added_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_growth_target"),
        sa.UniqueConstraint("spelling", name="uq_growth_target_spelling"),
    )
    op.create_table(
        "target_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("was", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["target_id"], ["growth_target.id"], name="fk_target_move_target_id_growth_target"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_target_move"),
    )
    op.create_index("ix_target_move_target_id", "target_move", ["target_id"], unique=False)


def downgrade() -> None:
    for table in (
        "target_move",
        "growth_target",
        "delivery_step",
        "service_delivery",
        "proof_link",
        "proof_pack",
        "proof_event",
    ):
        op.drop_table(table)
