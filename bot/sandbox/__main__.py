"""`python -m bot.sandbox`: secrets come from the environment, addresses from the command line."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.sandbox import fixtures
from bot.sandbox.clock import Clock, ForwardClock, SystemClock
from bot.sandbox.server import SandboxServer
from bot.sandbox.settings import SandboxRefused, SandboxSettings

REQUIRED = ("SLACK_SIGNING_SECRET", "SLACK_BOT_TOKEN", "WHATSAPP_APP_SECRET", "WHATSAPP_VERIFY_TOKEN")


def main(argv: Sequence[str] | None = None) -> int:
    """Run until a signal; 2 means it refused to start and said why in one line."""
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description="A local Slack and WhatsApp.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8765, help="0 picks a free one")
    parser.add_argument("--app-url", default="http://127.0.0.1:8000", help="where the product listens")
    options = parser.parse_args(argv)
    missing = [name for name in REQUIRED if not os.environ.get(name)]
    if missing:
        sys.stderr.write(f"sandbox: set {', '.join(missing)}\n")
        return 2
    settings = SandboxSettings(
        host=options.host,
        port=options.port,
        app_url=options.app_url,
        signing_secret=os.environ["SLACK_SIGNING_SECRET"],
        bot_token=os.environ["SLACK_BOT_TOKEN"],
        whatsapp_app_secret=os.environ["WHATSAPP_APP_SECRET"],
        whatsapp_verify_token=os.environ["WHATSAPP_VERIFY_TOKEN"],
        whatsapp_access_token=os.environ.get("WHATSAPP_ACCESS_TOKEN", ""),
        sentry_client_secret=os.environ.get("SENTRY_CLIENT_SECRET", ""),
        form_key=os.environ.get("DEALIX_FORM_KEYS", "").split(",")[0].partition(":")[2],
        mail_secret=os.environ.get("MAIL_WEBHOOK_SECRETS", "").split(",")[0],
        mail_address=os.environ.get("MAIL_ADDRESS", fixtures.MAIL_ADDRESS),
    )
    try:
        server = SandboxServer(settings, clock=_clock())
    except (SandboxRefused, OSError) as error:
        sys.stderr.write(f"sandbox: {error}\n")
        return 2
    sys.stdout.write(f"sandbox {server.base_url} product {settings.app_url}\n")
    sys.stdout.flush()
    with suppress(KeyboardInterrupt):  # uvicorn raises the signal again after a clean stop
        server.run()
    return 0


def _clock() -> Clock:
    """The one that the product reads too, where there is one."""
    file = os.environ.get("DEALIX_DEMO_CLOCK")
    return ForwardClock(Path(file)) if file else SystemClock()


if __name__ == "__main__":
    sys.exit(main())
