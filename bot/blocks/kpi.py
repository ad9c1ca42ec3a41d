"""What `/dealix مؤشرات` answers: a week beside the one before, a line a figure."""

from bot.blocks import copy_ar, day_words
from bot.blocks import kpi_copy_ar as copy
from bot.blocks.kpi_copy_ar import Figure
from bot.blocks.text import section
from bot.blocks.week_copy_ar import counted_share
from dealix_ops.language.display import isolate
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.figures import Figures, Share
from dealix_ops.sending.service import RejectReason
from dealix_ops.sla.rules import Metric

ONLY_NOW = frozenset({Figure.CONTRACTS, Figure.REVENUE})


def render(own: Figures, before: Figures) -> SlackMessage:
    """For one person alone."""
    said, was = _said(own), _said(before)
    told = []
    for figure in Figure:
        value = said[figure]
        if figure not in ONLY_NOW:
            value = copy.AGAINST.format(now=value, before=was[figure])
        told.append(f"{copy.LABEL[figure].replace('Sentry', isolate('Sentry'))}: {value}")
    return SlackMessage(copy.HEAD, [section([f"*{copy.HEAD}*", *told])])


def _said(own: Figures) -> dict[Figure, str]:
    edited = own.approvals.whole - own.approvals.of
    return {
        Figure.TICKETS: _parts({one.name_ar: count for one, count in own.opened.items()}),
        Figure.FIRST_IN_TIME: _share(own.in_time(Metric.FIRST_RESPONSE)),
        Figure.FIRST_TOOK: _took(own, Metric.FIRST_RESPONSE),
        Figure.RESOLVED_TOOK: _took(own, Metric.RESOLUTION),
        Figure.LATE: f"{own.late_tickets:,}",
        Figure.AS_PROPOSED: _share(own.approvals),
        Figure.EDITED: f"{edited:,}",
        Figure.REJECTED: _parts({_reason(code): count for code, count in own.rejected.items()}),
        Figure.WINDOWS: f"{own.windows_lost:,}",
        Figure.ALERTS: f"{own.alerts:,}",
        Figure.AT_RISK: copy.NOT_MEASURED if own.at_risk is None else f"{own.at_risk:,}",
        Figure.RENEWALS: f"{own.renewals:,}",
        Figure.CONTRACTS: copy.NOT_MEASURED
        if own.contracts_sar is None
        else copy.SAR.format(amount=own.contracts_sar),
        Figure.REVENUE: copy.NO_PAYMENTS,
    }


def _parts(counts: dict[str, int]) -> str:
    told = [f"{name} {count:,}" for name, count in counts.items() if count]
    total = sum(counts.values())
    return copy.PARTS.format(count=total, parts="، ".join(told)) if told else "0"


def _share(share: Share) -> str:
    return counted_share(share) if share.whole else copy.NONE


def _took(own: Figures, metric: Metric) -> str:
    took = own.took[metric]
    if took is None:
        return copy.NONE
    return copy.OF_COUNT.format(span=day_words.span(took), count=own.met[metric])


def _reason(code: str) -> str:
    known = {reason.value: reason for reason in RejectReason}
    return copy_ar.REASON[known.get(code, RejectReason.OTHER)]
