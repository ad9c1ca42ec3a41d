"""Waiting, resetting, and refusing to run where it must not."""

import ast
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from slack_sdk import WebClient

from bot.sandbox import __main__, fixtures
from bot.sandbox.app import create_app
from bot.sandbox.driver import NothingCame, SandboxDriver, SandboxSaidNo
from bot.sandbox.settings import SandboxRefused
from tests.bot.sandbox.support import (
    APP_SECRET,
    BOT_TOKEN,
    SIGNING_SECRET,
    VERIFY_TOKEN,
    ManualClock,
    sandbox_settings,
    section,
)


class TestWait:
    def test_message_that_comes_later_ends_the_wait(self, slack: WebClient, driver: SandboxDriver) -> None:
        revision = driver.changes()["revision"]
        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(driver.wait_for_message, "ops", "تأخرت", 20)
            slack.chat_postMessage(channel=fixtures.OPS, text="x", blocks=[section("تأخرت قليلًا")])
            assert waiting.result(20)["text"] == "x"
        assert driver.changes(revision)["revision"] > revision

    def test_nothing_in_time_raises_and_says_what_is_there(
        self, slack: WebClient, driver: SandboxDriver
    ) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="غيرها")
        with pytest.raises(NothingCame, match="غيرها"):
            driver.wait_for_message("ops", "تأخرت", timeout=0.01)

    def test_count_is_waited_for(self, slack: WebClient, driver: SandboxDriver, clock: ManualClock) -> None:
        slack.chat_postMessage(channel=fixtures.OPS, text="بطاقة 1")
        with pytest.raises(NothingCame):
            driver.wait_for_messages("ops", "بطاقة", count=2, timeout=0.01)
        clock.advance(1)
        slack.chat_postMessage(channel=fixtures.OPS, text="بطاقة 2")
        assert len(driver.wait_for_messages("ops", "بطاقة", count=2)) == 2

    def test_wait_until_looks_again_after_a_change(self, slack: WebClient, driver: SandboxDriver) -> None:
        looked = threading.Event()

        def look() -> list[str]:
            looked.set()
            return [message["text"] for message in driver.ephemerals("ops")]

        with ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(driver.wait_until, look, "an ephemeral", 20)
            assert looked.wait(20)
            slack.chat_postEphemeral(channel=fixtures.OPS, user=fixtures.FOUNDER, text="جاءت")
            assert waiting.result(20) == ["جاءت"]

    def test_unknown_channel_is_said_at_once(self, driver: SandboxDriver) -> None:
        with pytest.raises(SandboxSaidNo, match="channel_not_found"):
            driver.wait_for_message("nowhere", "x", timeout=30)


class TestChanges:
    def test_changes_name_what_moved(self, slack: WebClient, driver: SandboxDriver) -> None:
        before = driver.changes()["revision"]
        ts = slack.chat_postMessage(channel=fixtures.OPS, text="x")["ts"]
        kinds = {(change["kind"], change.get("ts")) for change in driver.changes(before)["changes"]}
        assert kinds == {("message", ts), ("call", None)}


class TestReset:
    def test_everything_is_forgotten_and_the_revision_rises(
        self, slack: WebClient, driver: SandboxDriver
    ) -> None:
        slack.conversations_create(name="inc-1")
        slack.chat_postMessage(channel=fixtures.OPS, text="x")
        before = driver.changes()["revision"]
        driver.fault("*", "error")
        driver.reset()
        assert [channel["id"] for channel in driver.channels()] == list(fixtures.CHANNEL_IDS.values())
        assert (driver.messages("ops"), driver.calls(), driver.faults(), driver.phone()) == ([], [], [], [])
        assert driver.changes()["revision"] > before
        assert slack.chat_postMessage(channel=fixtures.OPS, text="x")["ok"]


class TestRefusal:
    def test_production_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DEALIX_ENV", "production")
        with pytest.raises(SandboxRefused):
            create_app(sandbox_settings("http://127.0.0.1:1"))

    def test_command_line_says_why_and_ends_with_2(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        secrets = dict(
            zip(__main__.REQUIRED, (SIGNING_SECRET, BOT_TOKEN, APP_SECRET, VERIFY_TOKEN), strict=True)
        )
        for name, value in {**secrets, "DEALIX_ENV": "production"}.items():
            monkeypatch.setenv(name, value)
        assert __main__.main(["--port", "0"]) == 2
        assert "DEALIX_ENV=production" in capsys.readouterr().err

    def test_missing_secret_is_named(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in __main__.REQUIRED:
            monkeypatch.delenv(name, raising=False)
        assert __main__.main([]) == 2
        assert "SLACK_SIGNING_SECRET" in capsys.readouterr().err

    def test_settings_do_not_show_secrets(self) -> None:
        shown = repr(sandbox_settings("http://127.0.0.1:1"))
        assert not any(secret in shown for secret in (BOT_TOKEN, SIGNING_SECRET, APP_SECRET, VERIFY_TOKEN))


class TestIndependence:
    def test_nothing_of_the_product_is_imported(self) -> None:
        folder = Path(__main__.__file__).parent
        imported = {name for path in folder.rglob("*.py") for name in imports_of(path)}
        assert "bot.sandbox.box" in imported
        ours = {name for name in imported if name.split(".")[0] in ("bot", "dealix_ops", "scheduler")}
        # The manifest is what Slack itself is given, and reads nothing of ours.
        assert {name for name in ours if not name.startswith("bot.sandbox")} == {"bot.manifest"}
        assert imports_of(folder.parent / "manifest.py") == {"re", "pathlib"}


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names.add(node.module or ".")
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names
