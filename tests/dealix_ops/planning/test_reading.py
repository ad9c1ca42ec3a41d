"""What people ask for in their own words: refused by its family, or a draft for somebody's yes."""

from pathlib import Path
from random import Random
from time import process_time

import pytest

from dealix_ops.planning.asked import CUES, FORBIDDEN
from dealix_ops.planning.copy_ar import INSTEAD, KIND, REASON, TITLE
from dealix_ops.planning.reading import read
from dealix_ops.planning.rules import NEVER, PLANNED, Action, Channel, Fact, Kind, Refusal, propose
from tests.dealix_ops.claims.disguises import DISGUISES, Disguise

HERE = Path(__file__).parent
FEW = 0.08
"""Of requests that a disguise may carry past; nothing is done even then, since every plan is a draft."""


def cases(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [(key, text) for key, _, text in (line.partition(" | ") for line in lines)]


REFUSED, PLANS = cases("refused.txt"), cases("planned.txt")


class TestRead:
    @pytest.mark.parametrize(("family", "text"), REFUSED)
    def test_forbidden_request_is_refused_by_its_family(self, family: str, text: str) -> None:
        plan = propose(read(text))
        assert plan.refused_for == family
        assert (plan.approval_required, plan.live_send_allowed) == (True, False)

    @pytest.mark.parametrize(("kind", "text"), PLANS)
    def test_honest_request_becomes_a_draft_for_approval(self, kind: str, text: str) -> None:
        plan = propose(read(text))
        assert (plan.refused_for, plan.action.kind) == (None, kind)
        assert (plan.approval_required, plan.live_send_allowed) == (True, False)

    def test_every_family_and_every_kind_is_tried(self) -> None:
        assert {family for family, _ in REFUSED} == set(Refusal)
        assert {kind for kind, _ in PLANS} == set(PLANNED)
        assert {family.key for family in FORBIDDEN} == {*NEVER, Kind.BULK}
        assert set(CUES) == set(PLANNED)

    @pytest.mark.parametrize("disguise", DISGUISES, ids=lambda disguise: disguise.__name__)
    def test_disguise_hides_next_to_nothing(self, disguise: Disguise) -> None:
        asked = [text for family, text in REFUSED if family != Refusal.UNKNOWN]
        passed = [text for text in asked if propose(read(disguise(text, Random(11)))).refused_for is None]
        assert len(passed) <= FEW * len(asked), passed

    @pytest.mark.parametrize("flood", ["أرسل ", "send to all ", "خصم من ", "ن", "scrape ", " \n"])
    def test_cost_stays_linear(self, flood: str) -> None:
        begun = process_time()
        read(flood * (3000 // len(flood)))
        assert process_time() - begun < 5


class TestPropose:
    @pytest.mark.parametrize(("kind", "refusal"), NEVER.items())
    def test_no_fact_makes_it_allowed(self, kind: Kind, refusal: Refusal) -> None:
        assert propose(Action(kind, channel=Channel.WHATSAPP, facts=frozenset(Fact))).refused_for is refusal

    @pytest.mark.parametrize(
        ("kind", "channel", "facts", "refusal"),
        [
            (Kind.MESSAGE, Channel.WHATSAPP, (), Refusal.COLD_WHATSAPP),
            (Kind.FOLLOW_UP, Channel.WHATSAPP, (), Refusal.COLD_WHATSAPP),
            (Kind.MESSAGE, Channel.WHATSAPP, (Fact.OPTED_IN,), None),
            (Kind.MESSAGE, Channel.WHATSAPP, (Fact.CUSTOMER_WROTE,), None),
            (Kind.MESSAGE, Channel.EMAIL, (), None),
            (Kind.MESSAGE, Channel.EMAIL, (Fact.FROZEN,), Refusal.FREEZE_BYPASS),
            (Kind.REPLY, Channel.WHATSAPP, (Fact.FROZEN,), None),
            (Kind.REPLY, Channel.WHATSAPP, (), None),
            (Kind.BULK, Channel.EMAIL, (), Refusal.BULK_WITHOUT_REVIEW),
            (Kind.BULK, Channel.EMAIL, (Fact.EACH_REVIEWED,), None),
            (Kind.BULK, Channel.WHATSAPP, (Fact.EACH_REVIEWED,), Refusal.COLD_WHATSAPP),
            (Kind.IMPORT_LIST, None, (), Refusal.BOUGHT_LIST),
            (Kind.IMPORT_LIST, None, (Fact.OWN_LIST,), None),
            (None, None, (), Refusal.UNKNOWN),
        ],
    )
    def test_facts_decide_the_rest(
        self, kind: Kind | None, channel: Channel | None, facts: tuple[Fact, ...], refusal: Refusal | None
    ) -> None:
        assert propose(Action(kind, channel=channel, facts=frozenset(facts))).refused_for is refusal

    def test_every_refusal_says_why_and_what_instead(self) -> None:
        assert set(TITLE) == set(REASON) == set(INSTEAD) == set(Refusal)
        assert set(KIND) == {*PLANNED, Kind.BULK}
