"""Which tests may run beside each other."""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]


class ScenariosByModule(LoadScopeScheduling):  # type: ignore[misc]
    """A module of scenarios shares running processes, so one worker plays it; other tests go anywhere.

    The mark `xdist_group` says the same, but pytest 9.2 renamed what pytest-xdist 3.8 writes it into.
    """

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if nodeid.startswith("tests/scenario/") else nodeid
