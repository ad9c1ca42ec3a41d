"""Tables of the Arabic documents, each from the code that decides by it."""

from collections.abc import Iterable
from datetime import timedelta

from bot.blocks.connectors_copy_ar import MODE
from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.catalogue.connectors import CONNECTORS, ConnectorKind
from dealix_ops.connectors import copy_ar as connectors_ar
from dealix_ops.connectors.rules import WAYS, ConnectorState
from dealix_ops.customer_success import copy_ar as success_ar
from dealix_ops.customer_success import plans
from dealix_ops.customer_success import rules as success
from dealix_ops.incidents import rules as incidents
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.onboarding import copy_ar as onboarding_ar
from dealix_ops.onboarding import rules as onboarding
from dealix_ops.sla import report
from dealix_ops.sla import rules as sla
from dealix_ops.tickets.owners import owner_of, what_ar
from dealix_ops.vocabulary import Priority, Severity

WHEN = {
    Severity.SEV1: "ظهور بيانات لغير أصحابها، أو إرسال لم يعتمده أحد، ولو لعميل واحد",
    Severity.SEV2: f"المتأثرون {count_ar(incidents.MANY_CUSTOMERS, Noun.CUSTOMER)} أو أكثر",
    Severity.SEV3: "ما عدا ذلك",
}
LEVELS = {success.RiskLevel.HIGH: "عالٍ", success.RiskLevel.MEDIUM: "متوسط", success.RiskLevel.LOW: "منخفض"}
SIGNS = {
    success.Sign.LONG_INACTIVE: f"لا نشاط منذ {success.LONG_INACTIVE} يوماً أو أكثر",
    success.Sign.INACTIVE: f"لا نشاط منذ {success.INACTIVE} أيام إلى {success.LONG_INACTIVE - 1} يوماً",
    success.Sign.MANY_DRAFTS: f"{success.MANY_DRAFTS} مسودات أو أكثر تنتظر العميل",
    success.Sign.SOME_DRAFTS: f"{success.SOME_DRAFTS} إلى {success.MANY_DRAFTS - 1} مسودات تنتظر العميل",
    success.Sign.OLD_PROOF_PACK: f"عمر آخر Proof Pack {success.OLD_PROOF_PACK} يوماً أو أكثر",
}


