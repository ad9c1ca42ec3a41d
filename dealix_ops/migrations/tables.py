"""Every table of ours, gathered for migrations: a model that is not imported here does not exist for them."""

import dealix_ops.alerts.models
import dealix_ops.computed.models
import dealix_ops.connectors.models
import dealix_ops.contacts.models
import dealix_ops.customer_success.models
import dealix_ops.delegation.models
import dealix_ops.delivery.models
import dealix_ops.drafts.models
import dealix_ops.durable.models
import dealix_ops.freezes.models
import dealix_ops.incidents.closing_models
import dealix_ops.incidents.models
import dealix_ops.incidents.run_models
import dealix_ops.intake.models
import dealix_ops.invariants.models
import dealix_ops.judging.models
import dealix_ops.ledger.models
import dealix_ops.media.models
import dealix_ops.onboarding.models
import dealix_ops.paging.models
import dealix_ops.planning.models
import dealix_ops.promises.models
import dealix_ops.proof.models
import dealix_ops.self_growth.models
import dealix_ops.sending.models
import dealix_ops.sla.models
import dealix_ops.slots.models
import dealix_ops.tickets.models
import dealix_ops.triage.models
import dealix_ops.working_time.models  # noqa: F401
from dealix_ops.database import Base

METADATA = Base.metadata
