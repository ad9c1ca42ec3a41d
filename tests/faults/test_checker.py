"""The checker is seen to fail: each test breaks one thing in a small true world and expects its finding."""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.faults.checker import Checker
from tests.faults.notes import Noted, Store

TEXT = "وصلتنا رسالتكم"
SHA = hashlib.sha256(TEXT.encode()).hexdigest()
NAME, WA_ID = "نورة 00000101", "966500000101"
SCHEMA = f"""
CREATE TABLE contact (id INTEGER PRIMARY KEY, wa_id TEXT);
CREATE TABLE conversation (id INTEGER PRIMARY KEY, contact_id INTEGER);
CREATE TABLE ticket (id INTEGER PRIMARY KEY, conversation_id INTEGER);
CREATE TABLE inbound (id INTEGER PRIMARY KEY, external_id TEXT, status TEXT, last_error TEXT);
CREATE TABLE message (id INTEGER PRIMARY KEY, inbound_id INTEGER);
CREATE TABLE draft (id INTEGER PRIMARY KEY, ticket_id INTEGER);
CREATE TABLE approval (id INTEGER PRIMARY KEY, draft_id INTEGER, text TEXT, text_hash TEXT, actor TEXT);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, kind TEXT, status TEXT, due_at TEXT, payload TEXT,
                     approval_id INTEGER, text_hash TEXT, last_error TEXT);
CREATE TABLE hand_off (approval_id INTEGER, handed_off_at TEXT, sent_at TEXT, morning_at TEXT);
CREATE TABLE slack_card (entity TEXT, entity_id INTEGER, ts TEXT);
CREATE TABLE listed_ticket (ticket_id INTEGER, ts TEXT);
CREATE TABLE ledger_entry (id INTEGER PRIMARY KEY, event TEXT, ticket_id INTEGER);
CREATE TABLE ledger_seal (position INTEGER, entry_id INTEGER, prev_hash TEXT, hash TEXT);
INSERT INTO contact VALUES (1, '{WA_ID}');
INSERT INTO conversation VALUES (1, 1);
INSERT INTO ticket VALUES (1, 1);
INSERT INTO inbound VALUES (1, 'message:one', 'done', NULL);
INSERT INTO message VALUES (1, 1);
INSERT INTO draft VALUES (1, 1);
INSERT INTO approval VALUES (1, 1, '{TEXT}', '{SHA}', 'U1');
INSERT INTO outbox VALUES (1, 'slack.ticket_card', 'done', NULL, '{{"ticket_id": 1}}', NULL, NULL, NULL),
  (2, 'slack.hand_off', 'done', NULL, '{{}}', 1, '{SHA}', NULL),
  (3, 'slack.hand_off_text', 'done', NULL, '{{}}', 1, '{SHA}', NULL);
INSERT INTO hand_off VALUES (1, 'then', 'then', NULL);
INSERT INTO slack_card VALUES ('ticket', 1, '1.1'), ('hand_off', 1, '2.1');
INSERT INTO ledger_entry VALUES (1, 'ticket.opened', 1), (2, 'draft.approved', 1),
  (3, 'draft.handed_off', 1), (4, 'draft.sent', 1);
INSERT INTO ledger_seal VALUES (1, 1, '{"0" * 64}', 'a'), (2, 2, 'a', 'b');
"""
Json = dict[str, Any]


def message(ts: str, outbox_id: int, text: str, thread: str | None = None) -> Json:
    metadata = {"event_payload": {"outbox_id": outbox_id}}
    return {"ts": ts, "text": text, "metadata": metadata, "is_reply": thread is not None, "thread_ts": thread}


class World:
    """`seen` is what the sandbox tells, by the last part of its address."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.run(SCHEMA)
        card, hand_off = message("1.1", 1, f"تذكرة ت-1 {NAME}"), message("2.1", 2, f"📨 أُرسلت {NAME}")
        self.seen: dict[str, list[Json]] = {
            "messages": [card, hand_off, message("2.2", 3, TEXT, thread="2.1")],
            "calls": [{"arguments": {"metadata": {"outbox_id": one}}, "outcome": "ok"} for one in (1, 2, 3)],
            "whatsapp/messages": [{"direction": "inbound", "id": "one"}],
        }
        self.noted = Noted(WA_ID, NAME, ["message:one"], ["U1"], approved=True, sent=True)

    def run(self, script: str) -> None:
        with closing(sqlite3.connect(self.path)) as file:
            file.executescript(script)

    def findings(self, url: str) -> list[str]:
        checker = Checker(Store(str(self.path)), url)
        return [one.kind for one in checker.findings([self.noted], never_ended=checker.open_work())]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path / "small.db")


@pytest.fixture
def url(world: World) -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            what = self.path.partition("?")[0].removeprefix("/sandbox/")
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({what.rpartition("/")[2]: world.seen[what]}).encode())

        def log_message(self, *_: object) -> None:
            """Nothing beside the test's own words."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_nothing_is_found_where_all_is_well(world: World, url: str) -> None:
    assert world.findings(url) == []