def span(time: timedelta) -> str:
    """After «خلال» or «كل»."""
    minutes = int(time.total_seconds()) // 60
    if minutes >= 7 * 24 * 60 and minutes % (24 * 60) == 0:
        return count_ar(minutes // (24 * 60), Noun.DAY, Case.OBLIQUE)
    if minutes >= 2 * 60 and minutes % 60 == 0:
        return count_ar(minutes // 60, Noun.HOUR, Case.OBLIQUE)
    return count_ar(minutes, Noun.MINUTE, Case.OBLIQUE)


def table(head: str, rows: Iterable[Iterable[str]]) -> str:
    columns = head.count("|") + 1
    lines = [f"| {head} |", "|---" * columns + "|", *(f"| {' | '.join(row)} |" for row in rows)]
    return "\n" + "".join(f"{line}\n" for line in lines)


def numbered(steps: Iterable[str]) -> str:
    return "\n" + "".join(f"{number}. {step}\n" for number, step in enumerate(steps, start=1))


def percent(rate: float) -> str:
    return f"{rate:.1%}".replace(".0%", "%")


def targets() -> str:
    return table(
        "الأولوية | متى | أول رد خلال | الحل خلال | صاحبها",
        (
            (
                f"{one.name_ar} ({one})",
                what_ar(one),
                span(sla.TARGETS[one].first_response),
                span(sla.TARGETS[one].resolution),
                owner_of(one).name_ar,
            )
            for one in Priority
        ),
    )


def verdicts() -> str:
    """The first whole percent of each verdict, as the rule gives it."""
    first = {
        wanted: min(late for late in range(101) if report.verdict(tickets=100, breached=late) is wanted)
        for wanted in (report.Verdict.WATCH, report.Verdict.CRITICAL)
    }
    watch, critical = first[report.Verdict.WATCH], first[report.Verdict.CRITICAL]
    return table(
        "الحكم | نسبة المتأخر | ماذا نفعل",
        (
            ("سليم", f"أقل من {watch}%", "لا شيء"),
            ("تحت المراقبة", f"من {watch}% إلى أقل من {critical}%", "نراجع أسباب التأخير في لقاء الاثنين"),
            ("حرج", f"{critical}% أو أكثر", "نخبر المؤسس فوراً، ويوقف ما نبدأ نحن بإرساله إلى أن يراجعه"),
        ),
    )


def severities() -> str:
    rows = []
    for one in Severity:
        clocks = incidents.CLOCKS[one]
        after = "اختيارية" if clocks.post_mortem is None else f"خلال {span(clocks.post_mortem)}"
        rows.append((f"درجة {one}", WHEN[one], span(clocks.first_action), span(clocks.update_every), after))
    return table("الدرجة | متى | أول إجراء خلال | خبر كل | مراجعة ما بعد الحادث", rows)


def freezes() -> str:
    return table(
        "العلامة | الحد",
        (
            ("ارتداد الرسائل", f"أكثر من {percent(incidents.BOUNCE_LIMIT)}"),
            ("شكاوى المستلمين", f"أكثر من {percent(incidents.COMPLAINT_LIMIT)}"),
            ("حظر رقمنا في واتساب", f"أكثر من {percent(incidents.BLOCK_LIMIT)}"),
        ),
    )


def steps() -> str:
    return table(
        "اليوم | الخطوة | وقت العميل | تحتاج اعتماداً | المعرّف",
        (
            (
                f"اليوم {one.day}",
                onboarding_ar.TITLES[one.id],
                count_ar(one.minutes, Noun.MINUTE) if one.minutes else "لا شيء",
                "نعم" if one.needs_approval else "لا",
                f"`{one.id}`",
            )
            for one in onboarding.STEPS
        ),
    )


def of_day(day: int) -> str:
    return "، ".join(f"«{onboarding_ar.TITLES[one.id]}»" for one in onboarding.STEPS if one.day == day)


def connectors() -> str:
    return table(
        "القناة | متى | الوضع الأصلي | تتوقف عليها أول خدمة | المعرّف",
        (
            (
                f"قناة {one.name}",
                f"المرحلة {one.phase}",
                MODE[one.mode],
                "نعم" if one.blocks_first_service else "لا",
                f"`{one.key}`",
            )
            for one in CONNECTORS
        ),
    )


def states() -> str:
    return table(
        "الحالة | تنتقل إلى | المعرّف",
        (
            (
                connectors_ar.STATES[one],
                " ".join(f"«{connectors_ar.STATES[to]}»" for to in ConnectorState if to in WAYS[one]),
                f"`{one}`",
            )
            for one in ConnectorState
        ),
    )


def facts(one: ConnectorKind) -> str:
    """What the catalogue says of it."""
    scopes = "، ".join(f"`{scope}`" for scope in one.scopes) or "لا يوجد"
    live = (
        f"`{one.live_flag}`، وهو مغلق ما لم يفتحه المؤسس"
        if one.live_flag
        else "لا يوجد، فلا إرسال مباشر منها"
    )
    lines = [
        f"المعرّف `{one.key}`، المرحلة {one.phase}، والوضع الأصلي: {MODE[one.mode]} (`{one.mode}`)",
        f"الصلاحيات: {scopes}",
        f"مفتاح الإرسال المباشر: {live}",
        f"الحد: {connectors_ar.LIMITS[one.key]}",
        *(f"الحل المعتاد: {fix}" for fix in connectors_ar.FIXES[one.key]),
    ]
    return "\n" + "".join(f"- {line}\n" for line in lines)


def risk() -> str:
    return table("العلامة | النقاط", ((SIGNS[one], f"{success.SCORES[one]}") for one in success.Sign))


def levels() -> str:
    bounds = {
        success.RiskLevel.HIGH: f"{success.HIGH_FROM} فأكثر",
        success.RiskLevel.MEDIUM: f"{success.MEDIUM_FROM} إلى {success.HIGH_FROM - 1}",
        success.RiskLevel.LOW: f"أقل من {success.MEDIUM_FROM}",
    }
    return table(
        "الخطر | النقاط | ماذا نفعل",
        ((LEVELS[one], bounds[one], success_ar.ACTIONS[one]) for one in success.RiskLevel),
    )


def health() -> str:
    return table(
        "الصحة | الدرجة",
        (
            ("سليم", f"{success.HEALTHY_FROM} فأكثر"),
            ("تحت المراقبة", f"من {success.WATCH_FROM} إلى أقل من {success.HEALTHY_FROM}"),
            ("في خطر", f"أقل من {success.WATCH_FROM}"),
        ),
    )


def thirty_days() -> str:
    """Every bundle's plan, a heading each."""
    parts = []
    for bundle in BUNDLES:
        days = "".join(f"- {one.line_ar}\n" for one in plans.PLANS[bundle.key])
        parts.append(f"\n### باقة {bundle.name} (`{bundle.key}`)\n\n{days}")
    return "".join(parts)


def cadences() -> str:
    return table("الموعد | المعرّف", ((words, f"`{one}`") for one, words in success_ar.CADENCES.items()))
