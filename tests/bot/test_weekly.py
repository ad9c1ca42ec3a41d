"""The week's messages as the founder lives them: clock, worker and Slack, through the whole application."""

import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from dealix_ops.contacts import customers
from dealix_ops.durable.models import SlackFile
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from dealix_ops.proof.models import ProofEvent
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import DayKind
from scheduler.jobs import run_jobs
from tests.bot.edge import Edge
from tests.bot.test_digest import NUMBERS, begun, clock_says, day, needs_no_reply, told, writes
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM
from tests.support.house import FOUNDER, LEAK, OPS

__all__ = ["day"]
MISSING = "الصورة غير متاحة هذه المرة، والأرقام كاملة أعلاه."
MONDAY, NEXT_MONDAY = 23, 30


def review(edge: Edge, on: int = NEXT_MONDAY) -> list[str]:
    """Monday's message, the only one at nine."""
    clock_says(edge, on, 8, 59)
    before = len(told(edge))
    clock_says(edge, on, 9)
    (lines,) = told(edge)[before:]
    return lines


def a_week(edge: Edge) -> None:
    """One leak answered in ten minutes, one calm question that nobody answered."""
    clock_says(edge, MONDAY, 10)
    writes(edge, NUMBERS[0], "نخبة الخليج", LEAK)
    edge.clock.move(minutes=10)
    hands.answered(edge.house, ticket_id=1)
    clock_says(edge, MONDAY, 12)
    writes(edge, NUMBERS[1], "الأفق", CALM)


def holiday(edge: Edge, *days: int, month: int = 11) -> None:
    with edge.database.transaction() as session:
        for one in days:
            working_time.tell(
                session, date(2026, month, one), DayKind.HOLIDAY, "إجازة", actor="U1", now=edge.clock()
            )


def images(edge: Edge) -> list[str]:
    message = edge.house.strict.shown[edge.house.strict.posted[-1].ts]
    return [block["slack_file"]["id"] for block in message.blocks or () if block["type"] == "image"]


class TestReview:
    def test_what_the_week_was_with_its_picture(self, edge: Edge) -> None:
        begun(edge)
        a_week(edge)
        lines = review(edge)
        assert lines[:6] == [
            "📊 مراجعة الأسبوع · 22–28 نوفمبر · 12–18 جمادى الآخرة 1448",
            "الوارد: تذكرتان (طارئ 1، عادي 1)، والأسبوع قبله 0",
            "أول رد في موعده: 1 من 2",
            "وسيط أول رد: خلال 10 دقائق، والأسبوع قبله لا يوجد",
            "المتأخر: تذكرتان، والأسبوع قبله 0",
            "الحكم: حرج، والعدد قليل",
        ]
        assert lines[6:9] == [
            "الأطول تأخراً، الأخطر أولاً:",
            "• تذكرة ت-1 · نخبة الخليج · طارئ · الحل تأخر 6 أيام وما زال · البطاقة",
            "• تذكرة ت-2 · الأفق · عادي · أول رد تأخر 5 أيام وما زال · البطاقة",
        ]
        assert lines[-1] == "[بانتظاري (1)] [المتأخر (2)] [المؤشرات]"
        ((content, name, alt),) = edge.house.strict.uploads
        picture = Image.open(io.BytesIO(content))
        assert (picture.format, picture.width, name) == ("PNG", 1080, "week.png")
        assert "طارئ: 1 من 1" in alt
        assert "الثلاثاء 1" in alt
        assert images(edge) == ["FFAKE000001"]
        assert edge.house.strict.refusals == []

    def test_nothing_happened_is_said_and_silent_sources_are_named(self, day: Edge) -> None:
        lines = review(day)
        assert lines[1] == "أسبوع هادئ: لم تُفتح تذكرة، ولم يحل موعد."
        assert any("واتساب لم يصل منه شيء بعد ⚠️" in line for line in lines)
        assert MISSING not in lines
        assert day.house.strict.uploads == []

    @pytest.mark.parametrize(
        "error", [NotAccepted("Slack: missing_scope"), Refused("Slack: invalid_arguments")]
    )
    def test_where_the_picture_is_refused_the_figures_come_and_say_so(
        self, day: Edge, error: Exception
    ) -> None:
        a_week(day)
        day.house.strict.fail_upload(error)
        lines = review(day)
        assert MISSING in lines
        assert "أول رد في موعده: 1 من 2" in lines
        assert images(day) == []

    def test_upload_of_unknown_end_is_done_once_more_and_posted_once(self, day: Edge) -> None:
        a_week(day)
        day.house.strict.fail_upload(OutcomeUnknown("broke"))
        review(day)
        assert images(day) == ["FFAKE000001"]

    def test_message_that_got_lost_is_found_and_its_picture_is_not_sent_again(self, day: Edge) -> None:
        a_week(day)
        clock_says(day, NEXT_MONDAY, 8, 59)
        slack = day.house.strict
        slack.fail_next(NotAccepted("busy"))
        slack.lose_next(OutcomeUnknown("broke"))
        before = len(slack.posted)
        clock_says(day, NEXT_MONDAY, 9)
        assert len(slack.posted) == before + 1
        assert len(slack.uploads) == 1
        with day.database.reading() as session:
            assert session.query(SlackFile).count() == 1

    def test_slack_that_is_not_ready_to_show_the_file_is_asked_again(self, day: Edge) -> None:
        a_week(day)
        clock_says(day, NEXT_MONDAY, 8, 59)
        day.house.strict.fail_next(Refused("Slack: invalid_blocks"))
        before = day.clock()
        clock_says(day, NEXT_MONDAY, 9)
        assert images(day) == ["FFAKE000001"]
        assert day.clock() > before

    def test_where_slack_never_shows_the_file_the_figures_come_alone(self, day: Edge) -> None:
        a_week(day)
        clock_says(day, NEXT_MONDAY, 8, 59)
        for _ in range(3):
            day.house.strict.fail_next(Refused("Slack: invalid_blocks"))
        clock_says(day, NEXT_MONDAY, 9)
        assert images(day) == []
        assert MISSING in told(day)[-1]

    def test_on_a_holiday_it_waits_for_the_next_working_morning_and_tells_of_the_same_week(
        self, day: Edge
    ) -> None:
        holiday(day, NEXT_MONDAY)
        a_week(day)
        clock_says(day, NEXT_MONDAY, 8, 59)
        before = len(told(day))
        clock_says(day, NEXT_MONDAY, 9)
        assert len(told(day)) == before
        day.clock.now = datetime(2026, 12, 1, 6, 0, tzinfo=UTC)
        with day.database.transaction() as session:
            day.house.queues.release_due(session, now=day.clock())
        day.house.run_all()
        assert told(day)[-1][0].startswith("📊 مراجعة الأسبوع · 22–28 نوفمبر")


