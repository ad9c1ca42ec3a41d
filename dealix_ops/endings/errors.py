"""Why a ticket was not ended, or not opened again."""

from dealix_ops.errors import OpsError


class NeedsListening(OpsError):
    """A voice note or an image may hold anything: nobody ends what nobody heard."""


class AnswerOnItsWay(OpsError):
    """A text is approved, and nobody said yet whether it was sent."""


class TextOfPerson(OpsError):
    """Somebody wrote a text that waits for approval; a proposal of ours never takes its place."""


class NothingConfirmed(OpsError):
    """«أغلق: أكّد العميل» without a line that says so."""


class ReasonNeeded(OpsError):
    """Any other closing needs a written reason, of at most so many letters."""


class ClosingProposed(OpsError):
    """The closing question waits for its approval already."""


class NewerTicket(OpsError):
    """The customer went on in another ticket: two open ones would be one conversation torn apart."""

    def __init__(self, *, ticket_id: int) -> None:
        super().__init__(f"ticket {ticket_id} is newer")
        self.ticket_id = ticket_id
