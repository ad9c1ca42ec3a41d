"""Anything at all in Slack's envelope: no exception, ids that fit their columns, no secret on disk."""

import json
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dealix_ops.intake import slack
from dealix_ops.intake.item import ItemKind
from dealix_ops.intake.payload import masked
from dealix_ops.intake.slack import Rooms, message_facts
from dealix_ops.intake.slack_text import plain_text
from tests.support.clock import START
from tests.support.house import FOUNDER
from tests.support.slack_events import NORA, ROOM, SUPPORT

KEY_COLUMN, SLACK_KEY = 320, 200
API_KEY = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
ODD = st.sampled_from([None, True, -1, 1.5, "", "x", [], ["x"], {}, {"a": {"b": 1}}, 10**30])
"""Cheaper to draw than JSON of any shape; the whole payload may be that too."""


def bent(keys: dict[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """An object with the right keys, any of them absent or holding anything."""
    return st.fixed_dictionaries({}, optional={key: value | ODD for key, value in keys.items()})


TEXT = st.text(max_size=40) | st.text(max_size=20).map(lambda text: f"{text} {API_KEY} {text}")
STAMP = st.just("1790000000.000100") | st.text(max_size=30) | st.integers().map(str)
FIELDS = {
    "type": st.just("message"),
    "user": st.sampled_from([NORA, FOUNDER.user_id, "USLACKBOT"]) | st.text(max_size=5) | st.just("U" * 400),
    "channel": st.sampled_from([ROOM, SUPPORT, "C0LUNCH"]) | st.text(max_size=5) | st.just("U" * 400),
    "channel_type": st.sampled_from(["channel", "im"]),
    "ts": STAMP,
    "thread_ts": STAMP,
    "deleted_ts": STAMP,
    "text": TEXT,
    "files": st.lists(bent({"name": TEXT}) | JSON, max_size=3),
    "attachments": st.lists(bent({"is_share": st.just(True), "text": TEXT}) | JSON, max_size=3),
    "edited": bent({"ts": STAMP}),
    "bot_id": st.just("B1"),
}
SUBTYPE = st.sampled_from(["message_changed", "message_deleted", "file_share", "tombstone", "bot_message"])
MESSAGE = bent(FIELDS | {"subtype": SUBTYPE})
EVENT = bent(FIELDS | {"subtype": SUBTYPE, "message": MESSAGE, "previous_message": MESSAGE})
PAYLOAD = bent({"type": st.just("event_callback"), "event": EVENT, "event_id": STAMP, "event_time": JSON})
ROOMS = Rooms(
    support=SUPPORT,
    customers={ROOM: 1},
    ours=frozenset({FOUNDER.user_id}),
    matter_of=lambda channel, ts: f"slack:{channel}:{ts}"[:200] if ts.startswith("1") else None,
)


class TestItem:
    @settings()
    @given(PAYLOAD | JSON)
    def test_nothing_raises_and_every_id_fits_its_column(self, payload: Any) -> None:
        item = slack.item(payload, rooms=ROOMS, received_at=START)
        facts = message_facts(item.body)
        assert len(item.external_id) <= SLACK_KEY
        assert len(item.conversation_key) <= SLACK_KEY
        assert len(facts.sender.key or "") <= SLACK_KEY
        assert item.occurred_at <= START + timedelta(hours=1)
        if item.kind is ItemKind.MESSAGE:
            assert facts.our_address in (ROOM, SUPPORT)

    @settings()
    @given(PAYLOAD)
    def test_no_secret_is_left_in_what_is_stored(self, payload: Any) -> None:
        body, _ = masked(slack.item(payload, rooms=ROOMS, received_at=START).body)
        assert API_KEY not in json.dumps(body)
        assert API_KEY not in message_facts(body).text

    @settings()
    @given(PAYLOAD)
    def test_same_event_is_the_same_item(self, payload: Any) -> None:
        first, second = (slack.item(payload, rooms=ROOMS, received_at=START) for _ in range(2))
        assert first == second


class TestMessageFacts:
    @settings()
    @given(JSON)
    def test_anything_gives_facts(self, body: Any) -> None:
        facts = message_facts(body)
        assert isinstance(facts.text, str)
        assert len(facts.sender.key or "") <= KEY_COLUMN


class TestPlainText:
    @settings()
    @given(st.text(alphabet="<>|@#!&;^amplt:/ab ", max_size=60))
    def test_markup_of_any_shape_is_read(self, text: str) -> None:
        assert isinstance(plain_text(text), str)
