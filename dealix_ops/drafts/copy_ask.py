"""What a draft asks of the customer: one question or one step, never both."""

from dealix_ops.drafts.copy_matter import Said
from dealix_ops.drafts.matter import Named
from dealix_ops.vocabulary import Topic

ASK: dict[Topic, Said] = {
    Topic.DATA_EXPOSURE: (
        "نأمل الاحتفاظ بأي صورة أو رسالة تتعلق به وعدم تداولها.",
        "احتفظوا بأي صورة أو رسالة عنه ولا تشاركونها مع أحد لو سمحتم.",
        "Please keep any screenshot or message about it and do not share it.",
    ),
    Topic.UNAUTHORISED_SEND: (
        "نأمل الاحتفاظ بصورة من إحدى هذه الرسائل.",
        "احتفظوا بصورة من وحدة من هالرسائل لو سمحتم.",
        "Please keep a screenshot of one of these messages.",
    ),
    Topic.UNAUTHORISED_CHARGE: (
        "لا نحتاج منكم شيئاً الآن، ونأمل عدم إرسال بيانات بطاقتكم إلى أحد.",
        "ما نحتاج منكم شي الآن، ولا ترسلون بيانات بطاقتكم لأحد.",
        "We need nothing from you right now, and please send your card details to nobody.",
    ),
    Topic.OUTAGE: (
        "نأمل إفادتنا بأهم عمل متوقف عليكم الآن.",
        "وش أهم شي واقف عليكم الآن؟",
        "What is the most urgent work it holds up for you?",
    ),
    Topic.LOGIN: (
        "إن كنتم تحتاجون ملفاً بعينه قبل ذلك فنأمل موافاتنا باسمه.",
        "لو تحتاجون ملف بعينه قبلها عطونا اسمه لو سمحتم.",
        "If you need a certain file before then, please tell us its name.",
    ),
    Topic.DELIVERABLE_LATE: (
        "نأمل إفادتنا بالملف الذي تحتاجونه قبل غيره.",
        "وش أول ملف تحتاجونه؟",
        "Which file do you need first?",
    ),
    Topic.CONNECTOR: (
        "إن ظهرت لكم رسالة خطأ فنأمل إرسال صورتها، دون أي كلمة مرور.",
        "لو ظهرت لكم رسالة خطأ أرسلوا صورتها، بدون أي كلمة مرور لو سمحتم.",
        "If you see an error message, please send a screenshot of it, without any password.",
    ),
    Topic.SECRET_SHARED: (
        "نأمل تغييرها من جهتكم، وعدم إرسال البديل في المحادثة.",
        "غيّروها من عندكم لو سمحتم، ولا ترسلون البديل في المحادثة.",
        "Please change them on your side, and do not send the new ones in this chat.",
    ),
    Topic.OTHER: (
        "إن كان لديكم موعد قريب يتأثر بذلك فنأمل إفادتنا به.",
        "لو عندكم موعد قريب يتأثر بهالشي عطونا خبر لو سمحتم.",
        "If you have a deadline that depends on this, please tell us when it is.",
    ),
}
ASK_NAMED: dict[Named, Said] = {
    Named.INVOICES: (
        "نأمل إفادتنا بشهر الفواتير المقصودة.",
        "فواتير أي شهر تقصدون لو سمحتم؟",
        "Which months do you mean?",
    ),
    Named.KEY: (
        "نأمل تغيير المفتاح أو كلمة المرور من جهتكم، وعدم إرسال البديل في المحادثة.",
        "غيّروا المفتاح أو كلمة المرور من عندكم لو سمحتم، ولا ترسلون البديل في المحادثة.",
        "Please change the key or password on your side, and do not send the new one in this chat.",
    ),
    Named.ACCOUNT: (
        "نأمل إفادتنا بوقت أول دخول لاحظتموه، دون إرسال كلمة المرور.",
        "متى كان أول دخول لاحظتوه؟ ولا ترسلون كلمة المرور لو سمحتم.",
        "When did you notice the first access? Please leave out the password.",
    ),
    Named.POST: (
        "نأمل إفادتنا بوقت ظهور المنشور كما لاحظتموه.",
        "متى لاحظتوا المنشور لو سمحتم؟",
        "When did you notice the post?",
    ),
    Named.BOOKING: (
        "نأمل إفادتنا بموعد الاجتماع الظاهر في الدعوة.",
        "متى موعد الاجتماع اللي في الدعوة لو سمحتم؟",
        "When is the meeting in the invitation?",
    ),
    Named.INVOICE_AMOUNT: (
        "إن لم تُسدَّد بعد فنأمل إرجاء السداد حتى تصلكم إفادتنا.",
        "لو ما سددتوها للحين فأجّلوها إلى أن نرجع لكم لو سمحتم.",
        "If it is not paid yet, please hold the payment until you hear from us.",
    ),
    Named.NUMBER_QUALITY: (
        "نأمل إرسال صورة مما يظهر لكم عن التقييم.",
        "أرسلوا صورة من اللي يظهر لكم عن التقييم لو سمحتم.",
        "Please send a screenshot of what you see about the rating.",
    ),
    Named.PAYMENT: (
        "نأمل إرسال صورة مما يظهر عند السداد، دون أي رقم من البطاقة.",
        "أرسلوا صورة من اللي يظهر وقت الدفع لو سمحتم، بدون أي رقم من البطاقة.",
        "Please send a screenshot of what shows up at payment, without any number of a card.",
    ),
}
# In the text that asks for one thing: by then it is known what was told at first.
ASK_LATER: dict[Topic, Said] = {
    Topic.UNAUTHORISED_SEND: (
        "نأمل إفادتنا بوقت أول رسالة لاحظتموها.",
        "متى كانت أول رسالة لاحظتوها لو سمحتم؟",
        "When did you notice the first message?",
    ),
    Topic.UNAUTHORISED_CHARGE: (
        "نأمل إفادتنا بتاريخ العملية فقط، دون أي رقم من بطاقتكم.",
        "متى كان تاريخ العملية؟ التاريخ يكفينا، بدون أي رقم من البطاقة.",
        "Please tell us only the date of the charge, and no number of your card.",
    ),
    Topic.LOGIN: (
        "نأمل إفادتنا بما يظهر لكم عند الدخول، دون إرسال كلمة المرور.",
        "وش يظهر لكم وقت الدخول؟ ولا ترسلون كلمة المرور لو سمحتم.",
        "What do you see when you sign in? Please leave out the password.",
    ),
}
ASK_BEHIND_QUESTION: Said = (
    "وإن كان وراء السؤال أمر لاحظتموه في حسابكم فنأمل إفادتنا به.",
    "ولو ورا السؤال شي لاحظتوه في حسابكم عطونا خبر لو سمحتم.",
    "If something you noticed in your account is behind the question, please tell us.",
)
