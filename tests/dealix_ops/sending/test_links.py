"""Keys of hand-off pages that open nothing any more are not kept for ever."""

from datetime import timedelta

from sqlalchemy import func, select

from dealix_ops.sending import links
from dealix_ops.sending.links import KEPT
from dealix_ops.sending.models import HandOffLink
from tests.support.house import FOUNDER, House


def left(house: House) -> int:
    with house.database.reading() as session:
        return session.scalar(select(func.count()).select_from(HandOffLink)) or 0


def tick(house: House) -> int:
    with house.database.transaction() as session:
        return links.remove_expired(session, now=house.clock())


def test_key_goes_a_week_after_its_end_and_no_sooner(house: House) -> None:
    house.approve(house.leak())
    house.run_all()
    with house.database.transaction() as session:
        links.make(session, 1, slack_user=FOUNDER.user_id, now=house.clock())
    house.clock.now += KEPT
    assert (tick(house), left(house)) == (0, 1)
    house.clock.now += timedelta(hours=3)
    assert (tick(house), left(house)) == (1, 0)
    assert tick(house) == 0
