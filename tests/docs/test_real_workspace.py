"""The way to a real workspace says what the manifest, the settings, the Procfile and the doors say."""

import re

from bot import manifest
from bot.web.webhooks import mail, sentry, whatsapp
from dealix_ops.features import FEATURES, variable
from tests.bot.test_manifest import manifest as fields
from tests.docs import real_workspace
from tests.docs.test_documents import ROOT

WRITTEN = real_workspace.PAGE.read_text(encoding="utf-8")


def test_every_scope_event_shortcut_and_the_command_are_named_with_their_reason() -> None:
    said, features = fields(), fields()["features"]
    assert set(manifest.scopes()) == set(said["oauth_config"]["scopes"]["bot"])
    assert set(manifest.events()) == set(said["settings"]["event_subscriptions"]["bot_events"])
    assert real_workspace.page(WRITTEN) == WRITTEN, "run `python -m tests.docs.real_workspace`"
    for name in (*manifest.scopes(), *manifest.events(), features["slash_commands"][0]["command"]):
        assert f"`{name}`" in WRITTEN
    for shortcut in features["shortcuts"]:
        assert f"`{shortcut['name']}`" in WRITTEN


def test_pictures_are_the_manifests() -> None:
    for name, drawn in real_workspace.pictures().items():
        assert (real_workspace.DOCS / name).read_text(encoding="utf-8") == drawn, name
        assert f"]({name})" in WRITTEN


def test_table_that_lacks_a_scope_would_be_found() -> None:
    less = WRITTEN.replace("| `pins:write` |", "| `pins:read` |")
    assert less != WRITTEN
    assert real_workspace.page(less) == WRITTEN


def test_each_door_that_a_provider_is_told_exists_and_its_settings_are_named() -> None:
    for path in ("/slack/events", whatsapp.PATH, sentry.PATH, mail.PATH):
        assert f"/{path.lstrip('/')}`" in WRITTEN
    needed = {"slack", "whatsapp", "media", "sentry_alerts", "paging_mail"}
    for feature in FEATURES:
        if feature.name in needed:
            for field in (feature.enabled_by, *feature.requires):
                assert f"`{variable(field)}" in WRITTEN, field


def test_each_process_of_the_procfile_is_told() -> None:
    lines = (ROOT / "Procfile").read_text(encoding="utf-8").splitlines()
    for name, command in (line.split(": ", 1) for line in lines):
        assert re.search(rf"^\| `{name}` \| `{re.escape(command)}` \|", WRITTEN, re.MULTILINE), name
