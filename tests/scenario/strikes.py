"""Moments at which a process of the product kills itself with SIGKILL, each once in a run.

A moment lies before or after a call to Slack (taken, and the answer not yet read), and before or after the
commit of a transaction that writes about incidents or alarms. Whoever dies leaves a file named after it.
"""

import hashlib
import os
import re
import signal
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.support import forked
from tests.support.forked import Forked

FOLDER, WHERE = "STRIKES_FOLDER", "STRIKES_WHERE"
QUICK_S = 0.5
QUICK = ("durable.sweep", "incidents.remind", "incidents.chase", "paging.ring")
"""Ticks of the clock that come so often here: what a killed process held is soon another's."""
CALLS = re.compile(
    r"(?:chat\.(?:postMessage|update)|conversations\.(?!history|list|replies)|pins|files|views)"
)
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(incident\w*|page\w*|freeze)\b')
NAMED = ("kind", "key", "act", "step", "way")
"""Columns of what is inserted that tell one moment from another."""

WROTE = "strikes.wrote"
Strike = Callable[[str], None]


class Struck(Forked):
    """One command of the product that dies at the moments of `STRIKES_WHERE`, a regular expression."""

    def __init__(self, command: str, *, folder: Path, env: Mapping[str, str], log: Path) -> None:
        given = (command, str(folder), dict(env), str(log))
        self._process = forked._context.Process(target=_run, args=given, daemon=True)
        self._process.start()


def _run(command: str, folder: str, env: Mapping[str, str], log: str) -> None:
    from scheduler import jobs, main

    quick = dict.fromkeys(QUICK, timedelta(seconds=QUICK_S))
    ticks = tuple(jobs.Tick(tick.id, quick.get(tick.id, tick.every), tick.run) for tick in jobs.TICKS)
    setattr(main, "TICKS", ticks)  # noqa: B010  a constant of that module; this process has its own
    strike = _strike(Path(env[FOLDER]), re.compile(env[WHERE]))
    _in_calls(strike)
    _in_commits(strike, command)
    forked._run(command, folder, dict(env), log)


def _strike(folder: Path, where: re.Pattern[str]) -> Strike:
    def strike(moment: str) -> None:
        if moment.partition(" ")[2] and where.search(moment):
            try:
                os.close(os.open(folder / moment, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                return
            os.kill(os.getpid(), signal.SIGKILL)

    return strike


def _in_calls(strike: Strike) -> None:
    from slack_sdk.web.async_base_client import AsyncBaseClient
    from slack_sdk.web.base_client import BaseClient

    call, call_async = BaseClient.api_call, AsyncBaseClient.api_call

    def struck(self: BaseClient, api_method: str, **more: Any) -> Any:
        moment = _call(api_method, more)
        strike(f"before {moment}")
        answer = call(self, api_method, **more)
        strike(f"after {moment}")
        return answer

    async def struck_async(self: AsyncBaseClient, api_method: str, **more: Any) -> Any:
        moment = _call(api_method, more)
        strike(f"before {moment}")
        answer = await call_async(self, api_method, **more)
        strike(f"after {moment}")
        return answer

    setattr(BaseClient, "api_call", struck)  # noqa: B010
    setattr(AsyncBaseClient, "api_call", struck_async)  # noqa: B010


def _call(method: str, more: Mapping[str, Any]) -> str:
    """Empty for what only reads. One message, or one place of a message, is one moment."""
    if not CALLS.match(method):
        return ""
    sent = {**(more.get("params") or {}), **(more.get("json") or {}), **(more.get("data") or {})}
    work = ((sent.get("metadata") or {}).get("event_payload") or {}).get("outbox_id")
    about = [sent.get("channel"), sent.get("channel_id"), work or sent.get("ts"), sent.get("user_id")]
    view = (sent.get("view") or {}).get("callback_id") if isinstance(sent.get("view"), dict) else None
    return " ".join([method, *(str(one) for one in [*about, view] if one)])


def _in_commits(strike: Strike, command: str) -> None:
    from sqlalchemy import event
    from sqlalchemy.engine import Connection, Engine

    commit = Connection._commit_impl

    def noted(connection: Any, _cursor: Any, statement: str, _given: Any, context: Any, _many: bool) -> None:
        if table := WRITES.match(statement):
            rows = context.compiled_parameters if context.isinsert else []
            told = {str(row[name]) for row in rows for name in NAMED if row.get(name) is not None}
            connection.info.setdefault(WROTE, set()).add(":".join([table[1], *sorted(told)]))

    def committed(self: Connection) -> None:
        wrote = sorted(self.info.pop(WROTE, ()))
        if wrote:
            strike(f"before commit {command} {_short(wrote)}")
        commit(self)
        if wrote:
            strike(f"after commit {command} {_short(wrote)}")

    event.listen(Engine, "before_cursor_execute", noted)
    event.listen(Engine, "rollback", lambda connection: connection.info.pop(WROTE, None))
    setattr(Connection, "_commit_impl", committed)  # noqa: B010


def _short(wrote: list[str]) -> str:
    """As a file's name bears it."""
    said = "+".join(wrote).replace("/", "_")
    return said if len(said) < 150 else f"{said[:140]} {hashlib.sha256(said.encode()).hexdigest()[:8]}"
