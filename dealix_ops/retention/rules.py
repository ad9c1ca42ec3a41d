"""How long everything is kept, and why: the one table; `docs/retention.md` prints it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Removed(StrEnum):
    """What the clock removes by itself."""

    PAYLOADS = "payloads"
    OUTBOX = "outbox"
    SECOND_READINGS = "second_readings"
    OLD_VERSIONS = "old_versions"
    COMPUTED = "computed"
    PLANS = "plans"
    BREAKS = "breaks"
    SLOTS = "slots"
    PROCESSES = "processes"
    HOME_TABS = "home_tabs"
    PACES = "paces"
    JOBS = "jobs"


@dataclass(frozen=True)
class Rule:
    """`days` is counted from when a row was over; None where another figure of the settings counts.

    `source`: where the figure comes from.
    """

    what: str
    days: int
    why: str
    source: str

    @property
    def age(self) -> timedelta:
        return timedelta(days=self.days)


OURS = "our choice, docs/decisions/0021"
REMOVED: dict[Removed, Rule] = {
    Removed.PAYLOADS: Rule(
        "the masked body of what came in, once done and nothing of its conversation is open; the row stays",
        30,
        "a dead letter needs it to be replayed; the lines themselves stand in `message`",
        "as customers' files: the default of `DEALIX_MEDIA_DAYS`",
    ),
    Removed.OUTBOX: Rule(
        "what left and is done, but for hand-offs and their texts",
        30,
        "a lost reply is looked for within minutes; what left for a customer stays with its approval",
        OURS,
    ),
    Removed.SECOND_READINGS: Rule(
        "what the second reader said of tickets that are closed",
        180,
        "two quarters to compare it with people's corrections",
        OURS,
    ),
    Removed.OLD_VERSIONS: Rule(
        "versions of a decided draft that nobody approved, but for the first",
        180,
        "what was proposed and not taken is no evidence of anything that left",
        OURS,
    ),
    Removed.COMPUTED: Rule(
        "answers that the API computed", 365, "figures and ids only; a year is compared with a year", OURS
    ),
    Removed.PLANS: Rule(
        "what people asked the product to do, and its answer", 365, "it shows what is asked for most", OURS
    ),
    Removed.BREAKS: Rule("invariants that were mended", 365, "the ledger keeps each for ever", OURS),
    Removed.SLOTS: Rule(
        "runs of jobs, but for the newest of each",
        400,
        "a year of a daily job, as far back as a clock looks after a stop",
        "scheduler/slots.py MOST_SLOTS",
    ),
    Removed.PROCESSES: Rule("processes that ended or fell silent", 7, "a week to look for a crash", OURS),
    Removed.HOME_TABS: Rule(
        "Home tabs that nobody opened since", 90, "whoever opens theirs gets it again", OURS
    ),
    Removed.PACES: Rule("when a channel may be posted to next", 7, "true for a second", OURS),
    Removed.JOBS: Rule(
        "jobs of the durable engine that ended", 7, "our rows are the truth; DBOS only ran them", OURS
    ),
}


@dataclass(frozen=True)
class Kept:
    """What no age removes, or what another rule of the product does."""

    what: str
    how_long: str
    why: str
    source: str


KEPT = (
    Kept(
        "customers' lines, drafts' first and approved texts, approvals, tickets and their clocks",
        "until the person is erased (`dealix privacy erase`)",
        "they show what was asked, what was approved and by whom",
        "product.md 3 and 8; PDPL, records of processing",
    ),
    Kept(
        "customers' files",
        "`DEALIX_MEDIA_DAYS` (30)",
        "long enough to listen; the card says that it was removed",
        "founder A2",
    ),
    Kept(
        "keys of hand-off, media and Proof Pack pages",
        "their own life; of hand-offs a week after it",
        "only hashes, and when a page was opened is the proposed time of «أرسلتها»",
        "design 4.5",
    ),
    Kept(
        "examples that people taught",
        "until the person is erased",
        "triage learns from them; names and numbers are taken out before they are written",
        "founder A6",
    ),
    Kept(
        "opt-ins, withdrawn ones too",
        "until the person is erased; then a keyed hash of the address stays",
        "consent must be shown, and nobody who asked to be forgotten is written to again",
        "PDPL Art. 28, 29",
    ),
    Kept(
        "customers, contacts, connectors, Proof Packs, deliveries, saved replies, days, delegations",
        "as long as the customer is ours",
        "the business itself",
        "product.md 5 to 9",
    ),
    Kept(
        "the ledger and its seals",
        "for ever",
        "ids and keyed hashes only: whose key was erased, whose marks are noise",
        "design 5; PDPL IR Art. 33 asks for five years",
    ),
)
