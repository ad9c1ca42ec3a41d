"""What the clock made wrong is drawn and drafted anew, quietly and once."""

from datetime import UTC, datetime, timedelta

from dealix_ops.intake.renewing import Renewing
from dealix_ops.sla.rules import Metric
from tests.support.house import LEAK, House
from tests.support.only import ON_SQLITE

EVENING = datetime(2026, 11, 22, 19, 0, tzinfo=UTC)  # Sunday 22:00 in Riyadh
REQUEST = "نبي نغير شعارنا في التقرير"


def renew(house: House) -> list[int]:
    """What the tick does."""
    renewing = Renewing(house.settling)
    with house.database.reading() as session:
        outdated = renewing.outdated(session, now=house.clock())
    for ticket_id in outdated:
        with house.database.transaction() as session:
            renewing.renew(session, ticket_id, now=house.clock())
    house.run_all()
    return outdated


def wrote(house: House, words: str) -> str:
    house.customer_writes(words)
    house.run_all()
    return text(house)


def text(house: House) -> str:
    draft = house.card().draft
    assert draft is not None
    return draft.text


class TestRenew:
    def test_next_day_the_draft_promises_anew_and_nothing_rings(self, house: House) -> None:
        before = wrote(house, REQUEST)
        assert renew(house) == []
        house.clock.move(hours=20)
        posted = len(house.slack.posted)
        assert renew(house) == [1]
        assert text(house) != before
        assert len(house.slack.posted) == posted
        assert renew(house) == []

    def test_at_ten_in_the_evening_it_promises_what_is_true_at_nine(self, house: House) -> None:
        house.clock.now = EVENING - timedelta(minutes=30)
        assert "غداً" in wrote(house, REQUEST)
        house.clock.now = EVENING - timedelta(minutes=1)
        assert renew(house) == []
        house.clock.now = EVENING
        assert renew(house) == [1]
        assert "الاثنين 23 نوفمبر" in text(house)
        assert "غداً" not in text(house)
        assert renew(house) == []

    @ON_SQLITE
    def test_text_of_a_p0_counts_from_its_sending_and_stays(self, house: House) -> None:
        before = wrote(house, LEAK)
        house.clock.move(minutes=31)
        assert renew(house) == [1]
        assert text(house) == before
        assert renew(house) == []

    @ON_SQLITE
    def test_what_is_decided_stays(self, house: House) -> None:
        approved = wrote(house, REQUEST)
        house.approve(house.token())
        house.run_all()
        house.clock.move(hours=30)
        renew(house)
        assert text(house) == approved
        assert renew(house) == []


class TestGraverLineAfterTheAnswer:
    @ON_SQLITE
    def test_has_its_own_time_to_be_solved(self, house: House) -> None:
        wrote(house, REQUEST)
        house.approve(house.token())
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.clock.move(hours=71)
        wrote(house, "ربط التقويم ينفصل كل يوم ونعيد تسجيل الدخول")
        due = house.card(1).clocks[Metric.RESOLUTION].due_at
        assert due > house.clock() + timedelta(hours=48)
        assert due <= house.clock() + timedelta(hours=72)
