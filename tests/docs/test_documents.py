"""Documents and code say the same: every setting, command, endpoint, tick and figure, and nothing else."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Route
from typer.main import get_command

from bot import main as bot_main
from dealix_ops.bootstrap import Product
from dealix_ops.cli import app
from dealix_ops.features import variable
from dealix_ops.settings import Settings
from dealix_ops.sla.rules import TARGETS, Metric
from dealix_ops.vocabulary import Priority
from scheduler.jobs import JOBS, TICKS
from tests.docs import bad_input
from tests.support.settings import configured

ROOT = Path(__file__).parents[2]
DOCUMENTS = ["README.md", *sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md"))]
UNITS = {"min": 60, "h": 3600, "days": 86400}


@pytest.fixture
def product(sqlite_url: str) -> Iterator[Product]:
    built = configured(sqlite_url)
    yield built
    built.close()


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def first_cells(text: str) -> list[str]:
    return re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)


class TestSettings:
    def test_every_variable_has_its_row_and_no_other_stands_there(self) -> None:
        known = {variable(field) for field in Settings.model_fields}
        assert set(first_cells(page("docs/settings.md"))) == known

    def test_example_names_only_known_variables(self) -> None:
        known = {variable(field) for field in Settings.model_fields}
        named = set(re.findall(r"^([A-Z_]+)=", page(".env.example"), re.MULTILINE))
        assert named <= known


def doors(web: FastAPI) -> Iterator[str]:
    """What FastAPI's own description leaves out: routes that are answered without its machinery."""
    for included in web.routes:
        for route in getattr(getattr(included, "original_router", None), "routes", ()):
            if isinstance(route, Route) and not isinstance(route, APIRoute):
                yield from (f"{method} {route.path}" for method in route.methods or ())


class TestOperations:
    def test_every_command_is_told_and_no_other(self) -> None:
        told = [cell for cell in first_cells(page("docs/operations.md")) if cell.startswith("dealix ")]
        for command in commands():
            assert any(cell.startswith(f"dealix {command}") for cell in told), command
        for cell in told:
            assert any(cell.startswith(f"dealix {command}") for command in commands()), cell

    def test_every_tick_and_job_is_told_and_no_other(self) -> None:
        told = {cell for cell in first_cells(page("docs/operations.md")) if re.fullmatch(r"\w+\.\w+", cell)}
        assert told == {tick.id for tick in TICKS} | {job.id for job in JOBS}

    def test_every_endpoint_is_told_and_no_other(self, product: Product) -> None:
        web = bot_main.web_app(product)
        paths = web.openapi()["paths"]
        served = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
        served |= set(doors(web))
        told = {cell for cell in first_cells(page("docs/operations.md")) if re.match("(GET|POST)", cell)}
        assert served == told


class TestSla:
    @pytest.mark.parametrize("priority", list(Priority))
    def test_page_prints_the_targets(self, priority: Priority) -> None:
        row = re.search(
            rf"^\| {priority} .*\| (\d+) (\w+) \| (\d+) (\w+) \|$", page("docs/sla.md"), re.MULTILINE
        )
        assert row is not None
        first, resolution = int(row[1]) * UNITS[row[2]], int(row[3]) * UNITS[row[4]]
        target = TARGETS[priority]
        assert first == target.of(Metric.FIRST_RESPONSE).total_seconds()
        assert resolution == target.of(Metric.RESOLUTION).total_seconds()


class TestLinks:
    @pytest.mark.parametrize("document", DOCUMENTS)
    def test_every_relative_link_leads_somewhere(self, document: str) -> None:
        for target in re.findall(r"\]\(([^)#:]+)\)", page(document)):
            assert (ROOT / document).parent.joinpath(target).exists(), target


def commands() -> set[str]:
    found: set[str] = set()
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        found |= {f"{name} {sub}" for sub in inner} if inner else {name}
    return found


class TestBadInput:
    def test_page_is_the_table_that_the_tests_run(self) -> None:
        assert page("docs/bad_input.md") == bad_input.page()
