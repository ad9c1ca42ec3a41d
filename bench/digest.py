"""What the morning's and Monday's messages cost: the same days in front, ever more history behind; JSON.

`python -m bench.digest [sqlite] [postgresql] [TICKETS ...]`, without arguments on both and in three sizes.
Each message is measured in a process of its own: seconds of the first and the median of the next four, and
memory above what the process had before; also the processor that it and its session's server used, which a
busy machine disturbs less. Monday's is both weeks' figures, lists and the picture.
"""

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from bench import running
from bot.blocks import week_picture
from dealix_ops.database import Database
from dealix_ops.intake import comings
from dealix_ops.intake.inbox import StoredInbox
from dealix_ops.migrations.upgrade import upgrade
from dealix_ops.reports import daily, week
from dealix_ops.vocabulary import Source
from dealix_ops.working_hours import shifts
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import Hours

SIZES = (10_000, 100_000, 1_000_000)
A_DAY = 500
"""Tickets: twenty times what the founder has."""
CONVERSATIONS, OPEN, WAITING, LINES = 2_000, 300, 100, 2
Look = Callable[[Database], dict[str, int]]
NOW = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
SOURCES = (Source.WHATSAPP, Source.FORM, Source.MAIL)
UNCHECKED = ("session_replication_role = replica", "synchronous_commit = off")
"""While it is filled: no foreign key is asked row by row."""
FILL = """
INSERT INTO customer (id, name, created_at, renews_on, monthly_sar)
  SELECT i, 'customer ' || i, {at0}, {renews}, 999 FROM series WHERE i <= 400;
INSERT INTO contact (id, key, profile_name, ledger_key, created_at, customer_id)
  SELECT i, 'k' || i, 'person ' || i, {key}, {at0}, 1 + i % 400 FROM series WHERE i <= {conversations};
INSERT INTO conversation (id, key, source, contact_id, answered_through_inbound_id, created_at)
  SELECT i, 'c' || i, 'whatsapp', i, {answered}, {at0} FROM series WHERE i <= {conversations};
INSERT INTO ticket (id, conversation_id, customer_id, status, priority, needs_listen, card_version,
                    opened_at, closing_asked_at)
  SELECT i, {conversation}, 1 + i % 400,
    CASE WHEN i > {n} - {open} THEN 'open' WHEN i > {n} - {open} - {waiting} THEN 'waiting'
      ELSE 'resolved' END,
    'P' || (1 + i % 3), {false}, 1, {at}, {at} FROM series;
INSERT INTO inbound (id, source, kind, external_id, conversation_key, body, body_hash, secret_found,
                     occurred_at, received_at, status, partition, attempt, may_have_left)
  SELECT i * {lines} - l.j, 'whatsapp', 'message', 'e' || (i * {lines} - l.j), 'c' || {conversation},
    {json}, 'h', {false}, {at}, {at}, 'done', 'c' || {conversation}, 1, {false}
  FROM series CROSS JOIN (SELECT 1 AS j UNION SELECT 0) l;
INSERT INTO message (id, conversation_id, ticket_id, inbound_id, kind, text, secret_found, occurred_at)
  SELECT i * {lines} - l.j, {conversation}, i, i * {lines} - l.j, 'text', 'متى موعد التقرير الشهري؟',
    {false}, {at}
  FROM series CROSS JOIN (SELECT 1 AS j UNION SELECT 0) l;
INSERT INTO applied_sla (ticket_id, metric, target_minutes, calendar, started_at, due_at, met_at)
  SELECT i, m.metric, 480, 'wall', {at}, {due},
    CASE WHEN i > {n} - {open} - CASE WHEN m.metric = 'resolution' THEN {waiting} ELSE 0 END
      THEN NULL ELSE {at} END
  FROM series CROSS JOIN (SELECT 'first_response' AS metric UNION SELECT 'resolution') m;
INSERT INTO draft (id, ticket_id, kind, status, version, decided_at)
  SELECT i, i, 'first_response', CASE WHEN i > {n} - {open} THEN 'proposed' ELSE 'sent' END, 1,
    CASE WHEN i > {n} - {open} THEN NULL ELSE {at} END FROM series;
INSERT INTO approval (draft_id, version, token, text, text_hash, recipient_id, channel, last_inbound_id,
                      edited, actor, approved_at)
  SELECT i, 1, 't' || i, 'نص', 'h', {conversation}, 'whatsapp', i, {false}, 'U1', {at}
  FROM series WHERE i <= {n} - {open};
INSERT INTO risk_reading (customer_id, read_on, days_inactive, drafts_pending, score, level, changed_at,
                          changed_by)
  SELECT 1 + i % 400, {read_on}, i % 20, i % 12, 40, 'medium', {at0}, 'API' FROM series WHERE i <= 146000;
"""


def main() -> None:
    given = sys.argv[1:]
    if given[:1] == ["measure"]:
        sys.stdout.write(json.dumps(_measure(Database(given[1]), LOOKS[given[2]])))
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # else a server would stay behind
    names = [one for one in given if not one.isdecimal()] or running.DATABASES
    sizes = [int(one) for one in given if one.isdecimal()] or SIZES
    running.told("digest", {name: {f"{size:,} tickets": _of(name, size) for size in sizes} for name in names})


