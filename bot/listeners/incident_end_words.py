"""«حادث حل ح-3», «حادث إجراء ح-3», «حادث إجراءات», «حادث مراجعة ح-3», «حادث نشر ح-3»."""

from collections.abc import Callable, Mapping

from sqlalchemy.orm import Session

from bot.listeners import incident_actions, incident_close, incident_review
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from dealix_ops.language.normalise import normalise
from dealix_ops.ports.slack import SlackMessage

Said = Callable[[Session, Desk, Call, str], SlackMessage]
WORDS: Mapping[tuple[str, ...], Said] = {
    ("حل", "انتهى", "resolve"): incident_close.resolve_command,
    ("إجراء", "action"): incident_actions.action_command,
    ("إجراءات", "actions"): incident_actions.actions_command,
    ("مراجعة", "post-mortem"): incident_review.review_command,
    ("نشر", "publish"): incident_review.publish_command,
}
SAID = {normalise(word): said for words, said in WORDS.items() for word in words}


def answer(session: Session, desk: Desk, call: Call) -> SlackMessage | None:
    """None for other words. Raises MayNotArrange, IncidentOver."""
    word, _, rest = call.rest.strip().partition(" ")
    said = SAID.get(normalise(word)) or SAID.get(normalise(word).removeprefix("ال"))
    return said(session, desk, call, rest) if said is not None else None
