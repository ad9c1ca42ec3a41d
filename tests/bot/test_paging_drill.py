"""Alarms that no ticket has: of an incident, and of a drill."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from dealix_ops.paging import drilling, drills, service
from dealix_ops.paging.drills import DrillKind
from dealix_ops.paging.errors import DrillRings
from dealix_ops.paging.rules import Kind
from scheduler import paging
from tests.bot.alarms import ALERTS, leak, minutes, rung, the_page, tick, told, wake
from tests.bot.edge import Edge
from tests.support.house import FOUNDER, OPERATOR


class TestIncident:
    """What the incidents slice calls."""

    async def test_rings_without_a_ticket_and_stops_with_the_incident(self, desk_edge: Edge) -> None:
        begun = wake(desk_edge).clock()
        with desk_edge.database.transaction() as session:
            first = service.start(session, incident_id=7, now=begun)
            assert service.start(session, incident_id=7, now=begun) == first
        tick(desk_edge)
        assert told(desk_edge, FOUNDER.user_id)[0].startswith("حادث: حادث من الدرجة الأولى")
        minutes(desk_edge, 3, since=begun)
        assert desk_edge.house.pager.rings[0][1]["incident"] == 7
        with desk_edge.database.transaction() as session:
            assert service.stop(session, incident_id=7, now=desk_edge.clock())
        minutes(desk_edge, 8, since=begun)
        assert len(rung(desk_edge, begun)) == 2

    async def test_incident_of_a_ringing_ticket_is_the_same_alarm(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        with desk_edge.database.transaction() as session:
            service.start(session, incident_id=7, ticket_id=1, now=desk_edge.clock())
        tick(desk_edge)
        assert len(rung(desk_edge, begun)) == 2
        assert (the_page(desk_edge).ticket_id, the_page(desk_edge).incident_id) == (1, 7)

    async def test_incident_ends_and_the_tickets_alarm_rings_on(self, desk_edge: Edge) -> None:
        begun = leak(wake(desk_edge))
        with desk_edge.database.transaction() as session:
            service.start(session, incident_id=7, ticket_id=1, now=desk_edge.clock())
            assert not service.stop(session, incident_id=7, now=desk_edge.clock())
        minutes(desk_edge, 7, since=begun)
        assert (the_page(desk_edge).ended_as, the_page(desk_edge).incident_id) == (None, None)
        assert (7, OPERATOR.user_id) in rung(desk_edge, begun)


class TestDrill:
    async def test_taken_drill_is_evidence(self, desk_edge: Edge) -> None:
        begun = wake(desk_edge).clock()
        with desk_edge.database.transaction() as session:
            service.start(session, kind=Kind.DRILL, now=begun)
        tick(desk_edge)
        assert told(desk_edge, FOUNDER.user_id)[0].startswith("تجربة نداء الطوارئ: لا حالة حقيقية")
        minutes(desk_edge, 5, since=begun)
        assert desk_edge.house.pager.rings[0][1]["drill"] is True
        await desk_edge.press("page.take", the_page(desk_edge).token, user=OPERATOR.user_id)
        tick(desk_edge)
        with desk_edge.database.reading() as session:
            kept = drills.newest(session, DrillKind.P0)
            owed = drills.is_owed(session, now=begun + timedelta(days=30))
            later = drills.is_owed(session, now=begun + timedelta(days=32))
        assert kept is not None
        assert (kept.passed, kept.by, kept.took) == (True, OPERATOR.user_id, timedelta(minutes=5))
        assert (owed, later) == (False, True)

    async def test_of_two_at_one_moment_one_rings(self, edge: Edge) -> None:
        """The second learns since when; one that is over lets another begin."""

        def begin(_: int) -> int | str:
            try:
                with edge.database.transaction() as session:
                    return drilling.begin(session, now=edge.clock())
            except DrillRings as error:
                return str(error)

        wake(edge)
        with ThreadPoolExecutor(2) as people:
            refused, made = sorted(people.map(begin, range(2)), key=lambda one: isinstance(one, int))
        assert str(refused).startswith("a drill rings since 10:12 (Riyadh): press «استلمتها» on it")
        assert made == the_page(edge).id
        minutes(edge, 13)
        assert isinstance(begin(0), int)

    async def test_nobody_took_it(self, desk_edge: Edge) -> None:
        begun = wake(desk_edge).clock()
        with desk_edge.database.transaction() as session:
            service.start(session, kind=Kind.DRILL, now=begun)
        tick(desk_edge)
        minutes(desk_edge, 18, since=begun)
        assert max(minute for minute, _ in rung(desk_edge, begun)) == 7  # once, and no repetition
        with desk_edge.database.reading() as session:
            kept = drills.newest(session, DrillKind.P0)
        assert kept is not None
        assert (kept.passed, kept.by) == (False, None)
        assert told(desk_edge, ALERTS)[-1] == "توقّف نداء التجربة: لم يستلمها أحد."

    async def test_monthly_reminder_only_where_none_was_held(self, desk_edge: Edge) -> None:
        with desk_edge.database.transaction() as session:
            paging.remind(desk_edge.product, session, desk_edge.clock())
        desk_edge.house.run_all()
        assert told(desk_edge, "C_OPS") == [
            "لم نجرّب نداء الطوارئ منذ شهر. للتجربة شغّل \u2066dealix drill p0\u2069، "
            "ثم اضغطوا «استلمتها» من جوالاتكم."
        ]
