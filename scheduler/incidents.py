"""Whatever open incidents owe by now: an update, a decision about data, a notice, an invitation."""

from dealix_ops.bootstrap import Product
from dealix_ops.incidents.reminding import Reminding
from dealix_ops.paging import duty


def remind(product: Product) -> None:
    """One incident's lock at a time."""
    settings = product.settings
    with product.database.reading() as session:
        on_call = duty.on_call(session, settings.on_call, now=product.clock())
        reminding = Reminding(product.incidents, on_call, settings.founder_ids)
        due = reminding.due(session, now=product.clock())
    for incident_id in due:
        with product.database.transaction() as session:
            reminding.say(session, incident_id, now=product.clock())
    _invite(product)


def _invite(product: Product) -> None:
    """Who is on call by now, or has a role, comes into the room."""
    members = product.incident_members
    with product.database.reading() as session:
        due = members.due(session, now=product.clock())
    for incident_id in due:
        with product.database.transaction() as session:
            members.ask(session, incident_id, now=product.clock())
