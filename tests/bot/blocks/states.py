"""Every state that a ticket's card can be in, as hand-made views; `docs/cards.md` prints them all."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from dealix_ops.contacts.details import Details
from dealix_ops.drafts.copy_ar import GAP
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.endings.rules import NoReply
from dealix_ops.judging.case import Judged
from dealix_ops.judging.rules import LowerReason
from dealix_ops.reports.cards import OutsideView, TicketCardView
from dealix_ops.reports.draft_views import DraftView, Kept
from dealix_ops.reports.known import Earlier, Known
from dealix_ops.reports.people import Line, Who
from dealix_ops.reports.shared import Reporter
from dealix_ops.sla.rules import Due, Metric
from dealix_ops.tickets.service import Closing, TicketStatus
from dealix_ops.vocabulary import Means, P0Sound, Priority, Risk, Source, Topic
from tests.bot.blocks.views import NOW, OPENED, card, clocks, decided, draft

ELITE = Who("نورة", Source.WHATSAPP, Means.WHATSAPP, "966110000210", "نخبة الخليج للتدريب")
PIONEERS = Who("Ahmed", Source.WHATSAPP, Means.WHATSAPP, "966110000210", "رواد التقنية")
STRANGER = Who("سارة", Source.WHATSAPP, Means.WHATSAPP, "966110000210")
BY_MAIL = Who("Omar Hadi", Source.MAIL, Means.MAIL, None)
NIGHT = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # 23:00 in Riyadh
WINDOW = OPENED + timedelta(hours=24)
GMAIL = "\n".join(
    (
        "حياك الله أحمد، وصلتنا ملاحظتك عن انفصال ربط Gmail وتكرار تسجيل الدخول.",
        "نراجع الربط الآن، ونرجع لك بخطوة الحل أو سبب التكرار اليوم قبل 4:30 م.",
        "لو ظهرت رسالة خطأ فأرسل لنا صورتها فضلاً، ولا ترسل أي كلمة مرور.",
    )
)
ENGLISH = "\n".join(
    (
        "Hello Omar, this is Salem from Dealix.",
        "We received your message about the HubSpot connection and are checking it now.",
        "You will hear from us before 4:30 PM today.",
    )
)
ASKED = "هل الربط رجع يشتغل معكم؟ إذا كل شيء تمام نغلق التذكرة."
THREE = 3
TWO_HOURS = timedelta(hours=2)


@dataclass(frozen=True)
class State:
    """`name` is the heading in the document, in Arabic."""

    name: str
    view: TicketCardView
    now: datetime = NOW


def line(text: str, inbound_id: int = THREE, *, kind: str = "text", seconds: int | None = None) -> Line:
    return Line(kind, text, OPENED, Details(), inbound_id, seconds)


def ordinary(**changed: object) -> TicketCardView:
    """The founder's second sample: a connection that drops, and a customer we know."""
    made = card(
        priority=Priority.P2,
        p0_sound=None,
        topic=Topic.CONNECTOR,
        who=PIONEERS,
        lines=(line("الايميل يطلع كل شوي وأسجل من جديد، متعب بس ماشي"),),
        clocks=clocks(Priority.P2),
        reasons=("«يطلع كل شوي وأسجل من جديد» ← انفصال ربط، والعمل مستمر",),
        draft=draft(GMAIL),
        window_until=WINDOW,
        through_inbound_id=THREE,
        known=Known(NOW - timedelta(days=64), 2, Earlier(96, Topic.CONNECTOR, NOW - timedelta(days=9))),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def grave(**changed: object) -> TicketCardView:
    """The founder's first sample: another company's data on the screen."""
    made = card(
        who=ELITE,
        window_until=WINDOW,
        through_inbound_id=THREE,
        known=Known(
            since=NOW - timedelta(days=215),
            open_tickets=1,
            contract_on=date(2026, 4, 20),
            bundle_id="executive_growth_os",
            monthly_sar=2_999,
            renews_on=date(2026, 12, 13),
        ),
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def waiting_reply(since: datetime, within: timedelta) -> Due:
    return Due(Metric.NEXT_REPLY, within, since, since + within, None)


def voice(**changed: object) -> TicketCardView:
    heard = clocks(Priority.P2) | {
        Metric.LISTEN: Due(Metric.LISTEN, timedelta(minutes=15), OPENED, OPENED + timedelta(minutes=15), None)
    }
    made = ordinary(
        topic=Topic.OTHER,
        who=STRANGER,
        lines=(line("", kind="audio", seconds=42),),
        needs_listen=True,
        needs_look=True,
        reasons=("رسالة بلا كلام ← عادي",),
        clocks=heard,
        known=Known(),
        draft=None,
    )
    return replace(made, **changed)  # type: ignore[arg-type]


def closed(how: Closing, **changed: object) -> TicketCardView:
    stopped = {metric: replace(due, void_as="closed") for metric, due in clocks(Priority.P2).items()}
    over: dict[str, object] = {"status": TicketStatus.RESOLVED, "closed_at": NOW, "clocks": stopped}
    return ordinary(closed_as=how, **(over | changed))


def reporter(ticket_id: int, name: str, words: str) -> Reporter:
    """A colleague who reported the same, whose answer waits."""
    who = replace(ELITE, name=name)
    return Reporter(
        ticket_id=ticket_id,
        who=who,
        priority=Priority.P0,
        p0_sound=P0Sound.MEANING,
        live=True,
        seen=THREE,
        lines=(line(words),),
        clocks=clocks(),
        state=DraftStatus.PROPOSED,
        token=f"tok-{ticket_id}",
        text="النص",
    )


OTHERS = (
    reporter(129, "أحمد", "عندي بعد تطلع أسماء مو عندنا"),
    reporter(130, "سارة", "وأنا نفس الشي، بيانات ناس ما نعرفهم"),
)


def states() -> list[State]:
    return [*_waiting(), *_shared(), *_listening(), *_decided(), *_over()]


def _shared() -> list[State]:
    return [
        State("بلّغ عنها ثلاثة من عميل واحد", grave(others=OTHERS)),
        State("بلّغ عنها ثلاثة، واعتُمد رد الأولى وحده", grave(others=OTHERS, draft=decided("approved"))),
        State("تذكرة ضُمّت إلى بطاقة زميل", grave(joined_to=96)),
        State("تذكرة ضُمّت إلى أخرى", closed(Closing.MERGED, merged_into=96)),
    ]


def _waiting() -> list[State]:
    answered = clocks(Priority.P2, met_at=NOW - TWO_HOURS)
    return [
        State("طارئ بمعناه", grave()),
        State("طارئ بمعناه، استلمه أحد", grave(claimed_by="U_OPERATOR", claimed_at=NOW)),
        State("طارئ بكلمة فقط", grave(p0_sound=P0Sound.WORD, needs_look=True)),
        State("طارئ بعد رد سابق", grave(linked_ticket_id=96)),
        State("مهم، مشكلة ربط", ordinary()),
        State(
            "عاجل وحساس",
            ordinary(
                priority=Priority.P1,
                topic=Topic.OUTAGE,
                clocks=clocks(Priority.P1),
                risks=(Risk.PUBLICATION, Risk.CANCELLATION),
            ),
        ),
        State(
            "رقم لا نعرفه، سؤال وفي المسودة فراغ",
            ordinary(
                priority=Priority.P3,
                topic=Topic.PRICING,
                who=STRANGER,
                clocks=clocks(Priority.P3),
                lines=(line("كم سعر الباقة؟ جوالي 0501234567 وبريدي sara@example.com"),),
                reasons=("سؤال أو طلب ← عادي",),
                draft=draft(f"حياك الله، سؤالك عن الأسعار في محله: {GAP}"),
                known=Known(),
            ),
        ),
        State(
            "بريد بالإنجليزية",
            ordinary(
                who=BY_MAIL,
                lines=(line("HubSpot keeps disconnecting every hour, please fix it today."),),
                reasons=("«keeps disconnecting» ← انفصال ربط",),
                draft=draft(ENGLISH, language="en"),
                window_until=None,
                known=Known(),
            ),
        ),
        State(
            "رسالة محوّلة",
            ordinary(
                forwarded=True,
                lines=(Line("text", "شوفوا وش وصلني من زميلي", OPENED, Details(forwarded=True), THREE),),
            ),
        ),
        State(
            "وصلت رسالة بعد المسودة",
            ordinary(
                through_inbound_id=4,
                lines=(line("الايميل يطلع كل شوي وأسجل من جديد"), line("وبعد التقويم مو شغال", 4)),
            ),
        ),
        State("مسودة كتبها المشغّل بانتظار المؤسس", grave(draft=draft(author="U_OPERATOR"))),
        State(
            "العميل ينتظر الرد التالي",
            ordinary(
                clocks=answered,
                next_reply=waiting_reply(NOW - timedelta(hours=7), timedelta(hours=8)),
                lines=(line("طيب متى؟"),),
                draft=draft("نراجع الربط الآن، ونرجع لكم بما تبيّن اليوم قبل 4:30 م.", kind="update"),
            ),
        ),
        State(
            "طارئ تأخر، ونصه معتمد لم يُسجَّل إرساله",
            grave(draft=decided("handed_off", handed_off_at=NOW)),
            NOW + timedelta(minutes=40),
        ),
        State("تأخر أول رد، ونافذة واتساب مقفلة", ordinary(), NOW + timedelta(days=2)),
        State(
            "مستبعدة",
            ordinary(draft=decided("rejected", reject_reason="tone", reject_note="أطول من اللازم")),
        ),
        State(
            "خفّضها المؤسس",
            ordinary(judged=Judged("U_FOUNDER", Priority.P0, LowerReason.QUESTION, NOW)),
        ),
        State(
            "كلام يشبه تأكيد الإغلاق",
            ordinary(
                clocks=answered,
                status=TicketStatus.WAITING,
                closing_asked_at=NOW - TWO_HOURS,
                closing_line="تمام انحلت شكراً",
                lines=(line("تمام انحلت شكراً", 4),),
                draft=decided("sent", kind="resolution", text=ASKED),
                sent_at=NOW - TWO_HOURS,
                through_inbound_id=4,
            ),
        ),
    ]


def _listening() -> list[State]:
    return [
        State("رسالة صوتية", voice()),
        State("صورة بلا كلام", voice(lines=(line("", kind="image"),))),
        State(
            "رسالة صوتية في حالة طارئة", grave(lines=(line("", kind="audio", seconds=63),), needs_listen=True)
        ),
    ]


def _decided() -> list[State]:
    sent = {"sent_at": NOW + timedelta(minutes=2), "sent_by": "U_FOUNDER"}
    later = NOW + timedelta(minutes=5)
    outside, kept = OutsideView("call", "U_FOUNDER", NOW), Kept("app-1", NIGHT + timedelta(hours=10))
    return [
        State("معتمدة", ordinary(draft=decided("approved")), later),
        State("معتمدة ليلاً، وتُسلَّم في الصباح", _at_night(decided("approved", kept=kept)), NIGHT),
        State("كتب العميل ليلاً بعد الاعتماد", _at_night(draft(GMAIL, fell_at=NIGHT)), NIGHT),
        State("معدّلة", ordinary(draft=decided("edited")), later),
        State("سُلّمت", grave(draft=decided("handed_off", handed_off_at=NOW)), later),
        State("أُرسلت", grave(draft=decided("sent"), **sent), later),
        State("أُجيب خارجها", grave(draft=decided("answered_outside"), outside=outside), later),
        State(
            "بانتظار تأكيد العميل",
            ordinary(status=TicketStatus.WAITING, closing_asked_at=NOW, draft=decided("sent"), **sent),
            later,
        ),
    ]


def _at_night(shown: DraftView) -> TicketCardView:
    shown = replace(shown, decided_at=shown.decided_at and NIGHT)
    written = replace(ordinary(), clocks=clocks(Priority.P3), draft=shown)
    return replace(
        written,
        clocks={
            Metric.FIRST_RESPONSE: replace(written.clocks[Metric.FIRST_RESPONSE], due_at=NIGHT + TWO_HOURS)
        },
    )


def _over() -> list[State]:
    return [
        State("بلا رد: شكر", closed(Closing.NO_REPLY_NEEDED, closed_why=NoReply.THANKS.value)),
        State("بلا رد", closed(Closing.NO_REPLY_NEEDED)),
        State("أُغلقت: أكّد العميل", closed(Closing.CONFIRMED)),
        State("أُغلقت: صمت", closed(Closing.SILENT)),
        State("أُغلقت: رسالة مزعجة", closed(Closing.SPAM)),
        State("أُغلقت: فرصة، وردها ينتظر الاعتماد", closed(Closing.PROSPECT, who=STRANGER)),
        State(
            "أُغلقت: فرصة أُجيبت", closed(Closing.PROSPECT, who=STRANGER, draft=decided("sent"), sent_at=NOW)
        ),
        State("أُغلقت: لسبب آخر", closed(Closing.OTHER, closed_why="حُلّت في اجتماع الأحد")),
    ]
