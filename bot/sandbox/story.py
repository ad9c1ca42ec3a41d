"""The main job, played on both sides against the running product; a step that did not happen is an error."""

import json
import re
import time
from collections.abc import Callable
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from bot.sandbox.printing import buttons_of, lines_of, link_text

Json = dict[str, Any]
Say = Callable[[str], None]

COMPLAINT = "هلا، فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم، وش السالفة؟"
TOO_BOLD = "نضمن لكم أن بياناتكم بأمان تام."
ADDED = "رقمي المباشر معكم في أي وقت."
PATIENCE_S = 20.0
EXPECTED = (
    "ticket.opened",
    "incident.declared",
    "incident.joined",
    "draft.proposed",
    "decision.refused",
    "text.refused_by_gate",
    "draft.edited_and_approved",
    "draft.handed_off",
    "draft.sent",
    "sla.first_response_met",
    "promise.made",
)


class StepFailed(Exception):
    """Names what should have been seen and what was seen instead."""


class Story:
    """Seven steps; each prints what happened and how long it took."""

    def __init__(self, run: LocalRun, say: Say) -> None:
        self._run = run
        self._driver = run.driver
        self._say = say
        self._started = time.monotonic()

    def play(self) -> None:
        self._customer_writes()
        card = self._card_stands()
        self._stranger_is_refused(card)
        text = self._founder_edits(card)
        hand_off = self._hand_off_appears(text)
        self._founder_sent_it(hand_off)
        self._ledger_tells()

    def _customer_writes(self) -> None:
        answer = self._driver.customer_writes(COMPLAINT, name="نورة")
        _expect(answer["status"] == 200, f"the webhook answered {answer['status']}")
        self._step(f"A customer writes on WhatsApp; stored and acknowledged in {answer['ms']:.0f} ms")
        self._show([COMPLAINT])

    def _card_stands(self) -> Json:
        card = self._driver.wait_for_message("approvals", "طارئ (P0)", timeout=PATIENCE_S)
        actions = buttons_of(card)
        first = ["ticket.claim", "draft.approve", "draft.edit", "ticket.called", "ticket.more"]
        _expect(actions == first, f"the card has {actions}")
        self._step("A P0 ticket, its clocks and an Arabic draft stand in Slack's approvals channel")
        self._show(lines_of(card))
        return card

    def _stranger_is_refused(self, card: Json) -> None:
        self._driver.click(fixtures.STRANGER, card, "draft.approve")
        whisper = self._driver.wait_until(
            lambda: self._driver.ephemerals("approvals", fixtures.STRANGER), "a refusal", PATIENCE_S
        )[-1]
        self._step("Somebody who may not approve presses «اعتماد»")
        self._show(lines_of(whisper))

    def _founder_edits(self, card: Json) -> str:
        self._driver.click(fixtures.FOUNDER, card, "draft.edit")
        view = self._driver.open_view(fixtures.FOUNDER, timeout=PATIENCE_S)
        proposed = _text_in(view)
        refused = self._driver.submit(fixtures.FOUNDER, view, {"text": f"{proposed}\n{TOO_BOLD}"})
        _expect(refused["response_action"] == "errors", f"the gate let it through: {refused}")
        self._step("The founder adds a promise nobody can keep; the gate names it and keeps the text")
        self._show([TOO_BOLD, *refused["errors"].values()])
        text = f"{proposed}\n{ADDED}"
        saved = self._driver.submit(fixtures.FOUNDER, view, {"text": text})
        _expect(saved["status"] == 200 and not saved["response_action"], f"not saved: {saved}")
        self._step(f"The founder edits and presses «حفظ واعتماد»; answered in {saved['ms']:.0f} ms")
        return text

    def _hand_off_appears(self, text: str) -> Json:
        hand_off = self._driver.wait_for_message("approvals", "جاهزة للإرسال", timeout=PATIENCE_S)
        replies = self._driver.wait_until(
            lambda: self._driver.replies("approvals", hand_off["ts"]), "the bare text", PATIENCE_S
        )
        _expect(lines_of(replies[0]) == text.split("\n"), "the thread holds another text")
        _expect(link_text(hand_off) == text, "the WhatsApp link holds another text")
        self._step("The hand-off appears: exactly the approved text, alone in the thread and in the link")
        self._show(lines_of(hand_off))
        self._show(lines_of(replies[0]))
        return hand_off

    def _founder_sent_it(self, hand_off: Json) -> None:
        self._driver.click(fixtures.FOUNDER, hand_off, "draft.mark_sent")
        sent = self._driver.wait_for_message("approvals", "📨 أُرسلت", timeout=PATIENCE_S)
        _expect(sent["ts"] == hand_off["ts"], "a second hand-off stands in the channel")
        card = self._driver.wait_for_message("approvals", "· أُرسلت", timeout=PATIENCE_S)
        self._step("The founder sends it from the phone and presses «أرسلتها»; the clock stops")
        self._show([*lines_of(sent), *lines_of(card)[:4]])

    def _ledger_tells(self) -> None:
        told = self._run.dealix("ledger", "export", "--ticket", "1")
        entries = [json.loads(line) for line in told.stdout.splitlines()]
        # The alarm of a P0 begins and ends by the clock, wherever its tick falls.
        seen = [entry["event"] for entry in entries if not entry["event"].startswith("page.")]
        _expect(seen == list(EXPECTED), f"the ledger tells {seen} {told.stderr}")
        verified = self._sealed(len(entries))
        self._step("The ledger tells the story and verifies")
        self._show([f"{entry['at'][11:19]}  {entry['event']:<26} {entry['actor']}" for entry in entries])
        self._show([verified])

    def _sealed(self, count: int) -> str:
        """The sealer runs every two seconds; ask until everything is sealed."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            result = self._run.dealix("ledger", "verify")
            _expect(result.returncode == 0, f"the ledger is broken: {result.stdout}{result.stderr}")
            sealed = re.search(r"(\d+) sealed, 0 not sealed", result.stdout)
            # Other entries than the ticket's are sealed too: of the freeze, and of the alarm.
            if sealed and int(sealed[1]) >= count:
                return result.stdout.strip()
            _expect(time.monotonic() < deadline, f"not sealed: {result.stdout}")

    def _step(self, what: str) -> None:
        self._say(f"\n{time.monotonic() - self._started:6.2f} s  {what}")

    def _show(self, lines: list[str]) -> None:
        for line in lines:
            self._say(f"          │ {line}")


def _text_in(view: Json) -> str:
    block = next(block for block in view["blocks"] if block["type"] == "input")
    return str(block["element"]["initial_value"])


def _expect(happened: bool, otherwise: str) -> None:
    if not happened:
        raise StepFailed(otherwise)
