"""incident_run: updates, roles, pinned lines and the authority's clock of incidents"""

import sqlalchemy as sa
from alembic import op

from dealix_ops.database import UtcDateTime

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLES = (
    "incident_reminder",
    "incident_snooze",
    "incident_severity",
    "incident_role",
    "incident_harm",
    "incident_notice",
    "incident_filing",
)


def upgrade() -> None:
    _with_key(
        "incident_reminder",
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        key=("incident_id", "kind", "due_at"),
    )
    _with_number(
        "incident_snooze",
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
    )
    _with_number(
        "incident_severity",
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("was", sa.String(length=4), nullable=False),
        sa.Column("to", sa.String(length=4), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
    )
    _with_key(
        "incident_role",
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("given_by", sa.String(length=64), nullable=False),
        key=("incident_id", "role"),
    )
    _with_key(
        "incident_harm",
        sa.Column("may_harm", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_at", UtcDateTime(), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=False),
        key=("incident_id",),
    )
    _with_key(
        "incident_notice",
        sa.Column("part", sa.String(length=24), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        key=("incident_id", "part"),
    )
    _with_number(
        "incident_filing",
        sa.Column("filed_at", UtcDateTime(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("partial", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=64), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _with_key(table: str, *columns: sa.Column, key: tuple[str, ...]) -> None:
    op.create_table(
        table,
        sa.Column("incident_id", sa.Integer(), autoincrement=False, nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=f"fk_{table}_incident_id_incident"),
        sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
    )


def _with_number(table: str, *columns: sa.Column) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=f"fk_{table}_incident_id_incident"),
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
    )
    op.create_index(f"ix_{table}_incident_id", table, ["incident_id"], unique=False)
