"""Which reader understands the stored body of a message, by its source."""

from collections.abc import Callable, Mapping
from typing import Any

from dealix_ops.intake import form, mail, on_behalf, slack, whatsapp
from dealix_ops.intake.item import MessageFacts
from dealix_ops.intake.models import Inbound
from dealix_ops.vocabulary import Source

READERS: Mapping[Source, Callable[[dict[str, Any]], MessageFacts]] = {
    Source.WHATSAPP: whatsapp.message_facts,
    Source.SLACK: slack.message_facts,
    Source.ON_BEHALF: on_behalf.message_facts,
    Source.FORM: form.message_facts,
    Source.MAIL: mail.message_facts,
}


def facts_of(inbound: Inbound) -> MessageFacts:
    return READERS[Source(inbound.source)](inbound.body)
