"""Compares what was acknowledged with what stands, by SQL of its own and the sandbox over HTTP.

It runs no code of the product, so that a fault in there cannot hide itself; it believes the client's notes.
"""

import hashlib
import html
import json
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from tests.faults.notes import Finding, Noted, Row, Store

Json = dict[str, Any]
QUIET_LOOKS, LOOK_EVERY_S = 5, 0.1
"""In a row: a press that the sandbox no longer waits for may still be decided."""
HUMAN = "U"
"""How a person's id begins in Slack."""
TICKETS = (
    "SELECT ticket.id FROM ticket JOIN conversation ON conversation.id = ticket.conversation_id"
    " JOIN contact ON contact.id = conversation.contact_id WHERE contact.wa_id = %s"
)
KEPT = "SELECT 1 FROM hand_off WHERE approval_id = %s AND morning_at IS NOT NULL"
HANDED = ("جاهزة للإرسال إلى", "📨 أُرسلت")
APPROVALS = (
    "SELECT approval.id, approval.text, approval.text_hash, approval.actor, draft.ticket_id FROM approval"
    f" JOIN draft ON draft.id = approval.draft_id WHERE draft.ticket_id IN ({TICKETS})"
)
OPEN_WORK = (
    "SELECT 'inbound', id, status FROM inbound WHERE status IN ('ready', 'running')"
    " UNION ALL SELECT kind, id, status FROM outbox WHERE status IN ('ready', 'running') AND due_at IS NULL"
)
BURIED = (
    "SELECT 'inbound', id, status, last_error FROM inbound WHERE status IN ('dead', 'unknown')"
    " UNION ALL SELECT kind, id, status, last_error FROM outbox WHERE status IN ('dead', 'unknown')"
)


