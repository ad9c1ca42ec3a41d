"""Messages that answer nobody: proposed once by the clock, approved by a person, sent by hand, or refused."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.blocks import daily
from dealix_ops.contacts import customers, opt_ins
from dealix_ops.contacts.customers import Terms
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.freezes import service as freezes
from dealix_ops.freezes.models import Freeze
from dealix_ops.reports.renewals import Letter
from dealix_ops.reports.renewals import renewals as renewals_of
from dealix_ops.sending.models import Approval
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Means
from tests.bot.blocks.days import FULL
from tests.bot.edge import SUCCESS, Edge, Json
from tests.bot.listeners.forms_sent import buttons
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_decide import events, whispers
from tests.dealix_ops.proof import books
from tests.support import served
from tests.support.house import CHANNEL, FOUNDER, OPERATOR, STRANGER
from tests.support.served import MAIL, NUMBER, contact_of, on, proposed, text_of

SUNDAY = date(2026, 11, 22)
"""Also the day on which the tests' clock begins."""
FILLED = "السلام عليكم أ. نورة، معكم سالم من ديلكس.\nنود لقاء مراجعة قبل التجديد. أي وقت يناسبكم؟"


def customer(edge: Edge, days: int = 30, **more: Any) -> int:
    """Whose contract renews so many days after the Sunday."""
    given: dict[str, Any] = {"person": {"wa_id": NUMBER}, "renews_on": SUNDAY + timedelta(days=days)}
    given |= {"monthly_sar": 2_999, "check_in": "none"}
    return served.made(edge.database, now=edge.clock(), **(given | more))


def clock(edge: Edge, day: date = SUNDAY, at: time = time(10)) -> None:
    on(edge.product, edge.house.clock, day, at)
    edge.house.settle(60)
    edge.house.run_all()


def begun(edge: Edge, **more: Any) -> int:
    """A renewal's message stands in the channel; the clock had been seen on the day before."""
    made = customer(edge, **more)
    on(edge.product, edge.house.clock, SUNDAY - timedelta(days=1))
    clock(edge)
    return made


def card(edge: Edge, channel: str = SUCCESS) -> Json:
    """The newest message of a channel."""
    posted = [
        message for message in edge.house.slack.posted if message.channel == channel and not message.thread_ts
    ]
    shown_now = edge.house.strict.shown[posted[-1].ts]
    assert edge.house.strict.refusals == []
    return {"text": shown_now.text, "blocks": [dict(block) for block in shown_now.blocks or ()]}


def words(message: Json) -> str:
    found = (block.get("text", {}).get("text", "") for block in message["blocks"])
    told = (
        one["text"] for block in message["blocks"] if block["type"] == "context" for one in block["elements"]
    )
    return "\n".join([*found, *told])


async def renewals(edge: Edge) -> str:
    """What `/dealix تجديد` says."""
    return words((await command(edge, "تجديد", team_domain="edge")).json)


def approvals(edge: Edge) -> list[Approval]:
    with edge.database.reading() as session:
        return list(session.scalars(select(Approval)))


async def edited(edge: Edge, door: SlackDoor, text: str, *, user: str = FOUNDER.user_id) -> Any:
    token = buttons(card(edge)["blocks"])["draft.edit"]
    assert (await edge.press("draft.edit", token, user=user)).status == 200
    return await edge.submit(door.view, {"text": text}, user=user)


