"""What stands after an incident was played, by SQL of our own and the sandbox's log: each once, none lost."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.faults.checker import Checker
from tests.faults.notes import Store
from tests.scenario.books import Books
from tests.scenario.struck_run import StruckRun

Json = dict[str, Any]
ONCE = ("declared", "channel_opened", "frozen", "resolved", "unfrozen", "harm", "updated", "action_added")
"""Entries of the story; those at the end stand only where it was played to its end."""
DIRECT = "page.direct"
"""A call to a person, and nothing else, leaves again in doubt (`docs/paging.md`): once an attempt at most."""
STEPS_OF_A_LEAK = 9


def findings(run: StruckRun, books: Books, place: str, *, to_its_end: bool) -> list[str]:
    checker = Checker(Store(place), run.sandbox_url)
    found = checker.findings([], never_ended=checker.open_work())
    return [
        *(f"{one.kind}: {one.what}" for one in found),
        *_rows(books, to_its_end),
        *_channel(run, books),
        *_messages(run, books),
        *_reminders(books),
    ]


def _rows(books: Books, to_its_end: bool) -> Iterator[str]:
    wanted = {"incident": 1, "incident_step": STEPS_OF_A_LEAK, "page": 1}
    wanted |= {"incident_file": 1, "incident_action": 1, "incident_follow_up": 1} if to_its_end else {}
    for table, count in wanted.items():
        [stand] = books.column(f"SELECT count(*) FROM {table}")
        if stand != count:
            yield f"{stand} rows of {table}, not {count}"
    kinds = Counter(books.column("SELECT kind FROM incident_entry WHERE kind <> 'step_done'"))
    for kind in ONCE if to_its_end else ONCE[:3]:
        if kinds[kind] != 1:
            yield f"«{kind}» stands {kinds[kind]} times in the story"
    steps = Counter(
        json.dumps(facts)
        for facts in books.column("SELECT facts FROM incident_entry WHERE kind = 'step_done'")
    )
    yield from (f"a step done {times} times: {step}" for step, times in steps.items() if times > 1)
    if to_its_end and books.rows("SELECT 1 FROM incident_file WHERE shown_at IS NULL"):
        yield "a review that nobody sees"


def _channel(run: StruckRun, books: Books) -> Iterator[str]:
    [(room,)] = books.rows("SELECT channel_id FROM incident")
    made = [one["id"] for one in run.driver.channels() if str(one.get("name")).startswith("inc-")]
    if made != [room]:
        yield f"channels {made}, and ours is {room}"
    for method in ("conversations.create", "pins.add"):
        taken = [call for call in run.driver.calls(method) if call["outcome"] == "ok"]
        if len(taken) > 1:
            yield f"{method} was taken {len(taken)} times"
    files = [one for one in run.driver.messages(room) if one.get("files")]
    if len(files) > 1:
        yield f"the review stands there {len(files)} times"
    [ts] = books.column("SELECT ts FROM slack_card WHERE entity = 'incident_room'")
    pinned = [call["arguments"]["timestamp"] for call in run.driver.calls("pins.add")]
    if set(pinned) != {ts}:
        yield f"pinned {pinned}, and the summary is {ts}"


def _messages(run: StruckRun, books: Books) -> Iterator[str]:
    """One message for each piece of work that posts one, and each posted."""
    stand = Counter(
        int(one["metadata"]["event_payload"]["outbox_id"])
        for channel in run.driver.channels()
        for one in run.driver.messages(channel["id"])
        if one.get("metadata")
    )
    rows = books.rows("SELECT id, kind, external_id, attempt FROM outbox")
    kinds = {row_id: kind for row_id, kind, _, _ in rows}
    most = {row_id: attempt for row_id, kind, _, attempt in rows if kind == DIRECT}
    for row_id, times in stand.items():
        if times > most.get(row_id, 1):
            yield f"{times} messages of {kinds.get(row_id)} {row_id}"
    for kind in ("incident.card", "incident.summary"):
        times = sum(stand[row_id] for row_id, its in kinds.items() if its == kind)
        if times != 1:
            yield f"{times} messages of {kind}"
    for row_id, kind, ts, _ in rows:
        posted = kind == "incident.say" or (kind in (DIRECT, "page.channel") and ts is not None)
        if posted and not stand[row_id]:
            yield f"{kind} {row_id} was lost"


def _reminders(books: Books) -> Iterator[str]:
    """Each has one row, one entry in the ledger, and one message that was asked for at the same moment."""
    query = (
        "SELECT kind, due_at, said_at FROM incident_reminder WHERE kind <> 'pdpl.shown' ORDER BY kind, due_at"
    )
    rows = books.rows(query)
    said = [
        _object(facts)
        for facts in books.column("SELECT facts FROM ledger_entry WHERE event = 'incident.reminded'")
    ]
    if Counter(kind for kind, _, _ in rows) != Counter(one["kind"] for one in said):
        yield f"{len(rows)} reminders, and the ledger tells of {len(said)}"
    if len({(one["kind"], one["due_at"]) for one in said}) != len(said):
        yield "the ledger tells of a reminder twice"
    asked = Counter(books.column("SELECT created_at FROM outbox WHERE kind = 'incident.say'"))
    for said_at, count in Counter(said_at for _, _, said_at in rows).items():
        if asked[said_at] != count:
            yield f"{count} reminders at {said_at}, and {asked[said_at]} messages"


def _object(value: Any) -> Json:
    """SQLite keeps JSON as text."""
    found: Json = json.loads(value) if isinstance(value, str) else value
    return found
