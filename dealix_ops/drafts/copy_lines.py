"""The lines of a draft around its matter; each entry is (formal Arabic, friendly Arabic, English)."""

from dealix_ops.drafts.copy_matter import Said
from dealix_ops.vocabulary import Priority

NAME: Said = (" أ. {name}", " أ. {name}", " {name}")
GREETING: Said = (
    "السلام عليكم ورحمة الله{name}، معكم {speaker}.",
    "حياكم الله{name}، معكم {speaker}.",
    "Hello{name}, this is {speaker}.",
)
# A greeting of peace is returned before anything else.
GREETING_BACK: Said = (
    "وعليكم السلام ورحمة الله{name}، معكم {speaker}.",
    "وعليكم السلام ورحمة الله{name}، معكم {speaker}.",
    "Hello{name}, this is {speaker}.",
)
NEXT_GREETING: Said = (
    "وصلتنا رسالتكم الأخيرة{name}، معكم {speaker}.",
    "وصلتنا رسالتكم الأخيرة{name}، معكم {speaker}.",
    "Thank you for your last message{name}, {speaker} here.",
)
SPEAKER: Said = ("{speaker} من ديلكس", "{speaker} من ديلكس", "{speaker} from Dealix")
SPEAKER_UNNAMED: Said = ("فريق ديلكس", "الدعم في ديلكس", "the Dealix team")

ABOUT: Said = (" بشأن {noun}", " عن {noun}", " about {noun}")
RECEIVED_REPORT: Said = (
    "وصلنا بلاغكم{about}، {posture}.",
    "وصلنا بلاغكم{about}، {posture}.",
    "We have received your report{about}, {posture}.",
)
RECEIVED_MESSAGE: Said = (
    "وصلتنا رسالتكم{about}، {posture}.",
    "وصلتنا رسالتكم{about}، {posture}.",
    "We have received your message{about}, {posture}.",
)
RECEIVED_SECRET: Said = (
    "وصلتنا رسالتكم وفيها {noun}، {posture}.",
    "وصلتنا رسالتكم وفيها {noun}، {posture}.",
    "We have received your message with {noun} in it, {posture}.",
)
RECEIVED_QUESTION: Said = (
    "وصلنا سؤالكم{about}، ونجيبكم عنه بوضوح.",
    "وصلنا سؤالكم{about}، ونجاوبكم عليه بوضوح.",
    "We have received your question{about}, and you will get a clear answer.",
)
RECEIVED_401: Said = (
    "وصلتنا رسالتكم بشأن رمز الخطأ الظاهر في {noun}، ونتابعها معكم.",
    "وصلتنا رسالتكم عن رمز الخطأ اللي يظهر في {noun}، ونتابعها معكم.",
    "We have received your message about the error code in {noun}, and we are following it up with you.",
)

# True from the moment a person approves the text: a stance, never a step somebody may not have taken.
EMERGENCY_REPORT: Said = (
    "ونتعامل معه كحالة طارئة",
    "ونتعامل معه كحالة طارئة",
    "and we are treating it as an emergency",
)
EMERGENCY_MESSAGE: Said = (
    "ونتعامل معها كحالة طارئة",
    "ونتعامل معها كحالة طارئة",
    "and we are treating it as an emergency",
)
POSTURE: dict[Priority, Said] = {
    Priority.P0: (
        "ونتابعها معكم باهتمام",
        "ونتابعها معكم باهتمام",
        "and we are giving it our full attention",
    ),
    Priority.P1: (
        "ونتعامل معها كأمر عاجل",
        "ونتعامل معها كأمر عاجل",
        "and we are treating it as urgent",
    ),
    Priority.P2: ("ونتابعها معكم", "ونتابعها معكم", "and we are following it up with you"),
}

REGRET: Said = (
    "نأسف لما لحق بعملكم من إرباك، ومتابعة الموضوع مسؤوليتنا حتى يتضح.",
    "نأسف على الإرباك اللي لحق بكم، ومتابعة الموضوع علينا لين يتضح.",
    "We are sorry for the disruption to your work, and we will stay on it until it is clear.",
)
REGRET_EFFORT: Said = (
    "نأسف لما كلّفكم ذلك من جهد، ومتابعته من جهتنا.",
    "نأسف على تعبكم مع هالموضوع، ومتابعته علينا.",
    "We are sorry for the extra work on your side.",
)
"""Of a P2: the work goes on, so that a disruption would be too much said."""
FROZEN: Said = (
    "أوقفنا الإرسال الآلي من حسابكم احتياطاً إلى أن يتضح الأمر.",
    "أوقفنا الإرسال الآلي من حسابكم احتياطاً إلى أن يتضح الموضوع.",
    "As a precaution we have paused automatic sending from your account until this is clear.",
)

PROMISE: dict[Priority, Said] = {
    Priority.P0: (
        "نفيدكم بما يتضح {when}.",
        "نرجع لكم باللي يتضح {when}.",
        "You will hear what we know {when}.",
    ),
    Priority.P1: ("نفيدكم بالمستجد {when}.", "عندكم خبر منّا {when}.", "You will hear from us {when}."),
    Priority.P2: (
        "نفيدكم بما نصل إليه {when}.",
        "نرجع لكم باللي نوصل له {when}.",
        "We will come back to you with what we find {when}.",
    ),
    Priority.P3: ("نرد عليكم {when}.", "ونرد عليكم {when}.", "You will hear from us {when}."),
}
PROMISE_ANSWER: Said = ("يصلكم الجواب {when}.", "يوصلكم الجواب {when}.", "You will have the answer {when}.")
PHONE: Said = (
    "وإن احتجتم إلينا قبلها فرقم المناوب {phone}",
    "ولو احتجتونا قبلها فرقم المناوب {phone}",
    "If you need us before then, the number on call is {phone}",
)
