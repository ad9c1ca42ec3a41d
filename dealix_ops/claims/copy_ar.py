"""What the gates say to the person who writes."""

_FOUND = "النص فيه «{word}»: {substitute}، ونصك محفوظ."

MESSAGE = {
    "claims": _FOUND,
    "grave": _FOUND,
    "tone": "يُفضَّل تغيير «{word}»: {substitute}، ونصك محفوظ.",
    "secrets": "النص فيه معلومة سرية: {substitute}، ونصك محفوظ.",
    "length": "طول النص {word}: {substitute}، ونصك محفوظ.",
    "gap": "في النص فراغ «{word}»: {substitute}، ونصك محفوظ.",
}

WRITE_FIRST = "اكتب الرد أولاً"
EMPTY = f"النص فارغ: {WRITE_FIRST}."
SHORTEN = "اختصره إلى {limit} حرف أو أقل"
FILL = "املأه أو احذفه"
HIDDEN = "•••"
REMOVE_SECRET = "احذف كلمة المرور أو المفتاح"  # noqa: S105  a sentence, not a secret

# What the other gates are called; the families of words carry their own names.
EMPTY_TEXT = "نص فارغ"
TOO_LONG = "الطول"
OPEN_GAP = "فراغ لم يُملأ"
SECRET = "معلومة سرية"  # noqa: S105  a name, not a secret
