"""Ten lines from a customer who presses send after every thought."""

import time
from collections.abc import Callable

import pytest

from tests.scenario.books import eventually
from tests.scenario.matter import CARD, OPEN_WORK, Matter, words

pytestmark = pytest.mark.scenario

LINES = 10


@pytest.mark.parametrize("pause_s", [0.0, 0.3])
def test_ten_lines_one_ticket_one_card_and_the_last_line_on_it(
    new_matter: Callable[[], Matter], pause_s: float
) -> None:
    """`pause_s` is how fast the customer types; another customer writes in between."""
    matter, other = new_matter(), new_matter()
    for number in range(LINES):
        written = matter.writes(f"سطر رقم {number}", message_id=f"{matter.message_id}-{number}")
        assert written["status"] == 200
        if number == LINES // 2:
            assert other.writes("عندي سؤال عن الباقات")["status"] == 200
        time.sleep(pause_s)
    last = f"سطر رقم {LINES - 1}"
    matter.wait(lambda: last in words(matter.card()), "the last line on the card")
    other.card()
    eventually(lambda: not matter.books.rows(OPEN_WORK), "all work done")
    assert [len(matter.tickets()), len(other.tickets())] == [1, 1]
    assert [len(matter.standing(CARD)), len(other.standing(CARD))] == [1, 1]
    assert updates_of(matter) <= LINES
    order = matter.books.column(
        "SELECT text FROM message WHERE ticket_id = %s ORDER BY inbound_id", *matter.tickets()
    )
    assert order == [f"سطر رقم {number}" for number in range(LINES)]


def updates_of(matter: Matter) -> int:
    ts = matter.card()["ts"]
    return sum(call["arguments"]["ts"] == ts for call in matter.driver.calls("chat.update"))
