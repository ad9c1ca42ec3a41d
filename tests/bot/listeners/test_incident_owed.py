"""What the authority is owed outlives an incident's end, and only a person's filing says that it was done."""

from datetime import timedelta

import pytest

from dealix_ops.incidents import plan
from dealix_ops.incidents.models import Incident, IncidentOpening
from dealix_ops.paging.models import Page
from tests.bot.edge import Edge
from tests.bot.incidents_72h.room import Incident72h
from tests.bot.listeners.forms_sent import submit
from tests.bot.listeners.hands import command
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import whispers
from tests.bot.listeners.test_incident_run import clock, declared, ledgered, stands
from tests.bot.week import screen
from tests.support.clock import START
from tests.support.house import FOUNDER, OPERATOR

SUMMARY = "ظهرت أسماء لعميل آخر، وأغلقنا المصدر."
LIKE_A_PHONE = "0551234567"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


@pytest.fixture
async def leak(desk: Edge, door: SlackDoor) -> Incident72h:
    return await declared(desk, door, "حادث جديد 1 تسربت بيانات عملاء لجهة ثانية")


async def decided(leak: Incident72h) -> None:
    await leak.press("نعم، قد تتضرر بيانات")
    assert await leak.submit({"why": "أسماء ظهرت"}) == {}


async def over(leak: Incident72h) -> None:
    await leak.edge.press("incident.resolve", "1")
    await submit(leak.edge, leak.door.view, {"summary": SUMMARY})
    leak.work()
    assert stands(leak).status == "resolved"


def heard_at(leak: Incident72h, hours: int) -> list[str]:
    leak.edge.clock.now = START + timedelta(hours=hours)
    said = len(leak.heard)
    leak.work()
    leak.work()
    return [text for _, text in leak.heard[said:]]


class TestAfterItsEnd:
    async def test_last_message_of_the_room_offers_what_comes_next(self, leak: Incident72h) -> None:
        await over(leak)
        newest = [post for post in leak.edge.house.slack.posted if post.channel.startswith("C_ROOM")][-1]
        offered = [screen.label(one) for one in screen.elements(leak.edge.house.strict.shown[newest.ts])]
        assert offered == ["رفع التجميد", "رسائل المتأثرين"]

    async def test_every_reminder_comes_once_and_no_update_is_asked_for(self, leak: Incident72h) -> None:
        await decided(leak)
        await over(leak)
        for hours in (24, 48, 60, 70):
            (text,) = heard_at(leak, hours)
            assert text.startswith(f"مضت {hours} ساعة من مهلة بلاغ الجهة المختصة في الحادث ح-1")
        (text,) = heard_at(leak, 72)
        assert "ولم يُسجَّل بلاغ" in text
        assert heard_at(leak, 90) == []

    async def test_filing_is_written_down_and_shown(self, leak: Incident72h) -> None:
        await decided(leak)
        await over(leak)
        assert "مهلة البلاغ: باقي 72 ساعة" in str(leak.summary().blocks)
        await leak.press("رُفع البلاغ")
        assert await leak.submit({"reference": "N-1", "complete": "whole"}) == {}
        assert clock(leak).is_filed
        assert "البلاغ: رُفع 10:12 ص الأحد 22 نوفمبر" in str(leak.summary().blocks)
        assert heard_at(leak, 24) == []

    async def test_undecided_one_still_asks(self, leak: Incident72h) -> None:
        await over(leak)
        (text,) = heard_at(leak, 24)
        assert text.startswith("لم يقرر أحد بعد: هل قد تتضرر بيانات شخصية في الحادث ح-1؟")
        await leak.press("لا")
        assert await leak.submit({"why": "القائمة بيانات تجربة"}) == {}
        assert heard_at(leak, 48) == []


