"""Which door is knocked at, with what, and what counts as an answer."""

import pytest

from dealix_ops.doctor.findings import State
from dealix_ops.doctor.knocks import Knock, finding, knocks
from dealix_ops.settings import Settings
from tests.support.clock import START

SECRET = "a-secret-that-is-long-enough"


def settings(**given: object) -> Settings:
    return Settings.model_validate(given)


class TestKnocks:
    def test_nothing_set_up_is_nothing_to_knock_at(self) -> None:
        assert knocks(settings(), now=START) == []

    def test_one_knock_for_each_door_that_is_open(self) -> None:
        one = settings(
            whatsapp_phone_number_id="1", whatsapp_app_secret=SECRET, whatsapp_verify_token="&?=# token"
        )
        (knock,) = knocks(one, now=START)
        assert (knock.feature, knock.method) == ("whatsapp", "GET")
        assert "%26%3F%3D%23%20token" in knock.path

    def test_secret_itself_is_in_no_header_and_no_body(self) -> None:
        for knock in knocks(settings(sentry_client_secret=SECRET), now=START):
            assert SECRET not in str(knock)


class TestFinding:
    knock = Knock("slack", "POST", "/slack/events", 200, answer="abc")

    @pytest.mark.parametrize(
        ("answer", "state"),
        [
            ((200, "abc"), State.OK),
            ((200, '{"challenge":"abc"}'), State.OK),
            ((200, "abd"), State.FAIL),
            ((401, ""), State.FAIL),
            ((404, "abc"), State.FAIL),
            ((None, "ConnectError"), State.FAIL),
        ],
    )
    def test_only_the_due_status_and_the_asked_answer_are_right(
        self, answer: tuple[int | None, str], state: State
    ) -> None:
        assert finding(self.knock, lambda _knock: answer).state is state

    def test_door_that_takes_a_stranger_is_a_failure(self) -> None:
        stranger = Knock("mail", "POST", "/api/webhooks/mail", 401)
        assert finding(stranger, lambda _knock: (200, "")).state is State.FAIL
        assert finding(stranger, lambda _knock: (401, "")).why == "refuses strangers"
