"""Customers who write and people who press, again and again until they are answered."""

import itertools
import random
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import httpx
import psycopg

from bot.sandbox import fixtures
from bot.sandbox.driver import Json, NothingCame, SandboxDriver, SandboxSaidNo
from tests.faults.checker import APPROVALS, TICKETS
from tests.faults.notes import Noted, Store

T = TypeVar("T")
PATIENCE_S = 120.0
AGAIN_S = 0.3
TEXTS = (
    "هلا، فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم، وش السالفة؟",
    "الخدمة واقفة عندنا كلنا",
    "ليش الفواتير مو ظاهرة؟",
)
ADDED = "رقمي المباشر معكم في أي وقت."
PLANS = ("two_lines", "approve", "sent", "race", "edit")
AWAY = (sqlite3.OperationalError, psycopg.OperationalError, httpx.TransportError)
"""The database restarts, or the sandbox closed a connection that we were about to use."""
_numbers = itertools.count(1)


class GaveUp(AssertionError):
    """The product did not come back within the client's patience."""


@dataclass
class Customer:
    """One matter from the first line to what its plan says; notes only what was answered with 200."""

    driver: SandboxDriver
    store: Store
    doors: list[str]
    plan: str
    text: str
    dice: random.Random
    noted: Noted

    def writes(self) -> None:
        """The first line; now and then Meta delivers it twice."""
        self._write(self.text, copies=self.dice.choice((1, 1, 2)))

    def play(self) -> None:
        self.writes()
        if self.plan == "two_lines":
            self._write("وينكم؟ ما رد علي أحد", copies=1)
        ticket = self._until(lambda: self._ids(TICKETS, self.noted.wa_id), "a ticket")[0]
        card = self._until(lambda: self._message("ticket", ticket), "a card")
        if self.plan == "two_lines":
            return
        if self.plan == "edit":
            self._edit(card)
        self._approve(card, ticket)
        approval = self._approvals()[0]
        if self.plan in ("sent", "edit"):
            self._until(lambda: self._given(approval, card), "«سلّمها الآن»")
            hand_off = self._until(lambda: self._message("hand_off", approval), "a hand-off")
            self._until(lambda: self._sent(hand_off, approval), "«أرسلتها»")
            self.noted.sent = True

    def _write(self, text: str, *, copies: int) -> None:
        message_id = f"wamid.{self.noted.wa_id}.{len(self.noted.lines)}"
        sender = {"name": self.noted.name, "wa_id": self.noted.wa_id, "message_id": message_id}

        def delivered() -> bool:
            self.driver.point_at(self.dice.choice(self.doors))
            return bool(self.driver.customer_writes(text, **sender)["status"] == 200)

        for _ in range(copies):
            self._until(delivered, "an answer to a message")
        self.noted.lines.append(f"message:{message_id}")

    def _approve(self, card: Json, ticket: int) -> None:
        people = [fixtures.FOUNDER]
        if self.plan == "race" and self.text != TEXTS[0]:
            people.append(fixtures.OPERATOR)
        self.noted.pressed += people

        def pressed() -> bool:
            answers = [self._press(user, card, "draft.approve") for user in people]
            return 200 in answers and bool(self._approvals())

        self._until(lambda: bool(self._approvals()) or pressed(), "an approval")
        self.noted.approved = True

    def _edit(self, card: Json) -> None:
        """Once: whoever finds no modal approves the draft as it is."""
        self.noted.pressed.append(fixtures.FOUNDER)
        try:
            if self._press(fixtures.FOUNDER, card, "draft.edit") == 200:
                view = self.driver.open_view(fixtures.FOUNDER, timeout=3.0)
                block = next(block for block in view["blocks"] if block["type"] == "input")
                text = f"{block['element']['initial_value']}\n{ADDED}"
                self.driver.submit(fixtures.FOUNDER, view, {"text": text})
        except (NothingCame, SandboxSaidNo):
            pass

    def _given(self, approval: int, card: Json) -> bool:
        """A P2 that is approved at night waits for the morning; the run does not."""
        query = "SELECT 1 FROM hand_off WHERE approval_id = %s AND morning_at IS NOT NULL"
        if not self.store.rows(query, approval):
            return True
        return self._press(fixtures.FOUNDER, card, "draft.give_now") == 200 and self._given(approval, card)

    def _sent(self, hand_off: Json, approval: int) -> bool:
        if self.store.rows("SELECT 1 FROM hand_off WHERE approval_id = %s AND sent_at IS NOT NULL", approval):
            return True
        return self._press(fixtures.FOUNDER, hand_off, "draft.mark_sent") == 200 and self._sent(
            hand_off, approval
        )

    def _press(self, user: str, message: Json, action: str) -> int | None:
        self.driver.point_at(self.dice.choice(self.doors))
        try:
            status: int | None = self.driver.click(user, message, action, stale=True)["status"]
        except SandboxSaidNo:  # it is not there to be pressed, or not yet
            return None
        return status

    def _message(self, entity: str, entity_id: int) -> Json | None:
        query = "SELECT channel, ts FROM slack_card WHERE entity = %s AND entity_id = %s"
        found = self.store.rows(query, entity, entity_id)
        return {"channel": found[0][0], "ts": found[0][1]} if found else None

    def _approvals(self) -> list[int]:
        return self._ids(APPROVALS, self.noted.wa_id)

    def _ids(self, query: str, value: object) -> list[int]:
        return [row[0] for row in self.store.rows(query, value)]

    def _until(self, look: Callable[[], T | None], what: str) -> T:
        deadline = time.monotonic() + PATIENCE_S
        while True:
            try:
                if seen := look():
                    return seen
            except AWAY:
                pass
            if time.monotonic() > deadline:
                raise GaveUp(f"{what} for {self.noted.wa_id} ({self.plan}) within {PATIENCE_S} s")
            time.sleep(AGAIN_S)


def customer(
    driver: SandboxDriver, store: Store, doors: list[str], *, plan: str, run: int, dice: random.Random
) -> Customer:
    """A person nobody heard of before."""
    number = run * 100 + next(_numbers) % 100
    noted = Noted(wa_id=f"9665{number:08d}", name=f"نورة {number:08d}")
    return Customer(driver, store, doors, plan, dice.choice(TEXTS), dice, noted)
