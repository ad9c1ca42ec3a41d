"""The words around tickets that are one matter; `founder.md` A9 and C1 are their source."""

from bot.ids import Action

MERGE, SPLIT = "ادمج", "افصل"
LABEL = {Action.TICKET_MERGE: MERGE, Action.TICKET_SPLIT: SPLIT}

ALSO = "بلّغ عنها أيضاً: {names} (من العميل نفسه)"
AND_MORE = "و{count} غيرهم"
DRAFT_STATE = "بلاغ {name} · المسودة {state}"
NO_DRAFT_FOR = "بلاغ {name} · لا مسودة تنتظر"
ENDED = "بلاغ {name} · أُغلق"
TICKET_OF = "تذكرة ت-{ticket}"
JOINED = "ضُمّت إلى بطاقة ت-{ticket}، وفيها بقية من بلّغ عنها"
PUSH_JOINED = "تذكرة {name} في بطاقة واحدة مع بلاغ زميله."
MERGED_INTO = "ضُمّت إلى تذكرة ت-{ticket}"

PUSH_OTHERS_WAIT = "وغيره من العميل نفسه ينتظر رداً."

APPROVE_REST = "اعتماد الرد الباقي"
APPROVE_TWO = "اعتماد الردّين"
APPROVE_FEW = "اعتماد الردود {count}"
APPROVE_MANY = "اعتماد الردود ({count})"
FEW = ("الثلاثة", "الأربعة", "الخمسة", "الستة", "السبعة", "الثمانية", "التسعة", "العشرة")
APPROVE_TITLE = "اعتماد الردود"
RECIPIENT = "*إلى {name}* · {way} · تذكرة ت-{ticket}"
THEIR_WORDS = "كلام العميل:"
THEIR_LAST = "كلام العميل (آخر {shown} من {count}):"
TEXT_HEAD = "النص:"
EACH_ITS_OWN = "لكل شخص اعتماده ونصه. لا يصل إلى العميل شيء قبل أن يرسله أحد بيده."
FOUNDERS_OWN = "للمؤسس فقط، فليست هنا: {names}"
TOO_MUCH = "النصوص أطول مما تسعه نافذة واحدة. راجع كل رد واعتمده وحده:"
REVIEW = "راجع الرد"
TOLD_APPROVED = "اعتُمد الرد على: {names}."
TOLD_NONE = "لم نعتمد شيئاً."
TOLD_REFUSED = "لم يُعتمد الرد على {name}: {why}"
NONE_WAITS = "لا رد ينتظر الاعتماد في هذه البطاقة."

MERGE_TITLE = "ادمج التذكرة"
MERGE_WITH = "مع أي تذكرة؟"
AS_ONE = "تصيران تذكرة واحدة"
SHARE_A_CARD = "بطاقة واحدة، ولكلٍّ رده"
MERGE_HINT = (
    "إن كانتا لشخص واحد صارتا تذكرة واحدة: الأولوية الأشد والمهلة الأقرب، وتُغلق الأخرى وتشير إليها. "
    "وإن كانتا لشخصين من العميل نفسه اجتمعتا في بطاقة، ولكلٍّ تذكرته ومهلته ورده. والتراجع من «افصل»."
)
MERGE_NONE = "لا تذكرة مفتوحة أخرى لهذا العميل تُدمج معها."
SPLIT_TITLE = "افصل التذكرة"
SPLIT_LINES = "أي الأسطر تصير تذكرة وحدها؟"
SPLIT_LINES_MORE = "ومن هذه؟"
SPLIT_LINES_HINT = "الأسطر المختارة تصير تذكرة لها أولويتها ومهلتها من وقتها ومسودتها، وتُقرأ الباقية من جديد."
SPLIT_NEWEST = "هذه آخر {count}، وما قبلها يبقى في تذكرته"
SPLIT_WHOM = "تذكرة من تخرج إلى بطاقة وحدها؟"
SPLIT_WHOM_HINT = "يخرج هذا الشخص إلى بطاقته، ويبقى الآخرون معاً."
