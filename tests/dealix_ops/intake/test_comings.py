"""What came in since a moment, and which source is silent for longer than it usually is."""

from datetime import timedelta

import pytest

from dealix_ops.database import Database
from dealix_ops.intake import comings
from dealix_ops.reports.daily import Came, Flow
from dealix_ops.vocabulary import Source
from tests.dealix_ops.endings import hands
from tests.dealix_ops.endings.hands import CALM
from tests.support.clock import START
from tests.support.house import House

HOUR = timedelta(hours=1)


def came(house: House, *sources: Source, hours: float = 24) -> Came:
    now = house.clock()
    with house.database.reading() as session:
        return comings.came(session, sources, since=now - hours * HOUR, now=now)


class TestIsSilent:
    @pytest.mark.parametrize(
        ("hours_ago", "silent"),
        [
            ([], True),
            ([6], False),
            ([6.01], True),
            ([20, 10], False),  # ten hours once: ten hours now are usual
            ([20.5, 10], False),
            ([20, 10.1], True),
            ([3, 2, 1], False),
            ([9, 8, 7], True),
        ],
    )
    def test_longer_than_ever_and_never_less_than_six_hours(
        self, hours_ago: list[float], silent: bool
    ) -> None:
        times = [START - ago * HOUR for ago in hours_ago]
        assert comings.is_silent(times, now=START) is silent


class TestSources:
    def test_silence_is_measured_on_what_came(self, house: House) -> None:
        for _ in range(3):
            house.customer_writes(CALM)
            house.clock.move(hours=8)
        heard = came(house, Source.WHATSAPP, Source.MAIL).sources
        assert [(one.source, one.silent) for one in heard] == [(Source.WHATSAPP, False), (Source.MAIL, True)]
        assert heard[1].at is None
        house.clock.move(minutes=1)
        assert came(house, Source.WHATSAPP).sources[0].silent

    def test_what_was_usual_more_than_two_weeks_ago_is_not_usual_now(self, house: House) -> None:
        for hours in (100, 1, 24 * 15):
            house.customer_writes(CALM)
            house.clock.move(hours=hours)
        house.customer_writes(CALM)
        house.clock.move(hours=24 * 14 - 1)
        assert not came(house, Source.WHATSAPP).sources[0].silent
        house.clock.move(hours=2)
        assert came(house, Source.WHATSAPP).sources[0].silent


class TestFlow:
    def test_each_conversation_is_answered_or_needs_nothing_or_waits(self, house: House) -> None:
        hands.written(house, CALM, "وينكم؟", wa_id="966500000001")
        hands.written(house, CALM, wa_id="966500000002")
        hands.written(house, CALM, wa_id="966500000003")
        hands.no_reply(house)
        hands.answered(house, ticket_id=2)
        assert came(house).flow == Flow(lines=4, conversations=3, answered=1, no_reply=1)
        house.clock.move(hours=1)
        hands.written(house, "وبعدين؟", wa_id="966500000002")
        assert came(house).flow == Flow(lines=5, conversations=3, answered=0, no_reply=1)
        assert came(house, hours=0.5).flow == Flow(lines=1, conversations=1)

    def test_nothing_came(self, database: Database) -> None:
        with database.reading() as session:
            assert comings.came(session, (), since=START, now=START + HOUR).flow == Flow()
