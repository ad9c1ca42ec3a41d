"""What one sandbox process needs to know; the figures are Slack's own unless a test shortens them."""

import os
import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.sandbox import fixtures


def doors() -> dict[str, str]:
    """Environment of a product and a sandbox that share a website form and an inbound mail address."""
    return {
        "DEALIX_FORM_KEYS": f"contact:{secrets.token_hex(16)}",
        "MAIL_WEBHOOK_SECRETS": f"whsec_{b64encode(secrets.token_bytes(32)).decode()}",
        "MAIL_ADDRESS": fixtures.MAIL_ADDRESS,
    }


class SandboxRefused(Exception):
    """The sandbox must not run here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxSettings:
    """Addresses, shared secrets and limits in seconds; the sections named are those of contracts/slack.md."""

    app_url: str
    bot_token: str = field(repr=False)
    signing_secret: str = field(repr=False)
    whatsapp_app_secret: str = field(default="", repr=False)
    whatsapp_verify_token: str = field(default="", repr=False)
    whatsapp_access_token: str = field(default="", repr=False)  # empty: any bearer token is accepted
    sentry_client_secret: str = field(default="", repr=False)
    form_key: str = field(default="", repr=False)
    mail_secret: str = field(default="", repr=False)
    mail_address: str = fixtures.MAIL_ADDRESS
    host: str = "127.0.0.1"
    port: int = 8765
    post_gap_s: float = 1.0  # section 5: about one message a second a channel
    trigger_lifetime_s: float = 3.0  # section 4
    response_url_lifetime_s: float = 30 * 60  # section 4
    response_url_uses: int = 5  # section 4
    delivery_timeout_s: float = 3.0  # section 2
    retry_delays_s: tuple[float, ...] = (0.0, 0.3, 0.9)  # section 2: at once, +1 min, +5 min, shortened here


def refuse_production(environ: Mapping[str, str] = os.environ) -> None:
    """Raise SandboxRefused in production, where forged clicks and a fake WhatsApp must not exist."""
    if environ.get("DEALIX_ENV", "").strip().lower() == "production":
        raise SandboxRefused("the sandbox does not run with DEALIX_ENV=production")
