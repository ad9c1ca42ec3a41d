"""A person's decision over one version of one text: approve, edit, reject.

Each method is one use case inside the caller's transaction. The race between two people is decided by a
single update on (draft, version, status); the loser learns who was first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.language import language_of
from dealix_ops.drafts.service import DraftStatus, Proposal
from dealix_ops.ledger.events import Event
from dealix_ops.ports.inbox import Inbox
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.case import (
    Case,
    authorise,
    case_of,
    decided,
    record,
    refuse_passed,
    refuse_text,
    win,
)
from dealix_ops.sending.hand_offs import HandOffs
from dealix_ops.sending.links import Links
from dealix_ops.sending.mornings import Mornings
from dealix_ops.sending.outside import OutsideAnswers
from dealix_ops.sending.way_out import WayOut
from dealix_ops.sending.writing import Writing


class RejectReason(StrEnum):
    """One tap; the words on the buttons are in `bot/blocks`."""

    TONE = "tone"
    WRONG_FACT = "wrong_fact"
    INCOMPLETE = "incomplete"
    PROMISE_TOO_BIG = "promise_too_big"
    WRONG_CUSTOMER = "wrong_customer"
    OTHER = "other"


@dataclass(frozen=True)
class Decisions:
    """What a Slack press, and later an API call, asks for."""

    inbox: Inbox
    way_out: WayOut

    @property
    def hand_offs(self) -> HandOffs:
        return HandOffs(self.way_out)

    @property
    def outside(self) -> OutsideAnswers:
        return OutsideAnswers(self.inbox, self.hand_offs)

    @property
    def writing(self) -> Writing:
        return Writing(self.inbox, self.way_out)

    @property
    def mornings(self) -> Mornings:
        return Mornings(self.inbox, self.way_out)

    @property
    def links(self) -> Links:
        return Links(self.way_out)

    def approve(self, session: Session, token: str, *, actor: Actor, now: datetime) -> None:
        """Approve the very text the card shows, if the customer wrote nothing since."""
        case = _case(session, token)
        authorise(session, case, actor, Act.APPROVE, now)
        self._still_open(case, (DraftStatus.PROPOSED,))
        self._refuse_stale(session, case, seen=case.version.last_inbound_id, unprocessed=True)
        refuse_text(session, case.version.text, case.ticket)
        win(session, case, DraftStatus.APPROVED, from_=(DraftStatus.PROPOSED,), actor=actor, now=now)
        self.way_out.begin(session, case, case.version, edited=False, actor=actor, now=now)

    def edit(
        self,
        session: Session,
        token: str,
        *,
        text: str,
        seen_inbound_id: int,
        actor: Actor,
        now: datetime,
        from_: tuple[DraftStatus, ...] = (DraftStatus.PROPOSED,),
        promised_by: datetime | None = None,
    ) -> None:
        """Approve a text of the person's own. Unchanged text under new lines is an approval of the draft.

        `seen_inbound_id` is the newest line the modal showed; `from_` the states it may be
        written over, `promised_by` the time that the text promises.
        """
        case = _case(session, token)
        edited = text.strip() != case.version.text
        authorise(session, case, actor, Act.EDIT if edited else Act.APPROVE, now)
        self._still_open(case, from_)
        _refuse_overtaken(session, case)
        refuse_text(session, text, case.ticket)
        refuse_passed(text, promised_by, now=now)
        self._refuse_stale(session, case, seen=seen_inbound_id, unprocessed=False)
        status = DraftStatus.EDITED if edited else DraftStatus.APPROVED
        win(session, case, status, from_=from_, actor=actor, now=now, step=1)
        kind = drafts.DraftKind(case.draft.kind)
        said = text.strip()
        proposal = Proposal(kind, said, seen_inbound_id, promised_by, language_of([said]))
        version = drafts.add_version(session, case.draft, proposal, author=actor.user_id, now=now)
        self.way_out.begin(session, case, version, edited=edited, actor=actor, now=now)

    def reject(
        self,
        session: Session,
        token: str,
        *,
        reason: RejectReason,
        note: str | None,
        actor: Actor,
        now: datetime,
    ) -> None:
        """«لا ترسل هذا»: the clock runs on and the card offers to write another."""
        case = _case(session, token)
        authorise(session, case, actor, Act.REJECT, now)
        self._still_open(case, (DraftStatus.PROPOSED,))
        win(session, case, DraftStatus.REJECTED, from_=(DraftStatus.PROPOSED,), actor=actor, now=now)
        case.draft.reject_reason = reason.value
        case.draft.reject_note = note
        facts = {"draft": case.draft.id, "version": case.draft.version, "reason": reason.value}
        record(session, Event.DRAFT_REJECTED, case, actor, now, facts)
        self.way_out.show(session, case, now)

    def _refuse_stale(self, session: Session, case: Case, *, seen: int, unprocessed: bool) -> None:
        lines, newest = self.inbox.newer_lines(
            session, case.conversation.key, seen=seen, unprocessed=unprocessed
        )
        if lines:
            raise errors.NewerMessages(lines, seen_inbound_id=newest)

    def _still_open(self, case: Case, expected: Iterable[DraftStatus]) -> None:
        draft = case.draft
        if DraftStatus(draft.status) not in expected:
            raise decided(draft)
        if draft.version != case.version.version:
            raise errors.DraftSuperseded(f"draft {draft.id} is at version {draft.version}")


def _case(session: Session, token: str) -> Case:
    version = drafts.version_by_token(session, token)
    if version is None:
        raise errors.ButtonUnknown("no draft with this token")
    return case_of(session, version)


def _refuse_overtaken(session: Session, case: Case) -> None:
    """A rejected draft may be written anew only until the customer's next line brought another draft."""
    latest = drafts.latest(session, case.ticket.id)
    if latest is not None and latest.id != case.draft.id:
        raise errors.DraftSuperseded(f"draft {latest.id} stands in its place")