def _of(name: str, size: int) -> dict[str, Any]:
    with _empty(name) as url:
        database = Database(url)
        upgrade(database)
        began = time.perf_counter()
        _fill(database, size)
        database.close()
        filled_s = round(time.perf_counter() - began, 1)
        return {"filled_s": filled_s} | {look: _apart(url, look) for look in LOOKS}


@contextmanager
def _empty(name: str) -> Iterator[str]:
    if name == "sqlite":
        with tempfile.TemporaryDirectory() as folder:
            yield f"sqlite:///{Path(folder) / 'bench.db'}"
        return
    from tests.support.databases import Postgres

    server = Postgres.start(durable=True)
    try:
        yield server.url(server.create_empty())
    finally:
        server.stop()


def _apart(url: str, name: str) -> dict[str, Any]:
    call = [sys.executable, "-m", "bench.digest", "measure", url, name]
    answer = subprocess.run(call, check=True, capture_output=True, text=True)  # noqa: S603  ours
    measured: dict[str, Any] = json.loads(answer.stdout)
    return measured


def _fill(database: Database, size: int) -> None:
    """By the database itself: a row is made where it lies."""
    sqlite = database.is_sqlite
    step, base = 86_400 // A_DAY, NOW.isoformat(sep=" ")[:19]
    words = {
        "n": size,
        "open": OPEN,
        "waiting": WAITING,
        "lines": LINES,
        "conversations": CONVERSATIONS,
        "conversation": f"(1 + i % {CONVERSATIONS})",
        "answered": (size - OPEN) * LINES,
        "at0": f"'{base}.000000'" if sqlite else f"TIMESTAMPTZ '{base}+00'",
        "at": _moment(sqlite, base, f"(i - {size}) * {step}"),
        "due": _moment(sqlite, base, f"(i - {size}) * {step} + 28800"),
        "renews": _day(sqlite, "i % 365"),
        "read_on": _day(sqlite, "-(i / 400)"),
        "key": "x'00'" if sqlite else "'\\x00'::bytea",
        "json": "'{}'" if sqlite else "'{}'::json",
        "false": "0" if sqlite else "false",
    }
    numbers = "WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < :size)"
    with database.transaction() as session:
        for setting in () if sqlite else UNCHECKED:
            session.execute(text(f"SET LOCAL {setting}"))
        session.execute(text("CREATE TABLE series (i INTEGER PRIMARY KEY)"))
        session.execute(text(f"INSERT INTO series {numbers} SELECT i FROM s"), {"size": size})  # noqa: S608
        for statement in FILL.format(**words).split(";")[:-1]:  # by our own numbers only
            session.execute(text(statement))
        session.execute(text("DROP TABLE series"))
    if not sqlite:  # a server does this by itself
        with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("ANALYZE"))


def _moment(sqlite: bool, base: str, seconds: str) -> str:
    if sqlite:
        return f"strftime('%Y-%m-%d %H:%M:%S.000000', '{base}', ({seconds}) || ' seconds')"
    return f"TIMESTAMPTZ '{base}+00' + ({seconds}) * INTERVAL '1 second'"


def _day(sqlite: bool, days: str) -> str:
    day = NOW.date()
    return f"date('{day}', ({days}) || ' days')" if sqlite else f"DATE '{day}' + ({days})"


def _measure(database: Database, look: Look) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        empty = Database(f"sqlite:///{Path(folder) / 'empty.db'}")
        upgrade(empty)
        look(empty)  # what is imported and compiled once, on no rows
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took, busy, serving, told = [], [], [], {}
    for _ in range(5):
        began, worked, served = time.perf_counter(), time.process_time(), _server_cpu(database)
        told = look(database)
        took.append(time.perf_counter() - began)
        busy.append(time.process_time() - worked)
        serving.append(_server_cpu(database) - served)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "first_s": round(took[0], 3),
        "median_s": round(statistics.median(took[1:]), 3),
        "own_cpu_s": round(statistics.median(busy[1:]), 3),
        "server_cpu_s": round(statistics.median(serving[1:]), 3),
        "memory_mb": round((after - before) / 1024, 1),
        **told,
    }


def _server_cpu(database: Database) -> float:
    """Seconds of the one session that the pool holds so far; nothing of SQLite, which is in this process."""
    if database.is_sqlite:
        return 0.0
    with database.engine.connect() as connection:
        pid = connection.scalar(text("SELECT pg_backend_pid()"))
    used = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[11:13]
    return sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


def _morning(database: Database) -> dict[str, int]:
    hours, since = Hours(shifts("09:00-17:00"), shifts("10:00-16:00")), NOW - timedelta(days=3)
    with database.reading() as session:
        working = working_time.working_time(session, hours)
        came = comings.came(session, SOURCES, since=since, now=NOW)
        view = daily.day(session, StoredInbox(), came, working=working, since=since, now=NOW)
    return {"waiting": len(view.waiting), "late": len(view.late), "lines": view.flow.lines}


def _monday(database: Database) -> dict[str, int]:
    span = week.last_week(NOW)
    with database.reading() as session:
        sources = comings.came(session, SOURCES, since=span.since, now=NOW).sources
        view = week.week(session, sources, span, now=NOW)
    picture = week_picture.paint(view) or b""
    return {"opened": sum(view.week.opened.values()), "ended": len(view.week.ended), "bytes": len(picture)}


LOOKS: dict[str, Look] = {"morning": _morning, "monday": _monday}


if __name__ == "__main__":
    main()
