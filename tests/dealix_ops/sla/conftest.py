"""A house whose clocks count working time."""

from collections.abc import Iterator

import pytest

from dealix_ops.sla import calendars
from dealix_ops.vocabulary import Priority
from dealix_ops.working_hours import shifts
from dealix_ops.working_time.rules import Hours
from tests.support.house import House

SPLIT = Hours(ordinary=shifts("09:00-12:00,16:00-21:00"), ramadan=shifts("10:00-16:00"))


@pytest.fixture
def working_house(house: House) -> Iterator[House]:
    """P1 to P3 by the hours of `naive.is_working`; what its sessions carry is what `bootstrap` gives them."""
    before = house.database.info
    calm = frozenset(Priority) - {Priority.P0}
    house.database.info = {calendars.INFO: calendars.Working(calm, SPLIT)}
    yield house
    house.database.info = before
