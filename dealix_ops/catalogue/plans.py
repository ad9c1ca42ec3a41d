"""The price list: the one place that states a plan's figure."""

from dataclasses import dataclass
from enum import StrEnum

from dealix_ops.language.numbers_ar import Noun, count_ar


class Period(StrEnum):
    """What one payment of a plan covers."""

    ONCE = "once"
    MONTH = "month"


@dataclass(frozen=True)
class Plan:
    """A plan as sold; `price_sar` is whole riyals for one period."""

    key: str
    name: str
    price_sar: int
    period: Period
    days: int | None = None

    @property
    def price_halalas(self) -> int:
        """Moyasar counts in halalas."""
        return self.price_sar * 100

    def price_ar(self) -> str:
        """The price as a customer reads it, «2,999 ر.س شهرياً»."""
        amount = f"{self.price_sar:,} ر.س"
        if self.period is Period.MONTH:
            return f"{amount} شهرياً"
        return amount if self.days is None else f"{amount} لمدة {count_ar(self.days, Noun.DAY)}"

    def price_en(self) -> str:
        """ "SAR 2,999 a month"."""
        amount = f"SAR {self.price_sar:,}"
        if self.period is Period.MONTH:
            return f"{amount} a month"
        return amount if self.days is None else f"{amount} for {self.days} days"


PILOT = Plan("pilot", "Pilot", 1, Period.ONCE, days=7)
STARTER = Plan("starter", "Starter", 999, Period.MONTH)
GROWTH = Plan("growth", "Growth", 2_999, Period.MONTH)
SCALE = Plan("scale", "Scale", 7_999, Period.MONTH)

PLANS: tuple[Plan, ...] = (PILOT, STARTER, GROWTH, SCALE)
MONTHLY_PLANS: tuple[Plan, ...] = tuple(plan for plan in PLANS if plan.period is Period.MONTH)
