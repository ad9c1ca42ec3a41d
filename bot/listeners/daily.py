"""`/dealix بانتظاري`, «مواعيد», «خطر», «تجديد», «مؤشرات», and the messages' buttons that show them."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import day_lists, kpi
from bot.ids import Action
from bot.listeners import silent
from bot.listeners.calls import Call, Handler
from bot.listeners.desk import Desk
from bot.listeners.search import places
from bot.presses import Press
from dealix_ops.clock import riyadh
from dealix_ops.errors import OpsError
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports import daily, home, renewals
from dealix_ops.reports.clocks import Span
from dealix_ops.reports.figures import figures
from dealix_ops.reports.kept import kept
from dealix_ops.reports.standing import Standing, standings
from dealix_ops.reports.week import WEEK
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows

Body = dict[str, Any]
PASSED = timedelta(days=30)
"""A renewal that nobody made is asked about so long."""


def register(app: AsyncApp, desk: Desk) -> None:
    on = DailyListeners(desk)
    for action in SHOWN_BY:
        app.action(action)(on.show)


def drafts_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    _require(desk, call)
    now = desk.clock()
    found = home.waiting_for(session, desk.actor(call.user_id), standings(session, now=now), now=now)
    return day_lists.waiting(found, _linked(session, found, call), now, kept=kept(session))


def sla_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    _require(desk, call)
    now = desk.clock()
    standing = standings(session, now=now)
    late = daily.late(standing, now)
    coming = daily.coming(standing, now)
    shown = [*late[: day_lists.SHOWN], *coming[: day_lists.SHOWN_NEXT]]
    return day_lists.dues(late, coming, _linked(session, shown, call), now)


def risk_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    _require(desk, call)
    return day_lists.risks(renewals.at_risk(session, riyadh(desk.clock()).date()))


def renewals_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    _require(desk, call)
    today = riyadh(desk.clock()).date()
    found = renewals.renewals(session, today, passed=PASSED)
    letters = [one.ticket_id for one in found[: day_lists.SHOWN] if one.ticket_id is not None]
    return day_lists.renewals(found, places(session, letters), call.domain)


def kpi_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    _require(desk, call)
    now = desk.clock()
    span = Span(now - WEEK, now)
    own, before = figures(session, span, now=now), figures(session, span.before, now=now)
    return kpi.render(own, before)


SHOWN_BY: Mapping[str, Handler] = {
    Action.DIGEST_WAITING: drafts_command,
    Action.DIGEST_LATE: sla_command,
    Action.DIGEST_SILENT: silent.command,
    Action.DIGEST_FIGURES: kpi_command,
}
"""What a button shows is what the word answers."""


class DailyListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, ack: AsyncAck, body: Body) -> None:
        """As things stand now: the message may be of yesterday."""
        press, desk = Press.of(body), self._desk
        call = Call(press.user_id, press.channel, "", direct=False, domain=press.domain)
        handler = SHOWN_BY[press.action_id]
        try:
            message = await desk.database.read(lambda session: handler(session, desk, call))
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            blocks = [dict(block) for block in message.blocks or ()] or None
            await desk.whisper(message.text, user_id=press.user_id, channel=press.channel, blocks=blocks)
        await ack()


def _require(desk: Desk, call: Call) -> None:
    """Lists name every customer."""
    if not allows(desk.actor(call.user_id).role, Act.SEE_LISTS):
        raise errors.MayNotArrange(call.user_id)


def _linked(session: Session, shown: list[Standing], call: Call) -> day_lists.Linked:
    ids = [one.ticket_id for one in shown[: day_lists.SHOWN + day_lists.SHOWN_NEXT]]
    return day_lists.linked(places(session, ids), call.domain)
