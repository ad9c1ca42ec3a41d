"""Why a decision did not stand; the edge turns each into a sentence of `bot/error_messages.py`."""

from collections.abc import Sequence
from datetime import datetime

from dealix_ops.claims.rules import Finding
from dealix_ops.errors import OpsError
from dealix_ops.ports.inbox import NewLine
from dealix_ops.sending.occasions import Barrier, Over


class ButtonUnknown(OpsError):
    """The pressed value names nothing of ours."""


class NotAnApprover(OpsError):
    """Neither founder nor operator."""


class MayNotArrange(OpsError):
    """Neither founder nor operator, at something that needs no approval: customers, channels, tickets."""


class FounderOnly(OpsError):
    """An operator pressed what only the founder decides."""


class DraftAlreadyDecided(OpsError):
    """Somebody was first."""

    def __init__(self, *, status: str, by: str, at: datetime) -> None:
        super().__init__(f"{status} by {by}")
        self.status = status
        self.by = by
        self.at = at


class DraftSuperseded(OpsError):
    """The card shows an older version of the text."""


class NewerMessages(OpsError):
    """The customer wrote after the text: whoever decides must see the lines first."""

    def __init__(self, lines: Sequence[NewLine], *, seen_inbound_id: int) -> None:
        super().__init__(f"{len(lines)} newer lines")
        self.lines = tuple(lines)
        self.seen_inbound_id = seen_inbound_id


class PromisePassed(OpsError):
    """The time that the text is to promise is no longer ahead."""


class TextRefused(OpsError):
    """A gate that blocks found something, told with the warnings; the text is kept where it was typed."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(", ".join(finding.family for finding in findings))
        self.findings = tuple(findings)


class AlreadySent(OpsError):
    """«أرسلتها» was pressed before."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(f"sent by {by}")
        self.by = by
        self.at = at


class ApprovalWithdrawn(OpsError):
    """«تراجع», or another way was taken instead: this text goes nowhere."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(f"withdrawn by {by}")
        self.by = by
        self.at = at


class SentAlready(OpsError):
    """An approval is taken back until it is sent, and not after."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__(f"sent by {by}")
        self.by = by
        self.at = at


class NothingSent(OpsError):
    """«لم أرسلها» without a claim to take back."""


class NoteNeeded(OpsError):
    """An answer outside needs one line of what was said, of at most so many letters."""


class TimeImpossible(OpsError):
    """Before the customer wrote, or in the future."""

    def __init__(self, *, earliest: datetime) -> None:
        super().__init__("no time between the customer's first line and now")
        self.earliest = earliest


class HandedOverBefore(OpsError):
    """«سلّمها الآن», and it was in somebody's hand already."""


class OccasionOver(OpsError):
    """A message that answers nobody has lost its reason."""

    def __init__(self, why: Over) -> None:
        super().__init__(f"over: {why}")
        self.why = why


class MayNotWrite(OpsError):
    """Nobody asked us anything, and something forbids to write to this person now."""

    def __init__(self, barrier: Barrier) -> None:
        super().__init__(f"barrier: {barrier}")
        self.barrier = barrier
