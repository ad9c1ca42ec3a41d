"""The sandbox's website visitor and mail sender: what reaches the product, and that it is signed."""

from bot.sandbox.signing import standard_webhook_headers

EXAMPLE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


class TestSignature:
    def test_published_example(self) -> None:
        headers = standard_webhook_headers(
            "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            b'{"test": 2432232314}',
            message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
            timestamp=1614265330,
        )
        assert headers["webhook-signature"] == EXAMPLE
