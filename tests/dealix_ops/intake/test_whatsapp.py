"""Meta's deliveries taken apart: tables for every level, and anything at all without an exception."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.intake.item import Item, ItemKind
from dealix_ops.intake.whatsapp import items, message_facts, reacted_to
from dealix_ops.vocabulary import Means
from tests.support import deliveries
from tests.support.clock import START
from tests.support.house import House

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def bent(keys: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """An object with the right keys, any of them absent or holding anything."""
    return st.fixed_dictionaries({}, optional={key: JSON | value for key, value in keys.items()})


MESSAGE = bent(
    {
        "id": st.text(max_size=400),
        "from": st.just("966500000001") | st.text(max_size=5),
        "from_user_id": st.just("SA.1"),
        "timestamp": st.integers() | st.text(max_size=30),
        "type": st.sampled_from(["text", "interactive", "button", "image", "audio", "reaction", "x"]),
        "text": bent({"body": JSON}),
        "interactive": bent({"type": st.just("list_reply"), "list_reply": bent({"title": JSON})}),
        "image": bent({"caption": JSON}),
    }
)
CONTACT = bent({"wa_id": JSON, "user_id": JSON, "profile": bent({"name": JSON})})
VALUE = bent(
    {
        "metadata": bent({"phone_number_id": JSON, "display_phone_number": JSON}),
        "messages": st.lists(MESSAGE | JSON, max_size=3),
        "contacts": st.lists(CONTACT | JSON, max_size=3),
        "statuses": st.lists(bent({"id": JSON, "status": JSON, "timestamp": JSON}) | JSON, max_size=3),
    }
)
CHANGE = bent({"field": st.just("messages"), "value": VALUE})
PAYLOAD = bent({"entry": st.lists(bent({"changes": st.lists(CHANGE | JSON, max_size=3)}) | JSON, max_size=3)})


def taken(payload: Any, *, received_at: datetime = START) -> list[Item]:
    return list(items(payload, received_at=received_at))


def text(number: int, **more: Any) -> dict[str, Any]:
    message = {"type": "text", "text": {"body": f"سطر {number}"}}
    return deliveries.one(message, at=START, message_id=f"wamid.{number}", **more)


def entry(*changes: Any) -> dict[str, Any]:
    return {"id": "1", "changes": list(changes)}


def change(value: Any, field: str = "messages") -> dict[str, Any]:
    return {"field": field, "value": value}


class TestItems:
    def test_every_level_of_a_batch_is_read(self) -> None:
        payload = {
            "entry": [
                entry(change({"messages": [text(1), text(2)]}), change({"messages": [text(3)]})),
                entry(change({"messages": [text(4)], "statuses": [{"id": "wamid.o", "status": "read"}]})),
            ]
        }
        found = [(item.kind, item.external_id) for item in taken(payload)]
        assert found == [
            (ItemKind.MESSAGE, "message:wamid.1"),
            (ItemKind.MESSAGE, "message:wamid.2"),
            (ItemKind.MESSAGE, "message:wamid.3"),
            (ItemKind.MESSAGE, "message:wamid.4"),
            (ItemKind.STATUS, "status:wamid.o:read"),
        ]

    def test_each_message_of_a_batch_keeps_its_own_sender(self) -> None:
        payload = deliveries.delivery([text(1, wa_id="966500000001"), text(2, wa_id="966500000002")])
        contacts = payload["entry"][0]["changes"][0]["value"]["contacts"]
        contacts[0]["profile"]["name"], contacts[1]["profile"]["name"] = "نورة", "خالد"
        contacts.reverse()
        facts = [message_facts(item.body) for item in taken(payload)]
        assert [(f.sender.wa_id, f.sender.name) for f in facts] == [
            ("966500000001", "نورة"),
            ("966500000002", "خالد"),
        ]
        assert len({item.conversation_key for item in taken(payload)}) == 2

    def test_conversation_is_sender_at_our_number(self) -> None:
        item = taken(deliveries.text("سلام", at=START))[0]
        assert item.conversation_key == f"whatsapp:{deliveries.OUR_NUMBER_ID}:{deliveries.CUSTOMER}"

    def test_sender_who_hides_the_number_is_known_by_the_user_id(self) -> None:
        item = taken(deliveries.text("سلام", at=START, wa_id=None, user_id="SA.90817263544"))[0]
        facts = message_facts(item.body)
        assert item.kind is ItemKind.MESSAGE
        assert item.conversation_key.endswith(":SA.90817263544")
        assert (facts.sender.wa_id, facts.sender.wa_user_id) == (None, "SA.90817263544")

    def test_reaction_is_work_and_no_line(self) -> None:
        said = {"type": "reaction", "reaction": {"message_id": "wamid.ours", "emoji": "👍"}}
        (item,) = taken(deliveries.delivery([deliveries.one(said, at=START, message_id="wamid.r")]))
        assert (item.kind, item.external_id) == (ItemKind.REACTION, "reaction:wamid.r")
        assert (message_facts(item.body).text, reacted_to(item.body)) == ("👍", "wamid.ours")

    @pytest.mark.parametrize("kind", ["reaction", "system", "request_welcome"])
    def test_what_accompanies_a_message_is_kept_but_is_no_line(self, kind: str) -> None:
        payload = deliveries.delivery([deliveries.one({"type": kind}, at=START)])
        assert [item.kind for item in taken(payload)] == [ItemKind.OTHER]

    @pytest.mark.parametrize(
        "broken",
        [
            {"id": "wamid.1", "type": "text"},
            {"from": "966500000001", "type": "text"},
            {"id": "", "from": "966500000001"},
            {"id": 7, "from": "966500000001"},
            {"id": "wamid.1", "from": "not-a-number"},
            {"id": "wamid.1", "from": "٩٦٦٥٠٠٠٠٠٠٠١"},
            {"id": "wamid.1", "from": None},
            {},
        ],
    )
    def test_message_without_its_ids_is_kept_as_evidence(self, broken: dict[str, Any]) -> None:
        found = taken({"entry": [entry(change({"messages": [broken]}))]})
        assert [item.kind for item in found] == [ItemKind.OTHER]
        assert found[0].body["message"] == broken

    @pytest.mark.parametrize("odd", [["text"], {"a": 1}, 7, None, True])
    def test_type_that_is_no_word_is_an_unknown_kind(self, odd: Any) -> None:
        message = deliveries.one({"type": odd, "text": {"body": "سلام"}}, at=START)
        found = taken(deliveries.delivery([message]))
        assert [item.kind for item in found] == [ItemKind.MESSAGE]
        assert message_facts(found[0].body).kind == "unknown"

    @pytest.mark.parametrize(
        "payload",
        [
            None,
            [],
            "text",
            7,
            {},
            {"entry": None},
            {"entry": {"changes": []}},
            {"entry": ["x", 1]},
            {"entry": [{"changes": "x"}]},
            {"entry": [entry()]},
            {"object": "page", "entry": [{"messaging": []}]},
        ],
    )
    def test_garbage_is_one_piece_of_evidence(self, payload: Any) -> None:
        found = taken(payload)
        assert [(item.kind, item.conversation_key) for item in found] == [(ItemKind.OTHER, "whatsapp:none")]
        assert found[0].occurred_at == START

    def test_other_field_is_evidence_even_with_messages_in_it(self) -> None:
        value = {"messages": [text(1)], "event": "APPROVED"}
        found = taken({"entry": [entry(change(value, field="message_template_status_update"))]})
        assert [item.kind for item in found] == [ItemKind.OTHER]

    def test_same_evidence_has_the_same_id_whatever_its_order_of_keys(self) -> None:
        first, second = taken({"a": 1, "b": 2})[0], taken({"b": 2, "a": 1})[0]
        assert first.external_id == second.external_id
        assert taken({"a": 2})[0].external_id != first.external_id

    def test_statuses_of_one_message_are_told_apart(self) -> None:
        statuses = [{"id": "wamid.o", "status": name, "timestamp": "1790000000"} for name in ("sent", "read")]
        found = taken({"entry": [entry(change({"statuses": statuses}))]})
        assert {item.external_id for item in found} == {"status:wamid.o:sent", "status:wamid.o:read"}
        assert {item.occurred_at for item in found} == {datetime.fromtimestamp(1_790_000_000, UTC)}

    @pytest.mark.parametrize("status", [{}, {"id": "wamid.o"}, {"status": "read"}, {"id": 1, "status": []}])
    def test_status_without_its_ids_is_kept(self, status: dict[str, Any]) -> None:
        found = taken({"entry": [entry(change({"statuses": [status, {**status, "n": 1}]}))]})
        assert [item.kind for item in found] == [ItemKind.STATUS] * 2
        assert len({item.external_id for item in found}) == 2

    @pytest.mark.parametrize(
        "timestamp",
        [None, "", "soon", "9" * 30, -(10**20), 10**18, "1e5", "9" * 5000, [], {"s": 1}, True, 1.5, "NaN"],
    )
    def test_nonsense_time_becomes_the_time_of_receipt(self, timestamp: Any) -> None:
        payload = {"entry": [entry(change({"messages": [{**text(1), "timestamp": timestamp}]}))]}
        assert taken(payload)[0].occurred_at == START

    @pytest.mark.parametrize("timestamp", ["1790000000", 1_790_000_000])
    def test_time_of_the_source_is_kept(self, timestamp: Any) -> None:
        payload = {"entry": [entry(change({"messages": [{**text(1), "timestamp": timestamp}]}))]}
        assert taken(payload)[0].occurred_at == datetime.fromtimestamp(1_790_000_000, UTC)

    def test_long_ids_with_one_beginning_stay_two(self) -> None:
        start = "wamid." + "A" * 400
        messages = [{**text(n), "id": f"{start}{n}", "from_user_id": "S" * 400 + str(n)} for n in (1, 2)]
        for message in messages:
            del message["from"]
        found = taken({"entry": [entry(change({"messages": messages}))]})
        assert len({item.external_id for item in found}) == 2
        assert len({item.conversation_key for item in found}) == 2
        assert all(len(item.external_id) <= 320 and len(item.conversation_key) <= 320 for item in found)

    @given(PAYLOAD | JSON)
    def test_nothing_raises_and_nothing_is_empty(self, payload: Any) -> None:
        found = taken(payload)
        assert found
        for item in found:
            facts = message_facts(item.body)
            assert len(item.external_id) <= 320
            assert len(item.conversation_key) <= 320
            assert abs(item.occurred_at - START) < timedelta(days=3_660_000)
            assert item.kind is not ItemKind.MESSAGE or facts.sender.wa_id or facts.sender.wa_user_id


class TestMessageFacts:
    @pytest.mark.parametrize(
        ("message", "kind", "body", "needs_listen"),
        [
            ({"type": "text", "text": {"body": "سلام"}}, "text", "سلام", False),
            ({"type": "button", "button": {"text": "نعم", "payload": "x"}}, "button", "نعم", False),
            (
                {"type": "interactive", "interactive": {"type": "list_reply", "list_reply": {"title": "أ"}}},
                "interactive",
                "أ",
                False,
            ),
            (
                {
                    "type": "interactive",
                    "interactive": {"type": "button_reply", "button_reply": {"title": "ب"}},
                },
                "interactive",
                "ب",
                False,
            ),
            ({"type": "interactive", "interactive": {"type": "nfm_reply"}}, "interactive", "", False),
            ({"type": "audio", "audio": {"id": "1", "voice": True}}, "audio", "", True),
            ({"type": "image", "image": {"id": "1"}}, "image", "", True),
            ({"type": "image", "image": {"id": "1", "caption": "الفاتورة"}}, "image", "الفاتورة", False),
            ({"type": "video", "video": {}}, "video", "", True),
            ({"type": "document", "document": {"filename": "a.pdf"}}, "document", "", True),
            ({"type": "sticker", "sticker": {}}, "sticker", "", True),
            ({"type": "location", "location": {"latitude": 1}}, "location", "", False),
            ({"type": "unsupported"}, "unsupported", "", False),
            (
                {"type": "edit", "edit": {"message": {"type": "text", "text": {"body": "بل ثلاثة"}}}},
                "edit",
                "بل ثلاثة",
                False,
            ),
            ({"type": "edit", "edit": {"message": {"type": "edit"}}}, "edit", "", False),
            ({"type": "revoke", "revoke": {"original_message_id": "x"}}, "revoke", "", False),
            ({"type": "text", "text": "سلام"}, "text", "", False),
            ({}, "unknown", "", False),
        ],
    )
    def test_kind_and_words(self, message: dict[str, Any], kind: str, body: str, needs_listen: bool) -> None:
        facts = message_facts({"message": message})
        assert (facts.kind, facts.text, facts.needs_listen) == (kind, body, needs_listen)

    def test_number_of_ours_and_name_are_read(self) -> None:
        facts = message_facts(taken(deliveries.text("سلام", at=START))[0].body)
        assert (facts.our_address, facts.sender.name) == (deliveries.OUR_NUMBER, "نورة")

    @given(JSON)
    def test_anything_gives_facts(self, body: Any) -> None:
        assert isinstance(message_facts(body).text, str)


class TestIdsLongerThanAnyColumn:
    def test_are_no_ids_and_the_message_is_still_processed(self, house: House) -> None:
        message = {"type": "text", "text": {"body": "السلام عليكم"}}
        line = deliveries.one(message, at=house.clock(), wa_id="9" * 90, user_id="SA." + "x" * 300)
        delivery = deliveries.delivery([line])
        delivery["entry"][0]["changes"][0]["value"]["metadata"]["display_phone_number"] = "9" * 90
        house.receive(delivery)
        house.run_all()
        assert house.card().who.means is Means.COPY
        assert house.slack.posted
