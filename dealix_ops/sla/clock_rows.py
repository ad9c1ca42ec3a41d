"""How one stored clock moves: it starts, is aimed, stands still for the customer and goes on."""

from datetime import datetime, timedelta

from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import Calendar, Counting, Due, Metric, graded, target
from dealix_ops.vocabulary import Priority


def due_of(row: AppliedSla) -> Due:
    return Due(
        Metric(row.metric),
        timedelta(minutes=row.target_minutes),
        row.started_at,
        row.due_at,
        row.met_at,
        row.void_as,
        Calendar(row.calendar),
        row.paused_at,
    )


def new(ticket_id: int, metric: Metric, started_at: datetime) -> AppliedSla:
    row = AppliedSla(ticket_id=ticket_id, metric=metric.value, calendar=Calendar.WALL.value)
    begin(row, started_at)
    return row


def begin(row: AppliedSla, started_at: datetime) -> None:
    """From the beginning, whatever it was before; it has to be aimed."""
    row.started_at = started_at
    row.met_at = row.void_as = row.void_at = row.paused_at = None
    row.waited_s = row.waited_working_s = 0


def aim(row: AppliedSla, counting: Counting, *, priority: Priority, needs_listen: bool) -> None:
    """The target and the calendar of this priority, from the clock's start and behind its pauses."""
    metric = Metric(row.metric)
    row.calendar = counting.of(graded(priority, metric, needs_listen=needs_listen)).value
    row.target_minutes = _minutes(target(priority, metric, needs_listen=needs_listen))
    row.due_at = due_by(row, counting)


def aim_at(row: AppliedSla, within: timedelta) -> None:
    """By the wall: listening waits for nobody's hours."""
    row.target_minutes, row.due_at = _minutes(within), row.started_at + within


def press(row: AppliedSla, counting: Counting, *, priority: Priority, needs_listen: bool) -> None:
    """Late already: a stricter target says who is called next, and the due time stays when it was."""
    metric = Metric(row.metric)
    within = _minutes(target(priority, metric, needs_listen=needs_listen))
    if within < row.target_minutes:
        calendar = counting.of(graded(priority, metric, needs_listen=needs_listen))
        row.target_minutes, row.calendar = within, calendar.value


def tighten(
    row: AppliedSla, counting: Counting, *, priority: Priority, needs_listen: bool, since: datetime | None
) -> None:
    """Of a raised priority, and only towards us; counted from `since` where that is given."""
    metric = Metric(row.metric)
    within = target(priority, metric, needs_listen=needs_listen)
    calendar = counting.of(graded(priority, metric, needs_listen=needs_listen))
    if row.target_minutes <= _minutes(within):
        return
    from_start = within + timedelta(seconds=_waited(row, calendar))
    time = counting.time(calendar)
    due_at = time.add(row.started_at, from_start) if since is None else time.add(since, within)
    if due_at < row.due_at:
        row.target_minutes, row.calendar, row.due_at = _minutes(within), calendar.value, due_at


def due_by(row: AppliedSla, counting: Counting) -> datetime:
    """By what is stored and the calendar as it is known now."""
    calendar = Calendar(row.calendar)
    whole = timedelta(minutes=row.target_minutes, seconds=_waited(row, calendar))
    return counting.time(calendar).add(row.started_at, whole)


def go_on(row: AppliedSla, counting: Counting, at: datetime) -> None:
    """With what was left when it stood still; what was late by then stays due when it was."""
    _pass(row, counting, at)
    row.paused_at = None


def meet(row: AppliedSla, counting: Counting, at: datetime) -> None:
    """Also out of a pause: the time in which it stood still is not held against it."""
    _pass(row, counting, at)
    row.met_at = at


def unmeet(row: AppliedSla, counting: Counting) -> None:
    """As if nobody had met it: where it was met out of a pause, it stands still again."""
    met_at, row.met_at = row.met_at, None
    if row.paused_at is None or met_at is None:
        return
    until, time = max(met_at, row.paused_at), counting.time(Calendar(row.calendar))
    wall, working = _waits(row, counting, until)
    row.waited_s, row.waited_working_s = row.waited_s - wall, row.waited_working_s - working
    if row.due_at < row.paused_at:
        return
    in_time = row.due_at >= until
    row.due_at = (
        time.add(row.paused_at, time.between(until, row.due_at)) if in_time else due_by(row, counting)
    )


def _pass(row: AppliedSla, counting: Counting, at: datetime) -> None:
    if row.paused_at is None:
        return
    wall, working = _waits(row, counting, max(at, row.paused_at))
    row.waited_s, row.waited_working_s = row.waited_s + wall, row.waited_working_s + working
    calendar = Calendar(row.calendar)
    waited = wall if calendar is Calendar.WALL else working
    # Moved after it passed, a breach would be another day's, or none where no work lay between;
    # and nothing added to closing time would be the next morning.
    if waited and row.due_at >= row.paused_at:
        row.due_at = counting.time(calendar).add(row.due_at, timedelta(seconds=waited))


def _waits(row: AppliedSla, counting: Counting, until: datetime) -> tuple[int, int]:
    """Seconds of the pause that ends, by the wall and in working time."""
    since = row.paused_at or until
    wall, working = (counting.time(calendar).between(since, until) for calendar in Calendar)
    return int(wall.total_seconds()), int(working.total_seconds())


def _waited(row: AppliedSla, calendar: Calendar) -> int:
    return row.waited_s if calendar is Calendar.WALL else row.waited_working_s


def _minutes(within: timedelta) -> int:
    return int(within.total_seconds() // 60)
