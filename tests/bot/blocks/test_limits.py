"""What holds for every card and modal whatever a customer sends: direction, limits, no live markup."""

import itertools
import json
import re
from datetime import datetime, timedelta

import pytest

from bot.blocks import full_text, hand_off, modals, ticket_card
from bot.blocks.modals import ModalState
from bot.blocks.text import Block
from bot.blocks.ticket_card import Mentioned
from bot.sandbox.block_rules import view_problems
from dealix_ops.ports.inbox import NewLine
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.reports.full_text import FullText
from dealix_ops.reports.people import Who
from dealix_ops.vocabulary import Means, P0Sound, Source
from tests.bot.blocks import states as every_state
from tests.bot.blocks import views
from tests.bot.blocks.states import State
from tests.bot.blocks.views import NOW, card, clocks, decided, draft, first_strong, lines, said
from tests.bot.edge import message_problems

HOSTILE = {
    "ampersands": "&" * 10_000,
    "angle brackets": "<>" * 5_000,
    "ten thousand letters": "ن" * 10_000,
    "two hundred lines": "\n".join(["سطر"] * 200),
    "a letter a line": "&\n" * 3_000,
    "backticks": "```\ncode\n``` `x`",
    "quotes": "> quoted\n>>> all of it",
    "mrkdwn": "*bold* _it_ ~no~ :fire: • list\n1. one",
    "live markup": "<!channel> <!here> <@U1> <#C1> <https://evil|Pay> https://evil.example",
    "controls": "\u202e\u2066\u200f\u0000\u0007 LTR",
    "marks": "ن" + "\u064b\u0301" * 3_000,
    "numbers": "0501234567 " * 900,
    "latin": "WhatsApp stopped at 9 AM",
    "blank": " \n\t\n ",
    "joined emoji": "👨‍👩‍👧‍👦" * 1_000,
}
LATIN = Who("Ahmed Al-Saud", Source.WHATSAPP, Means.WHATSAPP, our_address="966110000210")
MENTIONED = Mentioned(frozenset({"U_FOUNDER"}), frozenset({"U_OPERATOR"}))
LIVE = re.compile(r"<(?!@U_)[!@#a-zA-Z]")


def states() -> list[tuple[str, TicketCardView, datetime]]:
    """Each state of a draft, with Latin names and drafts that begin with Latin words, on time and late."""
    english = draft("WhatsApp is back.\n\nP0 is closed, شكراً", kind="answer")
    drafts = [
        ("none", None),
        ("english", english),
        ("too long", draft("x" * 9_000)),
        *((status, decided(status)) for status in ("approved", "edited", "handed_off", "sent")),
        *((reason, decided("rejected", reject_reason=reason)) for reason in ("tone", "wrong_customer")),
    ]
    moments = [("now", NOW), ("late", NOW + timedelta(days=3))]
    made = []
    for (name, one), (when, now) in itertools.product(drafts, moments):
        view = card(
            draft=one,
            who=LATIN,
            lines=said("P0: login fails", "Gmail", ""),
            reasons=("«Gmail» ← HubSpot",),
            linked_ticket_id=7,
            needs_listen=True,
            p0_sound=P0Sound.WORD,
            clocks=clocks(met_at=NOW if name == "sent" else None),
            sent_at=NOW if name == "sent" else None,
        )
        made.append((f"{name} {when}", view, now))
    return made


def problems(message: SlackMessage) -> list[str]:
    live = [text for text in (message.text, *lines(message)) if LIVE.search(text)]
    return message_problems(message) + live


def texts_of(view: Block) -> list[str]:
    """Every line a person reads in a modal; the field itself aside."""
    found = [view["title"]["text"], view["submit"]["text"], view["close"]["text"]]
    found += lines(SlackMessage(text="", blocks=view["blocks"]))
    return found + [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]


