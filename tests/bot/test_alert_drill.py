"""A deliberate error on its way to Slack: found by its id, kept as evidence, taken off the table."""

from datetime import timedelta

from sqlalchemy import select

from dealix_ops.alerts.models import Alert
from dealix_ops.doctor import alert_drill
from dealix_ops.paging import drills, standing
from dealix_ops.paging.drills import DrillKind, Through
from dealix_ops.tickets.models import Ticket
from tests.bot.edge import Answer, Edge


class TestAlertDrill:
    async def delivered(self, edge: Edge) -> str:
        knock, event_id = alert_drill.knock(edge.product.settings, now=edge.clock())
        answer = Answer(await edge.http.post(knock.path, content=knock.content, headers=dict(knock.headers)))
        assert answer.status == 200
        return event_id

    async def test_comes_back_to_slack_leaves_evidence_and_is_put_away(self, edge: Edge) -> None:
        began = edge.clock()
        event_id = await self.delivered(edge)
        with edge.database.reading() as session:
            assert alert_drill.posted(session, event_id, since=began) is None
        edge.house.run_all()
        with edge.database.transaction() as session:
            found = alert_drill.posted(session, event_id, since=began)
            assert found is not None
            kept = drills.reached(
                session,
                way=Through.OWN_DOOR,
                event_id=event_id,
                began_at=began,
                posted_at=found[1],
                now=edge.clock(),
            )
            assert kept.passed
            assert kept.took < timedelta(seconds=60)
            alert_drill.put_away(session, found[0], alerts=edge.product.alerts, now=edge.clock())
        edge.house.run_all()
        with edge.database.reading() as session:
            assert session.get_one(Ticket, found[0]).status == "resolved"
            assert drills.newest(session, DrillKind.ALERT, passed_only=True) == kept
        assert edge.house.strict.refusals == []

    async def test_second_drill_finds_its_own_event(self, desk_edge: Edge) -> None:
        await self.test_comes_back_to_slack_leaves_evidence_and_is_put_away(desk_edge)
        desk_edge.clock.move(days=30)
        await self.test_comes_back_to_slack_leaves_evidence_and_is_put_away(desk_edge)

    async def test_an_error_of_our_own_rings_nobody(self, desk_edge: Edge) -> None:
        """Else a call that fails would be an error that calls."""
        await self.delivered(desk_edge)
        desk_edge.house.run_all()
        with desk_edge.database.reading() as session:
            alert = session.scalars(select(Alert)).one()
            assert alert.own
            assert standing.candidates(session) == []

    def test_too_late_is_no_pass(self, desk_edge: Edge) -> None:
        began = desk_edge.clock()
        late = began + timedelta(seconds=61)
        with desk_edge.database.transaction() as session:
            kept = drills.reached(
                session, way=Through.SENTRY, event_id="e", began_at=began, posted_at=late, now=late
            )
            assert not kept.passed
            assert drills.newest(session, DrillKind.ALERT, passed_only=True) is None
