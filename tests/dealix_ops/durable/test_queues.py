"""Drawings of one thing join while they wait: at the turn of hands, and with the loudest of their wishes."""

import threading

from sqlalchemy import select

from dealix_ops.durable import rows
from dealix_ops.durable.engine import JobRef
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ports.work import Effect, EffectKind, NotAccepted
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from tests.support.house import CHANNEL, LEAK, House


def show(house: House, *, fresh: bool = False) -> None:
    with house.database.transaction() as session:
        ticket = session.get_one(Ticket, 1)
        tickets.show(session, ticket, channel=CHANNEL, outbox=house.queues, now=house.clock(), fresh=fresh)


def drawings(house: House) -> list[tuple[str, int, bool]]:
    """Status, version and loudness of each, oldest first."""
    with house.database.reading() as session:
        query = select(OutboxRow).where(OutboxRow.draws.is_not(None)).order_by(OutboxRow.id)
        found = session.scalars(query).all()
        return [(row.status, row.payload["version"], row.payload["fresh"]) for row in found]


class TestAdd:
    def test_waiting_drawing_takes_the_newest_version(self, house: House) -> None:
        house.leak()
        for _ in range(5):
            show(house)
        assert drawings(house)[1:] == [("ready", 6, False)]
        house.run_all()
        assert house.slack.posted[0].edits == 1

    def test_loud_one_that_joins_a_quiet_one_still_rings(self, house: House) -> None:
        house.leak()
        show(house)
        show(house, fresh=True)
        show(house)
        assert drawings(house)[1:] == [("ready", 4, True)]
        house.run_all()
        assert [m.text.startswith("moved") for m in house.slack.posted] == [True, False]

    def test_one_that_began_is_not_joined(self, house: House) -> None:
        house.leak()
        show(house)
        (job,) = house.waiting()
        with house.database.transaction() as session:
            rows.claim(session, job, worker_id="another")
        show(house)
        assert drawings(house)[1:] == [("running", 2, False), ("ready", 3, False)]

    def test_one_that_may_have_left_is_not_joined(self, house: House) -> None:
        house.leak()
        show(house)
        (job,) = house.waiting()
        with house.database.transaction() as session:
            rows.claim(session, job, worker_id="another")
            rows.put_back(session, job, why="the reply was lost", may_have_left=True)
        show(house)
        assert len(drawings(house)) == 3

    def test_other_tickets_and_other_places_are_not_joined(self, house: House) -> None:
        with house.database.transaction() as session:
            for draws, partition in (
                ("ticket:1", "C1"),
                ("ticket:2", "C1"),
                ("ticket:1", "C2"),
                (None, "C1"),
            ):
                effect = Effect(EffectKind.NOTICE, partition, {"channel": "C1", "text": "x"}, draws=draws)
                house.queues.add(session, effect, now=house.clock())
            assert len(session.scalars(select(OutboxRow)).all()) == 4

    def test_claim_between_the_look_and_the_joining_loses_or_wins_but_never_half(self, house: House) -> None:
        """Whichever comes first, the newest version is drawn: by the waiting row, or by one of its own."""
        house.leak()
        for _ in range(6):
            show(house)
            (job,) = house.waiting()
            start = threading.Barrier(2)
            claimed: list[int] = []
            threads = [
                threading.Thread(target=_claim, args=[house, job, start, claimed]),
                threading.Thread(target=_join, args=[house, start]),
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(10)
            newest = house.card().version
            waiting = [version for status, version, _ in drawings(house) if status == "ready"]
            assert claimed == [newest] or waiting == [newest]
            with house.database.transaction() as session:
                rows.put_back(session, job, why="the test", may_have_left=False)
            house.run_all()


def _claim(house: House, job: JobRef, start: threading.Barrier, claimed: list[int]) -> None:
    start.wait(5)
    with house.database.transaction() as session:
        row = rows.claim(session, job, worker_id="another")
        assert isinstance(row, OutboxRow)
        claimed.append(row.payload["version"])


def _join(house: House, start: threading.Barrier) -> None:
    start.wait(5)
    show(house)


class TestFreshCard:
    def test_busy_slack_between_the_new_card_and_the_old_one_leaves_one_new_card(self, house: House) -> None:
        """The new one has left; without that note the next try would post it once more."""
        house.customer_writes("السلام عليكم")
        house.run_all()
        house.customer_writes(LEAK)
        refuse_next_update(house)
        house.run_all()
        assert [m.text.startswith("moved") for m in house.slack.posted] == [True, False]


def refuse_next_update(house: House) -> None:
    real, left = house.slack.update, [NotAccepted("Slack asked to slow down", retry_after_s=0)]

    def update(*args: object, **more: object) -> None:
        if left:
            raise left.pop()
        real(*args, **more)  # type: ignore[arg-type]

    house.slack.update = update  # type: ignore[method-assign]
