"""The morning as the founder lives it: clock, worker and Slack, through the whole application."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dealix_ops.contacts import customers
from dealix_ops.contacts.models import Customer
from dealix_ops.customer_success import rules, service
from dealix_ops.customer_success.rules import Signals
from dealix_ops.invariants.rules import Invariant
from dealix_ops.invariants.service import Watching
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown
from dealix_ops.tickets.models import Ticket
from scheduler.jobs import run_jobs
from tests.bot.edge import Edge
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM
from tests.docs.cards import text_of
from tests.support.house import LEAK, OPERATOR, OPS

SUNDAY = datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
"""8:00 in Riyadh."""
NEVER_HEARD = "سلاك لم يصل منه شيء بعد ⚠️، ونموذج الموقع لم يصل منه شيء بعد ⚠️، والبريد لم يصل منه شيء بعد ⚠️"
NUMBERS = [f"96650000000{n}" for n in range(1, 7)]


def clock_says(edge: Edge, day: int, hour: int, minute: int = 0) -> None:
    """It ticks, and the worker does what is due; hours are Riyadh's."""
    edge.clock.now = datetime(2026, 11, day, hour - 3, minute, tzinfo=UTC)
    run_jobs(edge.product)
    with edge.database.transaction() as session:
        edge.house.queues.release_due(session, now=edge.clock())
    edge.house.run_all()


def told(edge: Edge) -> list[list[str]]:
    """Every message in the operations channel, in lines."""
    posted = [one for one in edge.house.strict.posted if one.channel == OPS]
    return [text_of(edge.house.strict.shown[one.ts]) for one in posted]


@pytest.fixture
def day(desk_edge: Edge) -> Edge:
    """The clock runs since Sunday 8:00."""
    return begun(desk_edge)


def begun(edge: Edge) -> Edge:
    edge.clock.now = SUNDAY
    run_jobs(edge.product)
    return edge


def a_day_passes(edge: Edge, day: int = 22) -> None:
    for hour, minute in ((8, 30), (10, 0), (15, 0), (18, 0)):
        clock_says(edge, day, hour, minute)


def writes(edge: Edge, number: str, company: str, *texts: str) -> int:
    """A customer's person; returns the newest ticket."""
    hands.written(edge.house, *texts, wa_id=number)
    with edge.database.transaction() as session:
        customer = customers.find_or_create(session, company, now=edge.clock())
        ticket = session.query(Ticket).order_by(Ticket.id.desc()).first()
        assert ticket is not None
        ticket.customer_id = customer.id
        return ticket.id


