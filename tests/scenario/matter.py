"""One customer's matter, played by the customer and the people in Slack, and what must be true at its end."""

import html
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from bot.sandbox.printing import buttons_of, lines_of, link_text
from bot.sandbox.story import COMPLAINT
from tests.scenario.books import Books, eventually

Json = dict[str, Any]
PATIENCE_S = 25.0
PEOPLE = {user.id for user in fixtures.USERS}
CARD, HAND_OFF, SENT = "تذكرة ت-", "جاهزة للإرسال إلى", "📨 أُرسلت"
ONCE = {"ticket.opened", "draft.handed_off", "draft.sent", "sla.first_response_met"}


class Matter:
    """`number` has three digits and is used once a run: it is in the customer's name and number."""

    def __init__(self, run: LocalRun, books: Books, number: int) -> None:
        self.run, self.driver, self.books = run, run.driver, books
        self.name, self.wa_id = f"نورة {number}", f"966500000{number}"
        self.message_id = f"wamid.MATTER{number}"

    # The customer

    def writes(self, text: str = COMPLAINT, **more: Any) -> Json:
        """Meta's delivery of one message; the first one may be delivered again by calling this again."""
        sender = {"name": self.name, "wa_id": self.wa_id, "message_id": self.message_id}
        return self.driver.customer_writes(text, **{**sender, **more})

    # The people

    def press(self, action: str, message: Json, user: str = fixtures.FOUNDER, **more: Any) -> None:
        answer = self.driver.click(user, message, action, **more)
        assert answer["status"] == 200, answer

    def approve(self, user: str = fixtures.FOUNDER) -> None:
        self.press("draft.approve", self.card(), user)

    def save(self, view: Json, text: str, user: str = fixtures.FOUNDER) -> Json:
        return self.driver.submit(user, view, {"text": text})

    def finish(self) -> None:
        """Go on from wherever the matter stands, as people do: press what is still there to be pressed."""
        card = self.card()
        if "draft.approve" in buttons_of(card) and not self.approvals():
            self.approve()
        self.text_below(self.hand_off())
        if not self.column("SELECT 1 FROM hand_off WHERE sent_at IS NOT NULL AND approval_id IN %s"):
            self.press("draft.mark_sent", self.hand_off())
        self.wait(lambda: SENT in words(self.hand_off()), "«أُرسلت» on the hand-off")
        self.wait(lambda: "· أُرسلت" in words(self.card()), "«أُرسلت» on the card")
        eventually(lambda: not self.books.rows(OPEN_WORK), "all work done", timeout_s=PATIENCE_S)

    # What stands in Slack

    def card(self) -> Json:
        cards: list[Json] = self.wait(lambda: self.standing(CARD), f"a card for {self.name}")
        return cards[0]

    def hand_off(self) -> Json:
        found: list[Json] = self.wait(lambda: self.standing(HAND_OFF, SENT), f"a hand-off for {self.name}")
        return found[0]

    def text_below(self, hand_off: Json) -> str:
        def look() -> list[Json]:
            return self.driver.replies("approvals", hand_off["ts"])

        return html.unescape(str(self.wait(look, "the bare text")[0]["text"]))

    def standing(self, *marks: str) -> list[Json]:
        """This customer's own messages in the channel that hold one of the marks."""
        mine = [
            message
            for message in self.driver.messages("approvals")
            if not message["is_reply"] and self.name in words(message)
        ]
        return [message for message in mine if any(mark in words(message) for mark in marks)]

    def whispers(self, user: str) -> list[str]:
        return [words(one) for one in self.driver.ephemerals("approvals", user)]

    def wait(self, look: Any, what: str) -> Any:
        return self.driver.wait_until(look, what, PATIENCE_S)

    # What stands in the database

    def tickets(self) -> list[int]:
        return self.books.column(TICKETS, self.wa_id)

    def approvals(self) -> list[int]:
        return self.books.column(f"SELECT id FROM approval WHERE draft_id IN ({DRAFTS})", self.wa_id)

    def column(self, query: str) -> list[Any]:
        """`IN %s` becomes this matter's approvals."""
        mine = f"(SELECT id FROM approval WHERE draft_id IN ({DRAFTS}))"
        return self.books.column(query.replace("%s", mine), self.wa_id)

    def events(self) -> dict[str, int]:
        query = f"SELECT event, count(*) FROM ledger_entry WHERE ticket_id IN ({TICKETS}) GROUP BY event"
        return dict(self.books.rows(query, self.wa_id))

    def assert_one_of_each(self, *, lines: int = 1) -> None:
        """By SQL, by the channel and by the log of calls."""
        assert len(self.tickets()) == 1
        assert len(self.approvals()) == 1
        key = f"%:{self.wa_id}"
        states = self.books.column("SELECT status FROM inbound WHERE conversation_key LIKE %s", key)
        assert states == ["done"] * lines
        events = self.events()
        assert {event: events.get(event) for event in ONCE} == dict.fromkeys(ONCE, 1)
        decided = [events.get("draft.approved", 0), events.get("draft.edited_and_approved", 0)]
        assert sorted(decided) == [0, 1]
        assert len(self.standing(CARD)) == 1
        hand_offs = self.standing(HAND_OFF, SENT)
        assert len(hand_offs) == 1
        replies = self.driver.replies("approvals", hand_offs[0]["ts"])
        approved = self.column("SELECT text FROM approval WHERE id IN %s")
        assert [html.unescape(reply["text"]) for reply in replies] == approved
        assert not link_text(hand_offs[0])  # sent: nothing is left to be sent again
        assert_nothing_doubled(self.driver.messages("approvals"), self.driver.calls("chat.postMessage"))


TICKETS = (
    "SELECT ticket.id FROM ticket JOIN conversation ON conversation.id = ticket.conversation_id"
    " JOIN contact ON contact.id = conversation.contact_id WHERE contact.wa_id = %s"
)
DRAFTS = f"SELECT id FROM draft WHERE ticket_id IN ({TICKETS})"
OPEN_WORK = (
    "SELECT 'inbound', id, status FROM inbound WHERE status <> 'done'"
    " UNION ALL SELECT kind, id, status FROM outbox WHERE status <> 'done'"
)


def words(message: Json) -> str:
    return "\n".join(lines_of(message))


def initial_text(view: Json) -> str:
    block = next(block for block in view["blocks"] if block["type"] == "input")
    return str(block["element"]["initial_value"])


def assert_nothing_doubled(messages: list[Json], calls: list[Json]) -> None:
    """Each piece of our work left at most one message, and Slack took it at most once.

    A call to one person is the exception that docs/paging.md states: in doubt an alarm rings a second time.
    """
    stood = [message["metadata"]["event_payload"]["outbox_id"] for message in messages]
    assert len(stood) == len(set(stood))
    taken = [call["arguments"] for call in calls if str(call["outcome"]).startswith("ok")]
    posted = [str(message["metadata"]) for message in taken if message["channel"] not in PEOPLE]
    assert len(posted) == len(set(posted))
