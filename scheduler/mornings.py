"""What was approved at night is given, or looked at anew, in the morning."""

from dealix_ops.bootstrap import Product


def give(product: Product) -> None:
    """One lock at a time."""
    mornings = product.decisions.mornings
    with product.database.reading() as session:
        due = mornings.due(session, now=product.clock())
    for approval_id in due:
        with product.database.transaction() as session:
            mornings.give(session, approval_id, now=product.clock())
