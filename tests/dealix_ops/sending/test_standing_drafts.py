"""A text that waits: reminded once in working time, taken off when time made it wrong; approved ones too."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, update

from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sending.errors import ApprovalWithdrawn, DraftSuperseded
from dealix_ops.sending.hand_offs import refuse_withdrawn
from dealix_ops.sending.lapsing import Lapsing
from dealix_ops.sending.models import Approval
from dealix_ops.sending.standing_drafts import StandingDrafts
from dealix_ops.working_hours import shifts
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import Hours
from tests.dealix_ops.sla.test_breaches import P2
from tests.support.house import CHANNEL, FOUNDER, House
from tests.support.only import ON_POSTGRES, ON_SQLITE

HOURS = Hours(shifts("09:00-17:00"), shifts("10:00-16:00,21:00-24:00"))


def standing(house: House) -> StandingDrafts:
    return StandingDrafts(house.decisions.way_out, ("U_B", "U_A"), ("U_FOUNDER",))


def nudge(house: House) -> int:
    with house.database.reading() as session:
        working = working_time.working_time(session, HOURS)
        unseen = standing(house).unseen(session, working, now=house.clock())
    told = 0
    for draft_id in unseen:
        with house.database.transaction() as session:
            told += standing(house).nudge(session, draft_id, now=house.clock())
    house.run_all()
    return told


def expire(house: House) -> int:
    with house.database.reading() as session:
        outdated = standing(house).outdated(session, now=house.clock())
    done = 0
    for draft_id in outdated:
        with house.database.transaction() as session:
            done += standing(house).expire(session, draft_id, now=house.clock())
    house.run_all()
    return done


def in_thread(house: House) -> list[str]:
    return [one.text for one in house.slack.posted if one.thread_ts is not None and "<@" in one.text]


@pytest.fixture
def waiting(house: House) -> House:
    """A P2 of Sunday 10:12."""
    house.customer_writes(P2)
    house.run_all()
    return house


@ON_SQLITE
def test_a_look_is_as_cheap_for_many_as_for_one(waiting: House) -> None:
    asked: list[str] = []
    for number in range(5):
        waiting.customer_writes(P2, wa_id=f"96655000100{number}")
    waiting.run_all()

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(waiting.database.engine, "before_cursor_execute", note)
    with waiting.database.reading() as session:
        standing(waiting).outdated(session, now=waiting.clock())
    event.remove(waiting.database.engine, "before_cursor_execute", note)
    assert len([one for one in asked if one.startswith("SELECT")]) == 1


@ON_SQLITE
class TestNudge:
    def test_once_in_its_thread_after_half_of_the_first_responses_time(self, waiting: House) -> None:
        waiting.clock.move(hours=3, minutes=59)
        assert nudge(waiting) == 0
        waiting.clock.move(minutes=1)
        assert [nudge(waiting), nudge(waiting)] == [1, 0]
        assert in_thread(waiting) == ["المسودة بانتظار قرارك منذ 10:12 ص <@U_A>"]

    def test_only_working_time_counts_and_nobody_is_told_outside_of_it(self, house: House) -> None:
        house.clock.now = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)  # Thursday, 16:00 in Riyadh
        house.customer_writes(P2)
        house.run_all()
        for hours in (2, 10, 48):
            house.clock.move(hours=hours)
            assert nudge(house) == 0
        house.clock.now = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)  # Sunday noon: the fourth hour is over
        assert nudge(house) == 1
        assert in_thread(house) == ["المسودة بانتظار قرارك منذ 4:00 م الخميس 26 نوفمبر <@U_A>"]

    def test_p0_is_left_to_the_clock_that_calls_people(self, house: House) -> None:
        house.leak()
        house.clock.move(hours=6)
        assert nudge(house) == 0

    def test_decided_is_no_more_reminded(self, waiting: House) -> None:
        waiting.approve(waiting.token())
        waiting.clock.move(hours=5)
        assert nudge(waiting) == 0


class TestExpire:
    @ON_SQLITE
    def test_p2_after_three_days_and_the_next_line_brings_a_new_one(self, waiting: House) -> None:
        token = waiting.token()
        waiting.clock.move(hours=71, minutes=59)
        assert expire(waiting) == 0
        waiting.clock.move(minutes=1)
        assert [expire(waiting), expire(waiting)] == [1, 0]
        draft = waiting.card().draft
        assert draft is not None
        assert draft.status == "expired"
        with pytest.raises(DraftSuperseded):
            waiting.approve(token)
        waiting.customer_writes("طيب متى؟")
        waiting.run_all()
        renewed = waiting.card().draft
        assert renewed is not None
        assert renewed.status == "proposed"

    @ON_SQLITE
    def test_persons_text_whose_promised_time_is_over(self, waiting: House) -> None:
        soon = waiting.clock() + timedelta(hours=1)
        with waiting.database.transaction() as session:
            session.execute(update(DraftVersion).values(author="U_A", promised_by=soon))
        assert expire(waiting) == 0
        waiting.clock.move(hours=1)
        assert expire(waiting) == 1

    @ON_SQLITE
    def test_text_of_a_p0_never_grows_old(self, house: House) -> None:
        house.leak()
        house.clock.move(days=30)
        assert expire(house) == 0

    def test_whoever_approves_first_wins(self, waiting: House) -> None:
        waiting.clock.move(hours=72)
        with waiting.database.reading() as session:
            (draft_id,) = standing(waiting).outdated(session, now=waiting.clock())
        waiting.approve(waiting.token())
        with waiting.database.transaction() as session:
            assert not standing(waiting).expire(session, draft_id, now=waiting.clock())
            assert session.get_one(Draft, draft_id).status == "approved"


class TestLapse:
    def ticks(self, house: House) -> tuple[int, int]:
        lapsing = Lapsing(house.decisions.way_out)
        with house.database.reading() as session:
            over = lapsing.over(session, now=house.clock())
        lapsed = 0
        for approval_id in over:
            with house.database.transaction() as session:
                lapsed += lapsing.lapse(session, approval_id, now=house.clock())
        with house.database.transaction() as session:
            asked = lapsing.ask_again(session, now=house.clock())
        house.run_all()
        return asked, lapsed

    def handed_over(self, house: House) -> None:
        house.approve(house.token())
        house.run_all()
        house.clock.move(minutes=20, seconds=5)
        assert house.nudge() == 1
        house.run_all()

    def test_asked_once_more_after_a_day_and_not_sent_after_three(self, waiting: House) -> None:
        self.handed_over(waiting)
        waiting.clock.move(hours=23)
        assert self.ticks(waiting) == (0, 0)
        waiting.clock.move(hours=1)
        assert [self.ticks(waiting), self.ticks(waiting)] == [(1, 0), (0, 0)]
        assert waiting.hand_off().asked_again_at == waiting.clock()
        waiting.clock.move(days=2)
        assert [self.ticks(waiting), self.ticks(waiting)] == [(0, 1), (0, 0)]
        draft = waiting.card().draft
        assert draft is not None
        assert (draft.status, waiting.hand_off().withdrawn_by) == ("expired", ledger.SYSTEM)
        with waiting.database.reading() as session, pytest.raises(ApprovalWithdrawn):
            refuse_withdrawn(session.get_one(Approval, 1))
        with waiting.database.reading() as session:
            told = ledger.last(session, Event.NOT_SENT_IN_TIME, ticket_id=1)
        assert told is not None

    @ON_SQLITE
    def test_marked_as_sent_is_asked_no_more(self, waiting: House) -> None:
        self.handed_over(waiting)
        waiting.mark_sent(waiting.hand_off().approval_token, FOUNDER)
        waiting.clock.move(days=9)
        assert self.ticks(waiting) == (0, 0)

    @ON_POSTGRES
    def test_never_at_night(self, waiting: House) -> None:
        self.handed_over(waiting)
        waiting.clock.now = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
        assert self.ticks(waiting) == (0, 0)
        waiting.clock.move(hours=9)
        assert self.ticks(waiting) == (1, 0)
        assert waiting.slack.posted[-2].channel == CHANNEL
