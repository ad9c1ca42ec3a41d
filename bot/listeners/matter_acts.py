"""From a press on several tickets to what is shown for it and to the use case behind it."""

from collections.abc import Collection, Sequence

from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import matter_modals
from bot.blocks import matters_copy_ar as copy
from bot.blocks.matter_modals import MatterState
from bot.blocks.text import Block
from bot.listeners.desk import Desk
from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts.proposing import Voice
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.errors import OpsError
from dealix_ops.judging.case import matter_of
from dealix_ops.matters import approving, case, merging, splitting
from dealix_ops.matters.case import Hand
from dealix_ops.matters.joining import Joining
from dealix_ops.reports import people, shared
from dealix_ops.reports.shared import Reporter
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act
from dealix_ops.tickets.models import Ticket


class NothingToShow(OpsError):
    """There is nothing to choose from; `told` says so to whoever pressed."""

    def __init__(self, told: str) -> None:
        super().__init__("nothing to choose from")
        self.told = told


class MatterActs:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        settings = desk.settings
        self._voice = Voice(settings.speaker_name, settings.on_call_phone)

    def texts(self, session: Session, state: MatterState, *, user_id: str) -> Block | list[Block]:
        """The modal over all texts that wait; a list of blocks where one modal does not hold them.

        Raises what «اعتماد» would where this person may approve none of them, and NothingToShow.
        """
        ticket = _ticket(session, state.ticket_id)
        waiting = [one for one in _all(session, ticket) if one.token is not None]
        if not waiting:
            raise NothingToShow(copy.NONE_WAITS)
        mine, refusal = self.mine(session, waiting, user_id=user_id)
        if not mine and refusal is not None:
            raise refusal
        bound = MatterState(state.ticket_id, state.channel, tuple(one.token or "" for one in mine))
        others = [one for one in waiting if one not in mine]
        return matter_modals.approve_all(bound, mine, others) or matter_modals.one_by_one(mine)

    def approve(self, session: Session, state: MatterState, *, user_id: str) -> str:
        """What is to be told; nothing where every text was approved."""
        desk = self._desk
        done = approving.approve_all(
            session, desk.decisions, state.tokens, actor=desk.actor(user_id), now=desk.clock()
        )
        if not done.refused:
            return ""
        approved = [shared.of_ticket(session, ticket_id) for ticket_id in done.approved]
        refused = [
            (
                shared.of_ticket(session, ticket_id),
                error_messages.text_of(error, reader=user_id, founder_told=False),
            )
            for ticket_id, error in done.refused
        ]
        return matter_modals.outcome(approved, refused)

    def mergeable(self, session: Session, state: MatterState, *, user_id: str) -> Block:
        """Raises what `merging.choices` does, and NothingToShow."""
        found = merging.choices(session, _ticket(session, state.ticket_id), self._hand(user_id))
        if not found:
            raise NothingToShow(copy.MERGE_NONE)
        return matter_modals.merge(state, found)

    def merge(self, session: Session, ticket_id: int, other_id: int, *, user_id: str) -> None:
        merging.merge(session, ticket_id, other_id, self._hand(user_id))

    def splittable(self, session: Session, state: MatterState, *, user_id: str) -> Block | list[Block]:
        """An empty list where the press itself says whom to take out. Raises what the split would."""
        hand = self._hand(user_id)
        case.may_arrange(hand.actor)
        ticket = _ticket(session, state.ticket_id)
        if ticket.matter_id is not None:
            together = [one for one in shared.reporters(session, ticket.matter_id) if one.live]
            if shared.lead_of(session, ticket) != ticket.id:
                return []
            if len(together) > 1:
                return matter_modals.split_whom(state, together)
        offered = {line.inbound_id for line in splitting.offered(session, ticket, hand)}
        conversation = session.get_one(Conversation, ticket.conversation_id)
        lines = [line for line in people.lines(session, ticket, conversation) if line.inbound_id in offered]
        return matter_modals.split_lines(state, lines)

    def split(self, session: Session, ticket_id: int, inbound_ids: Collection[int], *, user_id: str) -> None:
        splitting.split(session, ticket_id, inbound_ids, self._hand(user_id))

    def take_out(self, session: Session, ticket_id: int, *, user_id: str) -> None:
        """Raises ButtonUnknown, MayNotArrange, NotShared."""
        hand = self._hand(user_id)
        case.may_arrange(hand.actor)
        ticket = matter_of(session, ticket_id).ticket
        joining = Joining(outbox=hand.outbox, channel=hand.channel)
        joining.take_out(session, ticket, actor=user_id, now=hand.now)

    def mine(
        self, session: Session, waiting: Sequence[Reporter], *, user_id: str
    ) -> tuple[list[Reporter], OpsError | None]:
        """Those that this person may approve, and why not the first of the others."""
        mine, refusal = [], None
        for one in waiting:
            try:
                self._desk.openable(
                    session, one.token or "", user_id=user_id, act=Act.APPROVE, status=DraftStatus.PROPOSED
                )
            except OpsError as error:
                refusal = refusal or error
            else:
                mine.append(one)
        return mine, refusal

    def _hand(self, user_id: str) -> Hand:
        desk = self._desk
        way_out = desk.decisions.way_out
        return Hand(way_out.outbox, way_out.channel, self._voice, desk.actor(user_id), desk.clock())


def _ticket(session: Session, ticket_id: int) -> Ticket:
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        raise errors.ButtonUnknown("no such ticket")
    return ticket


def _all(session: Session, ticket: Ticket) -> tuple[Reporter, ...]:
    return shared.reporters(session, ticket.matter_id) if ticket.matter_id is not None else ()
