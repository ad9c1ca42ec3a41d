"""Every call of the Web API that the product makes, and how it can go wrong."""

from collections.abc import Callable

from tests.contract.world import HOME, MODAL, ROW, Json, World

NOWHERE, NOBODY, NEVER = "C0NOWHERE", "U0NOBODY", "1700000000.000001"
Told = Callable[[World], Json]

CALLS: dict[str, dict[str, Told]] = {
    "auth.test": {"it is fine": lambda w: {}},
    "chat.postMessage": {
        "it is fine": lambda w: {"channel": w.room, "text": "نص", "blocks": ROW},
        "to a person": lambda w: {"channel": w.inside, "text": "نص"},
        "no channel": lambda w: {"text": "نص"},
        "unknown channel": lambda w: {"channel": NOWHERE, "text": "نص"},
        "archived": lambda w: {"channel": w.archived, "text": "نص"},
        "not a member": lambda w: {"channel": w.theirs, "text": "نص"},
        "an open channel without the bot": lambda w: {"channel": w.open, "text": "نص"},
        "nothing said": lambda w: {"channel": w.room},
        "empty": lambda w: {"channel": w.room, "text": "", "blocks": []},
        "blocks that are no list": lambda w: {"channel": w.room, "text": "نص", "blocks": "{}"},
        "a block without a type": lambda w: {"channel": w.room, "text": "نص", "blocks": [{}]},
        "a header that is too long": lambda w: {"channel": w.room, "text": "نص", "blocks": [_header(151)]},
        "very long": lambda w: {"channel": w.room, "text": "ن" * 40_001},
        "a thread that is not there": lambda w: {"channel": w.room, "text": "نص", "thread_ts": NEVER},
    },
    "chat.postEphemeral": {
        "it is fine": lambda w: {"channel": w.room, "user": w.inside, "text": "نص"},
        "unknown channel": lambda w: {"channel": NOWHERE, "user": w.inside, "text": "نص"},
        "archived": lambda w: {"channel": w.archived, "user": w.bot, "text": "نص"},
        "not a member": lambda w: {"channel": w.theirs, "user": w.inside, "text": "نص"},
        "nobody named": lambda w: {"channel": w.room, "text": "نص"},
        "unknown person": lambda w: {"channel": w.room, "user": NOBODY, "text": "نص"},
        "a person who is not there": lambda w: {"channel": w.room, "user": w.outside, "text": "نص"},
        "nothing said": lambda w: {"channel": w.room, "user": w.inside},
        "blocks that are no list": lambda w: {"channel": w.room, "user": w.inside, "blocks": "{}"},
    },
    "chat.update": {
        "it is fine": lambda w: {"channel": w.room, "ts": w.own, "text": "آخر", "blocks": ROW},
        "unknown channel": lambda w: {"channel": NOWHERE, "ts": w.own, "text": "نص"},
        "no message named": lambda w: {"channel": w.room, "text": "نص"},
        "unknown message": lambda w: {"channel": w.room, "ts": NEVER, "text": "نص"},
        "somebody else's": lambda w: {"channel": w.room, "ts": w.foreign, "text": "نص"},
        "nothing said": lambda w: {"channel": w.room, "ts": w.own},
        "too long": lambda w: {"channel": w.room, "ts": w.own, "text": "ن" * 4_001},
        "blocks that are no list": lambda w: {"channel": w.room, "ts": w.own, "blocks": "{}"},
    },
    "chat.getPermalink": {
        "it is fine": lambda w: {"channel": w.room, "message_ts": w.own},
        "unknown channel": lambda w: {"channel": NOWHERE, "message_ts": w.own},
        "unknown message": lambda w: {"channel": w.room, "message_ts": NEVER},
        "no message named": lambda w: {"channel": w.room},
    },
    "conversations.history": {
        "it is fine": lambda w: {"channel": w.room},
        "unknown channel": lambda w: {"channel": NOWHERE},
        "not a member": lambda w: {"channel": w.theirs},
    },
    "conversations.replies": {
        "it is fine": lambda w: {"channel": w.room, "ts": w.own},
        "unknown channel": lambda w: {"channel": NOWHERE, "ts": w.own},
        "not a member": lambda w: {"channel": w.theirs, "ts": NEVER},
        "a thread that is not there": lambda w: {"channel": w.room, "ts": NEVER},
    },
    "conversations.info": {
        "it is fine": lambda w: {"channel": w.room},
        "unknown channel": lambda w: {"channel": NOWHERE},
        "not a member": lambda w: {"channel": w.theirs},
    },
    "conversations.list": {"it is fine": lambda w: {"types": "public_channel,private_channel", "limit": 200}},
    "conversations.create": {
        "it is fine": lambda w: {"name": "inc-2026-11-22", "is_private": True},
        "taken": lambda w: {"name": "room"},
        "taken by an archived one": lambda w: {"name": "old"},
        "no name": lambda w: {},
        "too long": lambda w: {"name": "n" * 81},
        "punctuation": lambda w: {"name": "---"},
        "special characters": lambda w: {"name": "a.b"},
        "capital letters": lambda w: {"name": "Capital"},
        "Arabic": lambda w: {"name": "حادث"},
    },
    "conversations.setTopic": {
        "it is fine": lambda w: {"channel": w.room, "topic": "الموضوع"},
        "unknown channel": lambda w: {"channel": NOWHERE, "topic": "الموضوع"},
        "archived": lambda w: {"channel": w.archived, "topic": "الموضوع"},
        "not a member": lambda w: {"channel": w.theirs, "topic": "الموضوع"},
        "too long": lambda w: {"channel": w.room, "topic": "ن" * 251},
    },
    "conversations.invite": {
        "unknown channel": lambda w: {"channel": NOWHERE, "users": w.outside},
        "archived": lambda w: {"channel": w.archived, "users": w.outside},
        "not a member": lambda w: {"channel": w.theirs, "users": w.outside},
        "nobody named": lambda w: {"channel": w.room},
        "unknown person": lambda w: {"channel": w.room, "users": NOBODY},
        "there already": lambda w: {"channel": w.room, "users": w.inside},
        "the bot itself": lambda w: {"channel": w.room, "users": w.bot},
        "too many": lambda w: {"channel": w.room, "users": ",".join(f"U{n}" for n in range(101))},
        "all of them wrong, by force": lambda w: {"channel": w.room, "users": NOBODY, "force": True},
        "one of them wrong, by force": lambda w: {
            "channel": w.room,
            "users": f"{w.outside},{NOBODY}",
            "force": True,
        },
    },
    "pins.add": {
        "it is fine": lambda w: {"channel": w.room, "timestamp": w.own},
        "pinned already": lambda w: {"channel": w.room, "timestamp": w.own},
        "unknown channel": lambda w: {"channel": NOWHERE, "timestamp": w.own},
        "archived": lambda w: {"channel": w.archived, "timestamp": w.own},
        "not a member": lambda w: {"channel": w.theirs, "timestamp": w.own},
        "unknown message": lambda w: {"channel": w.room, "timestamp": NEVER},
        "nothing named": lambda w: {"channel": w.room},
        "no time stamp": lambda w: {"channel": w.room, "timestamp": "yesterday"},
    },
    "views.open": {
        "it is fine": lambda w: {"trigger_id": w.trigger(), "view": MODAL},
        "used before": lambda w: {"trigger_id": _used(w), "view": MODAL},
        "unknown trigger": lambda w: {"trigger_id": "1.2.abc", "view": MODAL},
        "no view": lambda w: {"trigger_id": w.trigger()},
        "the wrong type": lambda w: {"trigger_id": w.trigger(), "view": HOME},
        "no title": lambda w: {"trigger_id": w.trigger(), "view": {"type": "modal", "blocks": ROW}},
    },
    "views.update": {
        "it is fine": lambda w: {"view_id": _opened(w), "view": MODAL},
        "unknown view": lambda w: {"view_id": "V0NOVIEW", "view": MODAL},
        "none named": lambda w: {"view": MODAL},
        "an older hash": lambda w: {"view_id": _opened(w), "view": MODAL, "hash": "1.old"},
    },
    "views.publish": {
        "it is fine": lambda w: {"user_id": w.inside, "view": HOME},
        "unknown person": lambda w: {"user_id": NOBODY, "view": HOME},
        "an older hash": lambda w: {"user_id": w.inside, "view": HOME, "hash": "1.old"},
        "the wrong type": lambda w: {"user_id": w.inside, "view": MODAL},
    },
    "files.getUploadURLExternal": {
        "it is fine": lambda w: {"filename": "week.png", "length": 10},
        "no name": lambda w: {"length": 10},
        "no length": lambda w: {"filename": "week.png"},
        "nothing in it": lambda w: {"filename": "week.png", "length": 0},
    },
    "files.completeUploadExternal": {
        "none named": lambda w: {},
        "unknown file": lambda w: {"files": [{"id": "F0NOFILE00", "title": "x"}]},
        "bytes that never came": lambda w: {"files": [{"id": _asked(w)}]},
    },
}


def _header(length: int) -> Json:
    return {"type": "header", "text": {"type": "plain_text", "text": "ن" * length}}


def _opened(world: World) -> str:
    opened = world.call("views.open", {"trigger_id": world.trigger(), "view": MODAL})
    return str(opened["view"]["id"])


def _used(world: World) -> str:
    trigger = world.trigger()
    world.call("views.open", {"trigger_id": trigger, "view": MODAL})
    return trigger


def _asked(world: World) -> str:
    asked = world.call("files.getUploadURLExternal", {"filename": "a.png", "length": 1})
    return str(asked["file_id"])
