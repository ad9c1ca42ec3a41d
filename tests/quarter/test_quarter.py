"""The scheduled messages of a quarter, compared with a second implementation of the specification.

Compared exactly, by minute, ticket and whom they name: calls at 80 %, calls of the next person, late cards,
promises (reminder, broken), drafts (nudge, «انتهى وقتها»), hand-offs (first reminder, asked again, counted as
not sent). By minute and the figures they count: the morning's message or quiet line (waiting, late, messages,
conversations, windows, missed jobs, whether a P0 is open), the afternoon's, the evening's windows, Monday's
review (opened, in time of decided, late tickets), the founder's Sunday message (that it comes), and questions
about the calendar.

Not compared: wording beyond these facts, renewals, check-in and Proof Pack lists, reviews of a quarter,
at-risk readings, pages of the alarm, incidents, the weekly verdict's freeze, alarms of invariants, voice
notes, raised, merged, split or reopened tickets, shared cards, «لم أرسلها» and «تراجع». The window is 90 real
days that begin inside Ramadan, because Ramadan and both Eids span a hundred.

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
