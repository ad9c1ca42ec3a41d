"""Each question is asked of a house in order, and of one whose rows somebody broke by hand."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from dealix_ops.doctor import invariants
from dealix_ops.doctor.findings import State
from dealix_ops.invariants import service
from dealix_ops.invariants.rules import Broken, Invariant
from dealix_ops.invariants.service import Watching
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind
from tests.dealix_ops.ledger.test_service import forge
from tests.support.house import OPS, House
from tests.support.only import ON_SQLITE

BREAKS: dict[Invariant, tuple[str, ...]] = {
    Invariant.SENT_UNAPPROVED: ("DELETE FROM approval",),
    Invariant.TEXT_DIFFERS: ("UPDATE approval SET text = 'نص آخر'",),
    Invariant.SENT_AFTER_WITHDRAWAL: ("UPDATE approval SET withdrawn_at = approved_at",),
    Invariant.P0_WITHOUT_CARD: ("DELETE FROM slack_card WHERE entity = 'ticket'",),
    Invariant.TICKET_WITHOUT_CLOCK: ("DELETE FROM applied_sla",),
    Invariant.OLD_WORK: ("UPDATE outbox SET status = 'running' WHERE id = 1",),
    Invariant.LEDGER: ("UPDATE ledger_entry SET actor = 'U_NOBODY' WHERE id = 1",),
    Invariant.MEDIA_TOO_OLD: (
        "UPDATE media SET status = 'stored', expires_at = '2020-01-01 00:00:00+00:00'",
    ),
}


@pytest.fixture
def told(house: House) -> House:
    """A leak and a voice note: approved, handed over, sent; a day has passed and every entry is sealed."""
    house.approve(house.leak())
    house.customer_sends()
    house.run_all()
    house.mark_sent(house.hand_off().approval_token)
    house.run_all()
    sealed(house)
    house.clock.move(days=1)
    return house


def sealed(house: House) -> None:
    with house.database.transaction() as session:
        ledger.seal(session)


def look(house: House) -> dict[Invariant, int]:
    with house.database.reading() as session:
        return invariants.look(session, now=house.clock())


def watch(house: House) -> int:
    found = look(house)
    with house.database.transaction() as session:
        said = len(Watching(house.queues, OPS).compare(session, found, now=house.clock()))
    house.run_all()
    sealed(house)
    return said


def said(house: House) -> list[str]:
    return [message.text for message in house.slack.posted if message.channel == OPS]


class TestLook:
    def test_every_invariant_has_its_question_and_everything_holds(self, told: House) -> None:
        assert look(told) == dict.fromkeys(Invariant, 0)

    @ON_SQLITE
    @pytest.mark.parametrize("which", list(BREAKS))
    def test_broken_rows_are_found_and_nothing_else_is(self, told: House, which: Invariant) -> None:
        forge(told.database, *BREAKS[which])
        assert {one for one, rows in look(told).items() if rows} == {which}

    @ON_SQLITE
    def test_ledger_that_nobody_seals_any_more(self, told: House) -> None:
        with told.database.transaction() as session:
            ledger.record(session, Event.TICKET_OPENED, at=told.clock())
        told.clock.move(minutes=2, seconds=1)
        assert look(told)[Invariant.LEDGER] == 1

    @ON_SQLITE
    @pytest.mark.parametrize(("minutes", "found"), [(9, 0), (11, 1)])
    def test_message_that_nobody_takes(self, told: House, minutes: int, found: int) -> None:
        told.customer_writes("سلام")
        told.clock.move(minutes=minutes)
        assert look(told)[Invariant.OLD_WORK] == found

    @ON_SQLITE
    @pytest.mark.parametrize(("minutes", "found"), [(9, 0), (11, 1)])
    def test_what_waited_for_its_time_is_as_old_as_that(self, told: House, minutes: int, found: int) -> None:
        later = told.clock() + timedelta(hours=2)
        effect = Effect(EffectKind.NOTICE, OPS, {"channel": OPS, "text": "الملخص"}, due_at=later)
        with told.database.transaction() as session:
            told.queues.add(session, effect, now=told.clock())
        told.clock.now = later
        with told.database.transaction() as session:
            told.queues.release_due(session, now=told.clock())
        told.clock.move(minutes=minutes)
        assert look(told)[Invariant.OLD_WORK] == found

    @ON_SQLITE
    def test_doctor_names_it(self, told: House) -> None:
        with told.database.reading() as session:
            (fine,) = invariants.findings(session, now=told.clock())
        forge(told.database, *BREAKS[Invariant.TEXT_DIFFERS])
        with told.database.reading() as session:
            (broken,) = invariants.findings(session, now=told.clock())
        assert (fine.state, broken.state) == (State.OK, State.FAIL)
        assert broken.what == "invariant text_differs"


class TestWatching:
    def test_told_once_when_it_breaks_and_once_when_it_is_mended(self, told: House) -> None:
        assert watch(told) == 0
        forge(told.database, "UPDATE slack_card SET entity = 'x' WHERE entity = 'ticket'")
        assert [watch(told), watch(told)] == [1, 0]
        with told.database.reading() as session:
            assert service.standing(session) == [Broken(Invariant.P0_WITHOUT_CARD, 1, told.clock())]
        told.clock.move(hours=1)
        forge(told.database, "UPDATE slack_card SET entity = 'ticket' WHERE entity = 'x'")
        assert [watch(told), watch(told)] == [1, 0]
        broken, mended = said(told)
        assert broken.startswith("ضابط اختلّ: حالة طارئة مفتوحة بلا بطاقة في القناة")
        assert mended == "ضابط عاد سليماً: حالة طارئة مفتوحة بلا بطاقة في القناة · اختلّ 10:12 ص"

    def test_told_again_when_it_breaks_again(self, told: House) -> None:
        for _ in range(2):
            forge(told.database, "UPDATE slack_card SET entity = 'x' WHERE entity = 'ticket'")
            watch(told)
            forge(told.database, "UPDATE slack_card SET entity = 'ticket' WHERE entity = 'x'")
            watch(told)
        assert len(said(told)) == 4
        with told.database.reading() as session:
            rows = session.execute(text("SELECT count(*), count(mended_at) FROM invariant_break")).one()
        assert tuple(rows) == (2, 2)

    def test_two_clocks_that_found_the_same_tell_it_once(self, told: House) -> None:
        found = {Invariant.OLD_WORK: 3}
        assert [_compared(told, found), _compared(told, found)] == [1, 0]


def _compared(house: House, found: dict[Invariant, int]) -> int:
    with house.database.transaction() as session:
        return len(Watching(house.queues, OPS).compare(session, found, now=house.clock()))
