"""The scheduled messages of a quarter, compared with a second implementation of the specification.

Compared exactly, by minute, ticket and whom they name: calls at 80 %, calls of the next person, late cards,
promises (reminder, broken), drafts (nudge, «انتهى وقتها»), hand-offs (first reminder, asked again, counted as
not sent), what was approved at night (given at nine, or looked at anew). By minute and the figures they
count: the morning's message or quiet line (waiting, late, messages, conversations, windows, missed jobs,
whether a P0 is open, how many are at risk, and of the two worst who and why), the afternoon's, the evening's
windows, Monday's review (opened, in time of decided, late tickets, at risk), the founder's Sunday message
(that it comes), questions about the calendar and the month's word that no alarm was tried. By customer and
occasion: what we would begin ourselves (30 and 7 days before a renewal, its day, each full quarter), of which
the founder sends nothing. By name and order: whom the week's list of check-ins meets on which day, who is
left over, who gets a summary, and whose Proof Pack the month's list misses since when.

Not compared: wording beyond these facts, drafts that wait on a customer's side, what becomes of an
approved message of our own, alarms that ring, incidents, the weekly verdict (its freeze is lifted each
morning), alarms of invariants, voice notes, raised, merged, split or reopened tickets, shared cards,
«لم أرسلها» and «تراجع». The window is 90 real days that begin inside Ramadan, because Ramadan and both Eids
span a hundred; on a working day, because before the first morning's message news count from nowhere.

The suite plays two parts; `make quarter` plays all of it (QUARTER=all; MINUTES=1: every single minute).
"""

import os

import pytest

from tests.bot.edge import Edge
from tests.quarter.calendar import at
from tests.quarter.play import Play
from tests.quarter.scenario import QUARTER

SEED = int(os.environ.get("QUARTER_SEED", "7"))
PARTS = {
    "eid": (24, (at(3, 7), at(3, 16))),
    "outage": (14, (at(4, 8), at(4, 13))),
}
"""How many tickets, and between which days."""
WHOLE = {"quarter": (600, QUARTER)}
MODE, MINUTES = os.environ.get("QUARTER", ""), os.environ.get("MINUTES", "") != ""


@pytest.mark.parametrize("part", WHOLE if MODE else PARTS)
def test_every_scheduled_message_comes_once_in_its_minute_with_its_figures(
    desk_edge: Edge, part: str
) -> None:
    tickets, window = (WHOLE | PARTS)[part]
    play = Play(desk_edge, seed=SEED, tickets=tickets, window=window)
    played = play.run(every_minute=MINUTES)
    print(f"{part}: {played.tickets} tickets, {played.acts} acts, {played.steps} ticks, {played.kinds()}")
    assert played.differences() == []
    assert played.tickets >= tickets * 0.9
    assert {"morning", "breach", "pressing", "promise_soon", "hand_off_nudge"} <= set(played.kinds())