@pytest.mark.parametrize(("channel", "found"), [("U0FOUNDER", []), ("C0OPS", ["doubled"])])
def test_only_an_alarm_to_one_person_may_ring_twice(
    world: World, url: str, channel: str, found: list[str]
) -> None:
    rung = {"arguments": {"metadata": {"outbox_id": 9}, "channel": channel}, "outcome": "ok"}
    world.seen["calls"] += [rung, rung]
    assert world.findings(url) == found


def test_work_is_waited_for_until_it_was_quiet_for_a_moment(world: World, url: str) -> None:
    checker = Checker(Store(str(world.path)), url)
    assert checker.never_ended(within_s=0) == []
    world.run("UPDATE outbox SET status = 'running' WHERE id = 1")
    assert checker.never_ended(within_s=0.2) == [("slack.ticket_card", 1, "running")]


ROWS = {
    "an acknowledged message vanished": ("DELETE FROM inbound", "lost"),
    "a message on no ticket": ("DELETE FROM message", "lost"),
    "a message on two": ("INSERT INTO message VALUES (2, 1)", "doubled"),
    "a message stored twice": ("INSERT INTO inbound VALUES (2, 'message:one', 'done', NULL)", "doubled"),
    "no ticket": ("DELETE FROM ticket", "lost"),
    "two tickets": ("INSERT INTO ticket VALUES (2, 1)", "doubled"),
    "no approval": ("DELETE FROM approval", "lost"),
    "two approvals": (f"INSERT INTO approval VALUES (2, 1, '{TEXT}', '{SHA}', 'U1')", "doubled"),
    "nobody pressed": ("UPDATE approval SET actor = 'U2'", "unapproved"),
    "no person": ("UPDATE approval SET actor = 'system'", "unapproved"),
    "another text": ("UPDATE approval SET text = 'أخرى'", "unapproved"),
    "an effect of another text": ("UPDATE outbox SET text_hash = 'x' WHERE id = 3", "unapproved"),
    "an effect without approval": ("UPDATE outbox SET approval_id = NULL WHERE id = 2", "unapproved"),
    "handed over before the morning": ("UPDATE hand_off SET morning_at = 'then'", "unapproved"),
    "not handed over": ("UPDATE hand_off SET handed_off_at = NULL", "lost"),
    "«أرسلتها» forgotten": ("UPDATE hand_off SET sent_at = NULL", "lost"),
    "no card known": ("DELETE FROM slack_card WHERE entity = 'ticket'", "lost"),
    "opened twice": ("INSERT INTO ledger_entry VALUES (9, 'ticket.opened', 1)", "ledger"),
    "decided in silence": ("DELETE FROM ledger_entry WHERE id = 2", "ledger"),
    "sent in silence": ("DELETE FROM ledger_entry WHERE id = 4", "ledger"),
    "the chain cut": ("UPDATE ledger_seal SET prev_hash = 'x' WHERE position = 2", "ledger"),
    "a seal taken out": ("DELETE FROM ledger_seal WHERE position = 1", "ledger"),
    "work that never ends": ("UPDATE outbox SET status = 'running' WHERE id = 1", "stuck"),
    "a dead letter": ("UPDATE inbound SET status = 'dead'", "stuck"),
}


@pytest.mark.parametrize("what", ROWS)
def test_rows_that_are_wrong(world: World, url: str, what: str) -> None:
    script, kind = ROWS[what]
    world.run(script)
    assert kind in world.findings(url)


def _posted_twice(world: World) -> None:
    world.seen["messages"].append(message("2.3", 3, TEXT, thread="2.1"))


def _taken_twice(world: World) -> None:
    world.seen["calls"].append(world.seen["calls"][0])


def _card_gone(world: World) -> None:
    del world.seen["messages"][0]


def _text_gone(world: World) -> None:
    del world.seen["messages"][2]


def _text_altered(world: World) -> None:
    world.seen["messages"][2]["text"] = "نضمن لكم"


def _two_hand_offs(world: World) -> None:
    world.seen["messages"].append(message("3.1", 9, f"جاهزة للإرسال إلى {NAME}"))


def _two_cards(world: World) -> None:
    world.seen["messages"][0]["blocks"] = [{"action_id": "draft.approve"}]
    world.seen["messages"].append({**world.seen["messages"][0], "ts": "1.2"})


def _on_a_phone(world: World) -> None:
    world.seen["whatsapp/messages"].append({"direction": "outbound", "id": "two"})


@pytest.mark.parametrize(
    ("alter", "kind"),
    [
        (_posted_twice, "doubled"),
        (_taken_twice, "doubled"),
        (_card_gone, "lost"),
        (_text_gone, "lost"),
        (_text_altered, "unapproved"),
        (_two_hand_offs, "doubled"),
        (_two_cards, "doubled"),
        (_on_a_phone, "unapproved"),
    ],
    ids=lambda one: getattr(one, "__name__", one),
)
def test_slack_shows_what_must_not_be(
    world: World, url: str, alter: Callable[[World], None], kind: str
) -> None:
    alter(world)
    assert kind in world.findings(url)


def test_a_hand_off_without_any_approval(world: World, url: str) -> None:
    world.run("DELETE FROM approval; DELETE FROM outbox WHERE id > 1")
    world.noted.approved = False
    world.seen["messages"][1]["text"] = f"جاهزة للإرسال إلى {NAME}"
    assert "unapproved" in world.findings(url)