class TestProposed:
    async def test_once_for_its_occasion_whoever_comes_by_and_how_often(self, each_desk: Edge) -> None:
        who = begun(each_desk)
        for day in range(22, 27):
            clock(each_desk, date(2026, 11, day))
        assert proposed(each_desk.database) == [(who, "renewal_30_day", "2026-12-22")]
        assert [one.channel for one in each_desk.house.slack.posted].count(SUCCESS) == 1
        told = [event for event, _ in events(each_desk)]
        assert told[-2:] == ["initiated.proposed", "draft.proposed"]

    async def test_three_times_until_the_day_and_never_after_it(self, desk: Edge) -> None:
        who = begun(desk)
        for days in range(1, 60):
            on(desk.product, desk.house.clock, SUNDAY + timedelta(days=days))
        assert [occasion for _, occasion, _ in proposed(desk.database)] == [
            "renewal_30_day",
            "renewal_7_day",
            "renewal_day",
        ]
        assert {owner for owner, _, _ in proposed(desk.database)} == {who}

    async def test_card_says_what_it_is_whom_it_goes_to_and_why(self, desk: Edge) -> None:
        begun(desk, days=7, bundle_id="executive_growth_os")
        books.record(desk.database, 1, now=desk.clock())
        said = words(card(desk))
        assert "*التجديد بعد أسبوع: رسالة المؤسس*" in said
        assert "العميل: النخبة · نورة · واتساب" in said
        assert "رسالة منا، ولم يسأل العميل شيئاً" in said
        assert "السبب: يتجدد العقد الأحد 29 نوفمبر (2,999 ر.س شهرياً)" in said
        assert "القرار للمؤسس: فيها مال" in said
        assert "قيمة اشتراككم الشهرية 2,999.00 ر.س" in said
        assert "التسليم: من جوال الشركة" in said
        assert card(desk)["text"] == "رسالة التجديد إلى النخبة جاهزة للاعتماد."

    async def test_morning_says_how_far_the_message_came(self, desk: Edge) -> None:
        begun(desk, days=7)
        with desk.database.reading() as session:
            (found,) = renewals_of(session, SUNDAY)
        assert (found.letter, found.ticket_id) == (Letter.READY, 1)
        assert "، مسودة رسالتك جاهزة" in "\n".join(daily.lines(replace(FULL, renewals=(found,)), name="سالم"))

    async def test_a_quarter_is_full_on_its_ninetieth_day(self, desk: Edge) -> None:
        customer(desk, renews_on=None, contract_on=SUNDAY - timedelta(days=88))
        for day in (22, 23, 24, 25):
            on(desk.product, desk.house.clock, date(2026, 11, day))
        assert proposed(desk.database) == [(1, "quarterly_review", "2026-11-24")]

    async def test_nobody_to_write_to_is_said_and_nothing_made(self, desk: Edge) -> None:
        begun(desk, person=None)
        assert proposed(desk.database) == []
        assert "لا جهة اتصال نكتب لها" in await renewals(desk)

    @pytest.mark.parametrize("gone", ["erased", "left"])
    async def test_nothing_for_a_person_who_is_erased_or_a_contract_long_over(
        self, desk: Edge, gone: str
    ) -> None:
        who = customer(desk, days=30 if gone == "erased" else -31, contract_on=SUNDAY - timedelta(days=90))
        with desk.database.transaction() as session:
            if gone == "erased":
                session.get_one(Contact, contact_of_in(session, who)).erased_at = desk.clock()
        clock(desk, SUNDAY - timedelta(days=1))
        clock(desk)
        assert proposed(desk.database) == []

    async def test_nothing_is_made_in_a_freeze_and_it_is_made_up_for_afterwards(self, desk: Edge) -> None:
        who = customer(desk)
        clock(desk, SUNDAY - timedelta(days=1))
        with desk.database.transaction() as session:
            frozen = freezes.start(session, freezes.of_customer(who), by="U_FOUNDER", now=desk.clock())
            kept = frozen.id
        clock(desk)
        assert proposed(desk.database) == []
        with desk.database.transaction() as session:
            freezes.lift(session, session.get_one(Freeze, kept), by="U_FOUNDER", now=desk.clock())
        clock(desk, SUNDAY + timedelta(days=1))
        assert len(proposed(desk.database)) == 1


def contact_of_in(session: Any, customer_id: int) -> int:
    found: int = session.scalars(select(Contact.id).where(Contact.customer_id == customer_id)).one()
    return found


