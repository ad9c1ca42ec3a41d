"""customers, every source, joined drawings"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Plain SQL that both databases take: a SQLite table that others point at cannot be rebuilt in a batch.
COLUMNS = (
    ("contact", "key", "VARCHAR(320)"),
    ("contact", "email", "VARCHAR(254)"),
    ("contact", "phone", "VARCHAR(32)"),
    (
        "contact",
        "customer_id",
        "INTEGER CONSTRAINT fk_contact_customer_id_customer REFERENCES customer (id)",
    ),
    ("conversation", "source", "VARCHAR(16) DEFAULT 'whatsapp' NOT NULL"),
    ("conversation", "our_address", "VARCHAR(254)"),
    ("ticket", "customer_id", "INTEGER CONSTRAINT fk_ticket_customer_id_customer REFERENCES customer (id)"),
    ("outbox", "draws", "VARCHAR(64)"),
)
INDEXES = (
    ("ix_contact_key", "contact", ["key"], True),
    ("ix_contact_customer_id", "contact", ["customer_id"], False),
    ("ix_ticket_customer_id", "ticket", ["customer_id"], False),
    ("ix_outbox_draws_status", "outbox", ["draws", "status"], False),
)


def upgrade() -> None:
    op.create_table(
        "customer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=("pk_customer")),
        sa.UniqueConstraint("name", name=("uq_customer_name")),
    )
    op.create_table(
        "customer_channel",
        sa.Column("channel", sa.String(length=64), nullable=False),
        sa.Column("customer_id", sa.Integer(), nullable=False),
        sa.Column("mapped_by", sa.String(length=64), nullable=False),
        sa.Column("mapped_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=("fk_customer_channel_customer_id_customer")
        ),
        sa.PrimaryKeyConstraint("channel", name=("pk_customer_channel")),
    )
    for table, column, definition in COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {definition}")
    for name, table, columns, unique in INDEXES:
        op.create_index(name, table, columns, unique=unique)
    op.execute("UPDATE conversation SET our_address = our_number")
    op.execute("ALTER TABLE conversation DROP COLUMN our_number")


def downgrade() -> None:
    op.execute("ALTER TABLE conversation ADD COLUMN our_number VARCHAR(32)")
    op.execute("UPDATE conversation SET our_number = our_address WHERE source = 'whatsapp'")
    for name, table, _columns, _unique in INDEXES:
        op.drop_index(name, table_name=table)
    for table, column, _definition in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    op.drop_table("customer_channel")
    op.drop_table("customer")
