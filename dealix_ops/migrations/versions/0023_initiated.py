"""initiated: drafts that answer nobody: renewals, check-ins, reviews"""


revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
