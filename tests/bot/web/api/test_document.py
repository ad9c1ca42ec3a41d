"""Who may read the description, and that it says what a caller types."""

from dealix_ops.settings import Environment
from tests.bot.web.api.conftest import PREFIX, Caller, bearer, calling
from tests.support.house import House


class TestDocuments:
    async def test_open_in_development(self, caller: Caller) -> None:
        api = (await caller.http.get("/openapi.json")).json()
        assert all(path.startswith(PREFIX) for path in api["paths"])
        page = await caller.http.get("/docs")
        assert page.status_code == 200
        assert all(path in page.text for path in api["paths"])
        assert "<script" not in page.text

    async def test_page_wants_a_key_in_production(self, one_house: House) -> None:
        caller = calling(one_house, env=Environment.PRODUCTION)
        assert (await caller.http.get("/docs")).status_code == 401
        assert (await caller.http.get("/docs", headers=bearer())).status_code == 200
        assert (await caller.http.get("/openapi.json")).status_code == 200
