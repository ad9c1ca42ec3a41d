"""What was promised to customers, and when somebody is told of it."""

from dealix_ops.bootstrap import Product
from dealix_ops.promises.reminding import Reminding
from dealix_ops.vocabulary import Source


def remind(product: Product) -> None:
    """Of what is due in ten minutes, and of what was not kept; one lock at a time."""
    elsewhere = {Source.SENTRY: product.alerts.channel}
    reminding = Reminding(product.queues, product.channel, product.settings.founder_ids, elsewhere)
    with product.database.reading() as session:
        due = reminding.due(session, now=product.clock())
    for approval_id in due:
        with product.database.transaction() as session:
            reminding.say(session, approval_id, now=product.clock())
