"""Which language a customer writes: by share of scripts, then by words only one of the varieties uses."""

import re

from dealix_ops.language.normalise import normalise
from dealix_ops.vocabulary import Language


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


def _or_after_and(words: frozenset[str]) -> frozenset[str]:
    return words | {f"و{word}" for word in words}


_ARABIC_WORD = re.compile(r"[\u0621-\u064a]+")
_LATIN_RUN = re.compile(r"[a-z0-9']+")
_NUMERIC = "0123456789'"
_LONGEST_WORD = 40
_NOT_PROSE = re.compile(r"https?://\S+|\S{1,64}@\S{1,200}|\{\{?[^}\n]{0,40}\}\}?|\[سر محجوب\]")
_ARABIZI_DIGIT = re.compile(
    r"[a-z][23567896']+[a-z]|(?<![a-z0-9])[23567896'][a-z]{2,}|[a-z]{2,}[3567896](?![a-z0-9])"
)
_ENGLISH_WITH_DIGIT = re.compile(
    r"\d+(?:st|nd|rd|th|am|pm|k|x|h|hrs?|min|mins|m|s|d|gb|mb|sar|px|days?|hours?)|[a-z]\d+[a-z]|b2b|b2c|e2e|i18n|oauth2|o2o|h264|mp3|w3c"
)

_DIALECT = _words(
    "وش ايش ليش وشو شلون كيفك مو مب مهو ماهو موب مافي مافيه فيه ابي نبي تبي يبي ابغى نبغى ابغا تبون "
    "يبون ودي ودنا حق حقي حقنا حقت حقتنا حقه حقها حقكم هاذي هذي هذول ذي ذا دي اللي يلي بس لين للحين "
    "لسا لسه توه توني تو الحين هالحين دحين البارح البارحه امس بكرا بكره شوي شويه مره كذا كذه زي وين فين "
    "متى احنا حنا عشان علشان عشانا شي شيء يعطيكم العافيه ياليت يا تكفون تكفى الله والله يالله ابشر طيب "
    "طايح واقف واقفه خربان يطلع طلع طلعت راح راحت صار صارت جاني جاتني جانا جايه جاي شاف شوفوا شوفو لقيت "
    "دز دزيت ارسلوا سوى سويت اسوي نسوي يسوي انتو انتم عندكم ماعندي ماني منيب هلا ياهلا حياك مشكور "
    "مشكورين تسلم تسلمون قاعد قاعده جالس عاد برضو برضه كمان اوكي خلاص اجل انرسل انخصم يشتغل تشتغل اشتغل "
    "مين ناس الصبح يشوف لازم معي اقدر عنده شفت باقي عادي اشوف يرجع تطلع رجع الجاي المفروض يجي كود شغال "
    "اقول تقدرون يعني مدري صح اخوي ليه هالاسبوع بالليل قدام نزل برا تاني ابغي كلهم يقولون عندهم جوال "
    "يفتح تفتح زين حلو مرتب عساكم جماعه شباب كل شوف نشوف قلت قلنا حاط حط نحط محد ماحد سالفه السالفه ولا "
    "وحده يصير تصير دايم هالشي هاليوم لحاله لحالها بالغلط رسايل تطلبون تضمنون تاخذون عندنا عندي خلوني "
    "خلونا ابد ابدا نهاييا وياكم معاكم لكم ترا ترى عطوني عطني ارجع"
)
_FORMAL = _words(
    "نود نرجو نامل نحيطكم نفيدكم علما لديكم لدينا لدي الذي التي الذين اللذين حيث اذ كما لقد قد سوف ليس "
    "ليست لسنا لم لن هل يمكن يمكننا نلتمس التكرم تزويدنا افادتنا بشان بخصوص يرجى تفضلوا السيد الساده "
    "المحترمين تحيه خالص التقدير الامتنان جزيل نشكركم ونشكركم نقترح نقدم نتقدم نلاحظ نواجه تعذر يتعذر "
    "تبين لاحظ لاحظنا افاد صدرت منذ تاريخه جانبنا منشاتنا منشاه جهه سددنا نستلم وصلتنا عبر تلقوا نطلب "
    "فورا بصوره لكننا وذلك ذلك هذه هذا تلك وقد نستغرب ضير مدى عبرها سوى يظهر تظهر لدى ايضا اضافه سنويا "
    "المتفق الموعد نحتاج ارجو سيتم مع سعاده موسستنا اثناء خلال حين نظرا لذا كذلك وفق يوما متاحه تتيح "
    "يتيح يتم لنا دون شييا احدا فقد الينا اليكم نريد نود اود يستطيع غدا تلقاييا لماذا ايمكن الان جري صباحا "
    "ثم امام فجرا بحسب نعلم يبدو نرغب جميعا اثنا اننا تلقي يدويا سهوا اجهه ضمن يخص زال زالت فلا بان يعمل "
    "تعمل تصل يصل ابلغنا عميلا ريالا اليا اشهر ماذا تعود تعد يعد جدت غادر توقفت ظهرت خرجت الامس نقل التهييه"
)
_ARABIZI_WORDS = _words(
    "el wallah wala bs bas mo mafi ana w fe fi 3ndna 3ndkom hala ya yalla inshallah mashallah sh wesh "
    "wish leish lesh kel kil shay shi mn men 3an 3la elyom ams tamam mashkoor mashkooreen salam alaikom "
    "shukran habibi akhi law lessa kent kan sar yegool agdar nabi abi ely elly hatha hathi hatho wain "
    "wein meen keef shlon al7een kellah khalas akeed tayeb tyb marra jdn b da ma la eh aywa"
)
_ENGLISH_WORDS = _words(
    "the a an is are was were be been to of and or not no we i you our your my it its this that in on "
    "at for with from have has had do does did can could would will please thanks thank hi hello team "
    "there any all they their he she but if so just what when how why who which still since got get me "
    "us them out up one by as about more"
)
_MIXED_SHARE = 0.1
_LEANING = dict.fromkeys(_or_after_and(_FORMAL) - _or_after_and(_DIALECT), 1)
_LEANING |= dict.fromkeys(_or_after_and(_DIALECT) - _or_after_and(_FORMAL), -1)
_ALWAYS_IN_WHAT_IS_NOT_PROSE = ("://", "@", "{", "[")


