"""Every row of every table, to show that nothing changed or that something is nowhere."""

from pathlib import Path
from typing import Any

from sqlalchemy import inspect, select, text

import dealix_ops.migrations.tables  # noqa: F401  every model is known to the metadata
from dealix_ops.database import Base, Database

SYSTEM_SCHEMAS = ("information_schema", "pg_catalog")


def rows(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Our tables, whole."""
    with database.reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table))]
            for table in Base.metadata.sorted_tables
        }


def counts(database: Database) -> dict[str, int]:
    """Only the tables that hold something."""
    return {name: len(held) for name, held in rows(database).items() if held}


def everything(database: Database) -> str:
    """The engine's tables too; on SQLite the bytes of its files, so that nothing hides in a free page."""
    if database.is_sqlite:
        path = Path(str(database.url.database))
        files = [path, *path.parent.glob(f"{path.name}-*")]
        return "".join(file.read_bytes().decode("utf-8", "replace") for file in files)
    found: list[str] = []
    with database.engine.connect() as connection:
        inspector = inspect(connection)
        for schema in inspector.get_schema_names():
            if schema not in SYSTEM_SCHEMAS:
                for table in inspector.get_table_names(schema):
                    query = text(f'SELECT t::text FROM "{schema}"."{table}" t')
                    found += [row[0] for row in connection.execute(query)]
    return "\n".join(found)
