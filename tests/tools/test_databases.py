"""The next test's database knows nothing of the one before."""

import psycopg
import pytest

from tests.support.databases import Postgres

ROW = "INSERT INTO ledger_entry (id, at, event, actor, facts) VALUES (7, now(), 'x', 'x', '{}')"
NONE_LEFT = "SELECT 1 / (count(*) = 0)::int FROM ledger_entry"
"""Divides by zero when there is one."""


def run(server: Postgres, name: str, *statements: str) -> None:
    with psycopg.connect(server.url(name).replace("+psycopg", "")) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def test_lent_database_is_taken_again_without_its_rows(postgres: Postgres) -> None:
    name = postgres.lend()
    run(postgres, name, "SET session_replication_role = replica", ROW)
    postgres.give_back(name)
    assert postgres.lend() == name
    run(postgres, name, NONE_LEFT)
    postgres.give_back(name)


@pytest.mark.parametrize(
    "alteration",
    [
        "CREATE TABLE new (id int)",
        "ALTER TABLE ledger_entry DISABLE TRIGGER ALL",
        "ALTER TABLE draft RENAME TO other",
        "DROP TABLE outbox CASCADE",
        "UPDATE alembic_version SET version_num = 'x'",
    ],
)
def test_altered_database_is_not_lent_again(postgres: Postgres, alteration: str) -> None:
    name = postgres.lend()
    run(postgres, name, alteration)
    postgres.give_back(name)
    again = postgres.lend()
    assert again != name
    postgres.give_back(again)
