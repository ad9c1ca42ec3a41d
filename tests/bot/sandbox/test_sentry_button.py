"""Sentry's button: the contract's envelope, signed over the exact bytes, each with its own request id."""

import hashlib
import hmac
import json

import pytest

from bot.sandbox.driver import SandboxDriver, SandboxSaidNo
from bot.sandbox.sentry_app import INSTALLATION, delivery
from bot.sandbox.signing import sentry_headers


class TestSigning:
    def test_signature_is_bare_hex_over_the_body_alone(self) -> None:
        headers = sentry_headers("s", b"{}", resource="issue", request_id=None, timestamp=1)
        assert headers["sentry-hook-signature"] == hmac.new(b"s", b"{}", hashlib.sha256).hexdigest()
        assert "request-id" not in headers
        later = sentry_headers("s", b"{}", resource="issue", request_id="r", timestamp=2)
        assert later["sentry-hook-signature"] == headers["sentry-hook-signature"]


class TestDelivery:
    @pytest.mark.parametrize("resource", ["event_alert", "error", "issue", "metric_alert"])
    def test_envelope_is_the_contracts(self, resource: str) -> None:
        made = delivery(resource, "7", action="a", at=0.0, environment="production", fields={"title": "t"})
        assert (made["action"], made["installation"]) == ("a", {"uuid": INSTALLATION})
        assert '"title": "t"' in json.dumps(made["data"])


class TestDriver:
    def test_unknown_resource_is_the_testers_mistake(self, driver: SandboxDriver) -> None:
        with pytest.raises(SandboxSaidNo, match="bad_field"):
            driver.sentry_alert("1", "comment")

    def test_storm_without_end_is_refused(self, driver: SandboxDriver) -> None:
        with pytest.raises(SandboxSaidNo, match="bad_field"):
            driver.sentry_storm("1", count=10**6)
