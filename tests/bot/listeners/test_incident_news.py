"""Whose clock a piece of news moves, what is said of one that was put off, and what is said only once."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from dealix_ops.incidents import service
from dealix_ops.incidents.reminding import Reminding
from dealix_ops.incidents.service import Incidents
from tests.bot.edge import Edge
from tests.bot.incidents_72h.room import Incident72h
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_incident_run import alone, declared, last, of_ticket, stands
from tests.bot.test_incidents import reports
from tests.support.clock import START
from tests.support.house import CHANNEL, LEAK, OPERATOR


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


@pytest.fixture
async def leak(desk: Edge, door: SlackDoor) -> Incident72h:
    """SEV1 that a customer reported at 10:12: their next news is due at 10:42."""
    return await of_ticket(desk, door)


class TestWhoseClock:
    async def test_what_the_team_alone_reads_moves_nothing_for_those_affected(
        self, leak: Incident72h
    ) -> None:
        leak.until(START + timedelta(minutes=10))
        await leak.press("اكتب تحديثاً", by=OPERATOR.user_id)
        assert await leak.submit({"text": "نفحص السجلات"}, by=OPERATOR.user_id) == {}
        assert stands(leak).updated_at is None
        assert last(leak)[:2] == [
            "تحديث الحادث ح-1 10:22 ص، كتبه @المشغّل:",
            "للفريق فقط، ولا يغيّر موعد خبر المتأثرين: قبل 10:42 ص",
        ]
        assert await leak.speaks("حادث تحديث ح-1 ما زلنا نفحص") == (
            "كُتب في قصة الحادث ح-1. للفريق فقط، ولا يغيّر موعد خبر المتأثرين: قبل 10:42 ص"
        )
        assert stands(leak).updated_at is None
        leak.until(START + timedelta(minutes=35))
        assert any(text.startswith("حان موعد خبر") for _, text in leak.heard)
        await leak.speaks("حادث تحديث ح-1 ما زلنا نفحص")
        assert last(leak)[1] == "للفريق فقط، ولا يغيّر موعد خبر المتأثرين: فات موعده 10:42 ص"

    async def test_drafts_to_them_move_it_but_not_a_tickets_own(self, leak: Incident72h) -> None:
        leak.until(START + timedelta(minutes=10))
        await leak.press("اكتب تحديثاً")
        assert await leak.submit({"text": "للفريق", "propose": True}) == {}
        assert stands(leak).updated_at == leak.now
        assert last(leak)[1] == "للمتأثرين مسودات تنتظر الاعتماد. الخبر التالي: قبل 10:42 ص"

    async def test_drafts_to_nobody_do_not(self, leak: Incident72h) -> None:
        moved = []
        for _ in range(2):
            leak.edge.clock.move(minutes=5)
            await leak.press("اكتب تحديثاً")
            assert await leak.submit({"text": "للفريق", "propose": True}) == {}
            moved.append(stands(leak).updated_at)
        assert "تُركت لأن فيها نص زميل" in alone(leak)
        assert moved[0] == moved[1]

    async def test_who_was_answered_is_not_told_once_more_that_it_arrived(
        self, leak: Incident72h, door: SlackDoor
    ) -> None:
        await leak.press("اكتب تحديثاً")
        assert "وصلنا بلاغكم عن" in str(door.view)
        house = leak.edge.house
        house.approve(house.token())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        await leak.press("اكتب تحديثاً")
        assert "وصلنا بلاغكم عن" not in str(door.view)
        assert "ما زلنا نعمل على" in str(door.view)

    async def test_whom_somebody_called_has_heard(self, leak: Incident72h) -> None:
        leak.until(START + timedelta(minutes=10))
        await leak.press("اكتب تحديثاً")
        assert await leak.submit({"text": "كلّمنا أ. سارة", "spoken": True}) == {}
        assert stands(leak).updated_at == leak.now
        assert last(leak)[1] == "وصل المتأثرين بالاتصال أو من الجوال. الخبر التالي: قبل 10:42 ص"

    async def test_where_nobody_is_affected_the_teams_news_is_the_news(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        room = await declared(desk, door, "حادث جديد 2 توقف إرسال التقارير")
        await room.speaks("حادث تحديث ح-1 أعدنا التشغيل")
        assert stands(room).updated_at == START


class TestPutOff:
    async def test_sev3_over_night_says_the_morning(self, desk: Edge, door: SlackDoor) -> None:
        await command(desk, "حادث جديد 3 بطء في اللوحة")
        desk.house.run_all()
        desk.clock.move(hours=7, minutes=38)
        room = Incident72h(desk, door)
        await room.speaks("حادث تحديث ح-1 لا جديد")
        desk.clock.move(hours=3, minutes=55)
        for morning in ("8:00 ص غداً", "8:15 ص غداً"):
            await desk.press("incident.snooze", "1")
            assert await room.submit({"why": "نكمل في الصباح"}) == {}
            said = [one.text for one in desk.house.slack.posted if one.text.startswith("أجّل")]
            assert said[-1].startswith("أجّل ")
            assert f"خبر الحادث ح-1 إلى {morning}. السبب:" in said[-1]

    async def test_promise_that_just_passed_cannot_be_put_off(self, leak: Incident72h) -> None:
        """Nobody was called for it yet, and it would stay what is due next."""
        leak.until(START + timedelta(minutes=31))
        await leak.press("أجّل 15 دقيقة")
        errors = await leak.submit({"why": "نكمل"})
        assert errors["why"].startswith("وعدنا عميلاً بخبر قبل 10:42 ص")


class TestOnce:
    async def test_promise_found_late_by_hours_is_called_late_once(self, leak: Incident72h) -> None:
        leak.edge.clock.move(minutes=10)
        await leak.press("اكتب تحديثاً")
        assert await leak.submit({"text": "كلّمناهم", "spoken": True}) == {}
        leak.edge.clock.move(hours=3)  # the first response was owed at 10:42
        for _ in range(4):
            leak.work()
            leak.edge.clock.move(minutes=31)
        assert sum(text.startswith("فات موعد خبر ينتظره عميل") for _, text in leak.heard) == 1


async def test_reminding_asks_no_more_of_many_tickets_than_of_one(leak: Incident72h) -> None:
    asked = looked(leak)
    reports(leak.edge, *[LEAK] * 6, start=2)
    with leak.edge.database.transaction() as session:
        Incidents(leak.edge.house.queues, CHANNEL).join(
            session, service.open_ones(session)[0], range(2, 8), actor=OPERATOR.user_id, now=leak.now
        )
    assert looked(leak) == asked


def looked(leak: Incident72h) -> int:
    """How often one look of the clock asks the database."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    engine = leak.edge.database.engine
    event.listen(engine, "before_cursor_execute", note)
    with leak.edge.database.reading() as session:
        Reminding(Incidents(leak.edge.house.queues, CHANNEL), set(), set()).due(session, now=leak.now)
    event.remove(engine, "before_cursor_execute", note)
    return sum(one.startswith("SELECT") for one in asked)
