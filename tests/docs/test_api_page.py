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


def test_every_request_has_an_example(served: dict[str, Any]) -> None:
    for name, operation in operations(served).items():
        if "requestBody" not in operation:
            continue
        asked = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        fields = served["components"]["schemas"][asked.rpartition("/")[2]]["properties"]
        assert any("examples" in field for field in fields.values()), name
