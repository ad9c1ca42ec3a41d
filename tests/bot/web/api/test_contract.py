"""The OpenAPI document against the running API: made-up requests, every check that Schemathesis knows.

`make fuzz` runs the same with thousands of them.
"""

import warnings
from collections import Counter
from typing import Any

import pytest
from hypothesis import settings

from tests.bot.web.api.conftest import bearer, calling
from tests.support import customers
from tests.support.house import House

EVERYDAY, LONG = 2, 200
LONG_FROM = 1_000
"""A profile that wants so many inputs means the long run."""


def engine_events(house: House, *, long: bool) -> Any:
    """Customer 1 and ticket 1 exist, as the document's examples say, so that storing is tried too."""
    import schemathesis
    from schemathesis import engine
    from schemathesis.config import SchemathesisConfig

    config = SchemathesisConfig.from_dict(
        {
            "headers": bearer(),
            "generation": {"max-examples": LONG if long else EVERYDAY, "database": "none"},
            "phases": {"stateful": {"enabled": False}, "coverage": {"enabled": long}},
        }
    )
    app = calling(house, api_rate=10_000).app
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
    return engine.from_schema(schema).execute()


@pytest.mark.filterwarnings("ignore")  # of its own libraries; ours fail elsewhere
def test_no_request_breaks_the_api_or_its_document(one_house: House) -> None:
    from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished

    customers.customer(one_house.database, now=one_house.clock())
    customers.ticket(one_house)
    long = settings().max_examples >= LONG_FROM
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for event in engine_events(one_house, long=long):
            if isinstance(event, (FatalError, NonFatalError)):
                wrong.append(str(event))
            if not isinstance(event, ScenarioFinished):
                continue
            seen["requests"] += len(event.recorder.interactions)
            for checks in event.recorder.checks.values():
                seen.update(check.name for check in checks)
                failed = [check.failure_info for check in checks if check.failure_info]
                wrong += [f"{event.label}: {one.failure} {one.code_sample}" for one in failed]
    assert wrong == []
    assert seen["requests"] >= (4_000 if long else 60)
    assert {"not_a_server_error", "response_schema_conformance", "ignored_auth"} <= set(seen)
