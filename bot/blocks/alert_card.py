"""The card of an alert: what and how grave, where, how often, who has it; one line once it is over."""

from datetime import datetime
from urllib.parse import urlsplit

from bot.blocks import alert_copy_ar as copy
from bot.blocks import copy_ar, incident_line, incidents_copy_ar, moments
from bot.blocks.text import Block, actions, button, context, foreign_name, person, section
from bot.ids import Action
from bot.ticket_ref import TicketRef
from dealix_ops.alerts.rules import AlertState
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.alert_cards import AlertCardView
from dealix_ops.sla.rules import Metric

TITLE_LIMIT = 160
NAME_LIMIT = 60
SENTRY_HOST = "sentry.io"
ADDRESS_LIMIT = 500


def render(view: AlertCardView, now: datetime, *, web_host: str | None = None) -> SlackMessage:
    """Drawn from the view alone; `web_host` is where our own Sentry stands, if not at sentry.io."""
    if view.resolved_at is not None:
        return SlackMessage(text=_push(view, now), blocks=[context(_over(view, view.resolved_at, now))])
    lines = [*_what(view), *_how_often(view, now), _clocks(view, now), _state(view, now)]
    lines += incident_line.render(view.incident)
    buttons = [*_claim(view), *_link(view, web_host), *_declare(view)]
    blocks = [section(lines), *([actions(buttons)] if buttons else [])]
    blocks.append(context(f"كما هي {clock_ar(now)} · تذكرة ت-{view.ticket_id}"))
    return SlackMessage(text=_push(view, now), blocks=blocks)


def safe_address(address: str | None, web_host: str | None) -> str | None:
    """Only Sentry's own pages: an alert's text never chooses where a button leads."""
    try:
        place = urlsplit(address or "")
        host, port = (place.hostname or "").lower(), place.port
    except ValueError:
        return None
    ours = {SENTRY_HOST, (web_host or SENTRY_HOST).lower()}
    known = host in ours or host.endswith(f".{SENTRY_HOST}")
    plain = place.scheme == "https" and port in (None, 443) and not place.username and not place.password
    if address is None or len(address) > ADDRESS_LIMIT or not (address.isascii() and address.isprintable()):
        return None
    return address if known and plain else None


def _what(view: AlertCardView) -> list[str]:
    head = f"{copy_ar.MARK[view.priority]} *{view.priority.name_ar} ({view.priority}): {_kind(view)}*"
    project = foreign_name(view.project or "", NAME_LIMIT) or copy.NO_PROJECT
    lines = [head, f"المشروع: {project} · البيئة: {_environment(view)}", f"العنوان: {title(view)}"]
    version = (view.release or "").rpartition("@")[2]  # «app@1.8.2» would be masked as an address
    more = (("الموضع", view.culprit), ("القاعدة", view.rule), ("الإصدار", version))
    lines += [f"{name}: {shown}" for name, said in more if (shown := foreign_name(said or "", NAME_LIMIT))]
    return [*lines, *([copy.OWN] if view.own else [])]


def _how_often(view: AlertCardView, now: datetime) -> list[str]:
    first, newest = moments.moment(view.first_seen, now), moments.moment(view.last_seen, now)
    last = f"أول ظهور: {first}" + (f" · آخر ظهور: {newest}" if newest != first else "")
    often = _times(view, now)
    if view.users:
        often += f" · المتأثرون: {count_ar(view.users, Noun.USER)}"
    return [often, last]


def _times(view: AlertCardView, now: datetime) -> str:
    if view.alerts > 1:
        times = count_ar(view.alerts, Noun.TIME, Case.OBLIQUE)
        often = f"تكرر {times} منذ {moments.moment(view.first_seen, now)}"
    else:
        often = "التكرار: مرة واحدة"
    more = view.count is not None and view.count > max(view.alerts, 1)
    return f"{often} (في سنتري: {view.count:,})" if more else often


def _clocks(view: AlertCardView, now: datetime) -> str:
    first, resolution = view.clocks[Metric.FIRST_RESPONSE], view.clocks[Metric.RESOLUTION]
    return f"⏱ الاستلام: {moments.first_response(first, now)} · الحل: {moments.running(resolution, now)}"


def _state(view: AlertCardView, now: datetime) -> str:
    return f"الحالة: {copy.STATE[view.state]} · {_taken(view, now) or copy.NOBODY_YET}"


def _taken(view: AlertCardView, now: datetime) -> str:
    if view.claimed_by is None or view.claimed_at is None:
        return ""
    return f"استلمها {person(view.claimed_by)} {moments.moment(view.claimed_at, now)}"


def _over(view: AlertCardView, at: datetime, now: datetime) -> str:
    parts = [
        f"{copy.ENDED[view.state]} {moments.moment(at, now)}: {title(view)}",
        _times(view, now),
        _taken(view, now),
        f"تذكرة ت-{view.ticket_id}",
    ]
    return " · ".join(part for part in parts if part)


def _claim(view: AlertCardView) -> list[Block]:
    if view.claimed_by is not None:
        return []
    return [button(copy.CLAIM, Action.TICKET_CLAIM, view.token, style="primary")]


def _declare(view: AlertCardView) -> list[Block]:
    if view.incident is not None:
        return []
    value = TicketRef(view.ticket_id, 0).value()
    return [button(incidents_copy_ar.DECLARE, Action.INCIDENT_DECLARE, value)]


def _link(view: AlertCardView, web_host: str | None) -> list[Block]:
    address = safe_address(view.web_url, web_host)
    if address is None:
        return []
    return [button(copy.OPEN_SENTRY, Action.OPEN_SENTRY, view.token) | {"url": address}]


def _push(view: AlertCardView, now: datetime) -> str:
    """A sentence for a phone that reads aloud: no ids, and none of the foreign words."""
    if view.resolved_at is not None:
        return copy.PUSH_CLOSED if view.state is AlertState.FIRING else copy.PUSH_ENDED
    form = copy.PUSH if view.production else copy.PUSH_ELSEWHERE
    known = form.format(priority=view.priority.name_ar, what=_kind(view), where=copy.PRODUCTION)
    if view.alerts > 1:
        known += f"، تكرر {count_ar(view.alerts, Noun.TIME, Case.OBLIQUE)}"
    first = view.clocks[Metric.FIRST_RESPONSE]
    if first.met_at is not None:
        return f"{known}، واستلمه أحدكم."
    return f"{known}، والاستلام {moments.spoken_deadline(first, now)}."


def _kind(view: AlertCardView) -> str:
    if view.metric:
        return copy.METRIC.get(view.level or "", copy.METRIC_OTHER)
    return copy.WHAT.get(view.level or "", copy.WHAT_OTHER)


def _environment(view: AlertCardView) -> str:
    shown = foreign_name(view.environment or "", NAME_LIMIT)
    if not shown:
        return copy.ALL_ENVIRONMENTS if view.metric else copy.NO_ENVIRONMENT
    return copy.PRODUCTION if view.production else shown


def title(view: AlertCardView) -> str:
    return foreign_name(view.title or "", TITLE_LIMIT) or copy.NO_TITLE
