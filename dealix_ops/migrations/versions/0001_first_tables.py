"""first tables"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wa_id", sa.String(length=64), nullable=True),
        sa.Column("wa_user_id", sa.String(length=160), nullable=True),
        sa.Column("profile_name", sa.Text(), nullable=True),
        sa.Column("ledger_key", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_contact")),
        sa.UniqueConstraint("wa_id", name=("uq_contact_wa_id")),
        sa.UniqueConstraint("wa_user_id", name=("uq_contact_wa_user_id")),
    )
    op.create_table(
        "inbound",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("external_id", sa.String(length=320), nullable=False),
        sa.Column("conversation_key", sa.String(length=320), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("secret_found", sa.Boolean(), nullable=False),
        sa.Column("occurred_at", UtcDateTime(), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("partition", sa.String(length=320), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("may_have_left", sa.Boolean(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("worker_id", sa.String(length=64), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=("pk_inbound")),
        sa.UniqueConstraint("source", "external_id", name=("uq_inbound_source_external_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_inbound_conversation_key_kind_id", "inbound", ["conversation_key", "kind", "id"], unique=False
    )
    op.create_index("ix_inbound_status_id", "inbound", ["status", "id"], unique=False)

    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("event", sa.String(length=64), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_ledger_entry")),
    )
    op.create_index("ix_ledger_entry_ticket_id", "ledger_entry", ["ticket_id"], unique=False)

    op.create_table(
        "slack_card",
        sa.Column("entity", sa.String(length=16), nullable=False),
        sa.Column("entity_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("posted_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("entity", "entity_id", name=("pk_slack_card")),
    )
    op.create_table(
        "slack_pace",
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name=("pk_slack_pace")),
    )
    op.create_table(
        "worker",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("beat_at", UtcDateTime(), nullable=False),
        sa.Column("stopped_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=("pk_worker")),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=320), nullable=False),
        sa.Column("contact_id", sa.Integer(), nullable=False),
        sa.Column("our_number", sa.String(length=32), nullable=True),
        sa.Column("answered_through_inbound_id", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["contact_id"], ["contact.id"], name=("fk_conversation_contact_id_contact")),
        sa.PrimaryKeyConstraint("id", name=("pk_conversation")),
        sa.UniqueConstraint("key", name=("uq_conversation_key")),
    )
    op.create_table(
        "ledger_seal",
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("prev_hash", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["ledger_entry.id"], name=("fk_ledger_seal_entry_id_ledger_entry")
        ),
        sa.PrimaryKeyConstraint("position", name=("pk_ledger_seal")),
    )
    op.create_index("ix_ledger_seal_entry_id", "ledger_seal", ["entry_id"], unique=False)

    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("linked_ticket_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("needs_listen", sa.Boolean(), nullable=False),
        sa.Column("card_version", sa.Integer(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("p0_since", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=("fk_ticket_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(
            ["linked_ticket_id"], ["ticket.id"], name=("fk_ticket_linked_ticket_id_ticket")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_ticket")),
    )
    op.create_index("ix_ticket_conversation_id", "ticket", ["conversation_id"], unique=False)

    op.create_table(
        "applied_sla",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("metric", sa.String(length=32), nullable=False),
        sa.Column("target_minutes", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(length=16), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("met_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=("fk_applied_sla_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("id", name=("pk_applied_sla")),
        sa.UniqueConstraint("ticket_id", "metric", name=("uq_applied_sla_ticket_id_metric")),
    )
    op.create_index("ix_applied_sla_due_at", "applied_sla", ["due_at"], unique=False)

    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", UtcDateTime(), nullable=True),
        sa.Column("reject_reason", sa.String(length=32), nullable=True),
        sa.Column("reject_note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=("fk_draft_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("id", name=("pk_draft")),
    )
    op.create_index("ix_draft_ticket_id", "draft", ["ticket_id"], unique=False)

    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("inbound_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("secret_found", sa.Boolean(), nullable=False),
        sa.Column("occurred_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["conversation_id"], ["conversation.id"], name=("fk_message_conversation_id_conversation")
        ),
        sa.ForeignKeyConstraint(["inbound_id"], ["inbound.id"], name=("fk_message_inbound_id_inbound")),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=("fk_message_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("id", name=("pk_message")),
        sa.UniqueConstraint("inbound_id", name=("uq_message_inbound_id")),
    )
    op.create_index(
        "ix_message_conversation_id_inbound_id", "message", ["conversation_id", "inbound_id"], unique=False
    )
    op.create_index("ix_message_ticket_id", "message", ["ticket_id"], unique=False)

    op.create_table(
        "triage_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ticket_id", sa.Integer(), nullable=False),
        sa.Column("through_inbound_id", sa.Integer(), nullable=False),
        sa.Column("rules_version", sa.String(length=32), nullable=False),
        sa.Column("priority", sa.String(length=2), nullable=False),
        sa.Column("meaning", sa.String(length=32), nullable=False),
        sa.Column("p0_sound", sa.String(length=16), nullable=True),
        sa.Column("topic", sa.String(length=32), nullable=False),
        sa.Column("language", sa.String(length=16), nullable=False),
        sa.Column("needs_look", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.JSON(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["through_inbound_id"], ["inbound.id"], name=("fk_triage_verdict_through_inbound_id_inbound")
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=("fk_triage_verdict_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("id", name=("pk_triage_verdict")),
    )
    op.create_index("ix_triage_verdict_ticket_id", "triage_verdict", ["ticket_id"], unique=False)

    op.create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("recipient_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("last_inbound_id", sa.Integer(), nullable=False),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("approved_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=("fk_approval_draft_id_draft")),
        sa.ForeignKeyConstraint(
            ["last_inbound_id"], ["inbound.id"], name=("fk_approval_last_inbound_id_inbound")
        ),
        sa.ForeignKeyConstraint(["recipient_id"], ["contact.id"], name=("fk_approval_recipient_id_contact")),
        sa.PrimaryKeyConstraint("id", name=("pk_approval")),
        sa.UniqueConstraint("draft_id", "version", name=("uq_approval_draft_id_version")),
        sa.UniqueConstraint("id", "text_hash", "recipient_id", "channel", name="uq_approval_bound_to"),
        sa.UniqueConstraint("token", name=("uq_approval_token")),
    )
    op.create_table(
        "draft_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("last_inbound_id", sa.Integer(), nullable=False),
        sa.Column("promised_by", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=("fk_draft_version_draft_id_draft")),
        sa.ForeignKeyConstraint(
            ["last_inbound_id"], ["inbound.id"], name=("fk_draft_version_last_inbound_id_inbound")
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_draft_version")),
        sa.UniqueConstraint("draft_id", "version", name=("uq_draft_version_draft_id_version")),
        sa.UniqueConstraint("token", name=("uq_draft_version_token")),
    )
    op.create_table(
        "hand_off",
        sa.Column("approval_id", sa.Integer(), nullable=False),
        sa.Column("card_version", sa.Integer(), nullable=False),
        sa.Column("handed_off_at", UtcDateTime(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=True),
        sa.Column("sent_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["approval_id"], ["approval.id"], name=("fk_hand_off_approval_id_approval")),
        sa.PrimaryKeyConstraint("approval_id", name=("pk_hand_off")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("external_id", sa.String(length=128), nullable=True),
        sa.Column("approval_id", sa.Integer(), nullable=True),
        sa.Column("text_hash", sa.String(length=64), nullable=True),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(length=16), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("partition", sa.String(length=320), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("may_have_left", sa.Boolean(), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("worker_id", sa.String(length=64), nullable=True),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "kind NOT IN ('slack.hand_off', 'slack.hand_off_text') OR (approval_id IS NOT NULL AND text_hash IS NOT NULL AND recipient_id IS NOT NULL AND channel IS NOT NULL)",
            name=("ck_outbox_customer_bound_is_approved"),
        ),
        sa.ForeignKeyConstraint(
            ["approval_id", "text_hash", "recipient_id", "channel"],
            ["approval.id", "approval.text_hash", "approval.recipient_id", "approval.channel"],
            name="fk_outbox_approval",
        ),
        sa.PrimaryKeyConstraint("id", name=("pk_outbox")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_status_id", "outbox", ["status", "id"], unique=False)


def downgrade() -> None:
    op.drop_index("ix_outbox_status_id", "outbox")

    op.drop_table("outbox")
    op.drop_table("hand_off")
    op.drop_table("draft_version")
    op.drop_table("approval")
    op.drop_index("ix_triage_verdict_ticket_id", "triage_verdict")

    op.drop_table("triage_verdict")
    op.drop_index("ix_message_ticket_id", "message")
    op.drop_index("ix_message_conversation_id_inbound_id", "message")

    op.drop_table("message")
    op.drop_index("ix_draft_ticket_id", "draft")

    op.drop_table("draft")
    op.drop_index("ix_applied_sla_due_at", "applied_sla")

    op.drop_table("applied_sla")
    op.drop_index("ix_ticket_conversation_id", "ticket")

    op.drop_table("ticket")
    op.drop_index("ix_ledger_seal_entry_id", "ledger_seal")

    op.drop_table("ledger_seal")
    op.drop_table("conversation")
    op.drop_table("worker")
    op.drop_table("slack_pace")
    op.drop_table("slack_card")
    op.drop_index("ix_ledger_entry_ticket_id", "ledger_entry")

    op.drop_table("ledger_entry")
    op.drop_index("ix_inbound_status_id", "inbound")
    op.drop_index("ix_inbound_conversation_key_kind_id", "inbound")

    op.drop_table("inbound")
    op.drop_table("contact")
