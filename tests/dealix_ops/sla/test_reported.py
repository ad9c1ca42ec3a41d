"""What a system outside tells of a ticket."""

from dealix_ops.sla import reported
from dealix_ops.sla import service as sla
from dealix_ops.sla.reported import SlaEventKind
from dealix_ops.sla.rules import Metric
from tests.support.customers import ticket, told
from tests.support.house import House


def report(house: House, event: SlaEventKind) -> bool:
    with house.database.transaction() as session:
        return reported.report(session, 1, event, actor="api:test", now=house.clock())


class TestReport:
    def test_first_response_stops_its_clock_once(self, house: House) -> None:
        ticket(house)
        house.clock.move(seconds=60)
        assert report(house, SlaEventKind.FIRST_RESPONSE)
        met_at = house.clock()
        house.clock.move(seconds=60)
        assert not report(house, SlaEventKind.FIRST_RESPONSE)
        with house.database.reading() as session:
            assert sla.clocks(session, 1)[Metric.FIRST_RESPONSE].met_at == met_at

    def test_resolved_is_told_and_closes_nothing(self, house: House) -> None:
        ticket(house)
        assert report(house, SlaEventKind.RESOLVED)
        with house.database.reading() as session:
            assert sla.clocks(session, 1)[Metric.RESOLUTION].running
        assert told(house.database)[-1] == ("sla.event_reported", {"event": "resolved"})
