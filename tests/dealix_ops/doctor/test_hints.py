"""What is wrong is said together with where to look."""

import pytest

from dealix_ops.doctor import knocks
from dealix_ops.doctor.findings import State
from dealix_ops.doctor.knocks import Knock


@pytest.mark.parametrize(
    ("status", "hint"),
    [(401, "another secret"), (404, "without this feature's settings"), (502, "not running")],
)
def test_door_that_answers_otherwise_says_what_that_means(status: int, hint: str) -> None:
    slack = Knock("slack", "POST", "/slack/events", knocks.OK, answer="challenge")
    found = knocks.finding(slack, lambda _knock: (status, ""))
    assert found.state is State.FAIL
    assert hint in found.why


def test_door_that_must_refuse_and_does_not_is_given_no_such_hint() -> None:
    mail = Knock("mail", "POST", "/api/webhooks/mail", knocks.REFUSED)
    assert knocks.finding(mail, lambda _knock: (200, "")).why == "answered 200 where 401 was due"
