"""A calendar that depends on the moon asks before it is needed."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.database import Database
from dealix_ops.ports.work import Effect
from dealix_ops.working_time import asking, service
from dealix_ops.working_time.rules import DayKind

EID = date(2027, 3, 9)


class Kept:
    """An outbox that only remembers."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def add(self, session: Session, effect: Effect, *, now: datetime) -> int:
        self.texts.append(effect.payload["text"])
        return len(self.texts)


def asked(session: Session, day: date) -> list[str]:
    outbox, now = Kept(), datetime(day.year, day.month, day.day, 7, tzinfo=UTC)
    count = asking.ask(session, outbox=outbox, channel="C_OPS", now=now)
    assert count == len(outbox.texts)
    return outbox.texts


def test_a_year_is_asked_about_its_beginnings_and_nothing_else(database: Database) -> None:
    with database.reading() as session:
        days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
        said = {day.isoformat(): asked(session, day) for day in days}
    unconfirmed = {day: texts for day, texts in said.items() if any("لم يؤكده" in text for text in texts)}
    # Ramadan on 8 February, Eid al-Fitr on 9 March, Arafah on 15 May with which Eid al-Adha begins.
    assert sorted(unconfirmed) == [
        *("2027-02-01", "2027-02-05", "2027-03-02", "2027-03-06"),
        *("2027-05-08", "2027-05-12"),
    ]
    away = [day for day, texts in said.items() if any("رسالة الغياب" in text for text in texts)]
    assert away == ["2027-02-19", "2027-03-06", "2027-05-12", "2027-09-20"]


def test_the_words_say_what_to_type(database: Database) -> None:
    with database.reading() as session:
        assert asked(session, EID - timedelta(days=7)) == [
            "تقويم العمل: عيد الفطر يبدأ تقديراً الثلاثاء 9 مارس، ولم يؤكده أحد بعد. مواعيد الردود تُحسب عليه."
            "\nللتأكيد أو التصحيح: \u200e/dealix دوام 9/3/2027 إجازة عيد الفطر"
        ]


def test_who_confirmed_is_asked_no_more(database: Database) -> None:
    with database.transaction() as session:
        for n in range(4):
            service.tell(
                session,
                EID + timedelta(days=n),
                DayKind.HOLIDAY,
                "عيد الفطر",
                actor="U0FOUNDER",
                now=datetime(2027, 3, 1, tzinfo=UTC),
            )
        assert asked(session, EID - timedelta(days=7)) == []
        assert [text[:13] for text in asked(session, EID - timedelta(days=3))] == ["تنبيه الإجازة"]


def test_day_after_told_ones_goes_on_with_them(database: Database) -> None:
    """A founder told four days under a name of their own; the day behind them is no new Eid."""
    with database.transaction() as session:
        for n in range(5):
            service.tell(
                session,
                EID + timedelta(days=n),
                DayKind.HOLIDAY,
                "إجازة الشركة",
                actor="U0FOUNDER",
                now=datetime(2027, 3, 1, tzinfo=UTC),
            )
        said = [asked(session, EID + timedelta(days=n)) for n in range(5)]
    assert said == [[]] * 5
