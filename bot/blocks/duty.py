"""Who is on call, in the command's answer and in the person's own room; and refusals around an alarm."""

from collections.abc import Collection, Sequence

from bot.blocks import paging_copy_ar as copy
from bot.blocks.delegation import ASK
from bot.blocks.text import person
from dealix_ops.delegation.errors import UntilUnclear
from dealix_ops.delegation.until import Unclear, until_ar
from dealix_ops.errors import OpsError
from dealix_ops.paging.duty import Turn
from dealix_ops.paging.errors import NobodysTurn, NotOnTheTeam

HOW, WHO = copy.HOW, copy.WHO


def listed(turns: Sequence[Turn], settled: Collection[str]) -> str:
    return "\n".join([*_now(turns, settled), copy.HOW])


def began(turn: Turn) -> str:
    return copy.BEGAN.format(person=person(turn.user_id), until=_until(turn))


def told(turn: Turn) -> str:
    return copy.TOLD.format(until=_until(turn), by=person(turn.given_by))


def told_over(by: str) -> str:
    return copy.TOLD_OVER.format(by=person(by))


def ended(over: Turn, turns: Sequence[Turn], settled: Collection[str]) -> str:
    return copy.ENDED.format(person=person(over.user_id), now="\n".join(_now(turns, settled)))


def text_of(error: OpsError) -> str | None:
    """None for an error of another noun."""
    match error:
        case UntilUnclear():
            return copy.UNTIL_TOO_LONG if error.why is Unclear.TOO_LONG else ASK[error.why]
        case NotOnTheTeam():
            return copy.NOT_ON_THE_TEAM
        case NobodysTurn():
            return copy.NOBODYS_TURN
    return None


def _now(turns: Sequence[Turn], settled: Collection[str]) -> list[str]:
    """Who it is and until when, then whoever comes after; at the end always the settings."""
    chain = [_turn(one) for one in turns]
    fixed = "، ".join(person(one) for one in sorted(settled))
    if fixed and (not turns or turns[-1].until is not None):
        chain.append(f"{fixed} ({copy.FROM_SETTINGS})")
    if not chain:
        return [copy.NOBODY]
    first, *others = chain
    return [copy.ON_CALL.format(people=first), *(copy.AFTER.format(people=one) for one in others)]


def _turn(turn: Turn) -> str:
    return f"{person(turn.user_id)} {_until(turn)} ({copy.GIVEN.format(by=person(turn.given_by))})"


def _until(turn: Turn) -> str:
    return until_ar(turn.until) if turn.until is not None else copy.OPEN_END
