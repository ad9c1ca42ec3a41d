"""The one client of Slack that waits on an event loop; alone here, because only `web` opens modals and what
it brings with it takes a sixth of a second to import."""

from slack_sdk.web.async_client import AsyncWebClient

from dealix_ops.gateways.slack import TIMEOUT_S


def modal_client(*, token: str, base_url: str) -> AsyncWebClient:
    """For the edge only: opens modals before an acknowledgement, with a limit of its own."""
    return AsyncWebClient(token=token, base_url=base_url, timeout=TIMEOUT_S, retry_handlers=[])
