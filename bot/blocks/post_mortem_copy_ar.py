"""The words of a review after an incident."""

from dealix_ops.incidents.entries import EntryKind

TITLE = "# مراجعة الحادث ح-{id}"
WHAT = "الحادث: {what} ({severity})  "
DECLARED = "أُعلن: {at}  "
ENDED, NOT_ENDED = "انتهى: {at}  ", "انتهى: لم ينته بعد  "
AFFECTED, NOBODY = "العملاء المتأثرون: {names}  ", "لم يُحدَّدوا"
UNKNOWN = "وأشخاص لم يُعرف عميلهم: {count}  "
VERSION = "النسخة: {version}  "
MISSING = "ينقصها: {gaps}  "
GAP = "لم يُكتب بعد."
ACTION, OWNER, DUE = "الإجراء: {what}", "المسؤول: {owner}", "الموعد: {day}"
BY_SYSTEM, BY_PERSON = "النظام", "عضو الفريق {user}"
LEFT_OUT = frozenset({EntryKind.REVIEW_WRITTEN.value, EntryKind.REVIEW_MADE.value, EntryKind.CONFIRMED.value})
