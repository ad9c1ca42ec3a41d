"""A connector is proved by what this very customer sent and by our own door, never by a guess."""

import pytest
from sqlalchemy import update

from dealix_ops.connectors import proofs
from dealix_ops.connectors import service as connectors
from dealix_ops.connectors.rules import ConnectorState, Proof
from dealix_ops.contacts.models import Contact
from dealix_ops.doctor import connector_proofs
from dealix_ops.doctor.connector_proofs import Questions
from dealix_ops.doctor.findings import State
from dealix_ops.doctor.knocks import Knock
from dealix_ops.durable.models import OutboxRow
from dealix_ops.settings import Settings
from tests.support.customers import customer
from tests.support.house import House

OFF = Settings.model_validate({})
ON = Settings.model_validate(
    {
        "whatsapp_phone_number_id": "555",
        "whatsapp_app_secret": "a-secret-that-is-long-enough",
        "whatsapp_verify_token": "a-token-that-is-long-enough",
    }
)
SECRET = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"


def opens(knock: Knock) -> tuple[int | None, str]:
    return 200, knock.answer or ""


def shut(_knock: Knock) -> tuple[int | None, str]:
    return None, "ConnectError"


def proof(
    house: House,
    key: str = "whatsapp_cloud",
    *,
    settings: Settings = ON,
    asks: Questions = Questions(opens, lambda: True),
) -> Proof:
    with house.database.reading() as session:
        rows = connector_proofs.seen(session, settings, 1, key)
    return connector_proofs.asked(settings, key, rows, asks, now=house.clock())


def wrote(house: House, text: str = "سلام") -> None:
    """The customer's own message, with the draft that it brought."""
    customer(house.database, now=house.clock())
    house.customer_writes(text)
    house.run_all()
    with house.database.transaction() as session:
        session.execute(update(Contact).values(customer_id=1))


def connect(house: House) -> None:
    with house.database.transaction() as session:
        connectors.move(
            session,
            1,
            "whatsapp_cloud",
            state=ConnectorState.CONNECTED_DRAFT_ONLY,
            notes="",
            actor="U_FOUNDER",
            now=house.clock(),
        )


class TestProof:
    def test_nothing_to_look_with(self, house: House) -> None:
        assert proof(house, "gmail") == connector_proofs.NO_GATEWAY
        assert proof(house, settings=OFF) == connector_proofs.NO_GATEWAY

    def test_only_this_customers_messages_prove_it(self, house: House) -> None:
        customer(house.database, now=house.clock())
        house.customer_writes("سلام")
        house.run_all()
        assert not proof(house).succeeded
        with house.database.transaction() as session:
            session.execute(update(Contact).values(customer_id=1))
        found = proof(house)
        assert (found.last_signed_in, found.last_draft) == (house.clock(), house.clock())
        assert (found.last_out, found.answered, found.token_ok) == (None, True, True)
        assert found.succeeded

    @pytest.mark.parametrize(
        "asks", [Questions(shut, lambda: True), Questions(opens, lambda: False)], ids=["door", "token"]
    )
    def test_question_that_failed_is_no_proof(self, house: House, asks: Questions) -> None:
        wrote(house)
        assert not proof(house, asks=asks).succeeded

    def test_nobody_asked_is_no_failure(self, house: House) -> None:
        wrote(house)
        found = proof(house, asks=Questions())
        assert (found.answered, found.token_ok, found.succeeded) == (None, None, True)

    def test_hand_over_is_the_last_thing_out(self, house: House) -> None:
        wrote(house, "الشيت ما يتحدث عندنا من الصبح")
        house.clock.move(minutes=5)
        at = house.clock()
        house.approve(house.token())
        house.run_all()
        assert proof(house).last_out == at

    def test_secret_in_what_we_keep_of_failures_is_seen(self, house: House) -> None:
        wrote(house)
        assert proof(house).logs_clean
        with house.database.transaction() as session:
            session.execute(update(OutboxRow).values(last_error=f"refused {SECRET}"))
        assert not proof(house).logs_clean


class TestFindings:
    def test_connected_and_not_proved_is_named_by_number(self, house: House) -> None:
        wrote(house)
        connect(house)
        with house.database.reading() as session:
            head, one = connector_proofs.findings(session)
        assert (head.state, head.why) == (State.OK, "1 connected, 0 accepted")
        assert (one.what, one.why) == ("customer 1: whatsapp_cloud", "not accepted: no_test")
        with house.database.transaction() as session:
            now = house.clock()
            assert proofs.record_test(session, 1, "whatsapp_cloud", proof(house), actor="U_FOUNDER", now=now)
            assert [found.why for found in connector_proofs.findings(session)] == ["1 connected, 1 accepted"]

    @pytest.mark.parametrize(("works", "state"), [(None, State.OFF), (True, State.OK), (False, State.FAIL)])
    def test_token(self, *, works: bool | None, state: State) -> None:
        assert connector_proofs.of_token(works).state is state
