"""What was approved at night and is given in the morning: when, and how one has it at once."""

from bot.blocks import ticket_copy_ar as copy
from bot.blocks import ticket_menu
from bot.blocks.hand_off_copy_ar import UNDO
from bot.blocks.text import Block, actions, button
from bot.ids import Action
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.reports.draft_views import Kept


def told(kept: Kept) -> str:
    """«تُسلَّم 9:00 ص»: the next one, on either side of midnight."""
    return copy.KEPT_UNTIL.format(at=clock_ar(kept.until))


def buttons(kept: Kept) -> Block:
    undo = button(UNDO, Action.DRAFT_UNDO, kept.token)
    return actions([button(copy.GIVE_NOW, Action.DRAFT_GIVE_NOW, kept.token), undo])


def choices(kept: Kept) -> list[ticket_menu.Choice]:
    """The same in the menu of one who shares another's card."""
    return [
        ticket_menu.choice(Action.DRAFT_GIVE_NOW, kept.token),
        ticket_menu.choice(Action.DRAFT_UNDO, kept.token),
    ]
