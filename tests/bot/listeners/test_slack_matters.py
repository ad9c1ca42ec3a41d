"""A matter that comes in through Slack, from the signed event to the hand-off."""

import random

from sqlalchemy import select

from dealix_ops.intake.models import Inbound
from dealix_ops.vocabulary import Means, Priority
from tests.bot.edge import Edge
from tests.bot.listeners.hands import CUSTOMER, command, mapped, stored, tell
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_decide import approvals
from tests.bot.tables import counts
from tests.support.house import FOUNDER, LEAK
from tests.support.slack_events import (
    COLLEAGUE,
    KHALID,
    NORA,
    OTHER_ROOM,
    ROOM,
    SUPPORT,
    deleted,
    edited,
    entombed,
    message,
    stamp,
)


def now(edge: Edge) -> str:
    """A `ts` of its own: the clock moves a second."""
    return stamp(edge.clock.move(seconds=1))


async def said(edge: Edge, text: str, **more: str) -> dict[str, str]:
    event: dict[str, str] = message(text, ts=now(edge), **more)
    assert (await tell(edge, event)).status == 200
    edge.house.run_all()
    return event


def newest_card(edge: Edge) -> str:
    return str(next(m.blocks for _, m in reversed(edge.house.strict.calls) if "تذكرة ت-" in str(m.blocks)))


class TestSupportChannel:
    async def test_report_is_a_ticket_that_names_the_colleague(self, each_desk: Edge) -> None:
        await said(each_desk, LEAK, user=COLLEAGUE, channel=SUPPORT)
        who = each_desk.house.card().who
        assert (who.colleague, who.slack_user, who.means) == (True, COLLEAGUE, Means.COPY)
        card = newest_card(each_desk)
        assert f"العميل: كتبها زميل <@{COLLEAGUE}> · سلاك <#{SUPPORT}> · غير مربوط بعميل بعد" in card
        assert "التسليم: نسخ فقط، ويوصله إلى العميل من كتبها" in card
        assert each_desk.house.strict.refusals == []

    async def test_each_message_is_a_matter_and_its_thread_belongs_to_it(self, desk: Edge) -> None:
        first = await said(desk, "عميل يسأل عن الفاتورة", user=COLLEAGUE, channel=SUPPORT)
        await said(desk, "وعميل ثاني ما يقدر يدخل", user=COLLEAGUE, channel=SUPPORT)
        await said(desk, LEAK, user=KHALID, channel=SUPPORT, thread_ts=first["ts"])
        assert counts(desk.database)["ticket"] == 2
        assert [line.text for line in desk.house.card(1).lines] == ["عميل يسأل عن الفاتورة", LEAK]
        assert desk.house.card(1).priority is Priority.P0
        assert desk.house.card(1).who.slack_user == COLLEAGUE


class TestCustomersChannel:
    async def test_line_reply_approval_and_hand_off_by_copying(self, each_desk: Edge) -> None:
        mapped(each_desk)
        first = await said(each_desk, "السلام عليكم")
        await said(each_desk, LEAK, user=KHALID, thread_ts=first["ts"])
        card = each_desk.house.card()
        assert (card.who.customer, card.who.colleague, len(card.lines)) == (CUSTOMER, False, 2)
        assert f"العميل: {CUSTOMER} · <@{NORA}> · سلاك <#{ROOM}>" in newest_card(each_desk)
        assert "اربط بعميل" not in newest_card(each_desk)
        await each_desk.press("draft.approve", each_desk.house.token())
        each_desk.house.run_all()
        hand_off = next(m for _, m in each_desk.house.strict.calls if "جاهزة للإرسال" in str(m.blocks))
        assert "نسخ إلى محادثته في سلاك" in str(hand_off.blocks)
        assert "link.whatsapp" not in str(hand_off.blocks)
        assert each_desk.house.strict.refusals == []

    async def test_reply_to_what_we_said_stays_with_its_author(self, desk: Edge) -> None:
        """Without it two people who answer one of us would be taken for one."""
        mapped(desk)
        ours = await said(desk, "كيف نساعدكم؟", user=FOUNDER.user_id)
        assert "ticket" not in counts(desk.database)
        await said(desk, "اللوحة واقفة", user=NORA, thread_ts=ours["ts"])
        await said(desk, "وعندي فاتورة غلط", user=KHALID, thread_ts=ours["ts"])
        assert [desk.house.card(n).who.slack_user for n in (1, 2)] == [NORA, KHALID]

    async def test_person_in_two_customers_channels_speaks_for_each_in_its_own(self, desk: Edge) -> None:
        mapped(desk)
        mapped(desk, OTHER_ROOM, "الأفق")
        await said(desk, "اللوحة واقفة")
        await said(desk, "اللوحة واقفة", channel=OTHER_ROOM)
        await said(desk, "عميل يسأل عن الفاتورة", channel=SUPPORT)
        whos = [desk.house.card(number).who for number in (1, 2, 3)]
        assert [who.customer for who in whos] == [CUSTOMER, "الأفق", None]
        assert [who.colleague for who in whos] == [False, False, True]

    async def test_channel_given_to_another_customer_begins_anew(self, desk: Edge) -> None:
        """Whoever mapped it by a wrong name and corrects it finds the next lines under the right one."""
        mapped(desk, name="الأفق")
        await said(desk, "اللوحة واقفة")
        mapped(desk)
        await said(desk, "وينكم؟")
        assert [desk.house.card(number).who.customer for number in (1, 2)] == ["الأفق", CUSTOMER]
        assert [len(desk.house.card(number).lines) for number in (1, 2)] == [1, 1]

    async def test_channel_that_is_no_customer_s_any_more_is_not_heard(self, desk: Edge) -> None:
        await command(desk, f"قناة {CUSTOMER}")
        await said(desk, "اللوحة واقفة")
        await command(desk, "قناة إلغاء")
        await said(desk, "كلام بيننا")
        assert counts(desk.database)["message"] == 1
        assert [kind for _, kind, _ in stored(desk)] == ["message", "other"]