class TestMorning:
    def test_empty_day(self, edge: Edge) -> None:
        begun(edge)
        clock_says(edge, 22, 8, 30)
        (lines,) = told(edge)
        assert lines == [
            "صباح الخير سالم · الأحد 22 نوفمبر",
            "بانتظارك: لا يوجد",
            "الحالات الطارئة: لا يوجد",
            "أقدم عميل ينتظر: لا يوجد",
            "وعود اليوم: لا يوجد",
            "رسائل منذ أمس: لا يوجد",
            "المتأخر الآن: لا يوجد",
            "في خطر: غير مقيس منذ 7 أيام",
            "التجديد: لا يوجد خلال 30 يوماً",
            f"المصادر: واتساب لم يصل منه شيء بعد ⚠️، و{NEVER_HEARD}",
            "لم يُنفَّذ في موعده: لا شيء",
            "[المواعيد]",
        ]

    def test_full_day(self, edge: Edge) -> None:
        house = begun(edge).house
        a_day_passes(edge)
        edge.clock.now = datetime(2026, 11, 22, 17, 0, tzinfo=UTC)  # 20:00
        writes(edge, NUMBERS[0], "الأفق", CALM, "ومتى يبدأ؟")
        edge.clock.move(minutes=10)
        writes(edge, NUMBERS[1], "مدار", CALM)
        hands.answered(house, ticket_id=2)
        needs_no_reply(edge, writes(edge, NUMBERS[2], "سنام", CALM))
        edge.clock.now = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
        writes(edge, NUMBERS[3], "نخبة الخليج", LEAK)
        renews(edge, "مدار", days=7, value=2999)
        at_risk(edge, "سنام", Signals(16, 3, None))
        clock_says(edge, 23, 8, 30)
        assert told(edge)[-1] == [
            "صباح الخير سالم · الاثنين 23 نوفمبر",
            "بانتظارك اعتمادان، أقربهما نخبة الخليج (طارئ) قبل 8:30 ص",
            "الحالات الطارئة: نخبة الخليج",
            "أقدم عميل ينتظر: الأفق منذ 12 ساعة، ونافذته تقفل 8:00 م",
            "وعود اليوم: لا يوجد",
            "نوافذ واتساب تقفل قبل الثلاثاء 9:00 ص دون رد: محادثتان",
            "منذ أمس: 5 رسائل في 4 محادثات، رددنا على واحدة، ولا يحتاج رداً 1، وينتظر 2",
            "المتأخر الآن: لا يوجد",
            "في خطر عميل واحد: سنام (16 يوماً بلا نشاط)",
            "التجديد: مدار بعد 7 أيام (2,999 ر.س)، لا جهة اتصال نكتب لها",
            f"المصادر: واتساب يعمل، و{NEVER_HEARD}",
            "لم يُنفَّذ في موعده: لا شيء",
            "[بانتظاري (2)] [المواعيد]",
        ]
        assert house.strict.refusals == []

    def test_friday_is_one_line_that_names_a_p0(self, day: Edge) -> None:
        day.clock.now = datetime(2026, 11, 27, 5, 0, tzinfo=UTC)
        run_jobs(day.product)
        day.house.run_all()
        writes(day, NUMBERS[0], "نخبة الخليج", LEAK)
        clock_says(day, 27, 8, 30)
        (line,) = told(day)[-1]
        assert line.startswith(
            "الجمعة 27 نوفمبر · الحالات الطارئة: نخبة الخليج · "
            "بانتظارك اعتماد واحد: نخبة الخليج (طارئ) قبل 8:30 ص · "
        )

    def test_lost_reply_is_not_posted_twice(self, day: Edge) -> None:
        slack = day.house.strict
        slack.fail_next(NotAccepted("busy"))
        slack.lose_next(OutcomeUnknown("broke"))
        clock_says(day, 22, 8, 30)
        assert [one.channel for one in slack.posted] == [OPS]

    def test_after_a_stop_the_missed_are_named(self, day: Edge) -> None:
        a_day_passes(day)
        clock_says(day, 25, 11, 0)
        (lines,) = [one for one in told(day)[1:] if one[0].startswith("صباح الخير")]
        missed = lines[-2]
        assert missed.startswith("لم يُنفَّذ في موعده: ")
        assert "قراءة خطر المغادرة (8:00 ص الاثنين 23 نوفمبر)" in missed
        assert missed.endswith("غيرها")

    def test_what_does_not_hold_is_named_last(self, day: Edge) -> None:
        with day.database.transaction() as session:
            found = {Invariant.P0_WITHOUT_CARD: 2, Invariant.OLD_WORK: 0}
            Watching(day.house.queues, OPS).compare(session, found, now=day.clock())
        a_day_passes(day)
        clock_says(day, 23, 8, 30)
        (line,) = [one for one in told(day)[-1] if "ضوابط" in one]
        assert line == "ضوابط مختلّة: حالة طارئة مفتوحة بلا بطاقة في القناة ⚠️"

    def test_source_silent_for_longer_than_usual_is_named_among_those_that_work(self, day: Edge) -> None:
        writes(day, NUMBERS[0], "الأفق", CALM)
        a_day_passes(day)
        clock_says(day, 23, 8, 30)
        assert "واتساب صامت منذ 24 ساعة ⚠️" in told(day)[-1][-3]

    def test_drawn_when_it_leaves_not_when_it_was_asked_for(self, day: Edge) -> None:
        day.clock.now = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
        run_jobs(day.product)
        writes(day, NUMBERS[0], "الأفق", LEAK)
        assert "الحالات الطارئة: الأفق" in told(day)[0] or "الحالات الطارئة: نورة" in told(day)[0]


class TestAfternoon:
    def late_by_noon(self, edge: Edge) -> None:
        clock_says(edge, 22, 12, 0)
        writes(edge, NUMBERS[0], "الأفق", CALM)  # a P3, due at noon tomorrow
        clock_says(edge, 22, 15, 0)
        clock_says(edge, 23, 8, 30)
        clock_says(edge, 23, 10, 0)

    def test_only_what_became_late_since_the_morning(self, day: Edge) -> None:
        self.late_by_noon(day)
        before = len(told(day))
        clock_says(day, 23, 15, 1)
        (lines,) = told(day)[before:]
        assert lines == [
            "تأخّر بعد ملخص الصباح: تذكرة واحدة",
            "• الأفق (أول رد متأخر 3 ساعات)",
            "[المتأخر (1)]",
        ]
        clock_says(day, 24, 8, 30)
        assert any("تأخّر واحد: الأفق" in line for line in told(day)[-1])
        clock_says(day, 24, 15, 0)
        assert len(told(day)) == before + 2

    def test_answered_while_it_waited_for_slack_is_no_message(self, day: Edge) -> None:
        self.late_by_noon(day)
        before = len(told(day))
        day.clock.now = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
        run_jobs(day.product)
        needs_no_reply(day, 1)
        day.house.run_all()
        assert len(told(day)) == before


def needs_no_reply(edge: Edge, ticket_id: int) -> None:
    with edge.database.transaction() as session:
        pressed = hands.pressed(edge.house, ticket_id)
        ended = hands.endings(edge.house)
        ended.no_reply(session, pressed, why=None, actor=OPERATOR, now=edge.clock())


def renews(edge: Edge, name: str, *, days: int, value: int) -> None:
    with edge.database.transaction() as session:
        (customer,) = session.query(Customer).filter(Customer.name == name)
        customer.renews_on, customer.monthly_sar = date(2026, 11, 23) + timedelta(days=days), value


def at_risk(edge: Edge, name: str, signals: Signals) -> None:
    with edge.database.transaction() as session:
        (customer,) = session.query(Customer).filter(Customer.name == name)
        risk = rules.risk(signals)
        service.read_risk(session, customer.id, signals, risk, actor="API", now=edge.clock())
