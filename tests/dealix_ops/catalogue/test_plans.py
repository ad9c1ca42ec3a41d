"""The price list against the product facts, section 10."""

from dealix_ops.catalogue.plans import MONTHLY_PLANS, PILOT, PLANS


def test_prices_are_those_of_the_product_facts() -> None:
    assert {plan.name: plan.price_sar for plan in PLANS} == {
        "Pilot": 1,
        "Starter": 999,
        "Growth": 2_999,
        "Scale": 7_999,
    }


def test_pilot_is_seven_days_and_the_rest_monthly() -> None:
    assert PILOT.price_ar() == "1 ر.س لمدة 7 أيام"
    assert [plan.price_ar() for plan in MONTHLY_PLANS] == [
        "999 ر.س شهرياً",
        "2,999 ر.س شهرياً",
        "7,999 ر.س شهرياً",
    ]


def test_moyasar_gets_halalas() -> None:
    assert [plan.price_halalas for plan in PLANS] == [100, 99_900, 299_900, 799_900]
