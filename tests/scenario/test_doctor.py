"""`dealix doctor` against the running product: what works is said to work, what does not is named."""

from bot.sandbox.local import LocalRun
from tests.scenario.matter import Matter


class TestDoctor:
    def test_working_product_has_nothing_to_mend(self, run: LocalRun, matter: Matter) -> None:
        matter.writes()
        matter.card()
        examined = run.dealix("doctor", "--url", run.product_url)
        assert "source whatsapp: on, last signed in 20" in examined.stdout
        assert "source mail: MAIL_WEBHOOK_SECRETS is not set" in examined.stdout
        assert "last sent: slack.ticket_card: 20" in examined.stdout
        assert "cards in approvals: #approvals, private, the bot is in it" in examined.stdout
        for feature in ("slack", "whatsapp"):
            assert f"round trip {feature}: the secret opens the door" in examined.stdout
        assert (examined.returncode, "nothing to mend" in examined.stdout) == (0, True)

    def test_wrong_address_and_silent_slack_are_named(self, run: LocalRun, matter: Matter) -> None:
        run.driver.fault("auth.test", "error", error="invalid_auth")
        examined = run.dealix("doctor", "--url", "http://127.0.0.1:9")
        assert "FAIL  slack: Slack: invalid_auth" in examined.stdout
        assert "FAIL  round trip whatsapp: nobody answered (ConnectError)" in examined.stdout
        assert examined.returncode == 1
