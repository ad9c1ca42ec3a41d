"""`dealix db upgrade`: DBOS's tables, then ours, under one lock."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from dealix_ops.database import Database
from dealix_ops.durable import engine
from dealix_ops.errors import OpsError

if TYPE_CHECKING:
    from alembic.config import Config

LOCK_KEY = 7_205_118_462
"""PostgreSQL advisory lock; any fixed number that nobody else uses."""
LOOK_AGAIN_S = 0.1
HERE = Path(__file__).parent


class DatabaseNotMigrated(OpsError):
    """The tables are missing, older or newer than this version of the product."""


def config() -> "Config":
    from alembic.config import Config

    made = Config()
    made.set_main_option("script_location", str(HERE))
    return made


def upgrade(database: Database) -> None:
    """Safe to run twice, and from two processes at once."""
    from alembic import command

    with _lock(database):
        engine.migrate(database.url)
        with database.engine.begin() as connection:
            made = config()
            made.attributes["connection"] = connection
            command.upgrade(made, "head")


def newest() -> str:
    """By the files' names: Alembic, which would import each of them, is only loaded for an upgrade."""
    return max(file.name[:4] for file in (HERE / "versions").glob("[0-9]*.py"))


def require_current(database: Database) -> None:
    """Raises DatabaseNotMigrated, with the command that helps."""
    head = newest()
    with database.engine.connect() as connection:
        has_table = inspect(connection).has_table("alembic_version")
        current = connection.scalar(text("SELECT version_num FROM alembic_version")) if has_table else None
    if current != head:
        stands = f"at {current}" if current else "empty"
        raise DatabaseNotMigrated(f"the database is {stands}, this version needs {head}: dealix db upgrade")


@contextmanager
def _lock(database: Database) -> Iterator[None]:
    if database.is_sqlite:
        with Path(f"{database.url.database}.migrate.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    # Autocommit, and no waiting inside a statement: DBOS builds indexes CONCURRENTLY, which waits for every
    # open transaction and statement, ours and that of a second `upgrade` included.
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK_KEY}):
            time.sleep(LOOK_AGAIN_S)
        try:
            yield
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK_KEY})
