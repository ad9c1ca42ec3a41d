"""The five bundles: the one place that states a bundle's figure."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bundle:
    """As sold beside the plans; whole riyals, `monthly` only where the price list says so."""

    key: str
    name: str
    from_sar: int
    to_sar: int
    monthly: bool = False

    def price_ar(self) -> str:
        """«من 499 إلى 1,500 ر.س», or one figure for a month."""
        if self.from_sar == self.to_sar:
            return f"{self.from_sar:,} ر.س{' شهرياً' if self.monthly else ''}"
        return f"من {self.from_sar:,} إلى {self.to_sar:,} ر.س"

    def price_en(self) -> str:
        if self.from_sar == self.to_sar:
            return f"SAR {self.from_sar:,}{' a month' if self.monthly else ''}"
        return f"SAR {self.from_sar:,} to {self.to_sar:,}"


BUNDLES: tuple[Bundle, ...] = (
    Bundle("growth_starter", "Growth Starter", 499, 1_500),
    Bundle("data_to_revenue", "Data to Revenue", 1_500, 3_000),
    Bundle("executive_growth_os", "Executive Growth OS", 2_999, 2_999, monthly=True),
    Bundle("partnership_growth", "Partnership Growth", 3_000, 7_500),
    Bundle("full_growth_control_tower", "Full Growth Control Tower", 12_000, 25_000),
)
