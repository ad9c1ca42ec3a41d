"""What a hand-off says of today and tomorrow, after midnight."""

from datetime import timedelta

from dealix_ops.sending.redrawing import Redrawing
from tests.bot.edge import Edge
from tests.dealix_ops.endings.hands import ANSWER, newest_approval
from tests.support.house import House

REQUEST = "نبي نغير شعارنا في التقرير"


def redraw(house: House) -> list[int]:
    """What the tick does."""
    redrawing = Redrawing(house.decisions.way_out)
    with house.database.reading() as session:
        outdated = redrawing.outdated(session, now=house.clock())
    for approval_id in outdated:
        with house.database.transaction() as session:
            redrawing.redraw(session, approval_id, now=house.clock())
    house.run_all()
    return outdated


def hand_off(edge: Edge) -> str:
    """The live message, as it stands in the channel."""
    found = [
        one
        for one in edge.house.strict.shown.values()
        if "المستلم" in str(one) or "جاهزة للإرسال" in str(one)
    ]
    return str(found[-1].blocks)


def handed_over(edge: Edge) -> None:
    house = edge.house
    house.customer_writes(REQUEST)
    house.run_all()
    house.edit(house.token(), ANSWER, seen=1)
    house.run_all()


class TestOverMidnight:
    def test_waiting_one_says_the_day_of_its_approval_and_rings_nobody(self, desk_edge: Edge) -> None:
        handed_over(desk_edge)
        posted = len(desk_edge.house.slack.posted)
        assert "أمس" not in hand_off(desk_edge)
        assert redraw(desk_edge.house) == []
        desk_edge.clock.now += timedelta(days=1)
        assert redraw(desk_edge.house) == [1]
        assert "10:12 ص أمس" in hand_off(desk_edge)
        assert redraw(desk_edge.house) == []
        assert len(desk_edge.house.slack.posted) == posted

    def test_sent_one_for_two_days_then_its_date_stays(self, desk_edge: Edge) -> None:
        handed_over(desk_edge)
        desk_edge.house.mark_sent(newest_approval(desk_edge.house))
        desk_edge.house.run_all()
        seen = []
        for _ in range(4):
            desk_edge.clock.now += timedelta(days=1)
            seen.append((redraw(desk_edge.house), "أمس" in hand_off(desk_edge)))
        assert seen == [([1], True), ([1], False), ([], False), ([], False)]
        assert "نوفمبر" in hand_off(desk_edge)

    def test_waiting_one_follows_every_day(self, desk_edge: Edge) -> None:
        handed_over(desk_edge)
        for _ in range(3):
            desk_edge.clock.now += timedelta(days=1)
            assert redraw(desk_edge.house) == [1]