class Checker:
    def __init__(self, store: Store, sandbox_url: str) -> None:
        self._store = store
        self._url = sandbox_url

    def findings(self, noted: Sequence[Noted], *, never_ended: Sequence[Row]) -> list[Finding]:
        """Of these customers, and of everything that must never be anywhere."""
        messages = self._seen("messages?channel=approvals", "messages")
        return [
            *(Finding("stuck", f"never ended: {row}") for row in never_ended),
            *self._buried(),
            *self._slack(messages),
            *self._whatsapp(),
            *self._bound(),
            *self._chain(),
            *(one for customer in noted for one in self._customer(customer, messages)),
        ]

    def open_work(self) -> list[Row]:
        return self._store.rows(OPEN_WORK)

    def never_ended(self, *, within_s: float) -> list[Row]:
        """Wait until no work is open; what is open at the end of the wait.

        Not asked once more after it: the clock reminds people of the matters of older runs at any moment.
        """
        deadline, quiet = time.monotonic() + within_s, 0
        while quiet < QUIET_LOOKS:
            left = self.open_work()
            if left and time.monotonic() > deadline:
                return left
            quiet = 0 if left else quiet + 1
            time.sleep(LOOK_EVERY_S)
        return []

    def _seen(self, path: str, key: str) -> list[Json]:
        with urllib.request.urlopen(f"{self._url}/sandbox/{path}", timeout=30) as answer:
            found: list[Json] = json.load(answer)[key]
        return found

    def _buried(self) -> Iterator[Finding]:
        for row in self._store.rows(BURIED):
            yield Finding("stuck", f"dead letter: {row}")

    def _slack(self, messages: list[Json]) -> Iterator[Finding]:
        """Each piece of work left at most one message, and Slack took each at most once.

        An alarm to one person is the exception of docs/paging.md: in doubt it rings a second time.
        """
        calls = self._seen("calls?method=chat.postMessage", "calls")
        said = (call["arguments"] for call in calls if str(call["outcome"]).startswith("ok"))
        taken = [one["metadata"] for one in said if not str(one.get("channel", "")).startswith(HUMAN)]
        for what, times in Counter(json.dumps(one, sort_keys=True) for one in taken).items():
            if times > 1:
                yield Finding("doubled", f"Slack took {times} times: {what}")
        for outbox_id, times in Counter(map(_outbox_id, messages)).items():
            if outbox_id is not None and times > 1:
                yield Finding("doubled", f"{times} messages of outbox {outbox_id}")

    def _whatsapp(self) -> Iterator[Finding]:
        """Live sending is off in every run: nothing may ever arrive on a phone."""
        for message in self._seen("whatsapp/messages", "messages"):
            if message.get("direction") == "outbound":
                yield Finding("unapproved", f"on a phone: {message.get('id')}")

    def _bound(self) -> Iterator[Finding]:
        """What is on its way to a customer carries an approval by a person for exactly that text."""
        query = (
            "SELECT outbox.id, outbox.text_hash, approval.text, approval.actor FROM outbox LEFT JOIN approval"
            " ON approval.id = outbox.approval_id WHERE outbox.kind IN"
            " ('slack.hand_off', 'slack.hand_off_text')"
        )
        for outbox_id, text_hash, text, actor in self._store.rows(query):
            if text is None or _sha(text) != text_hash or not str(actor).startswith(HUMAN):
                yield Finding("unapproved", f"outbox {outbox_id} has no approval of its text by a person")

    def _chain(self) -> Iterator[Finding]:
        query = (
            "SELECT position, entry_id, prev_hash, hash, ledger_entry.id FROM ledger_seal"
            " LEFT JOIN ledger_entry ON ledger_entry.id = entry_id ORDER BY position"
        )
        head, sealed = "0" * 64, set()
        for number, (position, entry_id, prev_hash, seal, entry) in enumerate(self._store.rows(query), 1):
            if position != number or prev_hash != head or entry is None or entry_id in sealed:
                yield Finding("ledger", f"the chain breaks at seal {position}")
            head = seal
            sealed.add(entry_id)

    def _customer(self, noted: Noted, messages: list[Json]) -> Iterator[Finding]:
        yield from self._lines(noted)
        tickets = [row[0] for row in self._store.rows(TICKETS, noted.wa_id)]
        if noted.lines and not tickets:
            yield Finding("lost", f"no ticket of {noted.wa_id}")
        if len(tickets) > 1:
            yield Finding("doubled", f"{len(tickets)} tickets of {noted.wa_id}")
        for ticket in tickets:
            yield from self._card(ticket, messages)
            yield from self._told(ticket, "ticket.opened", 1)
        approvals = self._store.rows(APPROVALS, noted.wa_id)
        if noted.approved and not approvals:
            yield Finding("lost", f"the approval for {noted.wa_id}")
        if len(approvals) > 1:
            yield Finding("doubled", f"{len(approvals)} approvals for {noted.wa_id}")
        for approval, text, text_hash, actor, ticket in approvals:
            if actor not in noted.pressed or _sha(text) != text_hash:
                yield Finding("unapproved", f"approval {approval}: {actor} did not press for this text")
            kept = bool(self._store.rows(KEPT, approval))
            yield from (self._kept if kept else self._hand_off)(noted, approval, text, messages)
            yield from self._decided(ticket, sent=noted.sent, handed=not kept)
        if not approvals:
            for message in _about(messages, noted.name, "جاهزة للإرسال إلى"):
                yield Finding("unapproved", f"a hand-off without an approval at {message['ts']}")

    def _lines(self, noted: Noted) -> Iterator[Finding]:
        for message_id in noted.lines:
            stored = self._store.rows("SELECT id, status FROM inbound WHERE external_id = %s", message_id)
            if not stored:
                yield Finding("lost", f"message {message_id} was acknowledged")
            if len(stored) > 1:
                yield Finding("doubled", f"message {message_id} is stored {len(stored)} times")
            for inbound_id, _status in stored[:1]:
                query = "SELECT count(*) FROM message WHERE inbound_id = %s"
                [(lines,)] = self._store.rows(query, inbound_id)
                if lines != 1:
                    kind = "lost" if lines == 0 else "doubled"
                    yield Finding(kind, f"message {message_id} is {lines} lines of a ticket")

    def _card(self, ticket: int, messages: list[Json]) -> Iterator[Finding]:
        """One live card that can be pressed, or a line in the list of many."""
        query = "SELECT ts FROM slack_card WHERE entity = 'ticket' AND entity_id = %s"
        cards = [row[0] for row in self._store.rows(query, ticket)]
        if not cards:
            query = "SELECT ts FROM listed_ticket WHERE ticket_id = %s"
            cards = [row[0] for row in self._store.rows(query, ticket)]
        if not any(message["ts"] in cards for message in messages):
            yield Finding("lost", f"ticket {ticket} has no card in Slack")
        query = "SELECT id, payload FROM outbox WHERE kind = 'slack.ticket_card'"
        drew = {row[0] for row in self._store.rows(query) if _object(row[1]).get("ticket_id") == ticket}
        standing = [one for one in messages if _outbox_id(one) in drew and "draft.approve" in _whole(one)]
        if len(standing) > 1:
            yield Finding("doubled", f"{len(standing)} cards of ticket {ticket} can be approved")

    def _kept(self, noted: Noted, approval: int, _text: str, messages: list[Json]) -> Iterator[Finding]:
        if _about(messages, noted.name, *HANDED):
            yield Finding("unapproved", f"approval {approval} waits for the morning and was handed over")

    def _hand_off(self, noted: Noted, approval: int, text: str, messages: list[Json]) -> Iterator[Finding]:
        query = "SELECT handed_off_at, sent_at FROM hand_off WHERE approval_id = %s"
        rows = self._store.rows(query, approval)
        if not rows or rows[0][0] is None:
            yield Finding("lost", f"approval {approval} was not handed over")
        if noted.sent and (not rows or rows[0][1] is None):
            yield Finding("lost", f"«أرسلتها» of approval {approval}")
        query = "SELECT ts FROM slack_card WHERE entity = 'hand_off' AND entity_id = %s"
        threads = [row[0] for row in self._store.rows(query, approval)]
        shown = [one for one in messages if one["ts"] in threads]
        if len(shown) != 1:
            yield Finding("lost", f"approval {approval} has {len(shown)} hand-offs in Slack")
        if len(standing := _about(messages, noted.name, *HANDED)) > 1:
            yield Finding("doubled", f"{len(standing)} hand-offs for {noted.name}")
        said = [one for one in messages if one["is_reply"] and one["thread_ts"] in threads]
        texts = [html.unescape(one["text"]) for one in said]
        if any(one != text for one in texts):
            yield Finding("unapproved", f"a text under hand-off {approval} is not the approved one")
        if texts.count(text) != 1:
            kind = "lost" if text not in texts else "doubled"
            yield Finding(kind, f"approval {approval}: its text stands {texts.count(text)} times")

    def _decided(self, ticket: int, *, sent: bool, handed: bool) -> Iterator[Finding]:
        query = "SELECT count(*) FROM ledger_entry WHERE ticket_id = %s AND event IN (%s, %s)"
        [(times,)] = self._store.rows(query, ticket, "draft.approved", "draft.edited_and_approved")
        if times != 1:
            yield Finding("ledger", f"ticket {ticket}: {times} entries of a decision")
        yield from self._told(ticket, "draft.handed_off", int(handed))
        yield from self._told(ticket, "draft.sent", int(sent))

    def _told(self, ticket: int, event: str, times: int) -> Iterator[Finding]:
        query = "SELECT count(*) FROM ledger_entry WHERE ticket_id = %s AND event = %s"
        [(found,)] = self._store.rows(query, ticket, event)
        if found != times:
            yield Finding("ledger", f"ticket {ticket}: {found} entries {event}, not {times}")


def _about(messages: list[Json], name: str, *marks: str) -> list[Json]:
    return [
        one
        for one in messages
        if not one["is_reply"] and name in _whole(one) and any(mark in _whole(one) for mark in marks)
    ]


def _whole(message: Json) -> str:
    return json.dumps([message.get("text"), message.get("blocks")], ensure_ascii=False)


def _outbox_id(message: Json) -> int | None:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    found: int | None = payload.get("outbox_id")
    return found


def _object(value: Any) -> Json:
    """SQLite keeps JSON as text."""
    found: Json = json.loads(value) if isinstance(value, str) else value
    return found


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
