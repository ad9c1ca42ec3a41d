"""The words of the list of new tickets that have no card of their own yet."""

HEAD = "وعندك {count} غيرها"
ORDER = "الأشد أولاً ثم الأقدم، ولكلٍّ بطاقتها حين تفتحها"
OPEN = "افتحها"
MORE = "ومعها {count}، تظهر هنا كلما فُتح ما قبلها، وكلها في «بانتظاري»"
NONE_LEFT = "لم يبقَ شيء في هذه القائمة"
PUSH = "عندك {count} جديدة في قائمة واحدة، ليس بينها طارئ ولا عاجل."
ALREADY = "ت-{ticket} لم تعد في القائمة: بطاقتها في القناة، أو انتهى أمرها"
