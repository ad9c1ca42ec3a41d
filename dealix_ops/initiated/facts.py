"""What a message that answers nobody may say: stored facts only, and None where there are none."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.catalogue.plans import MONTHLY_PLANS
from dealix_ops.customer_success.rules import ANNUAL_DISCOUNT_PERCENT
from dealix_ops.drafts.language import DraftLanguage

MONTHS_A_YEAR = 12
HALALAS = Decimal("0.01")


@dataclass(frozen=True)
class Facts:
    """`opportunities` and `meetings` count what was recorded in the span that is spoken of: the week before
    a check-in, two before a summary, the quarter before a review. `pack_on` is the day of the newest Proof
    Pack, None before the first; `monthly_sar` a price of the catalogue, `next_step` of the plan that runs;
    `line` what a person wrote for everybody affected by an incident that is over.
    """

    language: DraftLanguage
    contact_name: str | None
    speaker_name: str | None
    due_on: date
    renews_on: date | None = None
    monthly_sar: int | None = None
    pack_on: date | None = None
    open_tickets: int = 0
    last_answer_on: date | None = None
    opportunities: int = 0
    meetings: int = 0
    next_step: str | None = None
    line: str | None = None


def catalogue_price(monthly_sar: int | None, bundle_id: str | None) -> int | None:
    """Whole riyals a month: what was agreed, where the price list knows it; else the bundle's one price.

    None where only a person can say it.
    """
    bundle = next((one for one in BUNDLES if one.key == bundle_id), None)
    if monthly_sar is not None:
        listed = monthly_sar in {plan.price_sar for plan in MONTHLY_PLANS}
        within = bundle is not None and bundle.from_sar <= monthly_sar <= bundle.to_sar
        return monthly_sar if listed or within else None
    return bundle.from_sar if bundle is not None and bundle.monthly else None


def annual(monthly_sar: int) -> tuple[Decimal, Decimal]:
    """A year by the month, and the same paid at once."""
    whole = Decimal(monthly_sar * MONTHS_A_YEAR)
    reduced = whole * (100 - ANNUAL_DISCOUNT_PERCENT) / 100
    return whole, reduced.quantize(HALALAS, rounding=ROUND_HALF_UP)
