"""Mail and webhook over real sockets: what leaves, and each failure as one of three facts."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_string, policy

import pytest

from dealix_ops.gateways.pager import WebhookPager
from dealix_ops.gateways.smtp import SmtpMailer
from dealix_ops.ports.paging import Letter
from dealix_ops.ports.work import NotAccepted, OutcomeUnknown, Refused
from tests.support.clock import MovingClock
from tests.support.sinks import HttpSink, SmtpSink, running

SECRET = "page" + "-webhook-for-tests"
LETTER = Letter(
    ("founder@dealix.example",), "طارئ (P0) · تذكرة ت-1", "لم يستلمه أحد منذ 3 دقائق\n", "page-abc-1"
)


@pytest.fixture
def smtp() -> Iterator[SmtpSink]:
    with running(SmtpSink()) as sink:
        yield sink


@pytest.fixture
def http() -> Iterator[HttpSink]:
    with running(HttpSink()) as sink:
        yield sink


def mailer(sink: SmtpSink, **more: str) -> SmtpMailer:
    return SmtpMailer(host="127.0.0.1", port=sink.server_address[1], sender="ops@dealix.example", **more)


def pager(sink: HttpSink) -> WebhookPager:
    return WebhookPager(url=sink.url, secret=SECRET, clock=MovingClock())


class TestMail:
    def test_arabic_letter_arrives_whole_under_one_id(self, smtp: SmtpSink) -> None:
        mailer(smtp).send(LETTER)
        (raw,) = smtp.letters
        letter = message_from_string(raw, policy=policy.default)
        assert (letter["Subject"], letter["To"]) == (LETTER.subject, "founder@dealix.example")
        assert letter["Message-ID"] == "<page-abc-1@dealix.example>"
        assert letter.get_content() == LETTER.text
        assert smtp.logins == []

    def test_signs_in_where_a_name_is_set(self, smtp: SmtpSink) -> None:
        mailer(smtp, user="ops", password="secret" + "-of-the-tests").send(LETTER)
        assert len(smtp.logins) == 1

    @pytest.mark.parametrize(
        ("command", "answer", "expected"),
        [
            ("RCPT", "450 later", NotAccepted),
            ("RCPT", "550 unknown", Refused),
            ("MAIL", "451 busy", NotAccepted),
            (".", "552 too large", Refused),
            (".", "451 later", NotAccepted),
        ],
    )
    def test_answers(self, smtp: SmtpSink, command: str, answer: str, expected: type[Exception]) -> None:
        smtp.answers[command] = answer
        with pytest.raises(expected):
            mailer(smtp).send(LETTER)

    def test_addresses_that_were_refused_are_named_by_their_place(self, smtp: SmtpSink) -> None:
        smtp.strangers = {"gone@dealix.example", "left@dealix.example"}
        to = ("gone@dealix.example", *LETTER.to, "Left <left@dealix.example>")
        assert list(mailer(smtp).send(replace(LETTER, to=to))) == [1, 3]
        assert len(smtp.letters) == 1

    def test_wrong_password_is_for_a_person(self, smtp: SmtpSink) -> None:
        smtp.answers["AUTH"] = "535 no"
        with pytest.raises(Refused, match="name or password"):
            mailer(smtp, user="ops", password="wrong" + "-one").send(LETTER)

    def test_line_cut_after_the_letter_may_have_left(self, smtp: SmtpSink) -> None:
        smtp.hangs_up_after_letter = True
        with pytest.raises(OutcomeUnknown):
            mailer(smtp).send(LETTER)
        assert len(smtp.letters) == 1

    def test_nobody_there(self) -> None:
        with pytest.raises(NotAccepted):
            SmtpMailer(host="127.0.0.1", port=9, sender="ops@dealix.example").send(LETTER)

    def test_elsewhere_nothing_leaves_unencrypted(self, smtp: SmtpSink) -> None:
        """By its name this machine counts as elsewhere, and the sink offers no STARTTLS."""
        port = smtp.server_address[1]
        with pytest.raises(Refused, match="encryption"):
            SmtpMailer(host="localhost", port=port, sender="ops@dealix.example").send(LETTER)
        assert smtp.letters == []


class TestWebhook:
    def test_signed_over_time_and_body(self, http: HttpSink) -> None:
        pager(http).ring({"event": "page", "text": "طارئ"}, key="abc-1")
        ((headers, raw),) = http.requests
        at = headers["x-dealix-timestamp"]
        expected = hmac.new(SECRET.encode(), at.encode() + b"." + raw, hashlib.sha256).hexdigest()
        assert headers["x-dealix-signature"] == f"v1={expected}"
        assert (headers["idempotency-key"], at) == ("abc-1", str(int(MovingClock().now.timestamp())))
        assert json.loads(raw) == {"event": "page", "text": "طارئ"}

    @pytest.mark.parametrize(
        ("status", "expected"),
        [(429, NotAccepted), (503, OutcomeUnknown), (404, Refused), (401, Refused), (302, Refused)],
    )
    def test_answers(self, http: HttpSink, status: int, expected: type[Exception]) -> None:
        http.status = status
        with pytest.raises(expected):
            pager(http).ring({}, key="k")

    def test_nobody_there(self) -> None:
        with pytest.raises(NotAccepted):
            WebhookPager(url="http://127.0.0.1:9/", secret=SECRET, clock=MovingClock()).ring({}, key="k")
