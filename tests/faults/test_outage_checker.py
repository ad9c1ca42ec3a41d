"""What looks at an outage, and for personal data, is seen to fail: each test breaks one thing."""

import gzip
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.faults.discretion import Ears, SentrySink
from tests.faults.notes import Noted, Store
from tests.faults.outage_checker import OutageChecker, Span, Wrote

Json = dict[str, Any]
WA_ID, SPAN = "966500000001", Span(began=100.0, ended=200.0)
SCHEMA = f"""
CREATE TABLE contact (id INTEGER PRIMARY KEY, wa_id TEXT);
CREATE TABLE conversation (id INTEGER PRIMARY KEY, contact_id INTEGER);
CREATE TABLE ticket (id INTEGER PRIMARY KEY, conversation_id INTEGER, priority TEXT);
CREATE TABLE inbound (id INTEGER PRIMARY KEY, external_id TEXT);
CREATE TABLE message (id INTEGER PRIMARY KEY, inbound_id INTEGER, text TEXT);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, kind TEXT, partition TEXT, ready_at TEXT, created_at TEXT);
CREATE TABLE slack_card (entity TEXT, entity_id INTEGER, channel TEXT, ts TEXT);
CREATE TABLE listed_ticket (ticket_id INTEGER, ts TEXT);
INSERT INTO contact VALUES (1, '{WA_ID}');
INSERT INTO conversation VALUES (1, 1);
INSERT INTO ticket VALUES (1, 1, 'P2');
INSERT INTO inbound VALUES (1, 'message:wamid.{WA_ID}.7'), (2, 'message:wamid.{WA_ID}.8');
INSERT INTO message VALUES (1, 1, 'سطر 0007'), (2, 2, 'سطر 0008');
INSERT INTO outbox VALUES (1, 'slack.ticket_card', 'C1', NULL, '12:00'),
  (2, 'slack.notice', 'C1', NULL, '12:01');
INSERT INTO slack_card VALUES ('ticket', 1, 'C1', '201.5');
"""
WROTE = [Wrote(WA_ID, 7), Wrote(WA_ID, 8)]


def post(outbox_id: int, at: float) -> Json:
    metadata = {"event_payload": {"outbox_id": outbox_id}}
    arguments = {"channel": "C1", "metadata": metadata}
    return {"method": "chat.postMessage", "arguments": arguments, "outcome": "ok", "at": at}


def change(ts: str, at: float) -> Json:
    return {"method": "chat.update", "arguments": {"channel": "C1", "ts": ts}, "outcome": "ok", "at": at}


class Slack:
    def __init__(self) -> None:
        self.log = [post(1, 201.5), post(2, 203.0), change("201.5", 204.0)]
        self.card = "draft.approve سطر 0008"

    def calls(self, method: str | None = None) -> list[Json]:
        return [one for one in self.log if method in (None, one["method"])]

    def messages(self, channel: str) -> list[Json]:
        return [{"ts": "201.5", "blocks": [self.card], "channel": channel}]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "small.db"
    _run(path, SCHEMA)
    return path


def _run(path: Path, script: str) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.executescript(script)


def _kinds(path: Path, slack: Slack) -> list[str]:
    return [one.kind for one in OutageChecker(Store(str(path)), slack, SPAN).findings(WROTE)]


def test_nothing_is_found_where_all_is_well(place: Path) -> None:
    assert _kinds(place, Slack()) == []


def _during(slack: Slack) -> None:
    slack.log[0]["at"] = 150.0


def _nothing_after(slack: Slack) -> None:
    slack.log = []


def _turned_round(slack: Slack) -> None:
    slack.log[0]["arguments"], slack.log[1]["arguments"] = (
        slack.log[1]["arguments"],
        slack.log[0]["arguments"],
    )


def _of_nobody(slack: Slack) -> None:
    slack.log.append(post(77, 210.0))


def _too_fast(slack: Slack) -> None:
    slack.log[1]["at"] = 202.0


def _changed_too_fast(slack: Slack) -> None:
    slack.log += [change(f"9.{number}", 204.0) for number in range(80)]


def _one_by_one(slack: Slack) -> None:
    slack.log += [change("201.5", 205.0 + number) for number in range(2)]


def _old_card(slack: Slack) -> None:
    slack.card = "draft.approve سطر 0007"


@pytest.mark.parametrize(
    ("alter", "kind"),
    [
        (_during, "no_outage"),
        (_nothing_after, "no_outage"),
        (_turned_round, "order"),
        (_of_nobody, "order"),
        (_too_fast, "pace"),
        (_changed_too_fast, "pace"),
        (_one_by_one, "not_coalesced"),
        (_old_card, "order"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_slacks_log_is_wrong(place: Path, alter: Callable[[Slack], None], kind: str) -> None:
    slack = Slack()
    alter(slack)
    assert kind in _kinds(place, slack)


def test_lines_in_another_order(place: Path) -> None:
    _run(place, "UPDATE message SET inbound_id = 3 - inbound_id, text = 'سطر 000' || (9 - id)")
    assert "order" in _kinds(place, Slack())


def test_many_cards_of_their_own(place: Path) -> None:
    rows = range(2, 24)
    _run(place, "".join(f"INSERT INTO ticket VALUES ({one}, 1, 'P2');" for one in rows))
    _run(
        place, "".join(f"INSERT INTO slack_card VALUES ('ticket', {one}, 'C1', '202.{one}');" for one in rows)
    )
    assert "not_coalesced" in _kinds(place, Slack())


PLANTED = {
    "a customer's number": "966500000001",
    "a customer's name": "نورة 00000001",
    "words of theirs or ours": "راحت علي أرقام الجوالات",
    "a secret": "token-of-the-run-9",
}


@pytest.fixture
def sink() -> Iterator[SentrySink]:
    with SentrySink() as opened:
        yield opened


@pytest.mark.parametrize("what", PLANTED)
@pytest.mark.parametrize("spelt", [str, json.dumps])
def test_what_is_somebodys_is_found_in_logs_and_reports(
    tmp_path: Path, sink: SentrySink, what: str, spelt: Callable[[str], str]
) -> None:
    noted = Noted(wa_id="966500000001", name="نورة 00000001")
    ears = Ears(tmp_path, sink, secrets=["token-of-the-run-9"])
    log = tmp_path / "web.1.log"
    log.write_text('{"event": "started"}\n')

    def found() -> list[str]:
        return [one.what for one in ears.leaks([noted], [PLANTED["words of theirs or ours"]], [])]

    assert found() == []
    with log.open("a") as file:
        file.write(spelt(PLANTED[what]))
    assert {one.partition(" in ")[2] for one in found()} == {"web.1.log"}
    door = f"http://{sink.dsn.partition('@')[2]}"
    packed = gzip.compress(spelt(PLANTED[what]).encode())
    httpx.post(door, content=packed, headers={"content-encoding": "gzip"}, trust_env=False)
    assert {one.partition(" in ")[2] for one in found()} == {"a report to Sentry"}
