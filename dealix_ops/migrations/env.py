"""What Alembic runs; the connection comes from `upgrade.py`, or from the settings for its command line."""

from typing import Any

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.schema import SchemaItem

from dealix_ops.database import Database
from dealix_ops.migrations.tables import METADATA
from dealix_ops.settings import Settings


def include_object(
    item: SchemaItem, name: str | None, kind: str, reflected: bool, compared_to: SchemaItem | None
) -> bool:
    """DBOS keeps its tables beside ours on SQLite; they are none of our business."""
    return not (kind == "table" and reflected and name not in METADATA.tables)


def run(connection: Connection) -> None:
    options: dict[str, Any] = {"render_as_batch": connection.dialect.name == "sqlite"}
    context.configure(
        connection=connection, target_metadata=METADATA, include_object=include_object, **options
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    database = Database(Settings().database)
    with database.engine.begin() as own:
        run(own)