class TestEvidence:
    async def test_step_is_not_ticked_by_a_press(self, leak: Incident72h) -> None:
        await leak.edge.press("incident.step", "1.notice")
        leak.work()
        assert "اضغط «رُفع البلاغ» واكتب رقمه" in whispers(leak.edge)[-1][1]
        assert notice_done(leak) is None
        await decided(leak)
        await leak.press("رُفع البلاغ")
        assert await leak.submit({"reference": "N-1", "complete": "whole"}) == {}
        assert notice_done(leak) == FOUNDER.user_id

    async def test_number_stays_as_the_authority_gave_it(self, leak: Incident72h) -> None:
        await decided(leak)
        await leak.press("رُفع البلاغ")
        assert await leak.submit({"reference": LIKE_A_PHONE, "complete": "whole"}) == {}
        assert clock(leak).filed[0].reference == LIKE_A_PHONE
        assert LIKE_A_PHONE in leak.heard[-1][1]

    async def test_number_calls_nobody(self, leak: Incident72h) -> None:
        await decided(leak)
        await leak.press("رُفع البلاغ")
        assert await leak.submit({"reference": "N-1 <!channel>", "complete": "whole"}) == {}
        assert not [one for one in leak.edge.house.slack.posted if "<!channel>" in one.text]

    async def test_long_draft_is_shown_to_its_end(self, leak: Incident72h) -> None:
        await decided(leak)
        await leak.press("مسودة البلاغ")
        parts = dict.fromkeys(("how", "subjects", "risks", "measures"), "سبب " * 370)
        assert await leak.submit(parts | {"contact": "سالم"}) == {}
        (post,) = [one for one in leak.edge.house.slack.posted if "مسودة بلاغ الجهة" in one.text]
        shown = leak.edge.house.strict.shown[post.ts].blocks or ()
        assert "من يُتواصل معه ورقمه: سالم" in str(shown)
        assert "ما فعلناه حتى الآن" in str(shown)


class TestRoom:
    async def test_harm_seen_before_there_is_a_room_makes_it_a_private_one(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        await command(desk, "حادث جديد 3 بطء في اللوحة")
        desk.house.run_all()
        await desk.choose("incident.more", "1.harm")
        room = Incident72h(desk, door)
        assert await room.submit({"harm": "yes", "why": "أسماء ظهرت"}) == {}
        await desk.choose("incident.more", "1.severity")
        assert await room.submit({"severity": "SEV1"}) == {}
        (made,) = desk.house.rooms.made
        assert made.private

    async def test_open_room_is_warned_of_where_harm_is_seen_later(self, desk: Edge, door: SlackDoor) -> None:
        room = await declared(desk, door, "حادث جديد 2 توقف إرسال التقارير")
        await desk.choose("incident.more", "1.harm")
        assert await room.submit({"harm": "yes", "why": "أسماء ظهرت"}) == {}
        assert room.heard[-1][1].startswith("تنبيه: غرفة الحادث مفتوحة لكل من في سلاك")

    async def test_reopened_before_it_had_one_gets_it(self, desk: Edge, door: SlackDoor) -> None:
        await command(desk, "حادث جديد 2 توقف الإرسال")
        await desk.press("incident.resolve", "1")
        await submit(desk, door.view, {"summary": SUMMARY})
        desk.house.run_all()
        assert desk.house.rooms.made == []
        await desk.press("incident.reopen", "1")
        await submit(desk, door.view, {"why": "عاد"})
        desk.house.run_all()
        assert len(desk.house.rooms.made) == 1
        with desk.database.reading() as session:
            assert session.get_one(IncidentOpening, (1, "channel")).state == "done"

    async def test_sev1_that_an_operator_reopens_rings(self, leak: Incident72h) -> None:
        await over(leak)
        await leak.edge.press("incident.reopen", "1", user=OPERATOR.user_id)
        await submit(leak.edge, leak.door.view, {"why": "ظهرت مرة أخرى"}, user=OPERATOR.user_id)
        leak.work()
        assert stands(leak).status == "open"
        assert len(ledgered(leak, "page.started")) == 1


class TestFalseAlarm:
    async def test_ends_what_rings_for_it(self, desk: Edge, door: SlackDoor) -> None:
        desk.house.customer_writes("كيف أضيف مستخدماً؟")
        desk.house.run_all()
        await desk.press("incident.declare", "1.1", user=OPERATOR.user_id)
        typed = {"severity": "SEV1", "kind": "leak", "title": "بيانات ظاهرة"}
        await desk.submit(door.view, typed, user=OPERATOR.user_id)
        desk.house.run_all()
        with desk.database.reading() as session:
            assert session.get_one(Page, 1).ended_at is None
        await desk.press("incident.false_alarm", "1")
        desk.house.run_all()
        with desk.database.reading() as session:
            assert session.get_one(Incident, 1).resolved_as == "false_alarm"
            assert session.get_one(Page, 1).ended_at is not None


def notice_done(leak: Incident72h) -> str | None:
    with leak.edge.database.reading() as session:
        return {step.key: step.done_by for step in plan.of(session, 1)}["notice"]
