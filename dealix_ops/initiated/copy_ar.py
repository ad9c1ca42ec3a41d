"""The Arabic of messages that answer nobody: short, plural address, one question at the end."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Copy:
    """What one language says; the same fields in each, so that none forgets a sentence."""

    GREETING: str
    NAME: str
    SPEAKER: str
    SPEAKER_UNNAMED: str
    AMOUNT: str
    DAY_GAP: str
    PRICE_GAP: str
    RENEWS: str
    PACK_COMES: str
    PACK_GAP: str
    REVIEW_ASKED: str
    RENEWS_AT: str
    ANNUAL: str
    WHICH: str
    BEFORE_THAT: str
    RENEWS_THANKS: str
    INVOICE: str
    CHANGE_FIRST: str
    CHECK_IN: str
    PACK: str
    PACK_NONE: str
    CHANCES: str
    CHANCE_GAP: str
    OPEN: str
    ANSWERED: str
    NEXT: str
    NEXT_GAP: str
    SUMMARY: str
    SUMMED: str
    SUMMED_GAP: str
    SUMMARY_END: str
    HELP: str
    REVIEW: str
    DONE: str
    DONE_GAP: str
    NEXT_QUARTER: str
    WHEN: str
    LINE_GAP: str


COPY = Copy(
    GREETING="السلام عليكم{name}، {speaker}.",
    NAME=" أ. {name}",
    SPEAKER="معكم {speaker} من ديلكس",
    SPEAKER_UNNAMED="معكم فريق ديلكس",
    AMOUNT="{amount} ر.س",
    DAY_GAP="⟦اليوم⟧",
    PRICE_GAP="⟦المبلغ⟧",
    RENEWS="يتجدد عقدكم معنا يوم {day}، ونود قبله أن نراجع معكم ما تحقق في هذه المدة.",
    PACK_COMES="ومع هذه الرسالة تقرير الإثبات (Proof Pack) لتطّلعوا عليه قبل اللقاء.",
    PACK_GAP="⟦أرفق تقرير الإثبات، أو اكتب متى يصلهم⟧",
    REVIEW_ASKED="أي وقت يناسبكم هذا الأسبوع أو القادم للقاء المراجعة؟",
    RENEWS_AT="نذكّركم بأن عقدكم يتجدد يوم {day}، وقيمة اشتراككم الشهرية {price}.",
    ANNUAL="وإن اخترتم الدفع السنوي فالخصم {percent}%: {reduced} بدلاً من {whole}.",
    WHICH="أيهما أنسب لكم، الشهري أم السنوي؟",
    BEFORE_THAT="هل تودون تعديل شيء قبل موعد التجديد؟",
    RENEWS_THANKS="يتجدد عقدكم معنا يوم {day}، وشكراً لثقتكم بنا طوال هذه المدة.",
    INVOICE="قيمة الاشتراك {price}، والفاتورة: ⟦رابط الدفع أو موعد إرسالها⟧.",
    CHANGE_FIRST="ولو أردتم تعديل شيء في الباقة فيكفي ردكم هنا.",
    CHECK_IN="نقترح لقاء المتابعة هذا الأسبوع، ومدته 25 دقيقة: ⟦اليوم والساعة⟧. ونمر فيه على:",
    PACK="تقرير الإثبات (Proof Pack) المؤرخ {day}",
    PACK_NONE="تقرير الإثبات الأول: ⟦متى يصلهم⟧",
    CHANCES="ما سُجّل هذا الأسبوع: الفرص {opportunities}، والاجتماعات {meetings}",
    CHANCE_GAP="أبرز فرصة الآن: ⟦اكتب الفرصة⟧",
    OPEN="ما ينتظر منا حلاً: {count}",
    ANSWERED="ما طلبتموه منا، وآخر رد لنا كان {day}",
    NEXT="خطة الأسبوع القادم: {step}",
    NEXT_GAP="خطة الأسبوع القادم: ⟦اكتب الخطوة⟧",
    SUMMARY="هذا ملخص عملنا معكم في الأسبوعين الماضيين:",
    SUMMED="ما سُجّل فيهما: الفرص {opportunities}، والاجتماعات {meetings}",
    SUMMED_GAP="أبرز ما تحقق فيهما: ⟦اكتب ما تحقق⟧",
    SUMMARY_END="ولو احتجتم شيئاً فيكفي ردكم هنا.",
    HELP="ما تحتاجونه منا",
    REVIEW="يكتمل ربع سنة من عملنا معكم يوم {day}، وندعوكم إلى لقاء مراجعة الأعمال. المحاور المقترحة:",
    DONE="ما تحقق في الربع: الفرص {opportunities}، والاجتماعات {meetings}",
    DONE_GAP="ما تحقق في الربع: ⟦اكتب ما تحقق⟧",
    NEXT_QUARTER="أهداف الربع القادم",
    WHEN="أي يوم يناسبكم؟",
    LINE_GAP="⟦اكتب ما انتهى إليه الحادث⟧",
)
