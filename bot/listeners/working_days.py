"""`/dealix دوام`: when we work, and a founder's word about a day that the libraries only estimate."""

import re
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from bot.blocks import working_days as blocks
from bot.blocks.text import foreign_name
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from dealix_ops.clock import riyadh
from dealix_ops.language.normalise import normalise
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.working_time import service
from dealix_ops.working_time.rules import DayKind, Hours

AHEAD_DAYS = 60
FARTHEST = timedelta(days=731)
NAME_LIMIT = 60
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{4})-(\d{1,2})-(\d{1,2})")


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Without words: how it stands. With a day: what it is. Raises MayNotArrange, FounderOnly."""
    if not allows(desk.actor(call.user_id).role, Act.SEE_LISTS):
        raise errors.MayNotArrange(call.user_id)
    return SlackMessage(_told(session, desk, call) if call.rest else _shown(session, desk))


def _shown(session: Session, desk: Desk) -> str:
    now, hours = desk.clock(), Hours(desk.settings.working_hours, desk.settings.ramadan_hours)
    time = service.working_time(session, hours)
    opens = time.next_open(now)
    ahead = list(service.upcoming(session, riyadh(now).date(), days=AHEAD_DAYS))
    return blocks.shown(
        open_until=time.closes(now),
        opens_at=opens,
        hours=(hours.ordinary, hours.ramadan),
        ahead=ahead,
        days=AHEAD_DAYS,
        now=now,
    )


def _told(session: Session, desk: Desk, call: Call) -> str:
    if not allows(desk.actor(call.user_id).role, Act.CALENDAR):
        raise errors.FounderOnly(call.user_id)
    written, _, rest = call.rest.partition(" ")
    word, _, name = rest.strip().partition(" ")
    day, kind = _day(written), blocks.WORDS.get(normalise(word))
    if day is None or kind is None:
        return blocks.WHAT_DAY
    now = desk.clock()
    if (refused := _out_of_reach(day, now)) is not None:
        return refused
    name = " ".join(name.split())[:NAME_LIMIT] if kind is DayKind.HOLIDAY else ""
    new = service.tell(session, day, kind, name, actor=call.user_id, now=now)
    return blocks.told(day, kind, foreign_name(name, NAME_LIMIT) if name else "", new=new)


def _out_of_reach(day: date, now: datetime) -> str | None:
    today = riyadh(now).date()
    if day < today:
        return blocks.PAST
    return blocks.TOO_FAR if day - today > FARTHEST else None


def _day(written: str) -> date | None:
    """«9/3/2027» is the ninth of March: the day stands first in the Kingdom. Digits of either kind."""
    match = _DAY.fullmatch(written)
    if match is None:
        return None
    day, month, year, iso_year, iso_month, iso_day = (int(part) if part else 0 for part in match.groups())
    try:
        return date(year or iso_year, month or iso_month, day or iso_day)
    except ValueError:
        return None
