"""When we learnt of it, and what was filed: two facts of law that a slip of a thumb must not falsify."""

from datetime import timedelta

import pytest

from dealix_ops.incidents import plan
from tests.bot.edge import Edge
from tests.bot.incidents_72h.room import Incident72h
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import whispers
from tests.bot.listeners.test_incident_run import clock, declared, last, ledgered, stands, story
from tests.bot.week import screen
from tests.support.clock import START
from tests.support.house import FOUNDER, OPERATOR

WHY = "أسماء ظهرت"
WHOLE, PARTIAL = "whole", "partial"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


@pytest.fixture
async def leak(desk: Edge, door: SlackDoor) -> Incident72h:
    """Declared at 10:12."""
    made = await declared(desk, door, "حادث جديد 1 تسربت بيانات عملاء لجهة ثانية")
    made.edge.clock.move(minutes=30)
    return made


async def learnt(leak: Incident72h, hours: float, *, by: str = FOUNDER.user_id) -> dict[str, str]:
    """«نعم» with a time of awareness, in hours from the declaration."""
    await leak.press("نعم، قد تتضرر بيانات", by=by)
    return await leak.submit({"why": WHY, "aware": START + timedelta(hours=hours)}, by=by)


async def filed(leak: Incident72h, number: str, how: str, *, by: str = FOUNDER.user_id) -> dict[str, str]:
    await leak.press("رُفع البلاغ", by=by)
    return await leak.submit({"reference": number, "complete": how}, by=by)


class TestAware:
    async def test_slip_of_the_calendar_is_no_time(self, leak: Incident72h) -> None:
        errors = await learnt(leak, -24 * 31)
        assert errors == {
            "why": "اختر وقت علمنا بين 10:12 ص الجمعة 23 أكتوبر و10:12 ص الأحد 22 نوفمبر:"
            " لا يسبق إعلان الحادث بأكثر من 30 يوماً، ولا يتأخر عن ظهوره عندنا هنا."
        }
        assert stands(leak).aware_at == START

    async def test_never_later_than_what_stands_here(self, leak: Incident72h) -> None:
        errors = await learnt(leak, 0.25)
        assert errors["why"].startswith("اختر وقت علمنا بين ")
        assert stands(leak).aware_at == START

    async def test_wrong_day_is_put_right_by_the_founder_and_said(self, leak: Incident72h) -> None:
        assert await learnt(leak, -24, by=OPERATOR.user_id) == {}
        refused = await learnt(leak, -1, by=OPERATOR.user_id)
        assert "للمؤسس فقط" in refused["why"]
        assert stands(leak).aware_at == START - timedelta(hours=24)
        assert await learnt(leak, -1) == {}
        assert last(leak)[0] == (
            "أخّر @المؤسس وقت علمنا من 10:12 ص السبت 21 نوفمبر إلى 9:12 ص الأحد 22 نوفمبر،"
            " وتنتهي مهلة البلاغ 9:12 ص الأربعاء 25 نوفمبر"
        )
        moved = [one["to"] for one in ledgered(leak, "incident.aware")]
        assert moved == [f"2026-11-{day}T{at}:00+00:00" for day, at in (("21", "07:12"), ("22", "06:12"))]

    async def test_no_says_too_that_the_time_moved(self, leak: Incident72h) -> None:
        await leak.press("لا")
        assert await leak.submit({"why": "بيانات تجربة", "aware": START - timedelta(hours=9)}) == {}
        assert last(leak)[0] == "قدّم @المؤسس وقت علمنا من 10:12 ص إلى 1:12 ص الأحد 22 نوفمبر"
        assert len(ledgered(leak, "incident.aware")) == 1

    async def test_old_form_does_not_take_back_what_a_colleague_put_right(
        self, leak: Incident72h, door: SlackDoor
    ) -> None:
        await leak.press("نعم، قد تتضرر بيانات")
        opened = door.view
        assert await learnt(leak, -5) == {}
        door.views.append(opened)
        assert await leak.submit({"why": WHY}) == {}
        assert stands(leak).aware_at == START - timedelta(hours=5)

    async def test_reminders_of_the_right_time_come_again(self, leak: Incident72h) -> None:
        assert await learnt(leak, -24) == {}
        leak.work()
        assert sum(text.startswith("مضت 24 ساعة") for _, text in leak.heard) == 1
        assert await learnt(leak, 0) == {}
        leak.edge.clock.now = START + timedelta(hours=24)
        leak.work()
        leak.work()
        assert sum(text.startswith("مضت 24 ساعة") for _, text in leak.heard) == 2

    async def test_deadline_that_is_over_by_then_is_said_so(self, leak: Incident72h) -> None:
        assert await learnt(leak, -80) == {}
        decided, reminded = (text for _, text in leak.heard[-2:])
        assert "وانتهت مهلة البلاغ 2:12 ص الأحد 22 نوفمبر، فارفعوه الآن مع سبب التأخر" in decided
        assert reminded.startswith("انتهت مهلة بلاغ الجهة المختصة في الحادث ح-1 2:12 ص الأحد 22 نوفمبر")

    async def test_not_after_what_was_filed(self, leak: Incident72h) -> None:
        assert await learnt(leak, -24) == {}
        await leak.press("رُفع البلاغ")
        earlier = {"reference": "N-1", "complete": PARTIAL, "filed_at": START - timedelta(hours=3)}
        assert await leak.submit(earlier) == {}
        errors = await learnt(leak, -1)
        assert errors["why"].startswith("اختر وقت علمنا بين 10:12 ص الجمعة 23 أكتوبر و7:12 ص الأحد 22 نوفمبر")


