"""The API's page and its OpenAPI document are what the product facts list, and nothing else is served."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot import main as bot_main
from tests.docs import api_page
from tests.support.settings import configured

TWENTY = {
    "POST onboarding/checklist",
    "POST onboarding/update-step",
    "GET onboarding/checklist/demo",
    "GET connectors/catalog",
    "POST connectors/summary",
    "POST connectors/update",
    "GET connectors/demo",
    "GET support/priorities",
    "POST support/classify",
    "POST support/route",
    "GET support/first-response/{priority}",
    "POST sla/event",
    "POST sla/classify-breach",
    "POST sla/health-report",
    "GET sla/health-report/demo",
    "POST incidents/triage",
    "GET incidents/response-plan/{severity}",
    "POST cs/weekly-check-in",
    "POST cs/at-risk-alert",
    "POST cs/success-plan",
}
LOOKED_UP = {"GET connectors/catalog", "GET support/priorities"}


@pytest.fixture
def served(sqlite_url: str) -> Iterator[dict[str, Any]]:
    product = configured(sqlite_url)
    yield api_page.served(bot_main.web_app(product))
    product.close()


def operations(api: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        f"{method.upper()} {path.removeprefix('/api/v1/customer-ops/')}": operation
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
    }


def test_exactly_the_twenty(served: dict[str, Any]) -> None:
    assert set(operations(served)) == TWENTY


def test_page_is_written_from_the_code(served: dict[str, Any]) -> None:
    assert api_page.PAGE.read_text(encoding="utf-8") == api_page.page(served)


def test_each_says_who_may_ask_what_may_go_wrong_and_that_nothing_is_sent(served: dict[str, Any]) -> None:
    for name, operation in operations(served).items():
        assert operation["security"] == [{"HTTPBearer": []}], name
        assert {"200", "401", "429", "500"} <= set(operation["responses"]), name
        answer = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        fields = served["components"]["schemas"][answer.rpartition("/")[2]]["required"]
        assert ({"approval_required", "live_send_allowed"} <= set(fields)) is (name not in LOOKED_UP), name


ASKED = {
    "POST onboarding/checklist": "customer_id company_name bundle_id",
    "POST onboarding/update-step": "customer_id step_id completed notes checklist",
    "POST connectors/summary": "customer_id statuses",
    "POST connectors/update": "customer_id connector_key state notes statuses",
    "POST support/classify": "customer_id text contact_email",
    "POST support/route": "customer_id text contact_email",
    "POST sla/event": "ticket_id event priority",
    "POST sla/classify-breach": "ticket_id priority minutes_to_first_response hours_to_resolve",
    "POST sla/health-report": "customer_id tickets",
    "POST incidents/triage": (
        "customer_id title description affected_customers has_data_leak has_unauthorized_send"
    ),
    "POST cs/weekly-check-in": "customer_id company_name metrics",
    "POST cs/at-risk-alert": "customer_id days_inactive drafts_pending last_proof_pack_days_ago",
    "POST cs/success-plan": "customer_id bundle_id",
}
CHECKLIST = (
    "customer_id company_name bundle_id steps total_steps current_step_id progress_pct"
    " estimated_total_minutes"
)
SUMMARY = "customer_id blocking_missing ready_for_first_service connectors total"
REPORT = "total_tickets total_breached breach_rate by_priority verdict"
ANSWERED = {
    "POST onboarding/checklist": CHECKLIST,
    "POST onboarding/update-step": CHECKLIST,
    "GET onboarding/checklist/demo": CHECKLIST,
    "GET connectors/catalog": "total connectors",
    "POST connectors/summary": SUMMARY,
    "POST connectors/update": f"{SUMMARY} statuses",
    "GET connectors/demo": SUMMARY,
    "GET support/priorities": "priorities",
    "POST support/classify": "priority reason_ar sla",
    "POST support/route": "priority reason_ar sla owner",
    "GET support/first-response/{priority}": "priority body_ar sla",
    "POST sla/event": "ticket_id event priority sla",
    "POST sla/classify-breach": "ticket_id breached breaches sla",
    "POST sla/health-report": REPORT,
    "GET sla/health-report/demo": REPORT,
    "POST incidents/triage": "title severity severity_details plan_ar",
    "GET incidents/response-plan/{severity}": "severity severity_details plan_ar",
    "POST cs/weekly-check-in": "customer_id type agenda_ar talking_points_ar cadence_ar",
    "POST cs/at-risk-alert": "customer_id type risk_score severity reasons_ar recommended_action_ar",
    "POST cs/success-plan": "customer_id bundle_id type cadence_ar",
}
"""The names of the product facts, section 8."""
INSIDE = {
    "Sla": "first_response_minutes resolution_hours",
    "Details": "first_action_minutes communication_cadence_minutes",
    "GivenTicket": "priority first_response_min resolution_hours",
    "Step": "step_id completed notes",
    "Connector": "connector_key state",
}


def test_fields_have_the_names_of_the_product_facts(served: dict[str, Any]) -> None:
    assert set(ANSWERED) == TWENTY
    assert {name for name in TWENTY if name.startswith("POST")} == set(ASKED)
    schemas = served["components"]["schemas"]
    for name, operation in operations(served).items():
        if name in ASKED:
            body = operation["requestBody"]
            assert set(ASKED[name].split()) <= fields(schemas, body), name
        assert set(ANSWERED[name].split()) <= fields(schemas, operation["responses"]["200"]), name
    for model, names in INSIDE.items():
        assert set(names.split()) <= set(schemas[model]["properties"]), model


def fields(schemas: dict[str, Any], told: dict[str, Any]) -> set[str]:
    named = told["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return set(schemas[named]["properties"])
