"""A run whose product starts quickly, however often it is killed."""

import subprocess
from collections.abc import Sequence
from typing import cast

from bot.sandbox.local import LocalRun
from tests.support.forked import Forked


class ForkedRun(LocalRun):
    """The sandbox is started as everywhere; the product's processes are forked."""

    def _spawn(
        self, name: str, arguments: Sequence[str], *, stdout: int | None = None
    ) -> "subprocess.Popen[bytes]":
        if name not in self._roles:
            return super()._spawn(name, arguments, stdout=stdout)
        log = self._folder / f"{name}.log"
        forked = Forked(name, folder=self._folder, env=self._environment(), log=log)
        process = cast("subprocess.Popen[bytes]", forked)
        self._processes[name] = process
        return process