class TestStep:
    async def test_plan_asks_first_whether_it_is_owed_and_then_for_its_number(
        self, leak: Incident72h
    ) -> None:
        await leak.press("قرّر: هل تتضرر بيانات؟")
        assert await leak.submit({"harm": "yes", "why": WHY}) == {}
        assert "قرّر: هل تتضرر بيانات؟" not in str(leak.summary().blocks)
        assert "رُفع البلاغ" in [screen.label(one) for one in screen.elements(leak.summary())]
        # Whoever decided that acted: the summary must not call the first action late.
        assert stands(leak).first_action_by == FOUNDER.user_id


class TestFiled:
    async def test_part_of_it_does_not_tick_the_step(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        assert await filed(leak, "N-1", PARTIAL) == {}
        assert notice_step(leak) is None
        await leak.edge.press("incident.step", "1.notice")
        leak.work()
        assert "رُفع البلاغ جزئياً، وتتم هذه الخطوة بتسجيل بقيته" in whispers(leak.edge)[-1][1]
        assert await filed(leak, "N-2", WHOLE, by=OPERATOR.user_id) == {}
        assert notice_step(leak) == OPERATOR.user_id
        assert last(leak)[0] == (
            "اكتمل بلاغ الجهة المختصة عن الحادث ح-1 بتكملة رُفعت 10:42 ص الأحد 22 نوفمبر،"
            " رقمها N-2، سجّلها @المشغّل"
        )

    async def test_second_one_of_the_same_moment_learns_who_was_first(
        self, leak: Incident72h, door: SlackDoor
    ) -> None:
        assert await learnt(leak, 0) == {}
        await leak.press("رُفع البلاغ", by=OPERATOR.user_id)
        opened = door.view
        assert await filed(leak, "N-1", WHOLE) == {}
        door.views.append(opened)
        errors = await leak.submit({"reference": "N-1", "complete": WHOLE}, by=OPERATOR.user_id)
        assert errors == {
            "reference": "سبقك زميلك وسجّل بلاغاً رُفع 10:42 ص الأحد 22 نوفمبر، رقمه N-1. أغلق النافذة،"
            " وإن رفعتم غيره فسجّله تكملةً من جديد."
        }
        assert len(clock(leak).filed) == 1

    async def test_after_a_whole_one_the_form_says_what_stands(
        self, leak: Incident72h, door: SlackDoor
    ) -> None:
        assert await learnt(leak, 0) == {}
        assert await filed(leak, "N-1", WHOLE) == {}
        await leak.press("رُفع البلاغ")
        shown = str(door.view)
        assert "سُجّل من قبل: بلاغ رُفع 10:42 ص الأحد 22 نوفمبر، رقمه" in shown
        assert "ما تسجّله الآن تكملة له." in shown
        assert "تكملة، واكتمل بها البلاغ" in shown

    async def test_wrongly_called_whole_it_runs_again(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        assert await filed(leak, "N-1", WHOLE) == {}
        assert (clock(leak).runs, notice_step(leak)) == (False, FOUNDER.user_id)
        assert await filed(leak, "N-2", PARTIAL) == {}
        assert (clock(leak).runs, notice_step(leak)) == (True, None)
        assert "البقية واجبة" in last(leak)[0]
        assert "رُفع جزئياً" in str(leak.summary().blocks)
        assert [text for kind, text in story(leak) if kind == "filed"] == ["N-1", "N-2"]

    async def test_supplement_is_not_before_what_it_completes(self, leak: Incident72h) -> None:
        assert await learnt(leak, -5) == {}
        assert await filed(leak, "N-1", PARTIAL) == {}
        await leak.press("رُفع البلاغ")
        before = {"reference": "N-2", "complete": WHOLE, "filed_at": START - timedelta(hours=2)}
        assert await leak.submit(before) == {"reference": "اكتب رقم البلاغ، ووقتاً بين آخر ما رُفع والآن."}


def notice_step(leak: Incident72h) -> str | None:
    with leak.edge.database.reading() as session:
        return {step.key: step.done_by for step in plan.of(session, 1)}["notice"]
