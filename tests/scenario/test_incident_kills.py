"""A leak while whoever works on it is killed: at each call to Slack, before and after it; at each commit.

`make incidents` plays it to its end on both databases; every day the opening, at a few of the moments.
"""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scenario.books import Books
from tests.scenario.incident_findings import findings
from tests.scenario.incident_story import IncidentStory
from tests.scenario.struck_run import ALONE, SPREAD, StruckRun
from tests.support.databases import Postgres

pytestmark = pytest.mark.scenario

ALL = os.environ.get("INCIDENTS") == "all"
FEW = r"conversations\.create|after chat\.postMessage C|commit clock .*incident_reminder:harm"
EACH = ("^before (?!commit)", "^after (?!commit)", "commit")
"""A play each: work that was held by ten killed workers, whatever they died of, would be a dead letter."""
STRIKES = [os.environ["STRIKES"]] if "STRIKES" in os.environ else EACH if ALL else [FEW]
"""Regular expressions over the moments, which are named as `strikes` names them."""
SILENT_S = 3.0 if ALL else 1.5
"""On a busy machine the living seem silent too, and many more kills follow here."""


@pytest.fixture(params=["postgresql", "sqlite"] if ALL else ["postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address, or a file."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        yield str(shutil.copy(template, tmp_path / "dealix.db"))
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.lend()
    yield server.url(name).replace("+psycopg", "")
    server.give_back(name)


@pytest.fixture
def books(place: str) -> Books:
    return Books(place if place.startswith("postgresql") else Path(place))


@pytest.fixture(params=STRIKES)
def run(
    request: pytest.FixtureRequest, place: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StruckRun]:
    shared = place.startswith("postgresql")
    url = place.replace("postgresql", "postgresql+psycopg", 1) if shared else f"sqlite:///{place}"
    folder, roles = tmp_path_factory.mktemp("struck"), SPREAD if shared else ALONE
    given = {"where": request.param, "roles": roles, "silent_s": SILENT_S}
    with StruckRun(folder, database_url=url, **given) as running:
        yield running


def test_one_channel_one_plan_each_reminder_once(run: StruckRun, books: Books, place: str) -> None:
    began, story = time.monotonic(), IncidentStory(run, books)
    story.opens()
    if ALL:
        story.is_taken()
        story.runs()
        story.ends()
        story.is_chased()
    story.quiet()
    moments = run.moments()
    print(*["", *moments, f"{len(moments)} kills in {time.monotonic() - began:.0f} s"], sep="\n")
    found = findings(run, books, place, to_its_end=ALL)
    assert found == [], "\n".join(found)
    assert moments
