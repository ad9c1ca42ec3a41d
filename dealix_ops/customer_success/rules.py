"""Who is at risk, how healthy a customer is, what is due when. Figures: product facts, customer success."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONG_INACTIVE, INACTIVE = 14, 7
MANY_DRAFTS, SOME_DRAFTS = 10, 5
OLD_PROOF_PACK = 14
HIGH_FROM, MEDIUM_FROM = 60, 30
HEALTHY_FROM, WATCH_FROM = 75, 50
ANNUAL_DISCOUNT_PERCENT = 15
SUNDAY = 6
"""As `date.weekday` counts: a week in Riyadh begins on it."""


class Cadence(StrEnum):
    WEEKLY_CHECK_IN = "weekly_check_in"
    MONTHLY_PROOF_REVIEW = "monthly_proof_review"
    QUARTERLY_BUSINESS_REVIEW = "quarterly_business_review"
    AT_RISK_ALERT = "at_risk_alert"
    RENEWAL_30_DAY = "renewal_30_day"
    RENEWAL_7_DAY = "renewal_7_day"


class RiskLevel(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Health(StrEnum):
    HEALTHY = "healthy"
    WATCH = "watch"
    AT_RISK = "at_risk"
    NOT_MEASURED = "not_measured"


class Sign(StrEnum):
    """What makes somebody think that a customer may leave; its points are in `SCORES`."""

    LONG_INACTIVE = "long_inactive"
    INACTIVE = "inactive"
    MANY_DRAFTS = "many_drafts"
    SOME_DRAFTS = "some_drafts"
    OLD_PROOF_PACK = "old_proof_pack"


SCORES: dict[Sign, int] = {
    Sign.LONG_INACTIVE: 40,
    Sign.INACTIVE: 20,
    Sign.MANY_DRAFTS: 25,
    Sign.SOME_DRAFTS: 10,
    Sign.OLD_PROOF_PACK: 30,
}


@dataclass(frozen=True)
class Signals:
    """`last_proof_pack_days_ago` is None where none was ever made."""

    days_inactive: int
    drafts_pending: int
    last_proof_pack_days_ago: int | None


@dataclass(frozen=True)
class Risk:
    """`score` from 0 to 100."""

    score: int
    level: RiskLevel
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Week:
    """What the week brought; `pipeline_sar` in riyals."""

    drafts_approved: int = 0
    replies: int = 0
    meetings: int = 0
    risks_blocked: int = 0
    pipeline_sar: float = 0.0


@dataclass(frozen=True)
class Standing:
    """`csat` from 0 to 10, None where nobody asked; `approval_rate` from 0 to 1."""

    csat: float | None
    pipeline_sar: float
    meetings: int
    approval_rate: float
    days_inactive: int
    drafts_pending: int


def risk(signals: Signals) -> Risk:
    signs = []
    if signals.days_inactive >= LONG_INACTIVE:
        signs.append(Sign.LONG_INACTIVE)
    elif signals.days_inactive >= INACTIVE:
        signs.append(Sign.INACTIVE)
    if signals.drafts_pending >= MANY_DRAFTS:
        signs.append(Sign.MANY_DRAFTS)
    elif signals.drafts_pending >= SOME_DRAFTS:
        signs.append(Sign.SOME_DRAFTS)
    pack = signals.last_proof_pack_days_ago
    if pack is not None and pack >= OLD_PROOF_PACK:
        signs.append(Sign.OLD_PROOF_PACK)
    score = min(100, sum(SCORES[sign] for sign in signs))
    return Risk(score, risk_level(score), tuple(signs))


def risk_level(score: int) -> RiskLevel:
    if score >= HIGH_FROM:
        return RiskLevel.HIGH
    return RiskLevel.MEDIUM if score >= MEDIUM_FROM else RiskLevel.LOW


def health_score(standing: Standing) -> float | None:
    """Kept within 0 and 100: a large pipeline makes nobody healthier than healthy. None without a `csat`."""
    if standing.csat is None:
        return None
    score = (
        standing.csat * 5
        + standing.pipeline_sar / 1000
        + standing.meetings * 8
        + standing.approval_rate * 50
        - standing.days_inactive * 2
        - standing.drafts_pending
    )
    return max(0.0, min(100.0, score))


def health(score: float | None, risk_now: RiskLevel) -> Health:
    """Nobody is healthy who may leave, whatever the sum says."""
    if score is None:
        return Health.NOT_MEASURED
    if score >= HEALTHY_FROM:
        return Health.WATCH if risk_now is RiskLevel.HIGH else Health.HEALTHY
    return Health.WATCH if score >= WATCH_FROM else Health.AT_RISK


def week_of(day: date) -> date:
    """The Sunday that begins its week: at most one check-in belongs to it."""
    return day - timedelta(days=(day.weekday() - SUNDAY) % 7)


def renewal_due(days_left: int) -> Cadence | None:
    """What the days before a renewal ask for; nothing before the thirtieth and none after the day itself."""
    if 0 <= days_left <= 7:
        return Cadence.RENEWAL_7_DAY
    return Cadence.RENEWAL_30_DAY if 7 < days_left <= 30 else None


def may_upsell(signals: Signals) -> bool:
    """Nothing more is sold to who has seen no proof yet."""
    return signals.last_proof_pack_days_ago is not None
