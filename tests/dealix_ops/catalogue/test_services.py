"""Every bundle holds services, and every service is in a bundle or free before one."""

from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.catalogue.services import OF_BUNDLE, SERVICES, find, offered
from dealix_ops.customer_success.plans import PLANS


def test_the_five_bundles_with_the_prices_of_the_facts() -> None:
    assert [(bundle.key, bundle.from_sar, bundle.to_sar) for bundle in BUNDLES] == [
        ("growth_starter", 499, 1_500),
        ("data_to_revenue", 1_500, 3_000),
        ("executive_growth_os", 2_999, 2_999),
        ("partnership_growth", 3_000, 7_500),
        ("full_growth_control_tower", 12_000, 25_000),
    ]


def test_each_bundle_has_services_and_a_plan_of_thirty_days() -> None:
    keys = {bundle.key for bundle in BUNDLES}
    assert set(OF_BUNDLE) == keys == set(PLANS)
    assert all(OF_BUNDLE.values())


def test_each_service_is_sold_in_a_bundle_or_free() -> None:
    assert {service.key for service in SERVICES} == {
        "first_10_opportunities_sprint",
        "list_intelligence",
        "free_growth_diagnostic",
        "generic_24h",
    }
    assert [one.key for one in SERVICES if not any(one in held for held in OF_BUNDLE.values())] == [
        "free_growth_diagnostic"
    ]
    assert [service.key for service in SERVICES if service.free] == ["free_growth_diagnostic"]


def test_a_key_of_ours_is_found_and_no_other() -> None:
    assert find("list_intelligence") is not None
    assert find("campaign_blast") is None


def test_services_of_the_customers_bundle_are_offered_first_and_all_are() -> None:
    assert [service.key for service in offered("data_to_revenue")][:2] == [
        "list_intelligence",
        "first_10_opportunities_sprint",
    ]
    for bundle_id in (None, "unknown", *OF_BUNDLE):
        assert sorted(service.key for service in offered(bundle_id)) == sorted(one.key for one in SERVICES)
