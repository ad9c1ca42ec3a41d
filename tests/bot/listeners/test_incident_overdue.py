"""After its 72 hours the authority's notice is asked for each morning, until it is whole or settled."""

from datetime import UTC, datetime, timedelta

import pytest

from dealix_ops.incidents import plan
from scheduler import incidents
from tests.bot.edge import Edge
from tests.bot.incidents_72h.room import Incident72h
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.listeners.test_decide import whispers
from tests.bot.listeners.test_incident_notice import PARTIAL, WHOLE, filed, learnt
from tests.bot.listeners.test_incident_owed import over
from tests.bot.listeners.test_incident_run import clock, declared, ledgered, stands, story
from tests.bot.week import screen
from tests.support.house import FOUNDER, OPERATOR

WHY = "أفادت الجهة بالهاتف أن ما رُفع يكفي"


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


@pytest.fixture
async def leak(desk: Edge, door: SlackDoor) -> Incident72h:
    """Declared at 10:12 on a Sunday, so due at 10:12 on Wednesday; over, so that it asks for nothing else."""
    room = await declared(desk, door, "حادث جديد 1 تسربت بيانات عملاء لجهة ثانية")
    await over(room)
    return room


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """On Riyadh's wall; the first day is 0, the deadline stands on the third."""
    return datetime(2026, 11, 22, hour, minute, tzinfo=UTC) + timedelta(days=day, hours=-3)


def heard(leak: Incident72h, moment: datetime) -> list[str]:
    """Two clocks, twice each."""
    leak.edge.clock.now = moment
    said = len(leak.heard)
    for _ in range(2):
        incidents.remind(leak.edge.product)
        leak.work()
    return [text for _, text in leak.heard[said:]]


def offered(leak: Incident72h) -> list[str]:
    newest = [post for post in leak.edge.house.slack.posted if post.channel.startswith("C_ROOM")][-1]
    return [screen.label(one) for one in screen.elements(leak.edge.house.strict.shown[newest.ts])]


