"""Every figure and table of the Arabic documents, by the name of its marker."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from dealix_ops import page_keys
from dealix_ops.catalogue.connectors import CONNECTORS
from dealix_ops.claims import rules as claims
from dealix_ops.customer_success import copy_ar as success_ar
from dealix_ops.customer_success import rules as success
from dealix_ops.endings import silent
from dealix_ops.incidents import copy_ar as incidents_ar
from dealix_ops.incidents import rules as incidents
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.onboarding import rules as onboarding
from dealix_ops.reports import waiting
from dealix_ops.sending import authority, nudging
from dealix_ops.sla import report
from dealix_ops.sla import rules as sla
from dealix_ops.vocabulary import Severity
from tests.docs import arabic_tables as tables

CALENDARS = {
    sla.Calendar.WALL: "وتمشي ليلاً وفي العطلة",
    sla.Calendar.WORKING: "إلا ما تحدده الشركة من غير الطارئ فيمشي في ساعات دوامها وأيامه",
}


def minutes(time: timedelta) -> str:
    return count_ar(int(time.total_seconds()) // 60, Noun.MINUTE, Case.OBLIQUE)


BLOCKS: dict[str, Callable[[], str]] = {
    "sla.targets": tables.targets,
    "sla.calendar": lambda: "، ".join(CALENDARS[one] for one in sla.Calendar),
    "sla.listen": lambda: minutes(sla.LISTEN_WITHIN),
    "sla.listen_urgent": lambda: minutes(sla.LISTEN_WITHIN_URGENT),
    "sla.verdicts": tables.verdicts,
    "sla.fewest_tickets": lambda: count_ar(report.FEWEST_TICKETS, Noun.TICKET, Case.OBLIQUE),
    "sla.fewest_breaches": lambda: f"{report.FEWEST_BREACHES}",
    "sending.text_limit": lambda: count_ar(claims.LIMIT, Noun.LETTER, Case.OBLIQUE),
    "sending.page_life": lambda: tables.span(page_keys.LIFE),
    "sending.nudge_soon": lambda: minutes(nudging.SOON),
    "sending.nudge_later": lambda: minutes(nudging.LATER),
    "sending.holding": lambda: minutes(authority.HOLDING_AFTER),
    "sending.window": lambda: tables.span(waiting.WINDOW),
    "tickets.silent": lambda: count_ar(silent.SILENT_DAYS, Noun.DAY, Case.OBLIQUE),
    "incidents.severities": tables.severities,
    "incidents.freezes": tables.freezes,
    "incidents.fewest_sends": lambda: count_ar(incidents.FEWEST_SENDS, Noun.MESSAGE, Case.OBLIQUE),
    "incidents.pdpl": lambda: tables.span(incidents.PDPL_NOTICE_WITHIN),
    "incidents.by_itself": lambda: tables.numbered(incidents_ar.BY_ITSELF),
    "incidents.common": lambda: tables.numbered(incidents_ar.COMMON),
    "incidents.sev1": lambda: tables.numbered(incidents_ar.OF_SEVERITY[Severity.SEV1]),
    "incidents.sev2": lambda: tables.numbered(incidents_ar.OF_SEVERITY[Severity.SEV2]),
    "incidents.sev3": lambda: tables.numbered(incidents_ar.OF_SEVERITY[Severity.SEV3]),
    "incidents.post_mortem": lambda: tables.numbered(incidents_ar.POST_MORTEM),
    "onboarding.steps": tables.steps,
    "onboarding.count": lambda: f"{len(onboarding.STEPS)}",
    "onboarding.days": lambda: count_ar(max(one.day for one in onboarding.STEPS), Noun.DAY, Case.OBLIQUE),
    "onboarding.minutes": lambda: count_ar(onboarding.TOTAL_MINUTES, Noun.MINUTE, Case.OBLIQUE),
    "onboarding.share": lambda: f"{100 / len(onboarding.STEPS):g}%",
    "onboarding.standstill": lambda: count_ar(onboarding.STANDSTILL_DAYS, Noun.DAY, Case.OBLIQUE),
    "connectors.all": tables.connectors,
    "connectors.states": tables.states,
    "connectors.count": lambda: f"{len(CONNECTORS)}",
    "success.check_in": lambda: count_ar(success_ar.CHECK_IN_MINUTES, Noun.MINUTE, Case.OBLIQUE),
    "success.agenda": lambda: tables.numbered(success_ar.agenda()),
    "success.risk": tables.risk,
    "success.levels": tables.levels,
    "success.health": tables.health,
    "success.plans": tables.thirty_days,
    "success.cadences": tables.cadences,
    "success.renewal_30": lambda: success_ar.CADENCES[success.Cadence.RENEWAL_30_DAY],
    "success.renewal_7": lambda: success_ar.CADENCES[success.Cadence.RENEWAL_7_DAY],
    "success.discount": lambda: f"{success.ANNUAL_DISCOUNT_PERCENT}%",
    **{f"onboarding.day{one.day}": partial(tables.of_day, one.day) for one in onboarding.STEPS},
    **{f"connector.{one.key}": partial(tables.facts, one) for one in CONNECTORS},
}
