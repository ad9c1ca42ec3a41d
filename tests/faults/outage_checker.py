"""What must be true when Slack is back: everything arrived once, in its order, and not one by one.

Like `checker.py` it runs no code of the product: its own SQL, and the sandbox's log of calls.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any, Protocol

from tests.faults.notes import Finding, Row, Store

Json = dict[str, Any]
MANY = 20
"""New cards that may wait for a channel one by one; what is more shares a list (product facts)."""
GAP_S = 0.99
PER_MINUTE = 70
"""Changes of messages that Slack takes: fifty a minute, with a burst of twenty."""
LINES = (
    "SELECT message.text FROM message JOIN inbound ON inbound.id = message.inbound_id"
    " WHERE inbound.external_id LIKE %s ORDER BY message.id"
)
POSTED = "SELECT id, kind, partition, coalesce(ready_at, created_at) FROM outbox"
OPENED = (
    "SELECT ticket.id, contact.wa_id, ticket.priority, slack_card.channel, slack_card.ts, listed_ticket.ts"
    " FROM ticket JOIN conversation ON conversation.id = ticket.conversation_id"
    " JOIN contact ON contact.id = conversation.contact_id"
    " LEFT JOIN slack_card ON slack_card.entity = 'ticket' AND slack_card.entity_id = ticket.id"
    " LEFT JOIN listed_ticket ON listed_ticket.ticket_id = ticket.id ORDER BY ticket.id"
)


@dataclass(frozen=True)
class Wrote:
    """A line that was acknowledged; `number` stands in its text."""

    wa_id: str
    number: int


@dataclass
class Span:
    """By the wall's clock, as the sandbox notes its calls."""

    began: float
    ended: float = float("inf")


class Slack(Protocol):
    def calls(self, method: str | None = None) -> list[Json]: ...
    def messages(self, channel: str) -> list[Json]: ...


class OutageChecker:
    def __init__(self, store: Store, slack: Slack, span: Span) -> None:
        self._store = store
        self._span = span
        taken = [one for one in slack.calls() if str(one["outcome"]).startswith("ok")]
        self._posts = [one for one in taken if one["method"] == "chat.postMessage"]
        self._changes = [one for one in taken if one["method"] == "chat.update"]
        self._messages = slack.messages("approvals")
        self._tickets = store.rows(OPENED)

    def findings(self, wrote: Sequence[Wrote]) -> list[Finding]:
        return [*self._silence(), *self._order(), *self._pace(), *self._lines(wrote), *self._coalesced()]

    def figures(self) -> dict[str, Any]:
        late = self._after(self._posts)
        return {
            "tickets": len(self._tickets),
            "own_cards": sum(ticket[4] is not None for ticket in self._tickets),
            "in_lists": sum(ticket[5] is not None for ticket in self._tickets),
            "lists": len({ticket[5] for ticket in self._tickets if ticket[5] is not None}),
            "posts_after": len(late),
            "posts_after_by_kind": dict(Counter(self._kinds().get(_outbox_id(one), "?") for one in late)),
            "changes_after": len(self._after(self._changes)),
        }

    def _after(self, calls: Sequence[Json]) -> list[Json]:
        return [one for one in calls if one["at"] >= self._span.ended]

    def _kinds(self) -> dict[int | None, str]:
        return {row[0]: row[1] for row in self._store.rows(POSTED)}

    def _silence(self) -> Iterator[Finding]:
        """It was an outage: nothing arrived meanwhile, and something did afterwards."""
        for one in (*self._posts, *self._changes):
            if self._span.began + 1 < one["at"] < self._span.ended:
                yield Finding("no_outage", f"{one['method']} arrived in the outage")
        if not self._after(self._posts):
            yield Finding("no_outage", "nothing was posted after it")

    def _order(self) -> Iterator[Finding]:
        """In one channel nothing leaves before what was made earlier and was not ready later."""
        rows = {row[0]: row for row in self._store.rows(POSTED)}
        left: dict[str, list[Row]] = defaultdict(list)
        for one in self._posts:
            row = rows.get(_outbox_id(one))
            if row is None:
                yield Finding("order", f"a post of no row: {one['arguments'].get('metadata')}")
            else:
                left[row[2]].append((row[3], row[0]))
        for partition, sent in left.items():
            for first, second in combinations(sent, 2):
                if second[0] <= first[0] and second[1] < first[1]:
                    yield Finding("order", f"{partition}: outbox {first[1]} left before {second[1]}")

    def _pace(self) -> Iterator[Finding]:
        by_channel: dict[str, list[float]] = defaultdict(list)
        for one in self._posts:
            by_channel[one["arguments"]["channel"]].append(one["at"])
        for channel, times in by_channel.items():
            for before, after in pairwise(times):
                if after - before < GAP_S:
                    yield Finding("pace", f"{channel}: two posts within {after - before:.2f} s")
        moments = [one["at"] for one in self._changes]
        for number, at in enumerate(moments):
            if sum(at <= other < at + 60 for other in moments[number:]) > PER_MINUTE:
                yield Finding("pace", f"more than {PER_MINUTE} changes in the minute after {at}")
                return

    def _lines(self, wrote: Sequence[Wrote]) -> Iterator[Finding]:
        """A conversation's lines stand in the order they were written, and its card shows the last."""
        said: dict[str, list[int]] = defaultdict(list)
        for one in wrote:
            said[one.wa_id].append(one.number)
        standing = {one["ts"]: json.dumps(one.get("blocks"), ensure_ascii=False) for one in self._messages}
        cards = {ticket[1]: standing.get(ticket[4]) for ticket in self._tickets if ticket[4] is not None}
        for wa_id, numbers in said.items():
            texts = [row[0] for row in self._store.rows(LINES, f"message:wamid.{wa_id}.%")]
            if [int(text.rsplit(" ", 1)[1]) for text in texts] != numbers:
                yield Finding("order", f"the lines of {wa_id} do not stand as they were written")
            card = cards.get(wa_id)
            if card is not None and "draft.approve" in card and f"سطر {numbers[-1]:04d}" not in card:
                yield Finding("order", f"the card of {wa_id} does not show their last line")

    def _coalesced(self) -> Iterator[Finding]:
        """New tickets beyond the first ones share lists; one drawing stands for all that waited."""
        new = [ticket for ticket in self._tickets if self._is_new(ticket)]
        alone = [ticket for ticket in new if ticket[5] is None and ticket[2] not in ("P0", "P1")]
        if len(new) > MANY and len(alone) > MANY:
            yield Finding("not_coalesced", f"{len(alone)} of {len(new)} new tickets have cards of their own")
        drawn = Counter(one["arguments"]["ts"] for one in self._after(self._changes))
        for ts, times in drawn.items():
            if times > 2:
                yield Finding("not_coalesced", f"message {ts} was changed {times} times after the outage")

    def _is_new(self, ticket: Row) -> bool:
        stands = ticket[4] or ticket[5]
        return stands is not None and float(stands) >= self._span.began


def _outbox_id(call: Json) -> int | None:
    metadata = call["arguments"].get("metadata") or {}
    known = json.loads(metadata) if isinstance(metadata, str) else metadata
    found: int | None = (known.get("event_payload") or {}).get("outbox_id")
    return found