class TestApproved:
    async def test_text_is_filled_approved_handed_over_and_sent(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        begun(each_desk)
        assert "draft.approve" not in buttons(card(each_desk)["blocks"])  # no Proof Pack: a gap
        answer = await edited(each_desk, door, FILLED)
        assert (answer.status, answer.text) == (200, "")
        assert [user for user, _ in whispers(each_desk)] == []
        (approval,) = approvals(each_desk)
        assert (approval.text, approval.channel) == (FILLED, "whatsapp")
        assert [message.text for message in each_desk.house.slack.posted if message.thread_ts] == [FILLED]
        assert card(each_desk, CHANNEL)["text"].startswith("اعتُمد نص الرسالة إلى النخبة.")
        each_desk.clock.move(minutes=5)
        await each_desk.press("draft.mark_sent", approval.token)
        each_desk.house.run_all()
        assert "· سجّلها <@U_FOUNDER>" in words(card(each_desk))
        assert "رسالتك أُرسلت · <https://edge" in await renewals(each_desk)

    async def test_as_it_stands_where_nothing_is_missing(self, desk: Edge) -> None:
        begun(desk, days=7)
        with_offer = buttons(card(desk)["blocks"])["draft.approve"]
        assert (await desk.press("draft.approve", with_offer)).status == 200
        assert whispers(desk) == []
        assert approvals(desk)[0].text == text_of(desk.database, 1).text

    async def test_hand_off_rings_like_any_other_and_can_be_taken_back(self, desk: Edge) -> None:
        begun(desk, days=7)
        await desk.press("draft.approve", buttons(card(desk)["blocks"])["draft.approve"])
        desk.house.run_all()
        desk.clock.move(minutes=21)
        assert desk.house.nudge() == 1
        (approval,) = approvals(desk)
        await desk.press("draft.undo", approval.token)
        desk.house.run_all()
        assert "draft.approve" in buttons(card(desk)["blocks"])

    async def test_money_is_the_founders_and_an_operators_edit_waits_for_him(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        begun(desk, days=7)
        await desk.press(
            "draft.approve", buttons(card(desk)["blocks"])["draft.approve"], user=OPERATOR.user_id
        )
        assert "هذا القرار للمؤسس فقط" in whispers(desk)[-1][1]
        answer = await edited(desk, door, FILLED, user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        desk.house.run_all()
        assert approvals(desk) == []
        await desk.press("draft.approve", buttons(card(desk)["blocks"])["draft.approve"])
        assert approvals(desk)[0].text == FILLED

    async def test_an_operator_approves_an_invitation_and_a_stranger_nothing(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        begun(desk)
        token = buttons(card(desk)["blocks"])["draft.reject"]
        await desk.press("draft.reject", token, user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in whispers(desk)[-1][1]
        await edited(desk, door, FILLED, user=OPERATOR.user_id)
        assert approvals(desk)[0].actor == OPERATOR.user_id

    async def test_not_sent_at_all(self, desk: Edge, door: SlackDoor) -> None:
        begun(desk)
        await desk.press("draft.reject", buttons(card(desk)["blocks"])["draft.reject"])
        await desk.submit(door.view, {"reason": "other", "note": ""})
        desk.house.run_all()
        assert "استبعدها <@U_FOUNDER>" in words(card(desk))
        assert "رسالتك استُبعدت" in await renewals(desk)

    async def test_a_gap_is_refused_inside_the_modal(self, desk: Edge, door: SlackDoor) -> None:
        begun(desk)
        answer = await edited(desk, door, f"{FILLED} ⟦متى⟧")
        assert "⟦متى⟧" in answer.json["errors"]["text"]
        assert approvals(desk) == []


class TestBarriers:
    async def approve(self, edge: Edge) -> str:
        await edge.press("draft.approve", buttons(card(edge)["blocks"])["draft.approve"])
        told = whispers(edge)
        return told[-1][1] if told else ""

    async def test_whatsapp_is_never_cold(self, desk: Edge) -> None:
        who = begun(desk, days=7, agreed=None)
        assert "تنتظر موافقة" in words(card(desk))
        assert "لا موافقة مسجّلة" in await self.approve(desk)
        with desk.database.transaction() as session:
            contact = session.get_one(Contact, contact_of_in(session, who))
            given = opt_ins.Evidence(
                channel=Means.WHATSAPP, address=f"+{NUMBER}", words="في العقد", given_on=SUNDAY
            )
            opt_ins.record(session, contact, given, actor=FOUNDER.user_id, now=desk.clock())
        await self.approve(desk)
        assert len(approvals(desk)) == 1

    async def test_a_yes_that_was_taken_back_is_none(self, desk: Edge) -> None:
        begun(desk, days=7)
        with desk.database.transaction() as session:
            opt_ins.withdraw(session, 1, actor=FOUNDER.user_id, now=desk.clock())
        assert "لا موافقة مسجّلة" in await self.approve(desk)
        assert approvals(desk) == []

    async def test_without_a_number_it_goes_by_mail_and_the_card_says_so(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        begun(desk, person={"email": MAIL}, agreed=None)
        assert "العميل: النخبة · نورة · البريد" in words(card(desk))
        await edited(desk, door, FILLED)
        assert approvals(desk)[0].channel == "mail"

    async def test_an_offer_by_mail_needs_a_yes_too(self, desk: Edge) -> None:
        begun(desk, days=7, person={"email": MAIL}, agreed=None)
        assert "لا موافقة مسجّلة" in await self.approve(desk)

    @pytest.mark.parametrize(
        ("at", "refused"),
        [(time(8, 59), True), (time(9, 0), False), (time(20, 59), False), (time(21, 0), True)],
    )
    async def test_offers_between_nine_and_nine(self, desk: Edge, at: time, refused: bool) -> None:
        begun(desk, days=7)
        told = await self.at(desk, at)
        assert ("بين 9 صباحاً و9 مساءً" in told) is refused

    async def at(self, edge: Edge, at: time) -> str:
        on(edge.product, edge.house.clock, SUNDAY, at)
        return await self.approve(edge)

    async def test_never_in_a_freeze(self, desk: Edge) -> None:
        begun(desk, days=7)
        with desk.database.transaction() as session:
            freezes.start(session, freezes.of_channel("whatsapp"), by="U_FOUNDER", now=desk.clock())
        assert "مجمّد" in await self.at(desk, time(10))
        assert approvals(desk) == []


class TestStale:
    async def test_customer_wrote_since_so_their_lines_are_seen_first(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        begun(desk, days=7)
        token = buttons(card(desk)["blocks"])["draft.approve"]
        with_link(desk)
        clock(desk, SUNDAY, time(9, 30))
        assert "وصلت من العميل بعد كتابتها: سطر" in words(card(desk))
        await desk.press("draft.approve", token)
        assert approvals(desk) == []
        assert "نفكر في الإلغاء" in shown(door.view)
        answer = await desk.submit(door.view, {"text": text_of(desk.database, 1).text})
        assert (answer.status, answer.text) == (200, "")
        assert len(approvals(desk)) == 1

    async def test_contract_renewed_meanwhile(self, desk: Edge) -> None:
        who = begun(desk, days=7)
        token = buttons(card(desk)["blocks"])["draft.approve"]
        with desk.database.transaction() as session:
            row = customers.locked(session, who)
            later = Terms(renews_on=SUNDAY + timedelta(days=372), monthly_sar=2_999)
            customers.change(session, row, later, actor=FOUNDER.user_id, now=desk.clock())
        await desk.press("draft.approve", token)
        assert "تغيّر موعد التجديد" in whispers(desk)[-1][1]
        clock(desk, SUNDAY, time(9, 30))
        assert "تغيّر موعد التجديد بعدها" in words(card(desk))
        assert buttons(card(desk)["blocks"]) == {}
        assert [event for event, _ in events(desk)][-1] == "initiated.over"

    @pytest.mark.parametrize(("days", "over"), [(6, False), (7, True)])
    async def test_its_time_passes(self, desk: Edge, days: int, over: bool) -> None:
        begun(desk, days=7)
        token = buttons(card(desk)["blocks"])["draft.approve"]
        desk.house.clock.now = desk.clock.now + timedelta(days=days, hours=2)
        await desk.press("draft.approve", token)
        assert ("فات وقتها" in str(whispers(desk))) is over
        assert (approvals(desk) == []) is over

    async def test_person_went_to_another_customer(self, desk: Edge) -> None:
        who = begun(desk, days=7)
        token = buttons(card(desk)["blocks"])["draft.approve"]
        with desk.database.transaction() as session:
            other = customers.find_or_create(session, "مدار", now=desk.clock())
            session.get_one(Contact, contact_of(desk.database, who)).customer_id = other.id
        await desk.press("draft.approve", token)
        assert "لم يعد المستلم" in whispers(desk)[-1][1]


def with_link(edge: Edge) -> None:
    """The customer's person writes."""
    edge.house.customer_writes("نفكر في الإلغاء", wa_id=NUMBER)
    edge.house.run_all()


class TestBesideTickets:
    async def test_nothing_of_ours_is_a_ticket_that_somebody_waits_for(self, desk: Edge) -> None:
        begun(desk, days=7)
        for said in ("بانتظاري", "مواعيد", "مؤشرات", "عميل النخبة", "تذكرة 1", "تذكرة النخبة"):
            answer = await command(desk, said)
            assert answer.status == 200, said
        with desk.database.reading() as session:
            assert session.get_one(Ticket, 1).status == "resolved"

    async def test_an_approved_renewal_is_no_answer_in_a_proof_pack(self, desk: Edge) -> None:
        begun(desk, days=7)
        await desk.press("draft.approve", buttons(card(desk)["blocks"])["draft.approve"])
        found = books.figures(desk.database, 1, now=desk.clock() + timedelta(minutes=1))
        assert sum(len(figure.sources) for figure in found.values()) == 0

    async def test_answering_the_customer_is_untouched(self, desk: Edge) -> None:
        begun(desk, days=7)
        with_link(desk)
        with desk.database.reading() as session:
            opened = session.scalars(select(Ticket).where(Ticket.id > 1)).one()
            assert (opened.status, opened.id) == ("open", 2)
        assert desk.house.card(2).draft is not None


class TestLists:
    async def test_one_message_for_the_week_and_a_draft_for_who_is_asked(self, desk: Edge) -> None:
        for name in ("النخبة", "مدار", "درة", "سنام"):
            served.made(
                desk.database,
                now=desk.clock(),
                name=name,
                person={"email": f"n@{hash(name) % 97}.example"},
                agreed=None,
                bundle_id="growth_starter",
                monthly_sar=999,
            )
        clock(desk, SUNDAY - timedelta(days=1))
        assert proposed(desk.database) == []
        clock(desk)
        listed = card(desk)
        assert "لقاءات المتابعة هذا الأسبوع: 4 عملاء" in words(listed)
        assert "*الأحد 22 نوفمبر*" in words(listed)
        assert "*الاثنين 23 نوفمبر*" in words(listed)
        assert proposed(desk.database) == []
        for _ in range(2):
            await desk.press("check_in.draft", "1", user=OPERATOR.user_id)
        told = [text for _, text in whispers(desk)]
        assert told == [
            "جدول النخبة في بطاقة ت-1، في قناة نجاح العملاء.",
            "جدول النخبة مجهّز من قبل في بطاقة ت-1.",
        ]
        assert proposed(desk.database) == [(1, "weekly_check_in", "2026-11-22")]
        assert "draft.approve" not in buttons(card(desk)["blocks"])
        assert "25 دقيقة: ⟦اليوم والساعة⟧" in words(card(desk))

    async def test_who_is_neither_new_nor_at_risk_gets_a_written_summary(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        customer(desk, days=200, check_in=None, contract_on=SUNDAY - timedelta(days=100))
        clock(desk, SUNDAY - timedelta(days=1))
        clock(desk, SUNDAY + timedelta(days=7))
        listed = card(desk)
        assert listed["text"] == "ملخصات هذا الأسبوع: عميل واحد."
        assert "*ملخص مكتوب* (1): النخبة" in words(listed)
        await desk.press("check_in.draft", "1")
        assert whispers(desk)[-1][1] == "ملخص النخبة في بطاقة ت-1، في قناة نجاح العملاء."
        assert proposed(desk.database) == [(1, "fortnightly_summary", "2026-11-29")]
        desk.house.run_all()
        assert "هذا ملخص عملنا معكم في الأسبوعين الماضيين" in words(card(desk))
        await desk.press("customer.edit", "1")
        assert "تلقائي: كل أسبوع أول شهر" in str(door.view)

    async def test_a_stranger_asks_for_nothing(self, desk: Edge) -> None:
        customer(desk)
        await desk.press("check_in.draft", "1", user=STRANGER.user_id)
        assert "للمؤسس والمشغّلين فقط" in whispers(desk)[-1][1]
        assert proposed(desk.database) == []

    async def test_a_customer_without_check_ins_is_in_no_list(self, desk: Edge, door: SlackDoor) -> None:
        customer(desk, days=200, check_in=None)
        await desk.press("customer.edit", "1")
        view = door.view
        chosen = {
            "check_in": "none",
            "bundle": "",
            "monthly": "2,999",
            "contract": "",
            "renewal": "",
            "owner": "",
        }
        await submitted(desk, view, chosen)
        with desk.database.reading() as session:
            assert session.get_one(Customer, 1).check_in == "none"
        clock(desk, SUNDAY - timedelta(days=1))
        clock(desk)
        assert [one for one in desk.house.slack.posted if one.channel == SUCCESS] == []
        await desk.press("check_in.draft", "1")
        assert "لا لقاء ولا ملخص لهذا العميل هذا الأسبوع" in whispers(desk)[-1][1]

    async def test_proofs_of_the_month_on_its_first_working_day(self, desk: Edge) -> None:
        customer(desk, days=200, check_in="none")
        served.made(desk.database, now=desk.clock(), name="مدار", check_in="none", contract_on=SUNDAY)
        clock(desk, SUNDAY)
        clock(desk, date(2026, 11, 30))
        books.record(desk.database, 2, now=desk.clock())
        books.freeze(desk.database, 2, now=desk.clock())
        clock(desk, date(2026, 12, 1))
        listed = card(desk)
        assert "مراجعة الأدلة الشهرية: عميلان" in words(listed)
        assert "العميل النخبة · لا تقرير بعد" in words(listed)
        assert "العميل مدار · آخر تقرير الاثنين 30 نوفمبر" in words(listed)
        await desk.press("proof.show", "1")
        assert "النخبة" in whispers(desk)[-1][1]
        clock(desk, date(2026, 12, 2))
        assert len([one for one in desk.house.slack.posted if one.channel == SUCCESS]) == 1


async def submitted(edge: Edge, view: Json, values: Json) -> None:
    kinds = {block["block_id"]: block["element"]["type"] for block in view["blocks"] if "element" in block}
    names = {"datepicker": "selected_date", "users_select": "selected_user", "plain_text_input": "value"}
    state: Json = {}
    for field, kind in kinds.items():
        said = values[field]
        given = (
            {names[kind]: said or None}
            if kind in names
            else {"selected_option": {"value": said} if said else None}
        )
        state[field] = {field: {"type": kind, **given}}
    who = {"id": FOUNDER.user_id, "username": "someone", "team_id": "T_EDGE"}
    sent = {
        "type": "modal",
        "id": "V1",
        **view,
        "state": {"values": state},
        "app_installed_team_id": "T_EDGE",
    }
    answer = await edge.interact(
        {"type": "view_submission", "team": {"id": "T_EDGE"}, "user": who, "view": sent}
    )
    assert answer.text == ""
