"""The answer to `/dealix خطة`: what is proposed and under which condition, or why not and what instead."""

from dealix_ops.planning.copy_ar import INSTEAD, KIND, REASON, TITLE
from dealix_ops.planning.rules import PLANNED, Channel, Plan, Refusal

WHAT = "اكتب بعد «خطة» ما تريد فعله، مثل «خطة مسودة بريد إلى شركة الأفق»."
DRAFT_ONLY = "الشرط: مسودة يعتمدها شخص قبل أن تخرج، والإرسال المباشر غير مسموح."
OPT_IN = "وقبلها: إذن الرقم موثّق في بطاقته، أو رسالة منه."


def shown(plan: Plan) -> str:
    if plan.refused_for is not None:
        lines = [f"لا ننفّذه ({TITLE[plan.refused_for]}): {REASON[plan.refused_for]}"]
        lines.append(f"البديل: {INSTEAD[plan.refused_for]}")
        if plan.refused_for is Refusal.UNKNOWN:
            lines.append("؛ ".join(KIND[kind] for kind in PLANNED) + ".")
        return "\n".join(lines)
    kind = plan.action.kind
    lines = [f"مسموح: {KIND[kind]}." if kind else "", DRAFT_ONLY]
    lines += [OPT_IN] if plan.action.channel is Channel.WHATSAPP else []
    return "\n".join(filter(None, lines))
