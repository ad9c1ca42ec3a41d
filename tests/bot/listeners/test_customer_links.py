"""«اربط بعميل» with suggestions, «غيّر العميل», and taking a wrong link back."""

import pytest
from sqlalchemy import select

from dealix_ops.contacts import customers, persons
from dealix_ops.contacts.models import Contact
from dealix_ops.reports import customer_suggestions
from dealix_ops.reports.customer_suggestions import Reason
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import MAIL_SECRET, Edge, Json
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_decide import events
from tests.support import letters
from tests.support.customers import told
from tests.support.house import LEAK, OPERATOR

CALM = "كيف أضيف مستخدماً؟"


def made(edge: Edge, *names: str) -> list[int]:
    with edge.database.transaction() as session:
        return [customers.find_or_create(session, name, now=edge.clock()).id for name in names]


def menu(view: Json) -> Json:
    element: Json = next(one["element"] for one in view["blocks"] if one.get("block_id") == "customer")
    return element


def labels(options: list[Json]) -> list[str]:
    return [option["text"]["text"] for option in options]


def linked_to(edge: Edge) -> tuple[list[int | None], list[int | None]]:
    """The customers of every ticket and of every contact, in order."""
    with edge.database.reading() as session:
        tickets = session.scalars(select(Ticket.customer_id).order_by(Ticket.id))
        people = session.scalars(select(Contact.customer_id).order_by(Contact.id))
        return list(tickets), list(people)


async def mailed(edge: Edge, sender: str, body: str = CALM) -> None:
    raw = letters.letter(body, at=edge.clock(), sender=sender, subject="سؤال")
    headers = letters.signed(raw, at=edge.clock(), secret=MAIL_SECRET, message_id=f"msg_{len(sender)}")
    answer = await edge.http.post("/api/webhooks/mail", content=raw, headers=headers)
    assert answer.status_code == 200
    edge.house.run_all()


class TestSuggestions:
    async def test_colleague_s_mail_domain_stands_on_top_with_its_reason_and_is_not_chosen(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        ofuq, _ = made(desk, "الأفق", "رواد")
        await mailed(desk, "نورة <noura@ofuq.example>")
        await desk.press("ticket.link_customer", "1")
        await desk.submit(door.view, {"customer": str(ofuq), "new_customer": ""})
        await mailed(desk, "سالم <salem@ofuq.example>")
        await desk.press("ticket.link_customer", "2")
        assert door.problems == []
        assert shown(door.view) == "اقتراح: الأفق، فبريده من \u2066ofuq.example\u2069"
        groups = menu(door.view)["option_groups"]
        assert [group["label"]["text"] for group in groups] == ["اقتراحات", "بقية العملاء"]
        assert [labels(group["options"]) for group in groups] == [["الأفق"], ["رواد"]]
        assert "initial_option" not in menu(door.view)
        assert linked_to(desk)[0] == [ofuq, None]

    async def test_everybody_s_mail_hosts_say_nothing(self, desk: Edge, door: SlackDoor) -> None:
        (ofuq,) = made(desk, "الأفق")
        await mailed(desk, "نورة <noura@gmail.com>")
        await desk.press("ticket.link_customer", "1")
        await desk.submit(door.view, {"customer": str(ofuq), "new_customer": ""})
        await mailed(desk, "سالم <salem@gmail.com>")
        await desk.press("ticket.link_customer", "2")
        assert "options" in menu(door.view)

    @pytest.mark.parametrize(
        ("text", "name", "reason"),
        [
            (f"{CALM}\nمع التحية، شركة نخبة الخليج", "نورة", Reason.TEXT),
            (CALM, "نورة | نخبة الخليج", Reason.PROFILE),
            (CALM, "نورة نخبة", None),
        ],
    )
    def test_signature_and_profile_name(
        self, desk: Edge, text: str, name: str, reason: Reason | None
    ) -> None:
        made(desk, "نخبة الخليج", "الأفق")
        desk.house.customer_writes(text, name=name)
        desk.house.run_all()
        with desk.database.reading() as session:
            found = customer_suggestions.suggest(session, session.get_one(Ticket, 1))
        assert [(one.name, one.reason) for one in found] == ([("نخبة الخليج", reason)] if reason else [])


class TestChange:
    async def test_wrong_link_moves_with_its_person_and_the_ledger_keeps_both(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        ofuq, rowad = made(each_desk, "الأفق", "رواد")
        each_desk.house.leak()
        await each_desk.press("ticket.link_customer", "1")
        await each_desk.submit(door.view, {"customer": str(ofuq), "new_customer": ""})
        each_desk.house.run_all()
        await each_desk.press("ticket.link_customer", "1", user=OPERATOR.user_id)
        assert door.view["title"]["text"] == "غيّر العميل"
        assert shown(door.view).startswith("العميل الآن: الأفق.")
        assert labels(menu(door.view)["options"]) == ["رواد", "بلا عميل (ألغِ الربط)"]
        answer = await each_desk.submit(
            door.view, {"customer": str(rowad), "new_customer": ""}, user=OPERATOR.user_id
        )
        assert answer.text == ""
        each_desk.house.run_all()
        assert each_desk.house.card().who.customer == "رواد"
        assert linked_to(each_desk) == ([rowad], [rowad])
        moved = [facts for event, facts in told(each_desk.database) if event == "ticket.linked_to_customer"]
        assert moved == [{"customer": ofuq, "before": None}, {"customer": rowad, "before": ofuq}]
        assert ("contact.linked_to_customer", OPERATOR.user_id) in events(each_desk)

    async def test_link_is_taken_back_and_the_next_ticket_is_nobody_s(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        (ofuq,) = made(desk, "الأفق")
        desk.house.leak()
        await desk.press("ticket.link_customer", "1")
        await desk.submit(door.view, {"customer": str(ofuq), "new_customer": ""})
        await desk.press("ticket.link_customer", "1")
        assert (await desk.submit(door.view, {"customer": "0", "new_customer": ""})).text == ""
        assert linked_to(desk) == ([None], [None])
        desk.house.run_all()
        assert "غير مربوط بعميل بعد" in str(desk.house.strict.calls[-1][1].blocks)

    async def test_second_of_two_learns_who_was_first(self, desk: Edge, door: SlackDoor) -> None:
        ofuq, rowad = made(desk, "الأفق", "رواد")
        desk.house.leak()
        await desk.press("ticket.link_customer", "1")
        mine = door.view
        await desk.submit(mine, {"customer": str(ofuq), "new_customer": ""}, user=OPERATOR.user_id)
        answer = await desk.submit(mine, {"customer": str(rowad), "new_customer": ""})
        assert answer.json["errors"] == {
            "new_customer": "سبقك زميلك وغيّر عميلها 10:12 ص إلى الأفق. افتحها من جديد."
        }
        assert linked_to(desk)[0] == [ofuq]

    async def test_open_tickets_of_the_same_person_go_along(self, desk: Edge, door: SlackDoor) -> None:
        (ofuq,) = made(desk, "الأفق")
        await mailed(desk, "نورة <noura@ofuq.example>")
        desk.house.customer_writes(LEAK)
        desk.house.run_all()
        with desk.database.transaction() as session:
            one, other = session.get_one(Contact, 1), session.get_one(Contact, 2)
            persons.judge(session, one, other, is_same=True, actor="U1", now=desk.clock())
        await desk.press("ticket.link_customer", "2")
        await desk.submit(door.view, {"customer": str(ofuq), "new_customer": ""})
        assert linked_to(desk) == ([ofuq, ofuq], [ofuq, ofuq])
