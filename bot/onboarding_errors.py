"""Refusals around onboarding and connectors, in a person's words."""

from bot.blocks import connectors_copy_ar as connector_copy
from bot.blocks import onboarding_copy_ar as copy
from bot.blocks.onboarding import who
from dealix_ops.connectors import errors as connector_errors
from dealix_ops.connectors.copy_ar import STATES
from dealix_ops.connectors.rules import ConnectorState, LiveLacks
from dealix_ops.errors import OpsError
from dealix_ops.language.display import isolate
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.onboarding import errors
from dealix_ops.onboarding.copy_ar import TITLES
from dealix_ops.onboarding.rules import DONE, StepId

PLAIN: dict[type[OpsError], str] = {
    errors.NotBegun: copy.NOT_BEGUN,
    errors.StepOpen: copy.IS_OPEN,
    errors.BundleMissing: copy.BUNDLE_MISSING,
    errors.NoteMissing: copy.NOTE_MISSING,
    connector_errors.NoWayThere: connector_copy.NO_WAY,
    connector_errors.WordsNeeded: connector_copy.WORDS_NEEDED,
    connector_errors.NotSetUp: connector_copy.NOT_SET_UP,
    connector_errors.HasGateway: connector_copy.HAS_GATEWAY,
    connector_errors.UnknownConnector: connector_copy.UNKNOWN_CONNECTOR,
}


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case errors.StepDone():
            at = clock_ar(error.at)
            if error.by == reader:
                return copy.DONE_BY_YOU.format(at=at)
            return copy.DONE_BEFORE.format(who=who(error.by) if mentions else "زميلك", at=at)
        case errors.NotItsTurn():
            done = error.current == DONE
            return copy.ALL_DONE if done else copy.NOT_ITS_TURN.format(title=TITLES[StepId(error.current)])
        case errors.NotReadyForFirstService():
            missing = "، ".join(map(isolate, error.missing))
            return copy.NOT_READY.format(missing=missing) if missing else copy.NOT_READY_NOTHING
        case connector_errors.ConnectorMoved():
            by, state = who(error.by) if mentions else "زميلك", STATES[ConnectorState(error.state)]
            return connector_copy.MOVED_BEFORE.format(who=by, state=state, at=clock_ar(error.at))
        case connector_errors.LiveNotAllowed():
            return _not_live(error)
    return PLAIN.get(type(error))


def _not_live(error: connector_errors.LiveNotAllowed) -> str:
    flag = isolate(error.flag) if error.flag else ""
    lacks = "، و".join(connector_copy.LIVE_LACKS[LiveLacks(one)].format(flag=flag) for one in error.lacks)
    words = connector_copy.LIVE_STAYS if LiveLacks.NO_WAY in error.lacks else connector_copy.LIVE_REFUSED
    return words.format(lacks=lacks)
