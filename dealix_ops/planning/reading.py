"""A request in a person's own words → what is asked for; disguises are seen through as in the claims."""

from dealix_ops.claims.excuses import excused
from dealix_ops.claims.family import Family
from dealix_ops.claims.fold import Folded, reveal
from dealix_ops.planning.asked import CUES, FORBIDDEN, MAIL, OPTED_IN, OWN, REVIEWED, THEY_WROTE, WHATSAPP
from dealix_ops.planning.rules import NEVER, Action, Channel, Fact, Kind, Refusal

_GRAVEST = tuple(Refusal)


def read(words: str) -> Action:
    """The gravest thing that the words ask for and do not deny; `kind` is None where nothing is known."""
    seen = reveal(words)
    facts = frozenset(
        fact
        for fact, family in (
            (Fact.OPTED_IN, OPTED_IN),
            (Fact.CUSTOMER_WROTE, THEY_WROTE),
            (Fact.OWN_LIST, OWN),
            (Fact.EACH_REVIEWED, REVIEWED),
        )
        if _says(family, seen)
    )
    channel = _channel(seen)
    asked = [Kind(family.key) for family in FORBIDDEN if _says(family, seen)]
    asked = [kind for kind in asked if kind is not Kind.BULK or Fact.EACH_REVIEWED not in facts]
    if asked:
        return Action(min(asked, key=_gravity), channel=channel, facts=facts)
    kind = next((kind for kind, family in CUES.items() if _says(family, seen)), None)
    return Action(kind, channel=channel, facts=facts)


def _gravity(kind: Kind) -> int:
    return _GRAVEST.index(NEVER.get(kind, Refusal.BULK_WITHOUT_REVIEW))


def _says(family: Family, seen: Folded) -> bool:
    places = family.places(seen.text)
    return any(not excused(family.excuse, seen.text, start, end) for start, end in places)


def _channel(seen: Folded) -> Channel | None:
    if _says(WHATSAPP, seen):
        return Channel.WHATSAPP
    return Channel.EMAIL if _says(MAIL, seen) else None
