"""What stands in the modals of a customer's card when they are sent, as typed values."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.blocks import customer_copy_ar as copy
from bot.blocks import customer_edit
from bot.blocks.customer_edit import CardState, Field
from bot.presses import PressBroken, given
from dealix_ops.contacts.customers import Terms
from dealix_ops.contacts.import_rows import RowRefused, amount
from dealix_ops.errors import OpsError
from dealix_ops.initiated.rules import Rhythm

Body = dict[str, Any]


@dataclass(frozen=True)
class Typed:
    """What stands in one of the card's modals when it is sent; an empty field is an empty string."""

    user_id: str
    state: CardState
    values: dict[Field, str]

    @classmethod
    def of(cls, body: Body) -> "Typed":
        """Raises PressBroken."""
        try:
            view = body["view"]
            values = {field: given(view["state"]["values"], field) for field in Field}
            return cls(str(body["user"]["id"]), CardState.load(view.get("private_metadata") or ""), values)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


class FieldRefused(OpsError):
    """One field cannot be taken as it is."""

    def __init__(self, field: Field, text: str) -> None:
        super().__init__(text)
        self.field = field
        self.text = text


def terms(typed: Typed, was: Terms, *, has_money: bool) -> Terms:
    """Without fields for money they stay as they were. Raises FieldRefused."""
    made = replace(was, owner=typed.values[Field.OWNER] or None, check_in=_rhythm(typed, was))
    if not has_money:
        return made
    bundle = typed.values[Field.BUNDLE]
    try:
        monthly = amount(typed.values[Field.MONTHLY] or None)
    except RowRefused as error:
        raise FieldRefused(Field.MONTHLY, copy.AMOUNT_UNUSABLE) from error
    made = replace(
        made,
        bundle_id=None if bundle in ("", customer_edit.NO_BUNDLE) else bundle,
        monthly_sar=monthly,
        contract_on=day(typed.values[Field.CONTRACT]),
        renews_on=day(typed.values[Field.RENEWAL]),
    )
    if made.contract_on and made.renews_on and made.renews_on < made.contract_on:
        raise FieldRefused(Field.RENEWAL, copy.RENEWS_BEFORE)
    return made


def _rhythm(typed: Typed, was: Terms) -> str | None:
    """Of itself is how it is where nobody chose. Raises PressBroken."""
    said = typed.values[Field.CHECK_IN]
    if said not in {"", *Rhythm}:
        raise PressBroken("a rhythm that the menu does not offer")
    if not said:
        return was.check_in
    return None if said == Rhythm.AUTO.value else said


def day(text: str) -> date | None:
    """Raises PressBroken."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise PressBroken("no day") from error