class TestDirection:
    @pytest.mark.parametrize(("name", "view", "now"), states(), ids=[name for name, _, _ in states()])
    def test_every_line_of_a_card_turns_right_to_left(
        self, name: str, view: TicketCardView, now: datetime
    ) -> None:
        message = ticket_card.render(view, now)
        wrong = [line for line in lines(message) if line != ">" and first_strong(line) not in ("R", "AL")]
        assert wrong == []
        assert first_strong(message.text) == "AL"

    @pytest.mark.parametrize("state", every_state.states(), ids=lambda state: state.name)
    def test_every_state_turns_right_to_left_and_is_one_that_slack_takes(self, state: State) -> None:
        message = ticket_card.render(state.view, state.now, mentioned=MENTIONED)
        wrong = [line for line in lines(message) if first_strong(line) not in ("R", "AL")]
        assert wrong == []
        assert problems(message) == []
        assert not any("fields" in block for block in message.blocks or ())

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_full_text_turns_right_to_left_and_is_one_that_slack_takes(self, text: str) -> None:
        shown = full_text.render(FullText(128, said(*[text] * 30, "", "P0: Gmail\n\nstopped")))
        assert problems(shown) == []
        assert all(
            first_strong(line) in ("R", "AL") for line in lines(shown) if line.strip("> \u200f\u2066\u2069")
        )

    @pytest.mark.parametrize("now", [NOW, NOW + timedelta(days=3)])
    @pytest.mark.parametrize("number", ["966500000001", None])
    @pytest.mark.parametrize("sent_at", [NOW, None])
    def test_every_line_of_a_hand_off_turns_right_to_left(
        self, now: datetime, number: str | None, sent_at: datetime | None
    ) -> None:
        view = views.hand_off(
            who=LATIN, number=number, sent_at=sent_at, sent_by="U_OPERATOR", text="Hello " * 90
        )
        message = hand_off.render(view, now)
        assert [line for line in lines(message) if first_strong(line) not in ("R", "AL")] == []
        assert first_strong(message.text) == "AL"

    @pytest.mark.parametrize("rewrite", [True, False])
    def test_every_line_of_a_modal_turns_right_to_left(self, rewrite: bool) -> None:
        state = ModalState("t", 1, "C1", rewrite)
        made = [
            modals.edit(state, text="Hello", new_lines=[NewLine(8, "Gmail stopped"), NewLine(9, "")]),
            modals.reject(state),
        ]
        assert [
            line for view in made for line in texts_of(view) if first_strong(line) not in ("R", "AL")
        ] == []


class TestLimits:
    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_card_with_hostile_words_everywhere_stays_within_slacks_limits(self, text: str) -> None:
        who = Who(text, Source.WHATSAPP, Means.WHATSAPP, our_address=text)
        for one in (
            draft(),
            draft(text),
            decided("sent"),
            decided("rejected", reject_reason="other", reject_note=text),
        ):
            view = card(lines=said(*[text] * 12), who=who, reasons=(text,), draft=one)
            message = ticket_card.render(view, NOW)
            assert problems(message) == []
            assert all(first_strong(line) in ("R", "AL") for line in lines(message) if line != ">")

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_customers_words_never_flood_the_card(self, text: str) -> None:
        shown = lines(ticket_card.render(card(lines=said(*[text] * 12), draft=None), NOW))
        assert len(shown) <= 11

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_hand_off_with_hostile_words_stays_within_slacks_limits(self, text: str) -> None:
        who = Who(text, Source.WHATSAPP, Means.WHATSAPP, our_address="966110000210")
        for sent_at in (None, NOW):
            view = views.hand_off(who=who, text=text, sent_at=sent_at, sent_by="U_OPERATOR")
            assert problems(hand_off.render(view, NOW)) == []

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_modal_with_hostile_words_stays_within_slacks_limits(self, text: str) -> None:
        state = ModalState("t" * 22, 10**12, "C" * 20, rewrite=False)
        view = modals.edit(state, text=text, new_lines=[NewLine(n, text) for n in range(90)])
        assert view_problems(view) == []
        assert not LIVE.search("\n".join(texts_of(view)))
        json.dumps(view, ensure_ascii=False).encode()

    @pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
    def test_approve_stands_only_where_every_letter_of_the_draft_does(self, text: str) -> None:
        message = ticket_card.render(card(draft=draft(text)), NOW)
        shown = [line.removeprefix("> ‏").strip("\u2066\u2069") for line in lines(message)]
        whole = all(
            part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in shown
            for part in text.split("\n")
            if part
        )
        assert whole or "اعتماد" not in views.buttons(message)
