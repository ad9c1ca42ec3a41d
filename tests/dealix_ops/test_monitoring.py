"""What leaves for Sentry, caught by a transport of our own."""

import json
from collections.abc import Iterator

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from dealix_ops import monitoring
from dealix_ops.settings import Settings

SAID = "رقمي 0551234567 والسالفة عندي"


class Caught(Transport):
    def __init__(self) -> None:
        super().__init__()
        self.envelopes: list[Envelope] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.envelopes.append(envelope)


@pytest.fixture
def caught() -> Iterator[Caught]:
    transport = Caught()
    monitoring.configure(Settings.model_validate({"SENTRY_DSN": "https://key@sentry.invalid/1"}))
    sentry_sdk.get_client().transport = transport
    yield transport
    sentry_sdk.init()


def fail(said: str) -> None:
    raise ValueError(said)


class TestConfigure:
    def test_error_arrives_without_the_customers_words(self, caught: Caught) -> None:
        customer_text = SAID
        sentry_sdk.add_breadcrumb(message=customer_text)
        sentry_sdk.set_user({"id": customer_text})
        with pytest.raises(ValueError, match="السالفة") as failed:
            fail(customer_text)
        sentry_sdk.capture_exception(failed.value)
        (envelope,) = caught.envelopes
        sent = json.dumps(envelope.get_event(), ensure_ascii=False)
        assert "ValueError" in sent
        assert "السالفة" not in sent
        assert "0551234567" not in sent

    def test_address_that_is_a_key_stays_here(self) -> None:
        event = monitoring.scrub({"transaction": "/h/a-key", "level": "error"}, {})
        assert event is not None
        assert "a-key" not in str(event)
        assert event["level"] == "error"

    def test_without_a_dsn_nothing_is_set_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[object] = []
        monkeypatch.setattr(sentry_sdk, "init", lambda **options: asked.append(options))
        monitoring.configure(Settings.model_validate({}))
        assert not asked
        monitoring.configure(Settings.model_validate({"SENTRY_DSN": "https://key@sentry.invalid/1"}))
        assert asked
