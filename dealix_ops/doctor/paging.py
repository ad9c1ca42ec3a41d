"""How many ways a P0 has to a human, and whether the second ones take a letter and a ring."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any

from dealix_ops.doctor.findings import Finding, State
from dealix_ops.features import feature_states
from dealix_ops.ports.paging import Letter, Mailer, Pager
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from dealix_ops.settings import Settings

WAYS = {"paging_mail": "mail", "paging_webhook": "webhook"}
WHAT = "ways to a human"
Failed = (NotAccepted, OutcomeUnknown, Refused)


def of_ways(settings: Settings) -> Finding:
    """Slack is silent under Do Not Disturb, and with it down a P0 would reach nobody."""
    on = {state.name for state in feature_states(settings) if state.enabled}
    ways = [name for feature, name in WAYS.items() if feature in on]
    people = "" if settings.founder_ids else "; DEALIX_FOUNDER_IDS is empty: nobody is called first"
    if not ways:
        how = "set DEALIX_PAGING_MAIL_TO or DEALIX_PAGING_WEBHOOK_URL"
        return Finding(WHAT, State.WARN, f"a P0 reaches people by Slack only: {how}{people}")
    said = f"Slack and {' and '.join(ways)}{people}"
    return Finding(WHAT, State.WARN if people else State.OK, said)


def sent(
    *,
    mailer: Mailer | None,
    pager: Pager | None,
    letter: Callable[[str], Letter],
    body: Mapping[str, Any],
) -> list[Finding]:
    """One marked test over each second way that is set up; only on request, because a phone rings by it."""
    token, found = secrets.token_hex(8), []
    if mailer is not None:
        found.append(_tried("mail", lambda: _letter(mailer, letter(token))))
    if pager is not None:
        found.append(_tried("webhook", lambda: pager.ring(body, key=f"test-{token}")))
    return found


def _letter(mailer: Mailer, letter: Letter) -> None:
    """Taken for some of its addresses only is no letter that everybody gets."""
    refused = mailer.send(letter)
    if refused:
        places = ", ".join(map(str, refused))
        raise Refused(f"the server refused address {places} of {len(letter.to)} in DEALIX_PAGING_MAIL_TO")


def _tried(name: str, send: Callable[[], None]) -> Finding:
    what = f"test over {name}"
    try:
        send()
    except Failed as error:
        return Finding(what, State.FAIL, str(error))
    return Finding(what, State.OK, "taken; look whether it arrived")
