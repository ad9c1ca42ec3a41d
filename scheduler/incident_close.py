"""What an incident that is over still asks of people: its freeze, its review, its actions."""

from dealix_ops.bootstrap import Product
from dealix_ops.incidents import chasing
from dealix_ops.incidents.chasing import Chasing
from dealix_ops.working_time import service as working_time


def chase(product: Product) -> None:
    """Each in a transaction of its own, once among all clocks."""
    asking = Chasing(product.incidents, product.operations_channel, product.settings.founder_ids)
    with product.database.reading() as session:
        is_open = working_time.is_open(session)
        due = chasing.due(session, is_open=is_open, now=product.clock())
    for one in due:
        with product.database.transaction() as session:
            asking.say(session, one, is_open=is_open, now=product.clock())