def detect_language(text: str) -> Language:
    """Of the whole text; a few borrowed words do not make a message mixed, nothing but emoji is unknown."""
    return detect_normalised(normalise(text))


def detect_normalised(folded: str) -> Language:
    """Of what `normalise` gave, for callers that need it anyway."""
    prose = folded
    for sign in _ALWAYS_IN_WHAT_IS_NOT_PROSE:
        if sign in folded:
            prose = _NOT_PROSE.sub(" ", folded)
            break
    arabic = [] if prose.isascii() else _ARABIC_WORD.findall(prose)
    latin = [run for run in _LATIN_RUN.findall(prose) if run.strip(_NUMERIC)]
    if not arabic and not latin:
        return Language.UNKNOWN
    if not arabic:
        return _of_latin(latin)
    if not latin or (len(latin) < 6 and len(latin) / (len(arabic) + len(latin)) < _MIXED_SHARE):
        return _of_arabic(arabic)
    return Language.MIXED if len(arabic) / (len(arabic) + len(latin)) > 0.03 else _of_latin(latin)


def _of_latin(words: list[str]) -> Language:
    arabizi = sum(_is_arabizi(word) for word in words)
    english = sum(word in _ENGLISH_WORDS for word in words)
    return Language.ARABIZI if arabizi > english and arabizi * 6 >= len(words) else Language.EN


def _is_arabizi(word: str) -> bool:
    if word in _ARABIZI_WORDS:
        return True
    if len(word) > _LONGEST_WORD:
        return False
    return bool(_ARABIZI_DIGIT.search(word)) and not _ENGLISH_WITH_DIGIT.fullmatch(word)


def _of_arabic(words: list[str]) -> Language:
    leaning = sum([_LEANING.get(word, 0) for word in words])
    return Language.AR_MSA if leaning > 0 else Language.AR_SA
