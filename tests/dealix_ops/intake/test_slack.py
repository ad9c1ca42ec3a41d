"""Slack's events taken apart: which is a customer's line, whose, in which matter; and anything at all."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dealix_ops.intake import slack
from dealix_ops.intake.item import Item, ItemKind
from dealix_ops.intake.slack import Rooms, message_facts
from tests.support.clock import START
from tests.support.house import FOUNDER
from tests.support.slack_events import (
    COLLEAGUE,
    KHALID,
    LUNCH,
    NORA,
    OTHER_ROOM,
    ROOM,
    SUPPORT,
    deleted,
    delivery,
    direct,
    edited,
    entombed,
    message,
    unfurled,
)

TS, LATER = "1790000000.000100", "1790000060.000200"
OF_NORA = f"slack:{ROOM}:1:{NORA}"
LINE = message("السلام عليكم", ts=TS)
FOUNDERS = message("نتابعها", ts=TS, user=FOUNDER.user_id)
KNOWN = {(ROOM, "1.1"): f"slack:{ROOM}:1:{KHALID}", (SUPPORT, "1.1"): f"slack:{SUPPORT}:1.1"}
ROOMS = Rooms(
    support=SUPPORT,
    customers={ROOM: 1, OTHER_ROOM: 2},
    ours=frozenset({FOUNDER.user_id}),
    matter_of=lambda channel, ts: KNOWN.get((channel, ts)),
)


def taken(event: Any, *, rooms: Rooms = ROOMS) -> Item:
    return slack.item(delivery(event), rooms=rooms, received_at=START)


def kind(item: Item) -> str | None:
    """What a customer's line is; None for what is only kept."""
    return item.body["kind"] if item.kind is ItemKind.MESSAGE else None


LINES: list[tuple[str, dict[str, Any], str, str]] = [
    ("customer's channel", LINE, "text", OF_NORA),
    ("another person there", message("وأنا", ts=TS, user=KHALID), "text", f"slack:{ROOM}:1:{KHALID}"),
    ("another customer's channel", LINE | {"channel": OTHER_ROOM}, "text", f"slack:{OTHER_ROOM}:2:{NORA}"),
    ("support channel", LINE | {"channel": SUPPORT}, "text", f"slack:{SUPPORT}:{TS}"),
    ("support thread", LINE | {"channel": SUPPORT, "thread_ts": "1.1"}, "text", f"slack:{SUPPORT}:1.1"),
    (
        "support thread of a message we never saw",
        LINE | {"channel": SUPPORT, "thread_ts": "9.9"},
        "text",
        f"slack:{SUPPORT}:9.9",
    ),
    ("reply to another's line", LINE | {"thread_ts": "1.1"}, "text", f"slack:{ROOM}:1:{KHALID}"),
    ("reply to a line we never saw", LINE | {"thread_ts": "9.9"}, "text", OF_NORA),
    ("first of its own thread", LINE | {"thread_ts": TS}, "text", OF_NORA),
    (
        "reply shown in the channel too",
        LINE | {"thread_ts": "1.1", "subtype": "thread_broadcast"},
        "text",
        f"slack:{ROOM}:1:{KHALID}",
    ),
    ("«/me»", LINE | {"subtype": "me_message"}, "text", OF_NORA),
    ("file", LINE | {"subtype": "file_share", "files": [{"name": "a.pdf"}]}, "document", OF_NORA),
    ("file without a name", LINE | {"files": [{}]}, "document", OF_NORA),
    ("edit", edited(LINE, "بل أمس", at=LATER), "edit", OF_NORA),
    (
        "edit of a known line",
        edited(LINE | {"ts": "1.1", "channel": SUPPORT}, "بل أمس", at=LATER),
        "edit",
        f"slack:{SUPPORT}:1.1",
    ),
    ("deletion", deleted(LINE, at=LATER), "revoke", OF_NORA),
    ("deletion with replies under it", entombed(LINE, at=LATER), "revoke", OF_NORA),
    ("odd text", LINE | {"text": {"a": 1}}, "text", OF_NORA),
    ("odd thread", LINE | {"thread_ts": 5}, "text", OF_NORA),
    ("odd files", LINE | {"files": "x"}, "text", OF_NORA),
]
KEPT: list[tuple[str, Any]] = [
    ("founder in a customer's channel", FOUNDERS),
    ("founder's edit there", edited(FOUNDERS, "نتابعها الآن", at=LATER)),
    ("founder's deletion there", deleted(FOUNDERS, at=LATER)),
    ("another channel", LINE | {"channel": LUNCH}),
    ("edit in another channel", edited(LINE | {"channel": LUNCH}, "بل أمس", at=LATER)),
    ("bot", LINE | {"subtype": "bot_message", "bot_id": "B1"}),
    ("bot with a user", LINE | {"bot_id": "B1"}),
    ("our own message", LINE | {"bot_id": "B0DX", "user": "U0BOT", "app_id": "A0DX1"}),
    ("deletion of a bot's message", deleted(LINE | {"bot_id": "B1"}, at=LATER)),
    ("Slackbot", LINE | {"user": "USLACKBOT"}),
    ("preview of a link", unfurled(LINE, at=LATER)),
    ("preview after an edit", unfurled(LINE | {"edited": {"ts": LATER}}, at=LATER)),
    ("mention beside its message", LINE | {"type": "app_mention"}),
    ("somebody joined", LINE | {"subtype": "channel_join"}),
    ("reaction", {"type": "reaction_added", "user": NORA, "item": {"channel": ROOM, "ts": TS}}),
    ("no user", {**LINE, "user": None}),
    ("no ts", {**LINE, "ts": ""}),
    ("no channel", {**LINE, "channel": None}),
    ("odd channel", {**LINE, "channel": ["C"]}),
    ("endless channel", {**LINE, "channel": "C" * 500}),
    ("odd subtype's edit", {"type": "message", "subtype": "message_changed", "channel": ROOM}),
    ("deletion of nothing", {"type": "message", "subtype": "message_deleted", "channel": ROOM}),
    ("event that is text", "message"),
    ("no event", None),
]


