"""What Slack refuses while an incident opens, through real HTTP: the incident runs, and its card says why."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox import fixtures
from bot.sandbox.local import LocalRun
from tests.faults.checker import OPEN_WORK
from tests.scenario.books import Books, eventually
from tests.scenario.conftest import QUICK
from tests.scenario.forked_run import ForkedRun
from tests.scenario.matter import words

pytestmark = pytest.mark.scenario

GONE = "U0GONE"
PATIENCE_S = 40.0
ROOM = "غرفة الحادث: <#"


@pytest.fixture(scope="module")
def run(database_path: Path) -> Iterator[LocalRun]:
    people = {"DEALIX_FOUNDER_IDS": f"{fixtures.FOUNDER},{GONE}"}
    settings = {**QUICK, **people, "SLACK_CHANNEL_ALERTS": fixtures.ALERTS}
    with ForkedRun(database_path.parent, settings=settings, migrate=False) as running:
        yield running


@pytest.fixture
def books(database_path: Path) -> Books:
    """The older incidents have nothing more to ask of Slack, so that a planned refusal meets the new one."""
    found = Books(database_path)
    eventually(lambda: not found.rows(OPEN_WORK), "no work", timeout_s=PATIENCE_S)
    return found


def declared(run: LocalRun, books: Books, title: str) -> int:
    said = run.driver.command(fixtures.FOUNDER, f"حادث جديد 2 {title}")
    assert said["status"] == 200
    [incident] = books.column("SELECT max(id) FROM incident")
    return int(incident)


def card(run: LocalRun, incident: int, *marks: str) -> str:
    def look() -> list[str]:
        shown = [words(one) for one in run.driver.messages("alerts")]
        return [one for one in shown if f"حادث ح-{incident} (" in one and all(mark in one for mark in marks)]

    found: list[str] = run.driver.wait_until(look, f"{marks} on ح-{incident}", PATIENCE_S)
    print(f"\n{found[0]}")
    return found[0]


def test_missing_scope_makes_the_thread_its_place_until_it_is_granted(run: LocalRun, books: Books) -> None:
    run.driver.fault("conversations.create", "error", error="missing_scope")
    incident = declared(run, books, "توقف الفواتير")
    told = card(
        run, incident, "السبب: صلاحية ناقصة، أعد تثبيت التطبيق", "المتابعة: في الردود تحت هذه البطاقة"
    )
    assert "نعيد المحاولة" in told
    message = next(one for one in run.driver.messages("alerts") if f"حادث ح-{incident} (" in words(one))
    assert run.driver.click(fixtures.FOUNDER, message, "incident.open_again")["status"] == 200
    assert "تنبيه: لم ينشئ" not in card(run, incident, ROOM)


def test_taken_name_gets_another_and_a_person_who_is_gone_is_named(run: LocalRun, books: Books) -> None:
    run.driver.fault("conversations.create", "error", error="name_taken")
    incident = declared(run, books, "توقف التقارير")
    card(run, incident, ROOM, f"لم يُضف سلاك إلى الغرفة: <@{GONE}>")
    [name] = books.column("SELECT channel_name FROM incident WHERE id = %s", incident)
    assert name.endswith("-b")


def test_rate_limit_is_waited_for_and_nobody_is_told(run: LocalRun, books: Books) -> None:
    run.driver.fault("conversations.create", "ratelimited", retry_after=1)
    run.driver.fault("pins.add", "ratelimited", retry_after=1)
    incident = declared(run, books, "توقف الرسائل")
    assert "لم ينشئ" not in card(run, incident, ROOM)


def test_archived_room_is_left_for_the_thread_and_comes_back_by_a_press(run: LocalRun, books: Books) -> None:
    run.driver.fault("conversations.setTopic", "error", error="is_archived")
    incident = declared(run, books, "توقف اللوحة")
    card(run, incident, "تنبيه: غرفة الحادث لم تعد تقبل رسائلنا", "السبب: أُرشفت")
    [standing] = books.rows("SELECT status, channel_id FROM incident WHERE id = %s", incident)
    assert standing == ("open", None)
    said = run.driver.command(fixtures.FOUNDER, f"حادث تحديث ح-{incident} أعدنا تشغيل الخادم")
    assert said["status"] == 200
    place = next(one for one in run.driver.messages("alerts") if f"حادث ح-{incident} (" in words(one))
    told = run.driver.wait_until(
        lambda: run.driver.replies("alerts", place["ts"]), "in its thread", PATIENCE_S
    )
    assert any("أعدنا تشغيل الخادم" in words(one) for one in told)
    assert run.driver.click(fixtures.FOUNDER, place, "incident.open_again")["status"] == 200
    assert "لم تعد تقبل" not in card(run, incident, ROOM)
