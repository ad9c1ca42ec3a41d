"""How customers say that it works again: a verb, and the thing it is said of on either side.

Of a trouble only what ends may be said («راحت المشكلة»), of a thing only what begins («رجعت اللوحة»):
«رجعت المشكلة» is the opposite of an end. Spelt as people write; `normalise` makes one spelling of them.
"""

import re

from dealix_ops.language.normalise import normalise


def one_of(*written: str) -> str:
    """Any of the phrases that `/` parts, longest first, with any number of spaces inside."""
    known = sorted({normalise(one) for text in written for one in text.split("/")}, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(one).replace(r"\ ", " +") for one in known) + ")"


def whole(pattern: str) -> re.Pattern[str]:
    """Never a part of a word."""
    return re.compile(rf"(?<![\w'])(?:{pattern})(?![\w'])")


_THING = one_of(
    "اللوحة/لوحتنا/الربط/الرابط/الحساب/حسابنا/حسابي/الدخول/الواتساب/واتساب/الواتس/الإيميل/الايميل/البريد/"
    "التقويم/المنصة/النظام/السستم/البرنامج/التطبيق/الموقع/الصفحة/الخدمة/المسودات/المتابعات/الرسائل/الرسايل/"
    "الحملة/الحملات/الاعتمادات/الإرسال/الارسال/النماذج/الأداة/الاشعارات/الإشعارات/الزر",
    "the dashboard/dashboard/the connection/connection/the connector/the login/login/the account/our account/"
    "whatsapp/email/the email/gmail/hubspot/zoho/google sheets/the calendar/the platform/the system/the app/"
    "the site/the website/the page/the service/the link/the button/drafts/the drafts/messages",
    "el law7a/al law7a/el lawha/al lawha/el rabt/al rabt/el rab6/el 7esab/al 7esab/el whatsapp/el dashboard/"
    "el link/el email/el system/el mawqe3/el 9af7a/el sistem",
)
_TROUBLE = one_of(
    "المشكلة/مشكلتنا/الموضوع/الخلل/العطل/الخطأ/رسالة الخطأ/الرسالة/المشاكل/الإشكال/الاشكال/الإشكالية",
    "the problem/problem/the issue/issue/the error/error/the error message/the bug/it",
    "el moshkela/al moshkela/el mushkila/al mushkila/el mushkela/moshkelti/el mawdoo3",
)
_SOLVED = one_of(
    "انحلت/انحل/حلت/حُلّت/اتحلت/تم الحل/تم حلها/تم حله/محلولة/تصلحت/تصلح/انصلحت/انصلح/اتصلحت/تم الإصلاح/"
    "تم إصلاحها/تم إصلاحه/تم حل/تم إصلاح/حليتوها/حليتوا",
    "in7allat/en7allat/in7alat/en7alat/in7al/inhallat/enhalat/7allat/et7allat/7allaitooha/7allaitoha/"
    "7alaitoha",
)
_WORKS = one_of(
    "زبطت/زبط/ضبطت/ضبط/تزبطت/اشتغلت/اشتغل/شغالة/شغال/تشتغل/يشتغل/صار يشتغل/صارت تشتغل/بدت تشتغل/بدأت تعمل/"
    "تعمل/يعمل/صار يعمل/صارت تعمل/أصبحت تعمل/أصبح يعمل/رجعت تشتغل/رجع يشتغل/عادت تعمل/عاد يعمل/"
    "عادت للعمل/عاد للعمل/عادت إلى العمل/"
    "عاد إلى العمل/رجعت طبيعية/رجع طبيعي/عادت طبيعية/عاد طبيعياً/فتحت معنا/فتح معنا/فتحت معي/فتح معي/"
    "فتحت عندنا/"
    "فتح عندنا/انفتحت/انفتح/صارت تفتح/صار يفتح/صارت زينة/وضعها تمام/وضعه تمام",
    "works/works now/works again/working now/working again/working fine/is working/are working/'s working/"
    "is fixed/is up/is up again/is back/is back up/is running/back to normal/is back to normal/is ok now/"
    "is okay now/is fine now",
    "zabatat/zab6at/zabat/zbt/zba6/ishtaghalat/eshtaghalat/eshtaghal/ishtaghal/shaghala/shaghal/"
    "rej3at teshtaghel/raj3at teshtaghel/rej3 yeshtaghel/sar yeshtaghel/9ar yeshtaghel",
)
_NOW = one_of("أصبحت/أصبح/صارت/صار/بدت/بدأت")
_BACK = one_of("رجعت/رجع/رجعتوا لنا/عادت/عاد")
_TO_WORK = one_of("تشتغل/يشتغل/تعمل/يعمل/إلى العمل/للعمل/طبيعية/طبيعي/مثل أول/زي أول/تفتح/يفتح")
_GONE = one_of(
    "راحت/راح/اختفت/اختفى/انتهت/انتهى/خلصت/خلص/زالت/زال/ما عاد فيه/ما عاد في/ما فيه/لا توجد/لم تعد تظهر/"
    "ما تظهر/ما عاد تظهر",
)
_ANY_TROUBLE = one_of("مشكلة/مشاكل/أخطاء/خطأ/خلل/أي مشكلة/أي خطأ/أي خلل")
_IS_GONE = one_of(
    "is gone/'s gone/is solved/is resolved/is fixed/solved/resolved/fixed/disappeared/went away"
)
_ALONE = one_of(
    "كل شي تمام/كل شيء تمام/كله تمام/الأمور تمام/الأمور طيبة/كل الأمور تمام/أموركم تمام/صارت تمام/صار تمام/"
    "شغالة تمام/شغال تمام/تشتغل تمام/يشتغل تمام/كل شيء على ما يرام/كل شي على ما يرام/الأمور على ما يرام/"
    "كل شي ماشي/أمورنا تمام/أمورنا طيبة/قدرنا ندخل/قدرت أدخل/قدرت ادخل/قدرنا نفتحها/قدرت أفتحها/"
    "دخلنا الحمدلله",
    "solved/resolved/fixed/it's solved/its solved/it is solved/it's fixed/its fixed/it is fixed/"
    "it's resolved/it works/it's working/its working/it is working/works fine/working fine/all good/all set/"
    "sorted/all sorted/i can log in/i can login/we can log in/we can login/i can sign in/we can sign in/"
    "everything works/everything is working/everything works fine/everything is fine/no more errors/"
    "no more issues/no more problems",
    "kl shy tmam/kil shay tamam/kol shay tamam/kel shay tamam",
)
SETTLED = whole(
    rf"(?:{_THING} +)?{_WORKS}(?: +{_THING})?|{_NOW} +{_THING} +{_WORKS}"
    rf"|(?:{_TROUBLE} +)?{_SOLVED}(?: +{_TROUBLE}| +{_THING})?"
    rf"|{_BACK} +{_THING}(?: +{_TO_WORK})?|{_THING} +{_BACK}(?: +{_TO_WORK})?"
    rf"|{_GONE} +(?:{_TROUBLE}|{_ANY_TROUBLE})|{_TROUBLE} +(?:{_GONE}|{_IS_GONE})|{_ALONE}"
)
HOPED = whole(
    one_of("ان شاء الله/باذن الله/inshallah/in sha allah/hopefully") + rf"[ ,]+(?:{SETTLED.pattern})"
)
"""A wish, not a fact."""
HANDED_OVER = whole(
    one_of("وصل/وصلت/وصلنا/وصلتنا/وصلني/وصلتني/استلمت/استلمنا")
    + " +"
    + one_of(
        "التقرير/الفاتورة/الفواتير/الملف/الملفات/الرابط/البروف باك/المسودات/العرض/العقد/الإيصال/الايصال/"
        "الرد/الرمز/الكود"
    )
    + f"(?: +{one_of('المعدل/المعدلة/الجديد/الجديدة/النهائي/النهائية/كامل/كاملة/الصحيح/الصحيحة')})?"
)
"""What was waited for came; that it is enough, only thanks beside it say."""
