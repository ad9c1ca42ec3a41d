"""Which tests may run beside each other, and which come first."""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]
from xdist.workermanage import WorkerController  # type: ignore[import-untyped]

MOSTLY_WAITING = ("tests/scenario/", "tests/browser/")
"""They wait for processes, for Slack's pace, for a browser: alone they leave half of the machine idle."""
LONG = ("tests/bot/week/",)
WAITING_AT_ONCE = 2


class ScenariosByModule(LoadScopeScheduling):  # type: ignore[misc]
    """A module of scenarios shares running processes, so one worker plays it; other tests go by classes.

    The mark `xdist_group` says the same, but pytest 9.2 renamed what pytest-xdist 3.8 writes it into.
    """

    def _split_scope(self, nodeid: str) -> str:
        scope: str = nodeid.rpartition("::")[0]
        return scope.partition("::")[0] if scope.startswith(MOSTLY_WAITING) else scope

    def _assign_work_unit(self, node: WorkerController) -> None:
        """Some workers play the scenarios while the others compute; what takes long begins early."""
        waits = node in self.nodes[:WAITING_AT_ONCE]
        first = min(self.workqueue, key=lambda scope: _order(scope, waits=waits))
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def _order(scope: str, *, waits: bool) -> tuple[bool, bool]:
    return scope.startswith(MOSTLY_WAITING) != waits, not scope.startswith(LONG)
