"""`dealix db upgrade`: DBOS's tables, then ours, under one lock."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from dealix_ops.database import Database
from dealix_ops.durable import engine
from dealix_ops.errors import OpsError

LOCK_KEY = 7_205_118_462
"""PostgreSQL advisory lock; any fixed number that nobody else uses."""
LOOK_AGAIN_S = 0.1


class DatabaseNotMigrated(OpsError):
    """The tables are missing, older or newer than this version of the product."""


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    return made


def upgrade(database: Database) -> None:
    """Safe to run twice, and from two processes at once."""
    with _lock(database):
        engine.migrate(database.url)
        with database.engine.begin() as connection:
            made = config()
            made.attributes["connection"] = connection
            command.upgrade(made, "head")


def require_current(database: Database) -> None:
    """Raises DatabaseNotMigrated, with the command that helps."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    if current != head:
        raise DatabaseNotMigrated(
            f"the database is at {current}, this version needs {head}: dealix db upgrade"
        )


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