class TestNothingFiled:
    async def test_is_asked_for_each_morning_and_says_how_late_it_is(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        (at_the_end,) = heard(leak, on(3, 10, 12))
        assert at_the_end.startswith("انتهت مهلة بلاغ الجهة المختصة في الحادث ح-1 10:12 ص الأربعاء 25 نوفمبر")
        assert heard(leak, on(3, 21)) == heard(leak, on(4, 8, 59)) == []
        told = [heard(leak, on(day, 9))[0] for day in (4, 5, 6, 14)]  # Friday and Saturday too
        spans = ["22 ساعة", "46 ساعة", "يومين", "10 أيام"]
        assert [text.split("منذ ")[1].split(":")[0] for text in told] == spans
        assert told[0] == (
            "بلاغ الجهة المختصة عن الحادث ح-1 متأخر منذ 22 ساعة: انتهت مهلته 10:12 ص الأربعاء 25 نوفمبر،"
            " ولم يُسجَّل بلاغ. ارفعوه اليوم مع سبب التأخر @المؤسس\n"
            "ينقص البلاغ: كيف حدث، فئات أصحاب البيانات وعددهم التقريبي، أنواع البيانات، المخاطر والأثر،"
            " ما اتُّخذ من إجراءات وما سيُتخذ، هل أُبلغ أصحاب البيانات، ومتى، من يُتواصل معه ورقمه\n"
            "[مسودة البلاغ] [رُفع البلاغ] [لا يلزم بلاغ]"
        )
        assert [one["kind"] for one in ledgered(leak, "incident.reminded")].count("pdpl.overdue") == 4

    async def test_a_morning_that_nobody_worked_is_told_later_that_day_but_not_at_night(
        self, leak: Incident72h
    ) -> None:
        assert await learnt(leak, 0) == {}
        heard(leak, on(3, 10, 12))
        assert len(heard(leak, on(5, 16))) == 1
        assert heard(leak, on(5, 22, 30)) == heard(leak, on(6, 3)) == []
        assert heard(leak, on(8, 23)) == []
        assert len(heard(leak, on(9, 12))) == 1

    async def test_is_told_though_no_clock_looked_for_weeks(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        (told,) = heard(leak, on(20, 11))
        assert told.startswith("انتهت مهلة بلاغ الجهة المختصة في الحادث ح-1 10:12 ص الأربعاء 25 نوفمبر")
        assert len(heard(leak, on(21, 9))) == 1

    async def test_the_morning_right_after_it_was_said_is_left_out(self, leak: Incident72h) -> None:
        """Said at 8:12, it is said again on the next day."""
        assert await learnt(leak, -2) == {}
        assert len(heard(leak, on(3, 8, 12))) == 1
        assert heard(leak, on(3, 9)) == []
        assert len(heard(leak, on(4, 9))) == 1

    async def test_filed_whole_or_called_harmless_it_is_over(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        heard(leak, on(3, 10, 12))
        assert len(heard(leak, on(4, 9))) == 1
        await leak.press("لا يلزم بلاغ")
        assert await leak.submit({"why": "القائمة بيانات تجربة"}) == {}
        assert clock(leak).runs is False
        assert heard(leak, on(5, 9)) == []

    async def test_filed_late_is_written_down_from_the_reminder(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        heard(leak, on(3, 10, 12))
        heard(leak, on(4, 9))
        assert await filed(leak, "N-1", WHOLE) == {}
        assert "تنبيه: رُفع بعد انتهاء المهلة" in leak.heard[-1][1]
        assert heard(leak, on(5, 9)) == []

    async def test_undecided_one_is_asked_about_each_morning(self, leak: Incident72h) -> None:
        heard(leak, on(3, 10, 12))
        (told,) = heard(leak, on(6, 9))
        assert told == (
            "انتهت مهلة بلاغ الجهة المختصة منذ يومين (10:12 ص الأربعاء 25 نوفمبر)، ولم يقرر أحد هل تضررت"
            " بيانات شخصية في الحادث ح-1. القرار اليوم @المؤسس\n[نعم، قد تتضرر بيانات] [لا]"
        )


class TestPart:
    async def test_names_what_is_missing_and_what_was_written_since(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        await leak.press("مسودة البلاغ")
        known = ("how", "subjects", "data_types", "measures", "told")
        assert await leak.submit(dict.fromkeys(known, "مكتوب")) == {}
        assert await filed(leak, "N-1", PARTIAL) == {}
        (told,) = heard(leak, on(3, 10, 12))
        assert told.startswith(
            "انتهت مهلة بلاغ الجهة المختصة في الحادث ح-1 10:12 ص الأربعاء 25 نوفمبر، ورُفع جزئياً"
        )
        assert "\nينقص البلاغ: المخاطر والأثر، من يُتواصل معه ورقمه\n" in told
        await leak.press("مسودة البلاغ")
        assert await leak.submit({"risks": "محدودة"}) == {}
        (told,) = heard(leak, on(4, 9))
        assert told == (
            "بقية بلاغ الجهة المختصة عن الحادث ح-1 لم تُرفع، وانتهت المهلة منذ 22 ساعة. آخر ما رُفع 10:12 ص"
            " الأحد 22 نوفمبر، رقمه N-1. أكملوه اليوم مع سبب التأخر @المؤسس\n"
            "ينقص البلاغ: من يُتواصل معه ورقمه\n"
            "كُتب بعد آخر ما رُفع، فيُرفع معه: المخاطر والأثر\n"
            "[مسودة البلاغ] [رُفع البلاغ] [لا بقية له]"
        )

    async def test_of_a_whole_draft_says_that_the_rest_is_to_be_filed(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        await leak.press("مسودة البلاغ")
        parts = ("how", "subjects", "data_types", "risks", "measures", "told", "contact")
        assert await leak.submit(dict.fromkeys(parts, "مكتوب")) == {}
        assert await filed(leak, "N-1", PARTIAL) == {}
        heard(leak, on(3, 10, 12))
        (told,) = heard(leak, on(4, 9))
        assert "بنود المسودة كلها مكتوبة: ارفعوا ما بقي منها، ثم سجّلوه من «رُفع البلاغ»" in told

    async def test_who_filed_another_part_is_asked_again_the_next_morning(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        assert await filed(leak, "N-1", PARTIAL) == {}
        heard(leak, on(3, 10, 12))
        leak.edge.clock.now = on(4, 8)
        assert await filed(leak, "N-2", PARTIAL) == {}
        assert heard(leak, on(4, 9)) == []
        (told,) = heard(leak, on(5, 9))
        assert "رقمه N-2" in told


class TestNothingLeft:
    async def test_founder_says_why_nothing_more_is_owed(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        assert await filed(leak, "N-1", PARTIAL) == {}
        heard(leak, on(3, 10, 12))
        heard(leak, on(4, 9))
        await leak.press("لا بقية له")
        assert "سُجّل من قبل: بلاغ جزئي رُفع" in str(leak.door.view)
        assert await leak.submit({"why": "..."}) == {"why": "اكتب السبب في كلمة على الأقل."}
        assert await leak.submit({"why": WHY}) == {}
        assert leak.heard[-1][1].split("\n") == [
            "قرر @المؤسس: لا بقية لبلاغ الجهة المختصة عن الحادث ح-1، فتوقف التذكير به. السبب:",
            f"> {WHY}",
        ]
        assert "وقرر" in str(leak.summary().blocks)
        assert ("settled", WHY) in story(leak)
        assert ledgered(leak, "incident.notice_settled") == [{"incident": 1, "filing": 1}]
        with leak.edge.database.reading() as session:
            assert {one.key: one.done_by for one in plan.of(session, 1)}["notice"] == FOUNDER.user_id
        assert heard(leak, on(5, 9)) == []

    async def test_a_part_that_is_filed_after_it_is_owed_to_its_end_again(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        assert await filed(leak, "N-1", PARTIAL) == {}
        heard(leak, on(3, 10, 12))
        heard(leak, on(4, 9))
        await leak.press("لا بقية له")
        assert await leak.submit({"why": WHY}) == {}
        assert await filed(leak, "N-2", PARTIAL) == {}
        assert len(heard(leak, on(5, 9))) == 1

    async def test_is_the_founders_and_once(self, leak: Incident72h) -> None:
        assert await learnt(leak, 0) == {}
        leak.door.views.clear()
        await leak.edge.press("incident.nothing_left", "1")
        leak.work()
        assert "ليس للبلاغ بقية تنتظر" in whispers(leak.edge)[-1][1]
        assert await filed(leak, "N-1", PARTIAL) == {}
        await leak.edge.press("incident.nothing_left", "1", user=OPERATOR.user_id)
        assert leak.door.views[-1]["callback_id"] != "incident.nothing_left_submit"
        await leak.edge.press("incident.nothing_left", "1")
        opened = leak.door.view
        assert await leak.submit({"why": WHY}) == {}
        leak.door.views.append(opened)
        assert "ليس للبلاغ بقية تنتظر" in (await leak.submit({"why": WHY}))["why"]
        assert stands(leak).status == "resolved"
