"""What each process of the product would prepare anew, prepared once in the one that the others fork from."""

from sqlalchemy.orm import configure_mappers

from dealix_ops.claims import rules as gates
from dealix_ops.migrations import tables
from dealix_ops.triage.rules import classify

__all__ = ["tables"]

configure_mappers()
gates.prepare()
classify("الخدمة متوقفة")
