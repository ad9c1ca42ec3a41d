"""The Home tab: from the event that somebody looks to the picture they see, and to its buttons."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.blocks import home
from bot.blocks.daily_copy_ar import JOB
from dealix_ops.durable import runner
from dealix_ops.durable.home_effects import AT_MOST_EVERY, KEPT_FOR, HomeEffects
from dealix_ops.durable.models import OutboxRow, SlackCard
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.ports.work import EffectJob, EffectKind, NotAccepted, OutcomeUnknown, Refused, WorkStatus
from dealix_ops.reports.home import MOST
from dealix_ops.slots import service as slots
from scheduler.jobs import JOBS, renew_homes
from tests.bot.edge import NOWHERE, Answer, Edge, Json, press, settings
from tests.bot.listeners.hands import tell
from tests.bot.listeners.slack_door import SlackDoor, field_text
from tests.bot.listeners.test_customers import noticed
from tests.dealix_ops.endings.hands import CALM
from tests.docs.cards import text_of
from tests.support.house import FOUNDER, OPERATOR, STRANGER

OWN_PAGE = "أهلاً بك. هذه صفحة فريق الاعتماد في Dealix"


async def opens(
    edge: Edge, user: str = FOUNDER.user_id, *, tab: str = "home", event_id: str | None = None
) -> None:
    event = {"type": "app_home_opened", "user": user, "tab": tab, "channel": "D0HOME", "event_ts": "1.1"}
    assert (await tell(edge, event, event_id=event_id)).status == 200
    edge.house.run_all()


def seen(edge: Edge, user: str = FOUNDER.user_id) -> str:
    """What stands on the tab, line by line; Slack would have taken it."""
    assert edge.house.strict.refusals == []
    return "\n".join(text_of(SlackMessage(text="", blocks=edge.house.slack.homes[user][1])))


def pictures(edge: Edge) -> int:
    return len(edge.house.slack.published)


def tick(edge: Edge, **passed: float) -> None:
    """Time passes, then the clock looks, and what is due leaves."""
    edge.clock.move(**passed)
    renew_homes(edge.product)
    edge.house.settle(0)
    edge.house.run_all()


async def press_at_home(edge: Edge, action_id: str, *, user: str = FOUNDER.user_id) -> Answer:
    """The first such button on the tab, as Slack sends it from there: no channel, no message."""
    (value, *_) = [
        element["value"]
        for block in edge.house.slack.homes[FOUNDER.user_id][1]
        for element in block.get("elements", ())
        if element.get("action_id") == action_id
    ]
    payload: Json = press(action_id, value, user=user)
    del payload["channel"]
    payload["container"] = {"type": "view", "view_id": "V0HOME"}
    payload["view"] = {"type": "home", "id": "V0HOME", "state": {"values": {}}, "private_metadata": ""}
    return await edge.interact(payload)


class TestOpened:
    async def test_on_a_quiet_day_every_part_says_that_it_is_empty(self, each_desk: Edge) -> None:
        await opens(each_desk)
        assert seen(each_desk).split("\n") == [
            "الرئيسية · الأحد 22 نوفمبر",
            "بانتظاري: لا شيء ينتظر اعتمادك الآن",
            "متأخر: لا يوجد، كل عميل ضمن مهلته",
            "مقفل ولماذا",
            "• الإرسال المباشر: مقفل في كل القنوات، وكل نص معتمد يرسله شخص بيده",
            "• القارئ الثاني: ينقص في الإعدادات DEALIX_READER_URL",
            "• واجهة البرمجة (API): ينقص في الإعدادات DEALIX_API_KEYS",
            "• نداء الطوارئ بالبريد: ينقص في الإعدادات DEALIX_PAGING_MAIL_TO",
            "• نداء الطوارئ بخدمة خارجية: ينقص في الإعدادات DEALIX_PAGING_WEBHOOK_URL",
            "الرسائل القادمة: لم تسجّل عملية الساعة مواعيدها بعد",
            "حُدّثت 10:12 ص",
        ]

    async def test_what_waits_and_what_is_late_with_the_way_to_each_card(self, desk: Edge) -> None:
        desk.house.leak()
        desk.clock.move(minutes=31)
        await opens(desk)
        shown = seen(desk)
        assert "بانتظاري (1)" in shown
        assert "تذكرة ت-1 · نورة · 🔴 طارئ · متأخر منذ 10:42 ص\n[تعديل] [البطاقة]" in shown
        assert "أول رد متأخر منذ 10:42 ص · لم يستلمها أحد بعد\n[استلمتها] [البطاقة]" in shown
        (card,) = desk.house.slack.posted
        assert _urls(desk) == {desk.house.slack.permalink(card.channel, ts=card.ts)}

    async def test_messages_tab_is_no_look_at_home(self, desk: Edge) -> None:
        await opens(desk, tab="messages")
        assert desk.house.slack.homes == {}

    async def test_stranger_reads_a_polite_page_and_nothing_of_customers(self, desk: Edge) -> None:
        desk.house.leak()
        await opens(desk, STRANGER.user_id)
        (block,) = desk.house.slack.homes[STRANGER.user_id][1]
        assert block["text"]["text"].startswith(OWN_PAGE)

    async def test_operator_is_not_asked_for_what_the_founder_decides(self, desk: Edge) -> None:
        desk.house.leak()
        desk.house.customer_writes(CALM, wa_id="966500000002", name="خالد")
        desk.house.run_all()
        await opens(desk, OPERATOR.user_id)
        assert "بانتظاري (1)\nتذكرة ت-2 · خالد" in seen(desk, OPERATOR.user_id)
        await opens(desk)
        assert "بانتظاري (2)\nتذكرة ت-1" in seen(desk)

    async def test_ten_are_shown_and_the_others_counted(self, desk: Edge) -> None:
        for number in range(MOST + 2):
            desk.house.customer_writes(CALM, wa_id=f"9665000001{number:02}")
        desk.house.run_all()
        await opens(desk)
        assert f"بانتظاري ({MOST + 2})" in seen(desk)
        assert seen(desk).count("[تعديل]") == MOST
        assert "الباقي 2، اكتب لي «بانتظاري» لتراها كلها" in seen(desk)

    async def test_hostile_name_stays_a_name(self, desk: Edge) -> None:
        desk.house.customer_writes(CALM, name="<!channel> *x* https://evil.example")
        desk.house.run_all()
        await opens(desk)
        assert "<!channel>" not in repr(desk.house.slack.homes)
        assert all(line[0] in "•[" or "ء" <= line[0] <= "ي" for line in seen(desk).split("\n"))


class TestOnceEnough:
    async def test_repeated_delivery_is_one_picture(self, desk: Edge) -> None:
        await opens(desk, event_id="Ev0HOME")
        await opens(desk, event_id="Ev0HOME")
        assert pictures(desk) == 1

    async def test_two_looks_in_a_moment_are_half_a_minute_apart(self, desk: Edge) -> None:
        for _ in range(3):
            await opens(desk)
        desk.house.settle(AT_MOST_EVERY.total_seconds())
        first, second = [at for _, at in desk.house.slack.published]
        assert second - first == AT_MOST_EVERY

    async def test_tick_publishes_what_changed_and_nothing_else(self, each_desk: Edge) -> None:
        await opens(each_desk)
        tick(each_desk, seconds=40)
        assert pictures(each_desk) == 1
        each_desk.house.leak()
        tick(each_desk)
        assert "بانتظاري (1)" in seen(each_desk)
        assert pictures(each_desk) == 2

    async def test_many_changes_leave_in_one_picture_half_a_minute_later(self, desk: Edge) -> None:
        await opens(desk)
        desk.house.leak()
        tick(desk, seconds=10)
        desk.house.customer_writes(CALM, wa_id="966500000002")
        desk.house.run_all()
        tick(desk, seconds=10)
        assert pictures(desk) == 1
        desk.house.settle(10)
        assert "بانتظاري (2)" in seen(desk)
        tick(desk, seconds=30)
        assert pictures(desk) == 2

    async def test_becoming_late_is_a_change_too(self, desk: Edge) -> None:
        desk.house.leak()
        await opens(desk)
        tick(desk, minutes=31)
        assert "أول رد متأخر" in seen(desk)

    async def test_card_that_stood_a_moment_later_has_its_button_too(self, desk: Edge) -> None:
        desk.house.leak()
        with desk.database.transaction() as session:
            session.execute(update(SlackCard).values(entity_id=99))
        await opens(desk)
        assert "[البطاقة]" not in seen(desk)
        with desk.database.transaction() as session:
            session.execute(update(SlackCard).values(entity_id=1))
        tick(desk, minutes=1)
        assert "[تعديل] [البطاقة]" in seen(desk)

    async def test_who_did_not_look_for_two_weeks_is_left_in_peace(self, desk: Edge) -> None:
        await opens(desk)
        desk.house.leak()
        tick(desk, seconds=KEPT_FOR.total_seconds())
        assert pictures(desk) == 1


class TestSlackIsIll:
    @pytest.mark.parametrize("failure", [NotAccepted("down"), OutcomeUnknown("broke")])
    async def test_picture_comes_when_it_is_well_again(
        self, desk: Edge, failure: Exception, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(runner, "FIRST_DELAY_S", 0.0)
        desk.house.slack.fail_next(failure)
        await opens(desk)
        assert pictures(desk) == 1

    async def test_lost_reply_does_not_shut_the_next_picture_out(
        self, desk: Edge, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(runner, "FIRST_DELAY_S", 0.0)
        await opens(desk)
        desk.clock.move(minutes=1)
        desk.house.slack.lose_next(OutcomeUnknown("broke"))
        await opens(desk)
        desk.house.leak()
        tick(desk, minutes=1)
        assert "بانتظاري (1)" in seen(desk)

    async def test_refused_person_is_one_dead_letter_and_no_more_until_they_look_again(
        self, desk: Edge
    ) -> None:
        desk.house.slack.fail_next(Refused("Slack: not_enabled"))
        await opens(desk)
        desk.house.leak()
        tick(desk, minutes=1)
        assert (_dead(desk), pictures(desk)) == (1, 0)
        await opens(desk)
        assert "بانتظاري (1)" in seen(desk)


class TestOrder:
    async def test_worker_that_was_overtaken_does_not_replace_the_newer_picture(self, desk: Edge) -> None:
        await opens(desk)
        asked = {"user": FOUNDER.user_id, "fresh": True}
        job = EffectJob(1, 1, EffectKind.HOME, asked, None, False, desk.clock())

        def slow(*given: Any) -> list[Json]:
            """While the first one draws, its work is taken over and done."""
            desk.house.leak()
            newer = _effects(desk, home.render).publish(job)
            with desk.database.transaction() as session:
                newer(session)
            return home.render(*given)

        with pytest.raises(NotAccepted):
            _effects(desk, slow).publish(job)
        assert "بانتظاري (1)" in seen(desk)


class TestPressed:
    async def test_claim_is_the_card_s_and_shows(self, desk: Edge) -> None:
        desk.house.leak()
        desk.clock.move(minutes=31)
        await opens(desk)
        assert (await press_at_home(desk, "ticket.claim")).status == 200
        assert desk.house.card().claimed_by == FOUNDER.user_id
        tick(desk, minutes=1)
        assert "يتابعها @المؤسس" in seen(desk)
        assert "[استلمتها]" not in seen(desk)

    async def test_refusal_is_said_in_the_person_s_own_messages(self, desk: Edge) -> None:
        desk.house.leak()
        desk.clock.move(minutes=31)
        await opens(desk)
        assert (await press_at_home(desk, "ticket.claim", user=STRANGER.user_id)).status == 200
        assert len(noticed(desk, STRANGER.user_id)) == 1
        assert desk.house.slack.whispers == []

    async def test_text_is_read_in_full_and_approved_from_there(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.leak()
        await opens(desk)
        assert (await press_at_home(desk, "draft.edit")).status == 200
        text = field_text(door.view)
        assert (await desk.submit(door.view, {"text": text})).text == ""
        tick(desk, minutes=1)
        assert "بانتظاري: لا شيء" in seen(desk)

    async def test_way_to_the_card_is_only_a_way(self, desk: Edge) -> None:
        desk.house.leak()
        await opens(desk)
        assert (await desk.press("link.card", "")).status == 200


class TestComing:
    def test_every_job_has_a_name_for_people(self) -> None:
        assert {job.id for job in JOBS} <= set(JOB)

    async def test_next_times_and_one_that_no_clock_kept(self, desk: Edge) -> None:
        first = "digest.afternoon"
        with desk.database.transaction() as session:
            slots.plan(session, {first: desk.clock().replace(hour=14, minute=0)})
        await opens(desk)
        assert f"• {JOB[first]}: 5:00 م" in seen(desk)
        desk.clock.move(hours=8)
        await opens(desk)
        assert f"• {JOB[first]}: كان موعده 5:00 م ولم يُنفَّذ" in seen(desk)

    async def test_in_ramadan_the_hour_at_which_it_is_told_and_no_job_that_says_nothing(
        self, desk: Edge
    ) -> None:
        desk.clock.now = datetime(2027, 2, 24, 3, 0, tzinfo=UTC)
        slots_of = {"digest.daily": 5.5, "digest.afternoon": 12, "retention.remove": 0.7}
        midnight = desk.clock().replace(hour=0)
        with desk.database.transaction() as session:
            slots.plan(session, {job: midnight + timedelta(hours=at) for job, at in slots_of.items()})
        await opens(desk)
        assert f"• {JOB['digest.daily']}: 10:30 ص" in seen(desk)
        assert f"• {JOB['digest.afternoon']}: 3:00 م" in seen(desk)
        assert JOB["retention.remove"] not in seen(desk)


def _urls(edge: Edge) -> set[str]:
    blocks = edge.house.slack.homes[FOUNDER.user_id][1]
    return {one["url"] for block in blocks for one in block.get("elements", ()) if "url" in one}


def _dead(edge: Edge) -> int:
    with edge.database.reading() as session:
        return session.query(OutboxRow).filter(OutboxRow.status == WorkStatus.DEAD.value).count()


def _effects(edge: Edge, draw: Any) -> HomeEffects:
    slack, given = edge.house.slack, settings(NOWHERE)
    return HomeEffects(database=edge.database, slack=slack, settings=given, draw=draw, clock=edge.clock)
