"""The clock of a voice note: how long until somebody listened, and when it starts anew."""

from datetime import timedelta

from dealix_ops.ledger import service as ledger
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Due, Metric
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM, written
from tests.support import deliveries
from tests.support.house import House
from tests.support.only import ON_SQLITE

MINUTE = timedelta(minutes=1)


def voice_note(house: House, *, wa_id: str = deliveries.CUSTOMER) -> None:
    note = {"type": "audio", "audio": {"id": "M1", "mime_type": "audio/ogg"}}
    house.receive(deliveries.delivery([deliveries.one(note, at=house.clock(), wa_id=wa_id)]))
    house.run_all()


def listened(house: House, ticket_id: int = 1) -> bool:
    with house.database.transaction() as session:
        ticket = session.get_one(Ticket, ticket_id)
        heard = tickets.listened(session, ticket, actor="U_OPERATOR", now=house.clock())
        return heard and sla.meet_listen(session, ticket_id, met_at=house.clock(), actor="U_OPERATOR")


def clock(house: House, ticket_id: int = 1) -> Due:
    return hands.clock(house, Metric.LISTEN, ticket_id=ticket_id)


class TestListen:
    def test_quarter_of_an_hour_and_met_when_somebody_listened(self, house: House) -> None:
        voice_note(house)
        assert clock(house).target == 15 * MINUTE
        house.clock.move(minutes=4)
        assert listened(house)
        assert clock(house).met_at == house.clock()
        assert not house.card().needs_listen
        with house.database.reading() as session:
            told = [entry.event for entry in ledger.entries(session)]
        assert told[-2:] == ["ticket.listened", "sla.listen_met"]

    @ON_SQLITE
    def test_five_minutes_beside_an_open_p0(self, house: House) -> None:
        house.leak()
        voice_note(house)
        assert clock(house).target == 5 * MINUTE

    @ON_SQLITE
    def test_somebody_else_s_p0_makes_it_no_faster(self, house: House) -> None:
        house.leak()
        voice_note(house, wa_id="966500000002")
        assert clock(house, 2).target == 15 * MINUTE

    @ON_SQLITE
    def test_readable_lines_have_no_such_clock(self, house: House) -> None:
        written(house, CALM)
        with house.database.reading() as session:
            assert Metric.LISTEN not in sla.clocks(session, 1)
        assert not listened(house)

    @ON_SQLITE
    def test_second_note_keeps_the_first_start_and_one_after_listening_starts_anew(
        self, house: House
    ) -> None:
        voice_note(house)
        first = clock(house)
        house.clock.move(minutes=5)
        voice_note(house)
        assert clock(house) == first
        listened(house)
        house.clock.move(minutes=5)
        voice_note(house)
        again = clock(house)
        assert (again.met_at, again.started_at) == (None, house.clock().replace(microsecond=0))
        assert house.card().needs_listen
