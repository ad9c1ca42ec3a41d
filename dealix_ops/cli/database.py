"""`dealix db`."""

import typer

from dealix_ops.cli.faults import in_one_line

app = typer.Typer(help="The database's tables.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """The database's tables."""


@app.command()
@in_one_line
def upgrade() -> None:
    """Create or migrate every table; safe to repeat."""
    from dealix_ops.database import Database
    from dealix_ops.migrations.upgrade import upgrade as migrate
    from dealix_ops.settings import Settings

    database = Database(Settings().database)
    try:
        migrate(database)
    finally:
        database.close()
    typer.echo("the database is up to date")