class TestItem:
    @pytest.mark.parametrize(("name", "event", "expected", "key"), LINES, ids=[row[0] for row in LINES])
    def test_line_of_a_customer(self, name: str, event: dict[str, Any], expected: str, key: str) -> None:
        item = taken(event)
        assert (kind(item), item.conversation_key) == (expected, key)
        assert message_facts(item.body).our_address == event["channel"]

    @pytest.mark.parametrize(("name", "event"), KEPT, ids=[row[0] for row in KEPT])
    def test_everything_else_is_kept_and_opens_nothing(self, name: str, event: Any) -> None:
        assert taken(event).kind is ItemKind.OTHER

    @pytest.mark.parametrize("channel", [LUNCH, "D0OTHER", ""])
    def test_words_of_other_rooms_are_not_kept(self, channel: str) -> None:
        for event in (message("كلام خاص", ts=TS, channel=channel), LINE | {"type": "app_mention"}):
            item = taken(event)
            assert "كلام" not in str(item)
            assert "السلام" not in str(item)
            assert item.conversation_key == "slack:none"

    def test_what_we_say_to_a_customer_is_kept_in_its_words(self) -> None:
        assert taken(FOUNDERS).body["text"] == "نتابعها"

    def test_colleague_who_answers_others_in_the_support_channel_reports(self) -> None:
        assert kind(taken(FOUNDERS | {"channel": SUPPORT})) == "text"

    def test_without_a_support_channel_nothing_is_heard_there(self) -> None:
        deaf = Rooms(support=None, customers={}, ours=frozenset(), matter_of=lambda *_: None)
        assert {taken(row[1], rooms=deaf).kind for row in LINES} == {ItemKind.OTHER}

    @pytest.mark.parametrize(
        ("event", "external_id"),
        [
            (LINE, f"message:{ROOM}:{TS}"),
            (edited(LINE, "بل أمس", at=LATER), f"edit:{ROOM}:{TS}:{LATER}"),
            (deleted(LINE, at=LATER), f"revoke:{ROOM}:{TS}:"),
            (entombed(LINE, at=LATER), f"revoke:{ROOM}:{TS}:"),
            (direct("هلا", ts=TS, user=COLLEAGUE), f"message:D0{COLLEAGUE}:{TS}"),
        ],
    )
    def test_a_message_keeps_its_id_whatever_event_brings_it(self, event: Any, external_id: str) -> None:
        first, second = taken(event), taken(event)
        assert first.external_id == second.external_id == external_id

    def test_other_events_are_known_by_slacks_id_or_by_what_they_are(self) -> None:
        event = delivery({"type": "reaction_added"}, event_id="Ev1")
        limited = {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1_790_000_000}
        ids = [
            slack.item(payload, rooms=ROOMS, received_at=START).external_id
            for payload in (event, limited, limited, limited | {"minute_rate_limited": 1_790_000_060})
        ]
        assert ids[0] == "event:Ev1"
        assert ids[1] == ids[2] != ids[3]

    @pytest.mark.parametrize(
        ("ts", "at"),
        [
            (TS, datetime(2026, 9, 21, 14, 13, 20, 100, tzinfo=UTC)),
            ("soon", START),
            ("nan", START),
            ("1e400", START),
            ("253402300799.9", START),
            (str(START.timestamp() + 4000), START),
            (str(START.timestamp() + 1800), START + timedelta(minutes=30)),
        ],
    )
    def test_time_is_the_message_s_own_unless_it_is_none(self, ts: str, at: datetime) -> None:
        assert taken(LINE | {"ts": ts}).occurred_at == at

    def test_edit_and_deletion_have_the_time_of_the_change(self) -> None:
        changed = datetime.fromtimestamp(1_790_000_060, UTC) + timedelta(microseconds=200)
        for event in (edited(LINE, "بل أمس", at=LATER), deleted(LINE, at=LATER)):
            assert taken(event).occurred_at == changed


