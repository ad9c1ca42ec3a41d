"""In real processes: a customer's checklist in its channel, and WhatsApp connected and tested from there."""

from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from bot.sandbox.local import LocalRun
from tests.scenario.matter import PATIENCE_S, words

NAME = "نخبة الخليج"


def checklist(driver: SandboxDriver, holds: str) -> dict[str, Any]:
    def look() -> list[dict[str, Any]]:
        return [one for one in driver.messages("success") if holds in words(one)]

    return driver.wait_until(look, f"a checklist with «{holds}»", timeout=PATIENCE_S)[0]


def whispered(driver: SandboxDriver, holds: str) -> dict[str, Any]:
    def look() -> list[dict[str, Any]]:
        return [one for one in driver.ephemerals(user=fixtures.OPERATOR) if holds in words(one)]

    return driver.wait_until(look, f"a word with «{holds}»", timeout=PATIENCE_S)[0]


def test_from_the_command_to_a_tested_connector(run: LocalRun) -> None:
    driver = run.driver
    driver.command(fixtures.FOUNDER, f"قناة {NAME}", channel="alerts")
    driver.command(fixtures.FOUNDER, f"تهيئة {NAME}")
    card = checklist(driver, f"تهيئة {NAME}: 0 من 8")
    assert driver.click(fixtures.OPERATOR, card, "onboarding.done")["status"] == 200
    card = checklist(driver, f"تهيئة {NAME}: 1 من 8")
    driver.click(fixtures.OPERATOR, card, "onboarding.more", value="connectors.1")
    listed = whispered(driver, "من 11 مربوطة")
    driver.click(fixtures.OPERATOR, listed, "connectors.open", value="1.whatsapp_cloud")
    view = driver.open_view(fixtures.OPERATOR)
    driver.submit(fixtures.OPERATOR, view, {"reason": "connected_draft_only"})
    checklist(driver, "تشغيل أول خدمة: القنوات جاهزة له")
    driver.click(fixtures.OPERATOR, listed, "connectors.open", value="1.whatsapp_cloud")
    driver.click_in_view(fixtures.OPERATOR, driver.open_view(fixtures.OPERATOR), "connectors.test")
    told = whispered(driver, "فحص \u2066WhatsApp Cloud\u2069 عند")
    assert "رمز الوصول: مقبول عند Meta" in words(told)
