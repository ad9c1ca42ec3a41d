"""The colour of a clock comes onto its card by itself, in place, once for each."""

from bot.blocks import clock_line
from dealix_ops.intake import colouring
from dealix_ops.intake.colouring import Colouring
from tests.support.house import CHANNEL, LEAK, House
from tests.support.only import ON_SQLITE

REQUEST = "نبي نغير شعارنا في التقرير"


def tick(house: House) -> int:
    """How many cards it changed."""
    changing = Colouring(house.queues, CHANNEL)
    with house.database.reading() as session:
        pale = changing.due(session, now=house.clock())
    for one in pale:
        with house.database.transaction() as session:
            changing.colour(session, one, now=house.clock())
    house.run_all()
    return len(pale)


class TestColour:
    def test_half_and_four_fifths_are_shown_once_each_and_ring_nobody(self, house: House) -> None:
        house.customer_writes(LEAK)
        house.run_all()
        posted, edits, seen = len(house.slack.posted), house.slack.posted[0].edits, []
        for minutes in (14, 1, 1, 7, 1, 1, 10):
            house.clock.move(minutes=minutes)
            colour = next(
                (one for one in "🟡🟠" if one in clock_line.render(house.card(), house.clock())[0]), ""
            )
            seen.append((tick(house), colour))
        # What is late says so in words, by another tick.
        assert seen == [(0, ""), (1, "🟡"), (0, "🟡"), (0, "🟡"), (1, "🟠"), (0, "🟠"), (0, "")]
        assert len(house.slack.posted) == posted
        assert house.slack.posted[0].edits == edits + 2

    @ON_SQLITE
    def test_card_that_was_drawn_meanwhile_is_left_to_that_drawing(self, house: House) -> None:
        house.customer_writes(REQUEST)
        house.run_all()
        house.clock.move(hours=13)
        changing = Colouring(house.queues, CHANNEL)
        with house.database.reading() as session:
            (pale,) = changing.due(session, now=house.clock())
        house.customer_writes("وينكم")
        house.run_all()
        with house.database.transaction() as session:
            assert not changing.colour(session, pale, now=house.clock())

    @ON_SQLITE
    def test_forty_of_one_minute_are_changed_ten_at_a_time(self, house: House) -> None:
        for number in range(12):
            house.customer_writes(REQUEST, wa_id=f"9665000002{number:02}")
        house.run_all()
        house.clock.move(hours=12)
        assert [tick(house) for _ in range(3)] == [colouring.MOST, 2, 0]