class TestEdit:
    async def test_edit_makes_the_draft_stale_and_the_modal_says_what_it_is(
        self, each_desk: Edge, door: SlackDoor
    ) -> None:
        mapped(each_desk)
        line = await said(each_desk, LEAK)
        await tell(each_desk, edited(line, "عفواً، كان ملفنا نحن", at=now(each_desk)))
        await each_desk.press("draft.approve", each_desk.house.token())
        assert approvals(each_desk) == 0
        assert door.problems == []
        assert "عدّل رسالته إلى: عفواً، كان ملفنا نحن" in shown(door.view)
        each_desk.house.run_all()
        each_desk.house.settle()
        assert "عدّل رسالته إلى: عفواً، كان ملفنا نحن" in newest_card(each_desk)

    async def test_deletion_is_said_in_the_modal_and_on_the_card(self, desk: Edge, door: SlackDoor) -> None:
        mapped(desk)
        line = await said(desk, LEAK)
        await tell(desk, entombed(line, at=now(desk)))
        await desk.press("draft.approve", desk.house.token())
        assert "حذف رسالة سابقة" in shown(door.view)
        desk.house.run_all()
        desk.house.settle()
        assert "حذف رسالة سابقة" in newest_card(desk)
        assert counts(desk.database)["ticket"] == 1

    async def test_edit_of_what_was_answered_is_the_next_line(self, desk: Edge) -> None:
        mapped(desk)
        line = await said(desk, LEAK)
        desk.house.approve(desk.house.token())
        desk.house.run_all()
        desk.house.mark_sent(desk.house.hand_off().approval_token)
        await tell(desk, edited(line, "وأرقامهم بعد", at=now(desk)))
        desk.house.run_all()
        (newest,) = desk.house.card().lines
        assert (newest.kind, newest.text) == ("edit", "وأرقامهم بعد")


class TestDeletion:
    async def test_where_nothing_is_open_it_opens_nothing(self, each_desk: Edge) -> None:
        mapped(each_desk)
        await tell(each_desk, deleted(message(LEAK, ts=now(each_desk)), at=now(each_desk)))
        each_desk.house.run_all()
        assert not {"ticket", "draft", "outbox"} & set(counts(each_desk.database))
        assert [kind for _, kind, _ in stored(each_desk)] == ["message"]

    async def test_days_after_the_answer_it_opens_nothing_either(self, desk: Edge) -> None:
        mapped(desk)
        line = await said(desk, LEAK)
        desk.house.approve(desk.house.token())
        desk.house.run_all()
        desk.house.mark_sent(desk.house.hand_off().approval_token)
        desk.house.run_all()
        desk.clock.move(days=5)
        await tell(desk, deleted(line, at=now(desk)))
        desk.house.run_all()
        assert counts(desk.database)["ticket"] == 1


class TestBatch:
    async def test_shuffled_and_repeated_each_message_is_stored_once_at_its_own_time(
        self, each_desk: Edge
    ) -> None:
        mapped(each_desk)
        people = [f"U0P{number}" for number in range(10)]
        times = {now(each_desk): each_desk.clock.now for _ in range(100)}
        lines = [message(f"سطر {n}", ts=ts, user=people[n % 10]) for n, ts in enumerate(times)]
        dice = random.Random(3)
        sent = [(line, f"Ev{line['ts']}") for line in lines + dice.sample(lines, 30)]
        dice.shuffle(sent)
        for line, event_id in sent:
            assert (await tell(each_desk, line, event_id=event_id)).status == 200
        with each_desk.database.reading() as session:
            held = {row.body["ts"]: row.occurred_at for row in session.scalars(select(Inbound))}
        assert len(stored(each_desk)) == 100
        assert held == times
