"""The words of answers and of later texts; each entry is (formal Arabic, friendly Arabic, English)."""

from dealix_ops.drafts.copy_matter import Said

ANSWER_GAP: Said = (
    "جواباً عن سؤالكم{about}: {gap}",
    "بالنسبة لسؤالكم{about}: {gap}",
    "To answer your question{about}: {gap}",
)
MESSAGE_GAP: Said = (
    "جواباً عن رسالتكم{about}: {gap}",
    "بالنسبة لرسالتكم{about}: {gap}",
    "To answer your message{about}: {gap}",
)
NEXT_GAP: Said = ("والجواب عنها: {gap}", "وجوابها: {gap}", "The answer: {gap}")
REST_GAP: Said = (
    "وعن بقية سؤالكم: {gap}",
    "وعن باقي سؤالكم: {gap}",
    "As for the rest of your question: {gap}",
)
ANSWER_MORE: Said = (
    "وإن بقي ما يحتاج إلى توضيح فيكفي ردكم هنا.",
    "ولو بقي شي غير واضح يكفي ردكم هنا.",
    "If anything is still unclear, just reply here.",
)

PRICING_THANKS: Said = (
    "نشكر لكم سؤالكم عن باقات ديلكس.",
    "شكراً على سؤالكم عن باقات ديلكس.",
    "Thank you for asking about the Dealix plans.",
)
PLAN: Said = ("باقة {name} بسعر {price}", "باقة {name} بسعر {price}", "{name} is {price}")
NEXT_IN_LIST: Said = ("، و", "، و", ", ")
PRICING_PILOT: Said = (
    "ويمكن البدء بتجربة {name} بسعر {price}. كم شخصاً سيستخدمها لديكم؟",
    "وتقدرون تبدون بتجربة {name} بسعر {price}. كم شخص بيستخدمها عندكم؟",
    "You can start with the {name} at {price}. How many people would use it?",
)
PILOT: Said = (
    "التجربة {name} بسعر {price}، وتُسدَّد بفاتورة تصلكم.",
    "التجربة {name} بسعر {price}، وتتسدد بفاتورة توصلكم.",
    "The {name} costs {price}, paid by an invoice that we send you.",
)
TERMS: Said = (
    "أسعار باقاتنا شهرية: {plans}.",
    "أسعار باقاتنا شهرية: {plans}.",
    "Our plans are priced by the month: {plans}.",
)
APPROVAL: Said = (
    "كل رسالة تبقى مسودة حتى يعتمدها شخص من جهتكم. لا يُرسل شيء دون اعتمادكم، ولا إعداد يلغي هذه الخطوة.",
    "كل رسالة تبقى مسودة لين يعتمدها شخص من عندكم. ما يطلع شي إلا باعتمادكم، وما فيه إعداد يلغي هالخطوة.",
    "Every message stays a draft until a person on your team approves it. Nothing is sent before that, and "
    "no setting turns this off.",
)
CONNECTORS: Said = (
    "القنوات التي نبدأ بربطها: {first}. والقنوات التي تليها: {later}.",
    "القنوات اللي نبدأ بربطها: {first}. والقنوات اللي بعدها: {later}.",
    "The channels we connect first: {first}. The ones that follow: {later}.",
)
CONNECTOR_NAMES: dict[str, Said] = {
    "website_forms": ("نماذج الموقع", "نماذج الموقع", "website forms"),
    "crm_generic": ("أنظمة CRM", "أنظمة CRM", "CRM systems"),
}

