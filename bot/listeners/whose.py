"""Which customer the words after a command mean: by name or by one of its people, and never guessed."""

import difflib
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks.text import actions, foreign_name, plain, section
from bot.ids import Action
from dealix_ops.contacts import customers, names
from dealix_ops.contacts.models import Customer
from dealix_ops.language.display import printable
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports import search

NOBODY = "لا عميل عندنا باسم «{name}»."
NEAREST = "أقرب الأسماء: {names}. اختر منها، أو أضف العميل."
HOW_TO_ADD = (
    "لإضافة عميل: «قناة {name}» في قناته، أو «اربط بعميل» على بطاقته، أو «dealix customers import» بملف."
)
WHO = "اكتب اسم العميل بعد الأمر، مثل: {example}"
OF_PERSON = "لا عميل بهذا الاسم، ووجدناه بين جهات اتصال هؤلاء. اختر من القائمة."
WHICH = "أي عميل تقصد؟ اختره من القائمة."
CHOOSE = "اختر"
OFFERED = 20
OPTION_MAX = 75
NEAR = 2
ALIKE = 0.55
"""What is less like the words is no help to whoever typed them."""
NAME_LIMIT = 60


def whose(session: Session, words: str, *, chosen: Action, example: str) -> Customer | SlackMessage:
    """The one they mean, or the question that settles it: a menu whose choice is pressed as `chosen`."""
    if not words.strip():
        return SlackMessage(WHO.format(example=example))
    words = words[: customers.NAME_LIMIT]
    found = customers.find(session, words)
    if not found:
        theirs = search.customers_of(session, words)
        return _menu([OF_PERSON], theirs, chosen) if theirs else _nobody(session, words, chosen)
    asked = names.folded(words)
    whole = [one for one in found if names.rank(asked, one.name, one.code) == names.WHOLE]
    if len(found) == 1 or len(whole) == 1:
        return (whole or found)[0]
    return _menu([WHICH], found[:OFFERED], chosen)


def _nobody(session: Session, words: str, chosen: Action) -> SlackMessage:
    """With the nearest names, which a person must still choose, and how to add a new one."""
    name, near = foreign_name(words, NAME_LIMIT), _nearest(session, words)
    named = "، ".join(f"«{foreign_name(one.name, NAME_LIMIT)}»" for one in near)
    lines = [NOBODY.format(name=name), *([NEAREST.format(names=named)] if near else [])]
    lines.append(HOW_TO_ADD.format(name=name))
    return _menu(lines, near, chosen) if near else SlackMessage("\n".join(lines))


def _nearest(session: Session, words: str) -> list[Customer]:
    asked = " ".join(names.folded(words))

    def likeness(one: Customer) -> float:
        """To the whole name or to the word of it that is likest."""
        name = names.folded(one.name)
        return max(difflib.SequenceMatcher(None, asked, said).ratio() for said in (" ".join(name), *name))

    alike = ((likeness(one), one) for one in session.scalars(select(Customer)))
    near = sorted(((-ratio, one.id, one) for ratio, one in alike if ratio >= ALIKE), key=lambda at: at[:2])
    return [one for _, _, one in near[:NEAR]]


def _menu(lines: Sequence[str], offered: Sequence[Customer], chosen: Action) -> SlackMessage:
    options = [{"text": plain(printable(one.name, OPTION_MAX)), "value": str(one.id)} for one in offered]
    menu = {
        "type": "static_select",
        "action_id": chosen.value,
        "placeholder": plain(CHOOSE),
        "options": options,
    }
    return SlackMessage("\n".join(lines), [section(lines), actions([menu])])
