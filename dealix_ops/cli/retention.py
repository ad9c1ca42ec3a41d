"""`dealix retention`: what the clock will remove by its age, without removing it."""

import typer


def retention() -> None:
    """How many rows of each kind are over now; the clock removes them once a day."""
    from dealix_ops import bootstrap
    from dealix_ops.retention import service
    from dealix_ops.retention.rules import REMOVED
    from dealix_ops.settings import Settings

    product = bootstrap.build(Settings(), embedded=True)
    try:
        with product.database.reading() as session:
            found = service.count(session, now=product.clock())
    finally:
        product.close()
    for which, rows in found.items():
        rule = REMOVED[which]
        typer.echo(f"{rows:>8}  {which.value} (after {rule.days} days): {rule.what}")
    typer.echo("nothing was removed; docs/retention.md says what is kept, and why")
