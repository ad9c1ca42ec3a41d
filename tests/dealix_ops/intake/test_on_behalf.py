"""What a colleague types in for a customer: one telling is one line, and people are told apart."""

from dataclasses import replace

import pytest

from dealix_ops.intake import on_behalf
from dealix_ops.intake.on_behalf import Told
from dealix_ops.intake.payload import masked
from tests.support.clock import START

TOLD = Told("view:V1", 7, "نورة", "+966551234567", None, "اللوحة واقفة", "U_OPERATOR", START)
SECRET = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"


class TestItem:
    def test_same_telling_is_the_same_line(self) -> None:
        assert on_behalf.item(TOLD) == on_behalf.item(TOLD)

    @pytest.mark.parametrize(
        ("other", "one_person"),
        [
            (replace(TOLD, origin="view:V2"), True),
            (replace(TOLD, origin="view:V2", phone=None), False),
            (replace(TOLD, origin="view:V2", phone="+966557654321"), False),
            (replace(TOLD, origin="view:V2", email="n@ofuq.sa"), False),
            (replace(TOLD, name="خالد"), False),
            (replace(TOLD, customer_id=8), False),
            (replace(TOLD, name=None), False),
        ],
    )
    def test_person_is_a_name_with_its_number_and_address_at_a_customer(
        self, other: Told, one_person: bool
    ) -> None:
        keys = {on_behalf.item(told).conversation_key for told in (TOLD, other)}
        assert (len(keys) == 1) is one_person

    def test_unnamed_people_are_one_only_by_number_or_address(self) -> None:
        unnamed = replace(TOLD, name=None, phone=None)
        tellings = [
            unnamed,
            replace(unnamed, origin="view:V2"),
            replace(unnamed, origin="view:V3", phone="+966551234567"),
            replace(unnamed, origin="view:V4", phone="+966551234567"),
            replace(unnamed, origin="view:V5", email="a@b.sa"),
        ]
        assert len({on_behalf.item(told).conversation_key for told in tellings}) == 4

    def test_secret_in_any_field_is_nowhere_in_what_is_stored(self) -> None:
        item = on_behalf.item(replace(TOLD, name=f"نورة {SECRET}", words=f"المفتاح {SECRET}"))
        body, found = masked(item.body)
        assert found
        assert SECRET not in f"{item.external_id} {item.conversation_key} {body}"

    def test_ids_fit_their_columns(self) -> None:
        item = on_behalf.item(replace(TOLD, origin="message:" + "C" * 900, name="ع" * 900))
        assert len(item.external_id) <= 200
        assert len(item.conversation_key) <= 200


class TestMessageFacts:
    def test_fields_come_back(self) -> None:
        facts = on_behalf.message_facts(on_behalf.item(TOLD).body)
        assert (facts.text, facts.sender.name, facts.sender.customer_id) == ("اللوحة واقفة", "نورة", 7)
        assert (facts.sender.phone, facts.sender.email) == ("+966551234567", None)

    @pytest.mark.parametrize("body", [{}, {"customer_id": "7", "text": 5}, {"text": None, "name": []}])
    def test_odd_body_is_an_empty_line(self, body: dict[str, object]) -> None:
        facts = on_behalf.message_facts(body)
        assert (facts.text, facts.sender.customer_id) == ("", None)
