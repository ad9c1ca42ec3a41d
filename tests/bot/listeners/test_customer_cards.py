"""`/dealix عملاء`, `/dealix عميل`, and what is pressed on a customer's card."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot.sandbox.block_rules import block_problems
from dealix_ops.contacts import customers, opt_ins, persons
from dealix_ops.contacts.customers import Terms
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.contacts.opt_ins import Evidence
from dealix_ops.customer_success import service as success
from dealix_ops.customer_success.rules import Signals, risk
from dealix_ops.vocabulary import Means
from tests.bot.edge import Edge, Json, press
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_customer_links import linked_to, mailed
from tests.bot.listeners.test_decide import events, whispers
from tests.support.customers import told
from tests.support.house import FOUNDER, OPERATOR, STRANGER

TERMS = Terms(
    bundle_id="executive_growth_os",
    monthly_sar=2_999,
    contract_on=date(2026, 4, 20),
    renews_on=date(2026, 12, 13),
    owner="U_OPERATOR",
)


def made(edge: Edge, name: str = "الأفق", terms: Terms = TERMS) -> int:
    with edge.database.transaction() as session:
        customer = customers.find_or_create(session, name, now=edge.clock())
        customers.change(session, customer, terms, actor=FOUNDER.user_id, now=edge.clock())
        return customer.id


def made_in(session: Session, edge: Edge) -> int:
    return customers.find_or_create(session, "الأفق", now=edge.clock()).id


def terms(edge: Edge, customer_id: int = 1) -> Terms:
    with edge.database.reading() as session:
        return customers.terms_of(session.get_one(Customer, customer_id))


async def card(edge: Edge, name: str = "الأفق", **more: str) -> str:
    answer = (await command(edge, f"عميل {name}", **more)).json
    assert block_problems(answer["blocks"], low=1) == []
    return "\n".join(block["text"]["text"] for block in answer["blocks"] if block["type"] == "section")


async def submit(edge: Edge, view: Json, user: str = FOUNDER.user_id, **values: str) -> Any:
    """Each field as Slack sends its kind of element."""
    kinds = {block["block_id"]: block["element"]["type"] for block in view["blocks"] if "element" in block}
    names = {"datepicker": "selected_date", "users_select": "selected_user", "plain_text_input": "value"}
    state: Json = {}
    for field, kind in kinds.items():
        value = values.get(field)
        given = (
            {names[kind]: value}
            if kind in names
            else {"selected_option": {"value": value} if value else None}
        )
        state[field] = {field: {"type": kind, **given}}
    payload = {
        "type": "view_submission",
        "team": {"id": "T_EDGE", "domain": "edge"},
        "user": {"id": user, "username": "someone", "team_id": "T_EDGE"},
        "view": {"type": "modal", "id": "V1", **view, "state": {"values": state}},
    }
    return await edge.interact(payload)


class TestList:
    async def test_nearest_renewal_first_with_what_is_agreed(self, desk: Edge) -> None:
        made(desk, "رواد", Terms(monthly_sar=999))
        made(desk)
        answer = (await command(desk, "العملاء", user=OPERATOR.user_id)).json
        assert answer["blocks"][0]["text"]["text"].split("\n") == [
            "العملاء (2)، الأقرب تجديداً أولاً:",
            "• الأفق · باقة \u2066Executive Growth OS\u2069 · 2,999 شهرياً · التجديد بعد 21 يوماً",
            "• رواد · 999 شهرياً",
        ]

    async def test_hundreds_still_fit(self, desk: Edge) -> None:
        with desk.database.transaction() as session:
            for number in range(120):
                customers.create(session, f"{'شركة طويلة الاسم جداً ' * 4}{number}", now=desk.clock())
        answer = (await command(desk, "customers")).json
        assert block_problems(answer["blocks"], low=1) == []
        assert "وغيرهم 60" in answer["blocks"][-1]["text"]["text"]

    async def test_none_yet_says_how_they_come(self, desk: Edge) -> None:
        assert "dealix customers import" in (await command(desk, "عملاء")).text

    @pytest.mark.parametrize("word", ["عملاء", "عميل الأفق"])
    async def test_customers_are_not_for_strangers(self, desk: Edge, word: str) -> None:
        made(desk)
        answer = await command(desk, word, user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in answer.text
        assert "الأفق" not in answer.text


class TestCard:
    async def test_everything_in_a_line_each_and_numbers_masked(self, desk: Edge, door: SlackDoor) -> None:
        made(desk)
        desk.house.customer_writes("ربط Gmail ينفصل كل شوي ويطلب تسجيل الدخول", wa_id="966551234567")
        desk.house.run_all()
        await desk.press("ticket.link_customer", "1")
        await desk.submit(door.view, {"customer": "1", "new_customer": ""})
        said = (await card(desk, "افق")).split("\n")
        assert said == [
            "*العميل: الأفق*",
            "العقد: باقة \u2066Executive Growth OS\u2069 · 2,999 شهرياً · التجديد بعد 21 يوماً"
            " · بداية العقد 20 أبريل 2026",
            "المسؤول: <@U_OPERATOR>",
            "مفتوح: ت-1",
            "آخر مشكلة: مشكلة في ربط قناة اليوم (ت-1)",
            "خطر المغادرة: لم يُقَس هذا الأسبوع",
            "صحة العميل: غير مقيسة، فلا تقييم رضا مسجّل",
            "التهيئة: لم تبدأ",
            "القنوات: لا قناة مربوطة بعد · أول خدمة تنتظر ربط \u2066WhatsApp Cloud\u2069",
            "جهات الاتصال:",
            "• نورة · \u2066+9665•••••567\u2069 · بلا موافقة مسجّلة",
        ]

    @pytest.mark.parametrize(
        ("signals", "line"),
        [
            (Signals(3, 0, None), "خطر المغادرة: منخفض (0 من 100)"),
            (Signals(14, 10, 20), "خطر المغادرة: عالٍ (95 من 100)، 14 يوماً بلا نشاط"),
        ],
    )
    async def test_newest_reading_of_the_risk(self, desk: Edge, signals: Signals, line: str) -> None:
        with desk.database.transaction() as session:
            who, now = made_in(session, desk), desk.clock()
            success.read_risk(session, who, signals, risk(signals), actor=success.CLOCK, now=now)
        assert line in (await card(desk)).split("\n")
        desk.clock.move(days=7)
        assert "خطر المغادرة: لم يُقَس هذا الأسبوع" in await card(desk)

    async def test_unknown_and_ambiguous_names(self, desk: Edge) -> None:
        made(desk, "الأفق")
        made(desk, "أفق نجد", Terms())
        assert (await card(desk, "الافق")).startswith("*العميل: الأفق*")
        assert (
            (await command(desk, "عميل نج")).json["blocks"][0]["text"]["text"].startswith("*العميل: أفق نجد*")
        )
        assert "لا عميل عندنا باسم «سنام»" in (await command(desk, "عميل سنام")).text
        assert "مثل: عميل الأفق" in (await command(desk, "عميل")).text
        made(desk, "أفق جدة للتدريب", Terms())
        answer = (await command(desk, "عميل جدة نجد")).json["text"]
        assert "لا عميل عندنا باسم" in answer
        assert (await card(desk, "التدريب")).startswith("*العميل: أفق جدة للتدريب*")

    async def test_answer_to_a_press_where_the_bot_is_no_member_comes_to_the_person(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        made(desk)
        pressed = press("customer.edit", "1")
        pressed["channel"] = pressed["container"] = {"id": "C_RANDOM", "channel_id": "C_RANDOM"}
        await desk.interact(pressed)
        await submit(desk, door.view, owner="U_OTHER")
        pressed["user"]["id"] = STRANGER.user_id
        await desk.interact(pressed)
        desk.house.run_all()
        told_ = [(one.channel, one.text) for one in desk.house.slack.posted]
        refusal = "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."
        assert told_ == [(FOUNDER.user_id, "العميل: الأفق"), (STRANGER.user_id, refusal)]

    async def test_between_two_a_menu_asks_and_its_choice_brings_the_card(self, desk: Edge) -> None:
        for name in ("أفق جدة", "أفق نجد"):
            made(desk, name, Terms())
        asked = (await command(desk, "عميل افق")).json["blocks"]
        menu = asked[1]["elements"][0]
        assert [one["text"]["text"] for one in menu["options"]] == ["أفق جدة", "أفق نجد"]
        assert menu["action_id"] == "customer.show"
        await desk.choose("customer.show", menu["options"][1]["value"])
        await desk.choose("customer.show", "2", user=STRANGER.user_id)
        assert whispers(desk) == [
            (FOUNDER.user_id, "العميل: أفق نجد"),
            (STRANGER.user_id, "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً."),
        ]

    @pytest.mark.parametrize("words", ["نورة", "0500000001", "٠٥٠٠٠٠٠٠٠١"])
    async def test_name_or_number_of_one_of_its_people_is_asked_back(
        self, desk: Edge, door: SlackDoor, words: str
    ) -> None:
        made(desk)
        desk.house.leak()
        await desk.press("ticket.link_customer", "1")
        await desk.submit(door.view, {"customer": "1", "new_customer": ""})
        asked = (await command(desk, f"عميل {words}")).json
        assert "بين جهات اتصال" in asked["text"]
        assert [one["text"]["text"] for one in asked["blocks"][1]["elements"][0]["options"]] == ["الأفق"]

    async def test_however_many_agreements_it_still_fits(self, desk: Edge, door: SlackDoor) -> None:
        made(desk)
        desk.house.leak()
        await desk.press("ticket.link_customer", "1")
        await desk.submit(door.view, {"customer": "1", "new_customer": ""})
        with desk.database.transaction() as session:
            for number in range(120):
                given = Evidence(
                    channel=Means.WHATSAPP,
                    address="+966500000001",
                    words=f"{number}",
                    given_on=date(2026, 5, 1),
                )
                opt_ins.record(session, session.get_one(Contact, 1), given, actor="U1", now=desk.clock())
        assert (await card(desk)).count("وافق على واتساب") == 1


class TestEdit:
    async def test_founder_changes_terms_and_the_ledger_has_old_and_new(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        made(each_desk)
        await each_desk.press("customer.edit", "1")
        assert door.problems == []
        values = {"bundle": "growth_starter", "monthly": "٣٬٥٠٠ ريال", "renewal": "2027-01-01"}
        values |= {"contract": "2026-04-20", "owner": FOUNDER.user_id}
        assert (await submit(each_desk, door.view, **values)).text == ""
        assert terms(each_desk) == Terms(
            bundle_id="growth_starter",
            monthly_sar=3_500,
            contract_on=date(2026, 4, 20),
            renews_on=date(2027, 1, 1),
            owner=FOUNDER.user_id,
        )
        changed = [
            facts["changed"] for event, facts in told(each_desk.database) if event == "customer.changed"
        ]
        assert changed[-1] == {
            "bundle_id": ["executive_growth_os", "growth_starter"],
            "monthly_sar": [2_999, 3_500],
            "renews_on": ["2026-12-13", "2027-01-01"],
            "owner": ["U_OPERATOR", FOUNDER.user_id],
        }
        assert whispers(each_desk) == [(FOUNDER.user_id, "العميل: الأفق")]

    async def test_operator_has_no_field_for_money_and_a_forged_one_is_refused(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        made(desk)
        await desk.press("customer.edit", "1", user=OPERATOR.user_id)
        assert [block["block_id"] for block in door.view["blocks"] if "element" in block] == [
            "owner",
            "check_in",
        ]
        assert shown(door.view) == "الباقة والقيمة والتواريخ يغيّرها المؤسس"
        await submit(desk, door.view, OPERATOR.user_id, owner="U_NEW")
        assert terms(desk).owner == "U_NEW"
        await desk.press("customer.edit", "1")
        answer = await submit(desk, door.view, OPERATOR.user_id, monthly="1", owner="U_NEW")
        assert "هذا القرار للمؤسس فقط" in answer.json["errors"]["owner"]
        assert terms(desk).monthly_sar == 2_999
        assert ("decision.refused", OPERATOR.user_id) in events(desk)

    @pytest.mark.parametrize(
        ("field", "value", "why"),
        [
            ("monthly", "ألفين", "اكتب ريالات صحيحة. مثال: 2,999"),
            ("monthly", "-5", "اكتب ريالات صحيحة. مثال: 2,999"),
            ("renewal", "2026-01-01", "التجديد قبل بداية العقد"),
        ],
    )
    async def test_what_cannot_be_is_said_at_its_field(
        self, desk: Edge, door: SlackDoor, field: str, value: str, why: str
    ) -> None:
        made(desk)
        await desk.press("customer.edit", "1")
        answer = await submit(desk, door.view, **({"contract": "2026-04-20"} | {field: value}))
        assert answer.json["errors"] == {field: why}
        assert terms(desk) == TERMS

    async def test_second_of_two_learns_who_was_first(self, desk: Edge, door: SlackDoor) -> None:
        made(desk)
        await desk.press("customer.edit", "1")
        mine = door.view
        operators = [block for block in mine["blocks"] if block["block_id"] == "owner"]
        await submit(desk, mine | {"blocks": operators}, OPERATOR.user_id, owner="U_OTHER")
        answer = await submit(desk, mine, monthly="1")
        assert answer.json["errors"] == {"owner": "سبقك زميلك وغيّر بيانات العميل 10:12 ص. افتحها من جديد."}

    async def test_second_tap_of_one_person_blames_nobody(self, desk: Edge, door: SlackDoor) -> None:
        made(desk)
        await desk.press("customer.edit", "1")
        await submit(desk, door.view, owner="U_OTHER")
        answer = await submit(desk, door.view, owner="U_OTHER")
        assert answer.json["errors"]["owner"].startswith("غيّرت بيانات العميل 10:12 ص من قبل.")

    @pytest.mark.parametrize("value", ["77", "x", "", "9" * 40])
    async def test_customer_that_is_none_changes_nothing(self, desk: Edge, value: str) -> None:
        await desk.press("customer.edit", value)
        assert whispers(desk) == [(FOUNDER.user_id, "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً.")]


class TestOptIn:
    async def test_recorded_shown_and_withdrawn(self, each_desk: Edge, door: SlackDoor) -> None:
        made(each_desk)
        each_desk.house.leak()
        await each_desk.press("ticket.link_customer", "1")
        await each_desk.submit(door.view, {"customer": "1", "new_customer": ""})
        await each_desk.press("customer.opt_in", "1", user=OPERATOR.user_id)
        assert door.problems == []
        address = door.view["blocks"][0]["element"]["options"][0]
        assert "•••••" in address["text"]["text"]
        await submit(
            each_desk,
            door.view,
            OPERATOR.user_id,
            address=address["value"],
            words="قالها في المكالمة",
            given="2026-11-20",
        )
        assert "وافق على واتساب 20 نوفمبر 2026" in await card(each_desk)
        await each_desk.press("customer.opt_in", "1")
        await submit(each_desk, door.view, withdraw="1")
        assert "بلا موافقة مسجّلة" in await card(each_desk)
        answer = await submit(each_desk, door.view, withdraw="1")
        assert answer.json["errors"] == {"words": "سُحبت هذه الموافقة من قبل."}
        story = [event for event, _ in told(each_desk.database)]
        assert (story.count("opt_in.recorded"), story.count("opt_in.withdrawn")) == (1, 1)

    async def test_half_an_evidence_is_none(self, desk: Edge, door: SlackDoor) -> None:
        made(desk)
        desk.house.leak()
        await desk.press("ticket.link_customer", "1")
        await desk.submit(door.view, {"customer": "1", "new_customer": ""})
        await desk.press("customer.opt_in", "1")
        good = {"address": "1.whatsapp", "words": "نعم", "given": "2026-11-20"}
        for wrong in ({"address": "9.9"}, {"words": ""}, {"given": ""}, {"given": "2027-01-01"}):
            assert (await submit(desk, door.view, **(good | wrong))).json["response_action"] == "errors"
        with desk.database.reading() as session:
            assert opt_ins.standing(session, [1]) == []


class TestPersons:
    async def two_ways(self, desk: Edge, door: SlackDoor) -> None:
        """نورة of one customer wrote by WhatsApp and by mail."""
        made(desk)
        desk.house.leak()
        await mailed(desk, "نورة <noura@ofuq.example>")
        for ticket in ("1", "2"):
            await desk.press("ticket.link_customer", ticket)
            await desk.submit(door.view, {"customer": "1", "new_customer": ""})

    async def test_proposed_joined_after_a_yes_and_taken_back(self, each_desk: Edge, door: SlackDoor) -> None:
        await self.two_ways(each_desk, door)
        said = await card(each_desk)
        assert "هل هما شخص واحد؟" in said
        assert "(الاسم نفسه)" in said
        with each_desk.database.reading() as session:
            assert persons.of(session, 1) == {1}
        await each_desk.press("customer.same_person", "1.2", user=OPERATOR.user_id)
        said = await card(each_desk)
        assert said.count("• نورة") == 1
        assert "قيل إنهما شخص واحد" in said
        assert each_desk.house.card(2).known.open_tickets == 2
        await each_desk.press("customer.same_person", "1.2")
        assert whispers(each_desk)[-1][1] == "سبقك <@U_OPERATOR> وقال 10:12 ص إنهما شخص واحد."
        await each_desk.press("customer.same_person", "1.2", user=OPERATOR.user_id)
        assert whispers(each_desk)[-1][1] == "سجّلنا جوابك 10:12 ص من قبل، ولم نكرّره."
        await each_desk.press("customer.not_same_person", "1.2")
        said = await card(each_desk)
        assert said.count("• نورة") == 2
        assert "هل هما" not in said
        judged = [facts for event, facts in told(each_desk.database) if event == "contact.persons_judged"]
        assert judged == [{"contacts": [1, 2], "is_same": True}, {"contacts": [1, 2], "is_same": False}]

    async def test_stranger_who_left_the_same_number_is_proposed_and_linked_by_a_yes(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        made(desk)
        desk.house.leak()
        await desk.press("ticket.link_customer", "1")
        await desk.submit(door.view, {"customer": "1", "new_customer": ""})
        with desk.database.transaction() as session:
            stranger = Contact(key="form:1", phone="+966500000001", ledger_key=b"k", created_at=desk.clock())
            session.add(stranger)
        assert "(الجوال نفسه)" in await card(desk)
        await desk.press("customer.same_person", "1.2")
        assert linked_to(desk)[1] == [1, 1]

    async def test_stranger_s_open_matter_follows_the_yes_and_its_card_says_so(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        made(each_desk)
        each_desk.house.leak()
        await each_desk.press("ticket.link_customer", "1")
        await each_desk.submit(door.view, {"customer": "1", "new_customer": ""})
        await mailed(each_desk, "Noura <noura@ofuq.example>")
        with each_desk.database.transaction() as session:
            session.get_one(Contact, 1).email = "noura@ofuq.example"
        await each_desk.press("customer.same_person", "1.2")
        assert linked_to(each_desk) == ([1, 1], [1, 1])
        each_desk.house.run_all()
        drawn = [str(message.blocks) for _, message in each_desk.house.strict.calls]
        assert any("تذكرة ت-2" in one and "العميل: الأفق" in one for one in drawn)

    async def test_agreement_belongs_to_the_contact_whose_address_it_names(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await self.two_ways(desk, door)
        await desk.press("customer.opt_in", "1")
        view = door.view
        await desk.press("customer.same_person", "1.2")
        mail = next(one for one in view["blocks"][0]["element"]["options"] if "@" in one["text"]["text"])
        await submit(desk, view, address=mail["value"], words="قالتها بالبريد", given="2026-11-20")
        with desk.database.reading() as session:
            (given,) = opt_ins.standing(session, [1, 2])
        assert (given.contact_id, given.channel, given.address) == (2, "mail", "noura@ofuq.example")

    async def test_two_customers_are_never_one_person(self, desk: Edge, door: SlackDoor) -> None:
        await self.two_ways(desk, door)
        made(desk, "رواد", Terms())
        with desk.database.transaction() as session:
            session.get_one(Contact, 2).customer_id = 2
        await desk.press("customer.same_person", "1.2")
        assert "كل منهما لعميل آخر" in whispers(desk)[-1][1]

    @pytest.mark.parametrize("value", ["", "1", "1.x", "1.99", "x.1", "1.1.1"])
    async def test_pair_that_is_none_joins_nobody(self, desk: Edge, value: str) -> None:
        await desk.press("customer.same_person", value)
        assert whispers(desk)[-1][1] == "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."

    async def test_stranger_joins_nobody(self, desk: Edge, door: SlackDoor) -> None:
        await self.two_ways(desk, door)
        await desk.press("customer.same_person", "1.2", user=STRANGER.user_id)
        with desk.database.reading() as session:
            assert persons.of(session, 1) == {1}
        assert ("decision.refused", STRANGER.user_id) in events(desk)
