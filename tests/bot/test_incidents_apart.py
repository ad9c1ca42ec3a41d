"""Two leaks in one long incident are not one; and whoever comes on call comes into its room."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.blocks.priority import RaiseChoice
from dealix_ops.freezes import service as freezes
from dealix_ops.incidents.roles import Roles, Seat
from dealix_ops.paging import duty
from dealix_ops.vocabulary import Priority
from scheduler import incidents as ticks
from tests.bot.edge import Edge
from tests.bot.listeners.test_incidents import offered
from tests.bot.test_incidents import card, incidents, reports, seen
from tests.support.clock import MovingClock
from tests.support.house import FOUNDER, LEAK, OPERATOR
from tests.support.kept import Kept

NOURA = "U_NOURA"


@pytest.fixture
def edge(sqlite_url: str, kept: Kept) -> Iterator[Edge]:
    database, engine = kept.database(sqlite_url), kept.engine(sqlite_url)
    yield Edge(database, engine, MovingClock(), declares=True)
    engine.close()
    database.close()


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dealix_ops.durable.runner.Runner.pause", lambda _runner, _seconds: True)


def told(edge: Edge, room: int) -> list[str]:
    channel = edge.house.rooms.made[room].id
    return [post.text for post in edge.house.slack.posted if post.channel == channel]


class TestApart:
    def test_leak_of_another_customer_days_later_has_its_own_room_freeze_and_clock(self, edge: Edge) -> None:
        reports(edge, LEAK)
        edge.clock.move(hours=60)
        reports(edge, LEAK, start=2)
        first, second = incidents(edge)
        assert second.declared_at - first.declared_at >= timedelta(hours=60)
        assert second.aware_at == second.declared_at
        assert len(edge.house.rooms.made) == 2
        assert seen(edge, 2).tickets == (2,)
        assert told(edge, 0)[-1] == (
            "وصل بلاغ من النوع نفسه بعد يومين من آخر بلاغ هنا، ومن عميل ليس في هذا الحادث."
            " فتحنا له الحادث ح-2 منفصلاً، وله غرفته ومهلته."
        )
        with edge.database.reading() as session:
            assert len(freezes.of_incident(session, 2)) == 1

    def test_third_report_joins_the_newer_one_and_the_first_customer_their_own(self, edge: Edge) -> None:
        reports(edge, LEAK)
        edge.clock.move(hours=60)
        reports(edge, LEAK, start=2)
        edge.clock.move(minutes=30)
        reports(edge, LEAK, start=3)
        assert [seen(edge, number).tickets for number in (1, 2)] == [(1,), (2, 3)]

    def test_same_day_joins_and_the_room_is_asked_whether_it_is_the_same(self, edge: Edge) -> None:
        reports(edge, LEAK)
        edge.clock.move(hours=5)
        reports(edge, LEAK, start=2)
        assert len(incidents(edge)) == 1
        assert told(edge, 0)[-1].endswith(
            "جاء بعد 5 ساعات من آخر بلاغ، فتأكدوا أنه الحادث نفسه. وإن كان غيره فأعلنوه من «حادث جديد»."
        )

    def test_report_within_the_hours_of_one_matter_joins_without_doubt(self, edge: Edge) -> None:
        reports(edge, LEAK)
        edge.clock.move(minutes=90)
        reports(edge, LEAK, start=2)
        assert told(edge, 0)[-1] == "انضمت ت-2 إلى الحادث ح-1. بلّغ عنه حتى الآن: عميلان."


class TestRaised:
    async def test_what_a_person_made_a_p0_offers_the_incident_beside_taking_it(self, edge: Edge) -> None:
        reports(edge, "كيف أضيف مستخدماً؟")
        assert "incident.declare" not in offered(edge)
        await edge.choose("ticket.more", f"ticket.raise|{RaiseChoice(1, Priority.P3, Priority.P0).value()}")
        edge.house.run_all()
        assert incidents(edge) == []
        assert offered(edge)[:2] == ["ticket.claim", "incident.declare"]


class TestMembers:
    def test_who_is_on_call_is_called_and_let_in_instead_of_the_settings(self, edge: Edge) -> None:
        begin_duty(edge, NOURA)
        reports(edge, LEAK)
        (room,) = edge.house.rooms.made
        assert room.members == {FOUNDER.user_id, NOURA}
        assert f"<@{FOUNDER.user_id}> <@{NOURA}>" in whole_first_card(edge)

    def test_new_duty_comes_into_the_room_and_nobody_is_put_out(self, edge: Edge) -> None:
        reports(edge, LEAK)
        begin_duty(edge, NOURA)
        ticks.remind(edge.product)
        edge.house.run_all()
        assert edge.house.rooms.made[0].members == {FOUNDER.user_id, OPERATOR.user_id, NOURA}

    def test_turn_that_ends_by_itself_lets_the_next_one_in(self, edge: Edge) -> None:
        begin_duty(edge, NOURA, hours=1)
        reports(edge, LEAK)
        edge.clock.move(hours=2)
        invited(edge)
        assert edge.house.rooms.made[0].members == {FOUNDER.user_id, OPERATOR.user_id, NOURA}

    def test_role_brings_its_holder_in(self, edge: Edge) -> None:
        reports(edge, LEAK)
        with edge.database.transaction() as session:
            giving = Roles(edge.product.incidents, {NOURA})
            giving.assign(session, 1, {Seat.SCRIBE: NOURA}, actor=FOUNDER, now=edge.clock())
        invited(edge)
        assert NOURA in edge.house.rooms.made[0].members

    def test_person_whom_slack_does_not_know_is_named_once_and_not_asked_again(self, edge: Edge) -> None:
        edge.house.rooms.strangers[NOURA] = "user_not_found"
        reports(edge, LEAK)
        begin_duty(edge, NOURA)
        assert invited(edge) == 1
        assert f"لم يُضف سلاك إلى الغرفة: <@{NOURA}>" in card(edge)
        assert invited(edge) == 0


def begin_duty(edge: Edge, user: str, *, hours: int | None = None) -> None:
    now = edge.clock()
    until = now + timedelta(hours=hours) if hours else None
    with edge.database.transaction() as session:
        duty.begin(session, user, until=until, team={user}, actor=FOUNDER, now=now)


def invited(edge: Edge) -> int:
    """How many rooms lacked somebody; each clock asks once."""
    members = edge.house.members
    with edge.database.transaction() as session:
        due = members.due(session, now=edge.clock())
        asked = [members.ask(session, one, now=edge.clock()) for one in due]
    edge.house.run_all()
    return sum(asked)


def whole_first_card(edge: Edge) -> str:
    return card(edge).split("\n")[0]
