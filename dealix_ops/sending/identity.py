"""Which Slack user may decide: the settings' lists, read at each press."""

from dealix_ops.ledger import service as ledger
from dealix_ops.sending.authority import Actor, Role
from dealix_ops.settings import Settings

CLOCK = Actor(ledger.SYSTEM, Role.STRANGER)
"""Nobody's decision: it only says that nobody decided."""


def actor(user_id: str, settings: Settings) -> Actor:
    """A founder who is also listed as an operator is a founder; nobody listed means a stranger."""
    if user_id in settings.founder_ids:
        return Actor(user_id, Role.FOUNDER, settings.founder_ids)
    if user_id in settings.operator_ids:
        return Actor(user_id, Role.OPERATOR, settings.founder_ids)
    return Actor(user_id, Role.STRANGER)
