"""The Slack app's manifest and the code say the same: ids, command, events, scopes and Slack's own limits."""

import re
from typing import Any

import yaml

from bot.ids import Shortcut
from bot.listeners.commands import COMMAND
from tests.docs.test_documents import ROOT

FILE = ROOT / "bot" / "manifest.yml"
SCOPES: dict[str, set[str]] = {
    "auth_test": set(),
    "chat_postMessage": {"chat:write"},
    "chat_update": {"chat:write"},
    "chat_postEphemeral": {"chat:write"},
    "conversations_history": {"channels:history", "groups:history", "im:history", "metadata.message:read"},
    "conversations_replies": {"channels:history", "groups:history", "im:history", "metadata.message:read"},
    "conversations_info": {"channels:read", "groups:read"},
    "conversations_list": {"channels:read", "groups:read"},
    "conversations_create": {"channels:manage", "groups:write"},
    "conversations_invite": {"channels:manage", "groups:write"},
    "conversations_setTopic": {"channels:manage", "groups:write"},
    "pins_add": {"pins:write"},
    "chat_getPermalink": set(),
    "files_getUploadURLExternal": {"files:write"},
    "files_completeUploadExternal": {"files:write"},
    "views_open": set(),
    "views_update": set(),
    "views_publish": set(),
}
"""What each of Slack's methods needs, by Slack's own pages."""
EVENTS = {
    "app_home_opened": None,
    "message.channels": "channels:history",
    "message.groups": "groups:history",
    "message.im": "im:history",
    "app_mention": "app_mentions:read",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
}


def manifest() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return read


def called() -> set[str]:
    """Every method of Slack's API that our gateways and listeners call."""
    sources = [*ROOT.glob("dealix_ops/gateways/slack*.py"), *ROOT.glob("bot/listeners/*.py")]
    text = "\n".join(source.read_text(encoding="utf-8") for source in sources)
    return set(re.findall(r"\b((?:auth|chat|conversations|files|pins|views|users)_[a-zA-Z]+)\(", text))


class TestManifest:
    def test_shortcuts_are_the_ones_that_have_listeners(self) -> None:
        shortcuts = {one["callback_id"]: one["type"] for one in manifest()["features"]["shortcuts"]}
        assert shortcuts == {
            Shortcut.FROM_MESSAGE: "message",
            Shortcut.ON_BEHALF: "global",
            Shortcut.INCIDENT_NEW: "global",
            Shortcut.INCIDENT_FROM_MESSAGE: "message",
        }

    def test_command_is_the_one_that_has_a_listener(self) -> None:
        (command,) = manifest()["features"]["slash_commands"]
        assert command["command"] == COMMAND
        assert command["usage_hint"]
        assert command["should_escape"] is True

    def test_every_event_has_its_scope_and_no_scope_is_asked_for_in_vain(self) -> None:
        asked = set(manifest()["oauth_config"]["scopes"]["bot"])
        events = set(manifest()["settings"]["event_subscriptions"]["bot_events"])
        assert events == set(EVENTS)
        assert called() <= set(SCOPES)
        heard = {scope for scope in EVENTS.values() if scope is not None}
        needed = set().union(*(SCOPES[method] for method in called()), heard, {"commands"})
        assert asked == needed

    def test_every_scope_and_event_says_why(self) -> None:
        lines = re.findall(r"^      - (?!name).*$", FILE.read_text(encoding="utf-8"), re.MULTILINE)
        assert len(lines) >= len(EVENTS)
        assert [line for line in lines if " # " not in line] == []

    def test_every_request_comes_to_the_one_door(self) -> None:
        settings = manifest()["settings"]
        urls = {
            settings["event_subscriptions"]["request_url"],
            settings["interactivity"]["request_url"],
            manifest()["features"]["slash_commands"][0]["url"],
        }
        assert urls == {"https://YOUR-ADDRESS/slack/events"}
        assert settings["socket_mode_enabled"] is False

    def test_slacks_limits_are_kept(self) -> None:
        shown, features = manifest()["display_information"], manifest()["features"]
        assert len(shown["name"]) <= 35
        assert len(shown["description"]) <= 140
        for shortcut in features["shortcuts"]:
            assert len(shortcut["name"]) <= 24
            assert len(shortcut["description"]) <= 150
