"""Does Meta know our number by this token? One question, and only a plain yes counts."""

import pytest

from bot.sandbox import fixtures
from bot.sandbox.server import SandboxServer
from dealix_ops.gateways.whatsapp_token import accepted
from dealix_ops.settings import Settings
from tests.bot.sandbox.support import ManualClock, sandbox_settings
from tests.support.meta_media import BadMeta, Mood

TOKEN = "EAA" + "-token-of-the-tests"


def settings(base_url: str, **more: str) -> Settings:
    told = {"whatsapp_phone_number_id": fixtures.PHONE_NUMBER_ID, "whatsapp_access_token": TOKEN}
    return Settings.model_validate(told | {"whatsapp_api_base_url": f"{base_url}/v25.0"} | more)


def test_counterpart_knows_its_number_by_its_token_and_by_no_other() -> None:
    box = sandbox_settings("http://127.0.0.1:9", whatsapp_access_token=TOKEN)
    with SandboxServer(box, clock=ManualClock()) as server:
        assert accepted(settings(server.base_url)) is True
        assert accepted(settings(server.base_url, whatsapp_access_token="EAA-another")) is False
        assert accepted(settings(server.base_url, whatsapp_phone_number_id="404")) is False


def test_question_asks_for_the_id_alone_and_carries_the_token() -> None:
    with BadMeta().running() as meta:
        meta.described = Mood(body=b"{}")
        assert accepted(settings(meta.base)) is True
        assert meta.asked == [(f"/v25.0/{fixtures.PHONE_NUMBER_ID}?fields=id", f"Bearer {TOKEN}")]


@pytest.mark.parametrize("status", [302, 400, 401, 403, 404, 500])
def test_anything_but_a_yes_is_a_no_and_no_redirect_is_followed(status: int) -> None:
    with BadMeta().running() as meta:
        meta.described = Mood(status=status, headers={"location": f"{meta.base}/elsewhere"})
        assert accepted(settings(meta.base)) is False
        assert len(meta.asked) == 1


def test_nobody_there_is_a_no() -> None:
    assert accepted(settings("http://127.0.0.1:9")) is False


def test_without_a_token_nobody_asks() -> None:
    assert accepted(settings("http://127.0.0.1:9", whatsapp_access_token="")) is None
