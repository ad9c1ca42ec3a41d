"""A connector is proved by what this very customer sent and by our own door, never by a guess."""

from sqlalchemy import update

from dealix_ops.connectors import service as connectors
from dealix_ops.connectors.rules import ConnectorState, Proof
from dealix_ops.contacts.models import Contact
from dealix_ops.doctor import connector_proofs
from dealix_ops.doctor.knocks import Ask, Knock
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


def proof(house: House, key: str = "whatsapp_cloud", *, settings: Settings = ON, ask: Ask | None) -> Proof:
    with house.database.reading() as session:
        return connector_proofs.proof(session, settings, 1, key, ask=ask, now=house.clock())


def opens(knock: Knock) -> tuple[int | None, str]:
    return 200, knock.answer or ""


def shut(_knock: Knock) -> tuple[int | None, str]:
    return None, "ConnectError"


class TestProof:
    def test_nothing_to_look_with(self, house: House) -> None:
        assert proof(house, "gmail", ask=opens) == connector_proofs.NO_GATEWAY
        assert proof(house, settings=OFF, ask=opens) == connector_proofs.NO_GATEWAY

    def test_only_this_customers_messages_prove_it(self, house: House) -> None:
        customer(house.database, now=house.clock())
        house.customer_writes("سلام")
        house.run_all()
        assert not proof(house, ask=opens).succeeded
        with house.database.transaction() as session:
            session.execute(update(Contact).values(customer_id=1))
        found = proof(house, ask=opens)
        assert (found.last_signed_in, found.last_out, found.answered) == (house.clock(), house.clock(), True)
        assert proof(house, ask=None).answered is None
        assert not proof(house, ask=shut).succeeded
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
            assert connectors.record_test(
                session, 1, "whatsapp_cloud", found, actor="U_FOUNDER", now=house.clock()
            )
