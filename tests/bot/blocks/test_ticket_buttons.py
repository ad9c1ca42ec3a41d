"""Which buttons stand on a card, in which order, and what «المزيد» offers."""

from dataclasses import replace
from typing import Any

import pytest

from bot.blocks import ticket_card, ticket_menu
from bot.blocks.text import Block
from bot.ids import LISTENED, Action
from bot.ticket_ref import TicketRef
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.cards import TicketCardView
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import P0Sound, Priority, Risk
from tests.bot.blocks.states import State, grave, line, ordinary, states, voice
from tests.bot.blocks.views import NOW, buttons, clocks, decided, draft, menu, menu_values, said

REF = TicketRef(128, 3).value()
STATES = pytest.mark.parametrize("state", states(), ids=lambda state: state.name)


def drawn(view: TicketCardView) -> SlackMessage:
    return ticket_card.render(view, NOW)


def rows(message: SlackMessage) -> list[list[str]]:
    return [
        buttons(SlackMessage("", [block])) for block in message.blocks or () if block["type"] == "actions"
    ]


def elements(message: SlackMessage) -> list[Block]:
    return [one for block in message.blocks or () if block["type"] == "actions" for one in block["elements"]]


def element(message: SlackMessage, action: str) -> dict[str, Any]:
    return next(one for one in elements(message) if one["action_id"] == action)


class TestRows:
    def test_ordinary_card_has_one(self) -> None:
        assert rows(drawn(ordinary())) == [["اعتماد", "تعديل", "المزيد …"]]

    @pytest.mark.parametrize("status", ["sent", "answered_outside"])
    def test_nod_after_an_answer_needs_none_first(self, status: str) -> None:
        nod = replace(said("تمام")[0], inbound_id=9)
        view = ordinary(
            priority=Priority.P3,
            draft=decided(status),
            lines=(nod,),
            next_reply=clocks()[Metric.FIRST_RESPONSE],
        )
        assert rows(drawn(view)) == [["لا يحتاج رداً", "رد جديد", "المزيد …"]]

    def test_p0_takes_it_over_decides_and_calls(self) -> None:
        assert rows(drawn(grave())) == [["استلمتها", "اعتماد", "تعديل"], ["كلّمت العميل", "المزيد …"]]
        assert element(drawn(grave()), Action.TICKET_CLAIM)["value"] == REF

    def test_p0_that_somebody_follows_asks_nobody_again(self) -> None:
        taken = grave(claimed_by="U_OPERATOR", claimed_at=NOW)
        assert rows(drawn(taken))[0] == ["اعتماد", "تعديل"]

    def test_p0_that_was_answered_asks_nobody_to_take_it(self) -> None:
        first = replace(grave().clocks[Metric.FIRST_RESPONSE], met_at=NOW)
        answered = grave(clocks=grave().clocks | {Metric.FIRST_RESPONSE: first})
        assert "استلمتها" not in buttons(drawn(answered))

    def test_delicate_matter_is_called_first(self) -> None:
        message = drawn(ordinary(risks=(Risk.PUBLICATION,)))
        assert rows(message) == [["كلّمت العميل", "اعتماد", "تعديل", "المزيد …"]]
        assert "كلّمت العميل" not in menu(message)

    def test_p0_by_a_word_is_a_false_alarm_first_with_its_ready_reasons(self) -> None:
        message = drawn(grave(p0_sound=P0Sound.WORD))
        assert rows(message)[0] == ["إنذار كاذب", "استلمتها", "اعتماد", "تعديل"]
        options = element(message, Action.TICKET_FALSE_ALARM)["options"]
        assert [(one["text"]["text"], one["value"]) for one in options] == [
            ("سؤال", f"{REF}.question"),
            ("شكر", f"{REF}.thanks"),
            ("حالة سابقة", f"{REF}.past"),
        ]

    def test_matter_that_a_person_lowered_has_no_false_alarm(self) -> None:
        assert "إنذار كاذب" not in buttons(drawn(ordinary(p0_sound=P0Sound.WORD)))


class TestListening:
    def test_listen_then_say_how_grave(self) -> None:
        assert rows(drawn(voice()))[0] == ["استمع", "طارئ (P0)", "عاجل (P1)", "مهم (P2)", "عادي (P3)"]

    def test_each_priority_is_a_button_of_its_own(self) -> None:
        made = {one["action_id"]: one["value"] for one in elements(drawn(voice())) if "value" in one}
        for priority in Priority:
            assert made[LISTENED[priority]] == f"{REF}.{priority}"

    def test_image_is_opened_and_not_listened_to(self) -> None:
        message = drawn(voice(lines=(line("", kind="image"),)))
        assert buttons(message)[0] == "اعرض"

    def test_nobody_may_say_that_it_needs_no_reply(self) -> None:
        for view in (voice(), voice(draft=draft()), grave(needs_listen=True)):
            assert not {"لا يحتاج رداً", "حُلّت", "ليس عميلاً"} & set(menu(drawn(view)))

    def test_draft_can_still_be_approved(self) -> None:
        assert rows(drawn(voice(draft=draft())))[1][:2] == ["اعتماد", "تعديل"]


class TestMenu:
    def test_ordinary_card_offers_what_else_may_be_done(self) -> None:
        assert menu(drawn(ordinary())) == [
            "لا ترسل هذا",
            "رد جديد",
            "لا يحتاج رداً",
            "كلّمت العميل",
            "رددت من الجوال",
            "حُلّت",
            "أغلق بسبب آخر",
            "ارفع إلى طارئ (P0)",
            "ارفع إلى عاجل (P1)",
            "خفّض",
            "أعلن حادثاً",
            "غيّر العميل",
            "ادمج",
            "إظهار النص",
        ]

    def test_leak_is_never_without_a_reply(self) -> None:
        assert "لا يحتاج رداً" not in menu(drawn(grave()))
        assert "لا يحتاج رداً" in menu(drawn(grave(p0_sound=P0Sound.WORD)))

    @STATES
    def test_no_choice_stands_twice(self, state: State) -> None:
        message = ticket_card.render(state.view, state.now)
        offered = {ticket_menu.named(value) for value in menu_values(message).values() if "|" in value}
        pressed = {(one["action_id"], one["value"]) for one in elements(message) if "value" in one}
        assert not pressed & offered

    @STATES
    def test_every_option_names_a_button_that_the_dispatcher_hears(self, state: State) -> None:
        for label, value in menu_values(ticket_card.render(state.view, state.now)).items():
            if "|" in value:
                assert ticket_menu.named(value)[0] in ticket_menu.OFFERED, label
                assert len(value) <= 75