class TestSunday:
    def test_board_learning_and_companies_are_one_message(self, day: Edge) -> None:
        clock_says(day, MONDAY, 10)
        with day.database.transaction() as session:
            customer = customers.find_or_create(session, "مدار", now=day.clock())
            session.add(
                ProofEvent(
                    customer_id=customer.id,
                    kind="pipeline",
                    at=day.clock(),
                    amount_sar=40_000,
                    words="اجتماع",
                    origin="test:1",
                    recorded_by=FOUNDER.user_id,
                    recorded_at=day.clock(),
                )
            )
        writes(day, NUMBERS[0], "الأفق", CALM)
        clock_says(day, 29, 8, 59)
        before = len(told(day))
        clock_says(day, 29, 9)
        (lines,) = told(day)[before:]
        assert lines[0] == "🧭 موجز المؤسس، الأسبوع حتى الأحد 29 نوفمبر"
        assert "قرارات تنتظرك" in lines
        assert "• قيمة فرص مدار: 40,000 ر.س (سجل الأدلة 1)" in lines
        assert any("تذكرة الأفق متأخرة" in line for line in lines)
        assert "ما تعلمناه" in lines
        assert "تذكير: لا واتساب بارد، ولا لديلكس نفسها" in lines
        assert lines[-1] == "[أضف شركة]"
        posted = [one for one in day.house.strict.posted if one.channel == OPS][-1]
        assert posted.text == "موجز المؤسس، الأسبوع حتى الأحد 29 نوفمبر"


class TestEvening:
    def test_thursday_tells_whose_window_closes_before_sunday_with_its_text(self, day: Edge) -> None:
        clock_says(day, 26, 15)
        writes(day, NUMBERS[0], "الأفق", CALM)
        writes(day, NUMBERS[1], "مدار", CALM)
        before = len(told(day))
        clock_says(day, 26, 18)
        (lines,) = told(day)[before:]
        assert lines == [
            "⏳ محادثتان تقفل نافذتاهما قبل الأحد 9:00 ص",
            "• تذكرة ت-1 · الأفق · تقفل 3:00 م غداً · المسودة جاهزة · البطاقة",
            "• تذكرة ت-2 · مدار · تقفل 3:00 م غداً · المسودة جاهزة · البطاقة",
            "بعد الإقفال يبقى الإرسال باليد من الجوال.",
            "[بانتظاري]",
        ]

    def test_nothing_closes_is_no_message(self, day: Edge) -> None:
        clock_says(day, 26, 15)
        before = len(told(day))
        clock_says(day, 26, 18)
        assert len(told(day)) == before

    def test_answered_while_it_waited_is_no_message(self, day: Edge) -> None:
        clock_says(day, 26, 15)
        writes(day, NUMBERS[0], "الأفق", CALM)
        before = len(told(day))
        day.clock.now = datetime(2026, 11, 26, 15, 0, tzinfo=UTC)
        run_jobs(day.product)
        needs_no_reply(day, 1)
        day.house.run_all()
        assert len(told(day)) == before

    def test_on_a_day_without_work_nobody_is_told(self, day: Edge) -> None:
        clock_says(day, 26, 15)
        holiday(day, 26)
        writes(day, NUMBERS[0], "الأفق", CALM)
        before = len(told(day))
        clock_says(day, 26, 18)
        assert len(told(day)) == before
