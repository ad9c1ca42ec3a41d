"""`dealix db upgrade` on empty and full databases, once, twice and from two processes at once."""

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from dealix_ops.database import Database
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.migrations import tables
from dealix_ops.migrations.upgrade import DatabaseNotMigrated, config, newest, require_current, upgrade
from tests.support.clock import START
from tests.support.databases import Postgres

ANSWER_S = 60


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        opened = Database(f"sqlite:///{tmp_path / 'new' / 'dealix.db'}")
        yield opened
        opened.close()
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = f"empty_{os.getpid()}_{request.node.name.encode().hex()[:40]}"
    server._execute(f"CREATE DATABASE {name}")
    opened = Database(server.url(name))
    yield opened
    opened.close()
    server.drop(name)


def upgrading(database: Database, folder: Path) -> "subprocess.Popen[str]":
    url = database.url.render_as_string(hide_password=False)
    return subprocess.Popen(
        [sys.executable, "-m", "dealix_ops.cli", "db", "upgrade"],
        env={**os.environ, "DEALIX_DATABASE_URL": url},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


class TestUpgrade:
    def test_two_at_once_both_succeed(self, empty: Database, tmp_path: Path) -> None:
        both = [upgrading(empty, tmp_path) for _ in range(2)]
        try:
            said = [one.communicate(timeout=ANSWER_S)[0] for one in both]
        finally:
            for one in both:
                one.kill()
        assert [one.returncode for one in both] == [0, 0], said
        require_current(empty)
        assert set(tables.METADATA.tables) <= set(inspect(empty.engine).get_table_names())

    def test_again_changes_nothing_and_keeps_the_rows(self, database: Database) -> None:
        with database.transaction() as session:
            ledger.record(session, Event.TICKET_OPENED, at=START)
            ledger.seal(session)
        upgrade(database)
        with database.reading() as session:
            assert (ledger.verify(session).intact, ledger.verify(session).sealed) == (True, 1)
        require_current(database)


class TestRequireCurrent:
    def test_empty_database_is_refused(self, empty: Database) -> None:
        with pytest.raises(DatabaseNotMigrated, match="is empty, this version needs"):
            require_current(empty)

    @pytest.mark.parametrize("revision", ["0001", "9999"])
    def test_older_or_newer_is_refused(self, database: Database, revision: str) -> None:
        with database.transaction() as session:
            session.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
        with pytest.raises(DatabaseNotMigrated, match=revision):
            require_current(database)

    def test_the_newest_file_is_what_alembic_upgrades_to(self) -> None:
        assert newest() == ScriptDirectory.from_config(config()).get_current_head()

    def test_upgraded_one_is_taken(self, database: Database) -> None:
        require_current(database)


class TestTables:
    def test_every_model_of_the_product_is_known_to_migrations(self) -> None:
        source = Path(tables.__file__).parents[1]
        models = {f"dealix_ops.{path.parent.name}.models" for path in source.glob("*/models.py")}
        imported = [m for m in models if f"import {m}" in Path(tables.__file__).read_text()]
        with_tables = [
            m for m in models if "__tablename__" in Path(import_module(m).__file__ or "").read_text()
        ]
        assert sorted(imported) == sorted(with_tables)

    def test_database_has_the_columns_of_the_models(self, database: Database) -> None:
        seen = inspect(database.engine)
        for name, table in tables.METADATA.tables.items():
            assert {c["name"] for c in seen.get_columns(name)} == {c.name for c in table.columns}, name
