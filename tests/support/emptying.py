"""A PostgreSQL database made as new again: a copy of the template and its removal cost 0.2 s of computing."""

import psycopg

KEPT = ("alembic_version", "dbos_migrations", "queues")
"""What the migrations note about themselves, and what every process of the product registers."""

FINGERPRINT = "SELECT " + ", ".join(
    f"(SELECT (count(*), max(xmin::text::bigint))::text FROM {table})"
    for table in (
        *("pg_class", "pg_attribute", "pg_attrdef", "pg_constraint", "pg_index", "pg_namespace", "pg_proc"),
        *("pg_trigger", "pg_type", "pg_db_role_setting", "public.alembic_version", "dbos.dbos_migrations"),
        "dbos.queues",
    )
)
"""Every change of a schema leaves a newer or a missing row in one of the catalogue's tables; so do changes of
the tables that are kept."""

OTHERS = (
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IS DISTINCT FROM 'idle'"
)
TABLES = (
    "SELECT format('%%I.%%I', schemaname, tablename) FROM pg_tables"
    " WHERE schemaname IN ('public', 'dbos') AND tablename <> ALL(%s)"
)
LARGE = 500_000
"""Deleted rows stay in a table's file; above so many bytes it is cut off instead, which costs far more."""
NUMBER_FROM_ONE = (
    "SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)"
    " FROM pg_sequences WHERE last_value IS NOT NULL"
)


def fingerprint(url: str) -> str:
    """Says whether the schema is still the one that the migrations made."""
    with psycopg.connect(url) as connection:
        return str(connection.execute(FINGERPRINT).fetchone())


def emptied(url: str, made: str) -> str | None:
    """Returns the new fingerprint, or nothing when the schema is no longer the one `made` was taken of."""
    with psycopg.connect(url) as connection:
        connection.execute(OTHERS)
        if str(connection.execute(FINGERPRINT).fetchone()) != made:
            return None
        return str(connection.execute(FINGERPRINT).fetchone()) if _empty(connection) else made


def _empty(connection: psycopg.Connection) -> bool:
    """Returns whether the catalogue's rows are others now."""
    connection.execute("SET session_replication_role = replica")  # the ledger refuses it otherwise
    tables = [row[0] for row in connection.execute(TABLES, [list(KEPT)])]
    looks = " UNION ALL ".join(
        f"(SELECT '{table}', pg_total_relation_size('{table}') FROM {table} LIMIT 1)" for table in tables
    )
    held = connection.execute(looks.encode()).fetchall()
    large = [table for table, size in held if size > LARGE]
    for table, _ in held:
        if table not in large:
            connection.execute(f"DELETE FROM {table}".encode())
    if large:
        connection.execute(f"TRUNCATE {', '.join(large)} CASCADE".encode())
    connection.execute(NUMBER_FROM_ONE)
    return bool(large)
