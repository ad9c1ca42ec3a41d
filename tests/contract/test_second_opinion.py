"""The sandbox says no in the words of Slack: what another imitation of it says to the same calls."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.sandbox.server import SandboxServer
from bot.sandbox.web_api.table import METHODS
from tests.bot.sandbox.support import sandbox_settings
from tests.contract import emulate
from tests.contract.calls import CALLS
from tests.contract.differences import DIFFERENCES
from tests.contract.world import SEED, World, emulated, sandbox

PRODUCT = Path(__file__).parents[2]
CASES = [(method, case) for method, cases in CALLS.items() for case in cases]


@pytest.fixture(scope="module")
def ours() -> Iterator[World]:
    nobody = sandbox_settings("http://127.0.0.1:9", post_gap_s=0.0)
    with SandboxServer(nobody) as server, sandbox(server) as world:
        yield world


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    if not emulate.ready():
        pytest.skip("there is no emulate, or no node 22 (`make contract` gets both where npm is)")
    with emulate.serving(SEED, tmp_path_factory.mktemp("emulate")) as url, emulated(url) as world:
        yield world


def test_the_same_word_or_a_difference_with_its_source(ours: World, theirs: World) -> None:
    said, expected = {}, {}
    for method, case in CASES:
        told = CALLS[method][case]
        said[method, case] = (theirs.ask(method, told(theirs)), ours.ask(method, told(ours)))
        known = DIFFERENCES.get((method, case))
        expected[method, case] = (known.theirs, known.ours) if known else (said[method, case][0],) * 2
    assert said == expected
    assert DIFFERENCES.keys() <= said.keys()
    assert not [key for key, one in DIFFERENCES.items() if one.theirs == one.ours or not one.source]


def test_nobody_without_a_token_is_answered(ours: World, theirs: World) -> None:
    for method in CALLS:
        assert (theirs.ask(method, {}, token=""), ours.ask(method, {}, token="")) == ("not_authed",) * 2
        assert ours.ask(method, {}, token="xoxb" + "-else") == "invalid_auth"


def test_every_call_of_the_product_is_compared() -> None:
    named = {call for path in _sources() for call in _calls(path)}
    known = {re.sub(r"\W", "_", method): method for method in METHODS}
    assert {known[call] for call in named if call in known} == CALLS.keys()


def _sources() -> Iterator[Path]:
    yield from (PRODUCT / "dealix_ops" / "gateways").glob("slack*.py")
    yield from (PRODUCT / "bot" / "listeners").glob("*.py")


def _calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Attribute):
            yield node.attr
