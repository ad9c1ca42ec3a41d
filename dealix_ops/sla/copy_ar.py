"""What a clock says in the thread of its card."""

from dealix_ops.sla.rules import Metric

CLOCK = {Metric.FIRST_RESPONSE: "أول رد", Metric.NEXT_REPLY: "الرد التالي"}
PRESSING = "{clock} يقترب موعده: {deadline} {person}"
STILL_WAITING = "{clock} متأخر وما زال العميل ينتظر، والدور على من بعد {before}: {person}"
STILL_WAITING_ALONE = "{clock} متأخر وما زال العميل ينتظر {person}"
