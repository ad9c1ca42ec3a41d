"""The words no outgoing text may hold; `product.md` 1 names the eight."""

from dealix_ops.claims.conduct import BYPASSING_APPROVAL, COMPETITORS, FULL_AUTOMATION, SCRAPING
from dealix_ops.claims.family import Family
from dealix_ops.claims.results import EXAGGERATED_SPEED, GUARANTEED_RESULTS, LEGAL_FINANCIAL, MEDICAL

CLAIM_FAMILIES: tuple[Family, ...] = (
    GUARANTEED_RESULTS,
    SCRAPING,
    FULL_AUTOMATION,
    BYPASSING_APPROVAL,
    COMPETITORS,
    LEGAL_FINANCIAL,
    MEDICAL,
    EXAGGERATED_SPEED,
)
