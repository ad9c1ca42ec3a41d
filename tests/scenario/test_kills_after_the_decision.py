"""kill -9 of the only process, from the edit to «أرسلتها»: after a restart there is one of everything."""

import pytest

from bot.sandbox.local import LocalRun
from tests.scenario.kill_points import AFTER_THE_DECISION, KillPoint
from tests.scenario.matter import Matter

pytestmark = pytest.mark.scenario


@pytest.mark.parametrize("point", AFTER_THE_DECISION, ids=lambda point: point.__name__)
def test_killed_and_started_again_one_of_everything(matter: Matter, point: KillPoint) -> None:
    point(matter)
    matter.finish()
    matter.assert_one_of_each()


def test_after_all_the_kills_the_ledger_verifies(run: LocalRun) -> None:
    verified = run.dealix("ledger", "verify")
    assert (verified.returncode, verified.stdout[:7]) == (0, "intact:")
