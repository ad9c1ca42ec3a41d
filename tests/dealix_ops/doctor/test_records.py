"""What the rows say to `dealix doctor`: a source is alive by what others sent, not by our own knock."""

from datetime import datetime, timedelta
from types import MappingProxyType

from sqlalchemy.orm import Session

from dealix_ops.database import Database
from dealix_ops.doctor import knocks, records
from dealix_ops.doctor.findings import Finding, State
from dealix_ops.intake import sentry, storing
from dealix_ops.intake.sentry import Hook
from dealix_ops.ports.media import MediaFailed
from dealix_ops.settings import Settings
from dealix_ops.vocabulary import MediaFault
from tests.support.clock import START
from tests.support.house import House
from tests.support.media import KEY_TEXT

SETTINGS = Settings.model_validate({"sentry_client_secret": "a-secret-that-is-long-enough"})


def came(session: Session, house: House, *, request_id: str, at: datetime) -> None:
    item = sentry.item({"action": "x"}, hook=Hook("x", request_id, None), received_at=at)
    storing.store(session, [item], source=sentry.SOURCE, raw=b"", received_at=at)


def of_sentry(database: Database) -> Finding:
    with database.reading() as session:
        return next(f for f in records.of_sources(session, SETTINGS) if f.what == "source sentry")


class TestOfPeople:
    def test_buttons_that_nobody_may_press_are_to_mend(self) -> None:
        for given, state, said in (
            ({}, State.FAIL, "waits for ever, and so does the rest"),
            ({"operator_ids": frozenset({"U2"})}, State.FAIL, "DEALIX_FOUNDER_IDS is empty"),
            ({"founder_ids": frozenset({"U1"})}, State.OK, "founders: 1, operators: 0"),
        ):
            found = records.of_people(Settings(_env_file=None, **given))
            assert found.state is state
            assert said in found.why


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


class TestOfMedia:
    ON = MappingProxyType(
        {
            "whatsapp_access_token": "a-token-that-is-long",
            "media_key": KEY_TEXT,
            "whatsapp_phone_number_id": "5",
        }
    )

    def found(self, house: House, **given: str) -> Finding:
        with house.database.reading() as session:
            return records.of_media(session, Settings.model_validate(given), now=house.clock())

    def test_off_says_what_to_set(self, house: House) -> None:
        found = self.found(house)
        assert (found.state, "WHATSAPP_ACCESS_TOKEN is not set" in found.why) == (State.OFF, True)
        found = self.found(house, whatsapp_access_token="a-token-that-is-long")
        assert (found.state, "DEALIX_MEDIA_KEY" in found.why) == (State.OFF, True)

    def test_nobody_can_listen_without_an_address(self, house: House) -> None:
        found = self.found(house, **self.ON)
        assert (found.state, "DEALIX_PUBLIC_URL" in found.why) == (State.WARN, True)

    def test_failures_of_the_last_day_are_counted(self, house: House) -> None:
        on = {**self.ON, "public_url": "https://ops.dealix.example"}
        assert self.found(house, **on).state is State.OK
        house.media.fail_next(MediaFailed(MediaFault.REFUSED))
        house.customer_sends()
        house.run_all()
        found = self.found(house, **on)
        assert (found.state, found.why.startswith("1 not fetched")) == (State.WARN, True)
        house.clock.move(days=2)
        assert self.found(house, **on).state is State.OK
