"""Sentry's JSON taken apart: kinds, keys, the source's own times; never an exception or a private field."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.sentry_app import ACTIONS, INSTALLATION, delivery
from dealix_ops.alerts.rules import Says
from dealix_ops.intake import payload
from dealix_ops.intake.item import ItemKind
from dealix_ops.intake.payload import PayloadBroken
from dealix_ops.intake.sentry import ALERTS, Hook, ident, instant, item, number
from dealix_ops.intake.sentry_signal import SAYS, signal

NOW = datetime(2026, 11, 22, 7, 12, 30, tzinfo=UTC)
EVENT_AT = NOW - timedelta(minutes=3)
HOOK_AT = NOW - timedelta(seconds=2)
PRIVATE = ("noura@example.sa", "203.0.113.9", "u_77", "s3cr3t-cookie", "4-local-variable", "app.example.sa")


def hook(resource: str, *, request_id: str | None = "req1", timestamp: str | None = None) -> Hook:
    return Hook(resource, request_id, timestamp or str(int(HOOK_AT.timestamp())))


def made(resource: str, action: str | None = None, **fields: Any) -> Any:
    return delivery(
        resource,
        "5540021",
        action=action or ACTIONS[resource],
        at=EVENT_AT.timestamp(),
        environment="production",
        fields=fields,
    )


class TestItem:
    @pytest.mark.parametrize(("resource", "action"), list(ALERTS))
    def test_known_action_is_an_alert_of_its_subject(self, resource: str, action: str) -> None:
        found = item(made(resource, action), hook=hook(resource), received_at=NOW)
        subject = "metric:5540021" if resource == "metric_alert" else "5540021"
        assert found.kind is ItemKind.ALERT
        assert found.conversation_key == f"sentry:{INSTALLATION}:{subject}"
        assert found.external_id == "request:req1"

    @pytest.mark.parametrize(
        ("resource", "action"),
        [
            ("event_alert", "created"),
            ("issue", "deleted"),
            ("metric_alert", "open"),
            ("", "triggered"),
            ("x", ""),
        ],
    )
    def test_anything_else_is_recorded_without_its_content(self, resource: str, action: str) -> None:
        whole = made("event_alert") | {"action": action}
        found = item(whole, hook=hook(resource), received_at=NOW)
        assert (found.kind, found.conversation_key) == (ItemKind.OTHER, "sentry:none")
        assert "TimeoutError" not in json.dumps(found.body)

    @pytest.mark.parametrize("resource", list(ACTIONS))
    def test_no_private_field_is_kept(self, resource: str) -> None:
        kept = json.dumps(item(made(resource), hook=hook(resource), received_at=NOW).body)
        assert [words for words in PRIVATE if words in kept] == []

    @pytest.mark.parametrize(
        ("resource", "action", "expected"),
        [
            ("event_alert", None, EVENT_AT),
            ("error", None, EVENT_AT),
            ("issue", "created", EVENT_AT),
            ("issue", "resolved", HOOK_AT),
            ("issue", "unresolved", HOOK_AT),
            ("metric_alert", "critical", HOOK_AT),
            ("metric_alert", "resolved", HOOK_AT),
        ],
    )
    def test_time_is_the_sources_own(self, resource: str, action: str | None, expected: datetime) -> None:
        assert item(made(resource, action), hook=hook(resource), received_at=NOW).occurred_at == expected

    @pytest.mark.parametrize(
        "said", [None, "yesterday", 7, [], "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "x" * 10_000]
    )
    def test_time_that_is_none_becomes_the_headers_or_ours(self, said: Any) -> None:
        found = item(made("event_alert", datetime=said), hook=hook("event_alert"), received_at=NOW)
        assert found.occurred_at in (HOOK_AT, NOW)

    def test_missing_request_id_is_a_digest_of_body_and_resource(self) -> None:
        whole = made("event_alert")
        ids = {
            item(body, hook=hook(resource, request_id=None), received_at=NOW).external_id
            for body in (whole, dict(reversed(whole.items())))
            for resource in ("event_alert", "error")
        }
        assert len(ids) == 2
        assert all(one.startswith("digest:") for one in ids)

    @pytest.mark.parametrize(("age", "noted"), [(0, False), (299, False), (86_400, True), (-7200, True)])
    def test_old_header_is_noted(self, age: int, noted: bool) -> None:
        timestamp = str(int(NOW.timestamp()) - age)
        body = item(made("event_alert"), hook=hook("event_alert", timestamp=timestamp), received_at=NOW).body
        assert ("late_s" in body["hook"]) is noted

    def test_project_comes_from_the_address_and_environment_from_the_tag(self) -> None:
        alert = item(made("event_alert"), hook=hook("event_alert"), received_at=NOW).body["alert"]
        assert (alert["project"], alert["environment"], alert["rule"]) == (
            "api",
            "production",
            "API 5xx burst",
        )

    @pytest.mark.parametrize(
        "address", ["http://sentry.io/1", "javascript:alert(1)", "https://" + "x" * 600, 5]
    )
    def test_unsafe_address_is_not_kept(self, address: Any) -> None:
        whole = made("issue", web_url=address, permalink="https://sentry.io/organizations/acme/issues/1/")
        kept = item(whole, hook=hook("issue"), received_at=NOW).body["alert"]["web_url"]
        assert kept == "https://sentry.io/organizations/acme/issues/1/"


class TestValues:
    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("5540021", "5540021"),
            (5540021, "5540021"),
            (True, None),
            (-1, None),
            ("a b", None),
            ("", None),
            ("x" * 65, None),
            ("1:2", None),
            (None, None),
        ],
    )
    def test_ident(self, value: Any, expected: str | None) -> None:
        assert ident(value) == expected

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("3412", 3412),
            (7, 7),
            ("9" * 18, 10**15),
            (True, None),
            (-4, None),
            ("٣", None),
            (1.5, None),
            ("", None),
        ],
    )
    def test_number(self, value: Any, expected: int | None) -> None:
        assert number(value) == expected

    def test_instant_without_a_zone_is_utc(self) -> None:
        assert instant("2026-11-22T07:12:30") == NOW
        assert instant("2026-11-22T10:12:30+03:00") == NOW


class TestSignal:
    def test_every_alert_but_an_assignment_says_something(self) -> None:
        assert set(ALERTS) - set(SAYS) == {("issue", "assigned")}

    def test_fields_and_growth(self) -> None:
        whole = made("issue", "unresolved", substatus="escalating", count="3412", userCount=7)
        body = item(whole, hook=hook("issue"), received_at=NOW).body
        said = signal(body, occurred_at=HOOK_AT, received_at=NOW)
        assert (said.says, said.grew, said.count, said.users) == (Says.FIRING, True, 3412, 7)

    def test_clock_that_is_ahead_is_pulled_back(self) -> None:
        body = item(made("event_alert"), hook=hook("event_alert"), received_at=NOW).body
        assert signal(body, occurred_at=NOW + timedelta(minutes=50), received_at=NOW).at == NOW


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
SUBJECTS = st.sampled_from(["event", "error", "issue", "metric_alert", "triggered_rule", "web_url"])
FIELDS = st.sampled_from(
    [
        "id",
        "issue_id",
        "identifier",
        "title",
        "culprit",
        "level",
        "tags",
        "environment",
        "project",
        "url",
        "datetime",
        "count",
        "userCount",
        "firstSeen",
        "lastSeen",
        "web_url",
        "permalink",
        "alert_rule",
        "projects",
        "date_started",
        "substatus",
        "release",
    ]
)
DATA = st.dictionaries(SUBJECTS, JSON | st.dictionaries(FIELDS, JSON | st.just("5540021")), max_size=4)
PAYLOADS = JSON | st.fixed_dictionaries(
    {
        "action": st.sampled_from(sorted({action for _, action in ALERTS})) | JSON,
        "data": DATA | JSON,
        "installation": JSON | st.fixed_dictionaries({"uuid": JSON}),
    }
)
HOOKS = st.builds(
    Hook,
    st.sampled_from(sorted({resource for resource, _ in ALERTS})) | st.text(max_size=20),
    st.none() | st.text(max_size=400),
    st.none() | st.text(max_size=20) | st.integers(0, 10**12).map(str),
)


class TestAnyJson:
    @settings()
    @given(whole=PAYLOADS, headers=HOOKS)
    def test_no_exception_and_every_value_fits_its_column(self, whole: Any, headers: Hook) -> None:
        try:
            decoded = payload.decode(json.dumps(whole).encode())
        except PayloadBroken:
            return  # NaN and the like: answered 400 before the parser
        found = item(decoded, hook=headers, received_at=NOW)
        assert len(found.external_id) <= 320
        assert len(found.conversation_key) <= 320
        assert found.occurred_at <= NOW + timedelta(hours=1)
        kept, _ = payload.masked(json.loads(json.dumps(found.body)))
        if found.kind is ItemKind.ALERT:
            said = signal(kept, occurred_at=found.occurred_at, received_at=NOW)
            assert said.at <= NOW
            assert len(said.level or "") <= 16
            assert (said.users or 0) < 2**31
