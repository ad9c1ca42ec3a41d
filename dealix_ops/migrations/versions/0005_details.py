"""what came beside a line's words, and how many came lately"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = "ix_inbound_source_received_at"


def upgrade() -> None:
    op.execute("ALTER TABLE message ADD COLUMN details JSON")
    op.create_index(INDEX, "inbound", ["source", "received_at"])


def downgrade() -> None:
    op.drop_index(INDEX, table_name="inbound")
    op.execute("ALTER TABLE message DROP COLUMN details")
