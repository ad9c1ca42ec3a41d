"""The Arabic documents: figures, names and buttons are the code's, and their words pass our own gates."""

import re
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import pytest

import bot.blocks
from bot.command_table import COMMANDS
from bot.web.api import connectors as api_connectors
from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.catalogue.connectors import CONNECTORS, Mode
from dealix_ops.claims.rules import check_claims, check_outgoing
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.customer_success.rules import Cadence
from dealix_ops.features import variable
from dealix_ops.onboarding.rules import StepId
from dealix_ops.settings import Settings
from dealix_ops.tickets.owners import what_ar
from dealix_ops.vocabulary import Priority
from tests.bot.blocks.views import first_strong
from tests.docs.arabic_blocks import BLOCKS
from tests.docs.arabic_pages import DOCS, MARKED, PAGES, by_hand, renewed
from tests.docs.test_documents import commands, first_cells

EVERY = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
CODE = re.compile(r"`([^`]+)`")
GAP = re.compile("⟦[^⟧]*⟧")
THEIRS = {"messages", "website", "campaign_name", "sector", "sales_owner", "Asia/Riyadh"}
"""Names of Meta's, of forms and of calendars, which no code of ours defines."""


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@EVERY
class TestFigures:
    def test_what_stands_between_markers_is_written_from_the_code(self, page: Path) -> None:
        assert read(page) == renewed(read(page))

    def test_no_figure_is_written_by_hand(self, page: Path) -> None:
        text = CODE.sub("", by_hand(read(page)))
        text = re.sub(r"^\d+\. |\bP[0-3]\b|\bSEV[1-3]\b", "", text, flags=re.MULTILINE)
        assert re.findall(r".*\d.*", text) == []


def test_every_block_is_used() -> None:
    assert {name for page in PAGES for name, _ in MARKED.findall(read(page))} == set(BLOCKS)


@EVERY
class TestNames:
    def test_every_name_is_known(self, page: Path) -> None:
        assert [name for name in CODE.findall(read(page)) if not is_known(name)] == []

    def test_every_button_has_that_word(self, page: Path) -> None:
        named = set(re.findall(r"\*\*([^*]+)\*\*", by_hand(read(page)))) - {"هكذا"}
        assert named - labels() == set()


def is_known(name: str) -> bool:
    if name.startswith("/dealix "):
        return name.split()[1] in {spelling for one in COMMANDS for spelling in one.spellings}
    if name.startswith("dealix "):
        return any(name.startswith(f"dealix {command}") for command in commands())
    return name in names()


@cache
def names() -> set[str]:
    addresses = {cell for page in ("operations", "api") for cell in first_cells(read(DOCS / f"{page}.md"))}
    scopes = {scope for one in CONNECTORS for scope in one.scopes}
    flags = {one.live_flag for one in CONNECTORS if one.live_flag}
    keys = {one.key for one in CONNECTORS} | {one.key for one in BUNDLES}
    lists = {str(one) for kind in (StepId, ConnectorState, Mode, Cadence) for one in kind}
    settings = {variable(field) for field in Settings.model_fields}
    return (
        addresses
        | scopes
        | flags
        | keys
        | lists
        | settings
        | THEIRS
        | set(api_connectors.Summary.model_fields)
    )


@cache
def labels() -> set[str]:
    names = [one.name for one in iter_modules(bot.blocks.__path__) if one.name.endswith("copy_ar")]
    return {word for name in names for word in words_of(import_module(f"bot.blocks.{name}"))}


def words_of(module: ModuleType) -> set[str]:
    found = list(vars(module).values())
    tables = [value for one in found if isinstance(one, dict) for value in one.values()]
    return {one for one in [*found, *tables] if isinstance(one, str)}


@EVERY
class TestWords:
    def test_every_line_begins_from_the_right(self, page: Path) -> None:
        text = MARKED.sub(lambda found: found[2], read(page))
        assert [line for line in text.splitlines() if first_strong(line) == "L"] == []

    def test_no_prohibited_claim(self, page: Path) -> None:
        text = read(page).replace(what_ar(Priority.P0), "")  # names the very thing that it forbids
        assert check_claims(text) == ()

    def test_words_for_a_customer_pass_the_gates_of_a_grave_matter(self, page: Path) -> None:
        quoted = re.findall(r"(?:^> .*\n)+", read(page), re.MULTILINE)
        for text in quoted:
            said = GAP.sub("كذا", re.sub("^> ", "", text, flags=re.MULTILINE))
            assert check_outgoing(said, priority=Priority.P0, risky=True) == (), said
        assert quoted


def test_every_connector_has_facts_steps_acceptance_and_what_helps() -> None:
    text = read(next(page for page in PAGES if page.stem == "CONNECTOR_SETUP_GUIDES"))
    told = []
    for section in re.split("^## ", text, flags=re.MULTILINE):
        key = re.search(r"<!-- connector\.(\w+) -->", section)
        if key:
            told.append(key[1])
            titles = re.findall(r"^### (\w+)", section, re.MULTILINE)
            assert titles == ["خطوات", "قبول", "إن"], key[1]
    assert sorted(told) == sorted(one.key for one in CONNECTORS)
