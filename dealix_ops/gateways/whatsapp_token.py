"""One question to the Cloud API that changes nothing: does it know our number by this token?"""

import httpx

from dealix_ops.gateways.whatsapp_media import GRAPH
from dealix_ops.settings import Settings

TIMEOUT_S = 5.0


def accepted(settings: Settings) -> bool | None:
    """None where no token is set, so that nobody asked; false too where nobody answered."""
    token, number = settings.whatsapp_access_token, settings.whatsapp_phone_number_id
    if token is None or number is None:
        return None
    url = f"{(settings.whatsapp_api_base_url or GRAPH).rstrip('/')}/{number}"
    headers = {"authorization": f"Bearer {token.get_secret_value()}"}
    try:
        # `trust_env`: neither a proxy nor a .netrc of the machine may learn the token.
        with httpx.Client(timeout=TIMEOUT_S, trust_env=False, follow_redirects=False) as client:
            return client.get(url, params={"fields": "id"}, headers=headers).status_code == httpx.codes.OK
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
