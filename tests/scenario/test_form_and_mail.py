"""The running product takes a form and a mail from the sandbox, and shows each as a card of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.local import LocalRun
from bot.sandbox.settings import doors
from tests.scenario.forked_run import ForkedRun

FILES = ["a.pdf"]
pytestmark = pytest.mark.scenario


@pytest.fixture(scope="module")
def run(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalRun]:
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("doors") / "dealix.db"))
    with ForkedRun(path.parent, settings=doors(), migrate=False) as running:
        yield running


class TestDoors:
    @pytest.mark.parametrize("encoded", [False, True])
    def test_form_becomes_a_card(self, run: LocalRun, *, encoded: bool) -> None:
        name = "سعاد" if encoded else "هيفاء"
        said = {"الاسم": name, "email": "n@ofuq.example", "message": f"متى الموعد يا {name}؟"}
        assert run.driver.fill_form(encoded=encoded, **said)["status"] == 200
        card = run.driver.wait_for_message("approvals", f"متى الموعد يا {name}؟", timeout=15)
        assert "نموذج الموقع" in str(card["blocks"])

    def test_mail_becomes_a_card_and_a_bounce_does_not(self, run: LocalRun) -> None:
        for _ in range(2):
            sent = run.driver.send_mail(
                "وين العقد؟", subject="دورة الأفق", message_id="<1@o>", files=["a.pdf"]
            )
            assert sent["status"] == 200
        assert run.driver.send_mail("bounce", headers={"Auto-Submitted": "auto-replied"})["status"] == 200
        assert run.driver.mail_raw("From: x@ofuq.example\n\nالأخيرة")["status"] == 200
        run.driver.wait_for_message("approvals", "الأخيرة", timeout=15)
        [card] = run.driver.wait_for_messages("approvals", "دورة الأفق", timeout=15)
        assert "a.pdf" in str(card["blocks"])
        assert not [one for one in run.driver.messages("approvals") if "bounce" in str(one)]