ERRATUM: tuple[Said, Said] = (
    (
        "نشكر لكم التنبيه إلى الخطأ المكتوب، وقد وصلنا.",
        "شكراً على التنبيه للخطأ المكتوب، وصلنا.",
        "Thank you for pointing out the wording, we have it.",
    ),
    (
        "نراجع موضعه قبل تعديله.",
        "نراجع مكانه قبل نعدّله.",
        "We will look at the place before we change it.",
    ),
)
SUGGESTION: tuple[Said, Said] = (
    (
        "نشكر لكم اقتراحكم{about}، وقد وصل بوضوح.",
        "شكراً على اقتراحكم{about}، وصل وواضح.",
        "Thank you for your suggestion{about}.",
    ),
    (
        "نناقشه في الفريق قبل أن نلتزم به.",
        "نناقشه في الفريق قبل ما نلتزم به.",
        "We will discuss it in the team before we commit to it.",
    ),
)
PROMISE_SUGGESTION: Said = (
    "نفيدكم برأينا فيه {when}.",
    "ونعطيكم رأينا فيه {when}.",
    "You will have our view of it {when}.",
)
REQUEST: tuple[Said, Said] = (
    (
        "وصلنا طلبكم{about}، ونتابعه معكم.",
        "وصلنا طلبكم{about}، ونتابعه معكم.",
        "We have received your request{about}, and we are following it up with you.",
    ),
    (
        "إن كان له موعد محدد فنأمل إفادتنا به.",
        "لو له موعد محدد عندكم بلّغونا لو سمحتم.",
        "If you need it by a certain date, please tell us which.",
    ),
)
PROMISE_REQUEST: Said = ("نفيدكم بالمستجد {when}.", "ونعطيكم خبر {when}.", "You will hear from us {when}.")
NOTICE: tuple[Said, Said] = (
    (
        "وصلنا تنبيهكم، ونشكر لكم إبلاغنا.",
        "ولا يهمكم، وشكراً إنكم بلغتونا.",
        "Thank you for letting us know.",
    ),
    (
        "ومتى ناسبكم نكمل معكم، ويكفي ردكم هنا.",
        "ومتى ما ناسبكم نكمل معكم، يكفي ردكم هنا.",
        "We can go on whenever it suits you, just reply here.",
    ),
)
GREETED: tuple[Said, Said] = (
    ("سعدنا برسالتكم.", "نورتونا، والله يسعدكم.", "It is good to hear from you."),
    ("كيف يمكننا خدمتكم؟", "كيف نقدر نخدمكم؟", "How can we help?"),
)
THANKS: tuple[Said, Said] = (
    (
        "نشكر لكم رسالتكم الطيبة، وقد سرّتنا.",
        "الله يسعدكم، شكراً على رسالتكم الطيبة.",
        "Thank you for your kind message, it made our day.",
    ),
    (
        "وإن احتجتم إلى أي شيء فنحن معكم هنا.",
        "وأي شي تحتاجونه حنا معكم هنا.",
        "If you need anything, we are here.",
    ),
)
CLOSED: tuple[Said, Said] = (
    (
        "نشكر لكم إفادتنا بانتهاء الموضوع من جهتكم.",
        "شكراً إنكم طمنتونا إن الموضوع انتهى من جهتكم.",
        "Thank you for telling us that the matter is settled for you.",
    ),
    (
        "وإن عاد أو بقي منه شيء فيكفي ردكم هنا لنتابعه معكم.",
        "ولو رجع أو بقي منه شي يكفي ردكم هنا ونتابعه معكم.",
        "If it comes back or anything is left, just reply here and we will follow it up.",
    ),
)

UPDATE: Said = (
    "المستجد بشأن {noun}: {gap}",
    "آخر المستجدات عن {noun}: {gap}",
    "The news about {noun}: {gap}",
)
ASK_INFO: Said = (
    "لإكمال متابعة {noun} نحتاج منكم إلى أمر واحد.",
    "عشان نكمل متابعة {noun} نحتاج منكم شي واحد.",
    "To go on with {noun} we need one thing from you.",
)
RESOLUTION: Said = (
    "قبل أن نغلق متابعة {noun} نودّ التأكد معكم.",
    "قبل ما نقفل متابعة {noun} ودنا نتأكد معكم.",
    "Before we close our follow-up on {noun}, we would like to check with you.",
)
RESOLUTION_ASK: Said = (
    "هل انتهى الموضوع من جهتكم؟ وإن بقي منه شيء فيكفي ردكم هنا لنتابعه معكم.",
    "انتهى الموضوع من جهتكم؟ ولو بقي منه شي يكفي ردكم هنا ونتابعه معكم.",
    "Is it settled for you? If anything is left, just reply here and we will follow it up.",
)

# The calm variant: no defence, no offer, no refund, no admission; a person's ear instead.
CALM: Said = (
    "وصلتنا رسالتكم{about}، ونأخذ ما ذكرتم بجدية.",
    "وصلتنا رسالتكم{about}، ونأخذ اللي ذكرتوه بجدية.",
    "We have your message{about}, and we take what you say seriously.",
)
CALM_CALL: Said = (
    "ونودّ أن نسمع منكم مباشرة، فنأمل إفادتنا بالوقت المناسب لاتصالنا.",
    "ونحب نسمع منكم مباشرة، متى يناسبكم نتصل؟",
    "We would like to hear from you directly. When may we call?",
)
CALM_DATA: Said = (
    "ونأمل إفادتنا بالبيانات المقصودة حتى نتابع الطلب مع صاحبه.",
    "أي بيانات تقصدون؟ حتى نتابع الطلب مع صاحبه.",
    "Which data do you mean? We need to know to handle the request.",
)
