"""Cards whose clock passed 50 % or 80 % since they were drawn."""

from dealix_ops.bootstrap import Product
from dealix_ops.intake.colouring import Colouring


def show(product: Product) -> None:
    """One lock at a time."""
    colouring = Colouring(product.queues, product.channel)
    with product.database.reading() as session:
        pale = colouring.due(session, now=product.clock())
    for one in pale:
        with product.database.transaction() as session:
            colouring.colour(session, one, now=product.clock())
