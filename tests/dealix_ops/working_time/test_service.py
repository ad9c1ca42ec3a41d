from datetime import UTC, date, datetime

from dealix_ops.database import Database
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.working_hours import shifts
from dealix_ops.working_time import service
from dealix_ops.working_time.rules import DayKind, Hours

NOW = datetime(2027, 3, 7, 18, tzinfo=UTC)
HOURS = Hours(shifts("09:00-17:00"), shifts("10:00-16:00"))
EID = date(2027, 3, 8)


class TestTell:
    def test_a_sighted_moon_moves_the_due_time(self, database: Database) -> None:
        evening = datetime(2027, 3, 7, 13, tzinfo=UTC)
        with database.transaction() as session:
            assert service.working_time(session, HOURS).next_open(evening).date() == EID
            assert service.tell(session, EID, DayKind.HOLIDAY, "عيد الفطر", actor="U0FOUNDER", now=NOW)
            assert service.working_time(session, HOURS).next_open(evening).date() == date(2027, 3, 15)

    def test_the_same_word_twice_is_one_entry(self, database: Database) -> None:
        with database.transaction() as session:
            for first in (True, False):
                told = service.tell(session, EID, DayKind.HOLIDAY, "عيد الفطر", actor="U0FOUNDER", now=NOW)
                assert told is first
            entry = session.query(LedgerEntry).filter_by(event="calendar.day_told").one()
            assert entry.facts == {"day": "2027-03-08", "kind": "holiday", "was": "ramadan"}


class TestUpcoming:
    def test_names_what_is_not_ordinary_and_says_what_is_an_estimate(self, database: Database) -> None:
        with database.transaction() as session:
            service.tell(session, EID, DayKind.HOLIDAY, "عيد الفطر", actor="U0FOUNDER", now=NOW)
            days = dict(service.upcoming(session, date(2027, 3, 5), days=12))
        assert list(days) == sorted(days)
        assert days[EID].confirmed
        assert not days[date(2027, 3, 9)].confirmed
        assert date(2027, 3, 5) not in days  # a plain Friday
