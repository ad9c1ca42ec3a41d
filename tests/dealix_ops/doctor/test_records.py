"""What the rows say to `dealix doctor`: a source is alive by what others sent, not by our own knock."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.database import Database
from dealix_ops.doctor import knocks, records
from dealix_ops.doctor.findings import Finding
from dealix_ops.intake import sentry, storing
from dealix_ops.intake.sentry import Hook
from dealix_ops.settings import Settings
from tests.support.clock import START
from tests.support.house import House

SETTINGS = Settings.model_validate({"sentry_client_secret": "a-secret-that-is-long-enough"})


def came(session: Session, house: House, *, request_id: str, at: datetime) -> None:
    item = sentry.item({"action": "x"}, hook=Hook("x", request_id, None), received_at=at)
    storing.store(session, [item], source=sentry.SOURCE, raw=b"", received_at=at, queue=house.queues)


def of_sentry(database: Database) -> Finding:
    with database.reading() as session:
        return next(f for f in records.of_sources(session, SETTINGS) if f.what == "source sentry")


class TestOfSources:
    def test_our_own_knock_is_no_sign_of_life(self, house: House) -> None:
        (knock,) = knocks.knocks(SETTINGS, now=START)
        own = knock.headers["request-id"]
        with house.database.transaction() as session:
            came(session, house, request_id=own, at=START)
        assert of_sentry(house.database).why == "on, but nothing has come in yet"
        with house.database.transaction() as session:
            came(session, house, request_id="abc", at=START)
            came(session, house, request_id=own + "2", at=START + timedelta(days=1))
        assert START.strftime(records.TIME_FORMAT) in of_sentry(house.database).why