class TestDirectMessage:
    def test_it_is_a_wish_of_its_author_and_no_line(self) -> None:
        item = taken(direct("العميل متضايق", ts=TS, user=COLLEAGUE))
        assert (item.kind, item.body["kind"]) == (ItemKind.OTHER, slack.DIRECT)
        assert item.conversation_key == slack.direct_key(COLLEAGUE)

    def test_the_bot_does_not_talk_to_itself(self) -> None:
        item = taken(direct("هلا", ts=TS, user="U0BOT") | {"bot_id": "B0DX"})
        assert item.conversation_key == "slack:none"


class TestMessageFacts:
    @pytest.mark.parametrize(
        ("event", "text", "needs_listen"),
        [
            (LINE, "السلام عليكم", False),
            (
                LINE | {"text": "<@U1> شف <https://x.sa|هذا> &amp; ذاك"},
                "@زميل شف هذا (https://x.sa) & ذاك",
                False,
            ),
            (LINE | {"files": [{"name": "a.m4a"}], "text": ""}, "", True),
            (LINE | {"files": [{"name": "a.pdf"}], "text": "العقد"}, "العقد", False),
            (
                LINE | {"text": "شوفوا", "attachments": [{"is_share": True, "text": "انحذفت بياناتي"}]},
                "شوفوا\nانحذفت بياناتي",
                False,
            ),
            (LINE | {"text": "", "attachments": [{"is_share": True, "fallback": "نص"}]}, "نص", False),
            (LINE | {"attachments": [{"text": "معاينة رابط"}, 5]}, "السلام عليكم", False),
            (edited(LINE, "بل أمس", at=LATER), "بل أمس", False),
            (deleted(LINE, at=LATER), "", False),
        ],
    )
    def test_words_and_whether_somebody_must_look(self, event: Any, text: str, needs_listen: bool) -> None:
        facts = message_facts(taken(event).body)
        assert (facts.text, facts.needs_listen) == (text, needs_listen)

    def test_person_belongs_to_the_customer_whose_channel_it_is(self) -> None:
        senders = [message_facts(taken(LINE | {"channel": room}).body).sender for room in (ROOM, OTHER_ROOM)]
        assert [(s.key, s.customer_id) for s in senders] == [(f"slack:1:{NORA}", 1), (f"slack:2:{NORA}", 2)]

    def test_person_in_the_support_channel_belongs_to_none(self) -> None:
        sender = message_facts(taken(LINE | {"channel": SUPPORT}).body).sender
        assert (sender.key, sender.customer_id) == (f"slack:{NORA}", None)

    def test_only_a_deletion_takes_something_back(self) -> None:
        assert message_facts(taken(deleted(LINE, at=LATER)).body).changes_earlier
        assert not message_facts(taken(edited(LINE, "بل أمس", at=LATER)).body).changes_earlier
