"""DBOS Transact behind our own words; nothing else in the product imports it.

Our rows are the truth and DBOS only runs them, so a workflow carries three values: which table, which row,
which attempt. Why DBOS and which of its verbs we do not use: `docs/decisions/0003-durable-work.md`.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dbos import DBOS, DBOSClient, DBOSConfig, EnqueueOptions, WorkflowSerializationFormat
from sqlalchemy.engine import URL
from sqlalchemy.engine import Engine as Connections
from sqlalchemy.orm import Session

from dealix_ops.ports.work import ALARM

INBOUND = "inbound"
OUTBOX = "outbox"
ALARMS = "alarms"
"""Calls of an alarm have places of their own: twenty effects that hang in Slack hold up no letter."""
QUEUES = {INBOUND: "inbound", OUTBOX: "effects"}
PLACES = {"inbound": 4, "effects": 20, ALARMS: 20}
POLLING_S = {"inbound": 0.1, "effects": 0.1, ALARMS: 0.5}
WORKFLOW = "run"
APPLICATION = "dealix-ops"
# Fixed: a hash of the code would leave the jobs of the version before a deploy unread.
APPLICATION_VERSION = "1"

Runner = Callable[[str, int, int], None]
"""Called with table, row id and attempt on a worker's thread; returns normally whatever happened."""


@dataclass(frozen=True)
class JobRef:
    """One run of one row; its text form is the workflow's id."""

    table: str
    row_id: int
    attempt: int

    def __str__(self) -> str:
        return f"{self.table}-{self.row_id}:{self.attempt}"

    @classmethod
    def parse(cls, text: str) -> "JobRef":
        table, _, rest = text.rpartition("-")
        row_id, _, attempt = rest.partition(":")
        return cls(table, int(row_id), int(attempt))


def dbos_url(url: URL) -> str:
    """DBOS picks its own driver name for PostgreSQL."""
    plain = url if url.get_backend_name() == "sqlite" else url.set(drivername="postgresql")
    return plain.render_as_string(hide_password=False)


def migrate(url: URL) -> None:
    """Create or migrate DBOS's own tables: beside ours on SQLite, in schema `dbos` on PostgreSQL."""
    _quiet()
    DBOS.migrate(dbos_url(url))


class Engine:
    """The enqueueing half, for every process; safe from any thread.

    `ours` are the product's own connections to PostgreSQL: on those of another engine DBOS would build and
    compile its statements anew for each job. SQLite's wait for a lock of ours, of which DBOS knows nothing.
    """

    def __init__(self, url: URL, *, ours: Connections | None = None) -> None:
        _quiet()
        self._url = url
        self._client = DBOSClient(
            system_database_url=dbos_url(url), system_database_engine=ours, application_name=APPLICATION
        )

    def register_queues(self) -> None:
        for name, places in PLACES.items():
            self._client.register_queue(
                name,
                partition_concurrency=1,
                worker_concurrency=places,
                polling_interval_sec=POLLING_S[name],
            )

    def enqueue(self, session: Session, job: JobRef, *, partition: str) -> None:
        """Part of the caller's transaction. Within a partition the smaller row id runs first."""
        if not partition:
            raise ValueError("work without a partition would overtake its neighbours")
        options: EnqueueOptions = {
            "workflow_name": WORKFLOW,
            "queue_name": ALARMS if partition.startswith(ALARM) else QUEUES[job.table],
            "workflow_id": str(job),
            "queue_partition_key": partition,
            "priority": job.row_id,
            "app_version": APPLICATION_VERSION,
            "serialization_type": WorkflowSerializationFormat.PORTABLE,
        }
        # The connection itself: a session looks each statement of the engine through for objects of ours.
        connection = session.connection()
        self._client.enqueue_in_transaction(connection, options, job.table, job.row_id, job.attempt)

    def held(self) -> list[tuple[JobRef, str | None]]:
        """Jobs that some worker took and has not ended, with that worker's id."""
        taken = self._client.list_workflows(
            status="PENDING", queue_name=list(PLACES), load_input=False, load_output=False
        )
        return [(JobRef.parse(workflow.workflow_id), workflow.executor_id) for workflow in taken]

    def known(self, jobs: Iterable[JobRef]) -> set[JobRef]:
        """Those of `jobs` that wait in a queue or run."""
        ids = [str(job) for job in jobs]
        if not ids:
            return set()
        found = self._client.list_workflows(
            workflow_ids=ids, status=["ENQUEUED", "PENDING"], load_input=False, load_output=False
        )
        return {JobRef.parse(w.workflow_id) for w in found}

    def forget(self, *, before: datetime, most: int) -> int:
        """Jobs made before this that have ended, the oldest first; our rows say what became of them."""
        ended = self._client.list_workflows(
            status=["SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
            end_time=before.isoformat(),
            limit=most,
            load_input=False,
            load_output=False,
        )
        if ended:
            self._client.delete_workflows([workflow.workflow_id for workflow in ended])
        return len(ended)

    def cancel(self, job: JobRef) -> None:
        self._client.cancel_workflow(str(job))

    def close(self) -> None:
        self._client.destroy()


class WorkerEngine:
    """The running half; one a process, because DBOS is one a process."""

    def __init__(self, url: URL, *, executor_id: str, run: Runner) -> None:
        _quiet()
        config: DBOSConfig = {
            "name": APPLICATION,
            "system_database_url": dbos_url(url),
            "application_version": APPLICATION_VERSION,
            "executor_id": executor_id,
            "run_migrations": False,
            "log_level": "WARNING",
        }
        DBOS(config=config)

        @DBOS.workflow(name=WORKFLOW, serialization_type=WorkflowSerializationFormat.PORTABLE)
        def run_row(table: str, row_id: int, attempt: int) -> None:
            run(table, row_id, attempt)

    def launch(self) -> None:
        DBOS.launch()

    def stop(self, *, timeout_s: int) -> None:
        """Take no more work, then give what runs up to `timeout_s` seconds to end."""
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=timeout_s)


def _quiet() -> None:
    logger: Any = logging.getLogger("dbos")
    logger.setLevel(logging.WARNING)
