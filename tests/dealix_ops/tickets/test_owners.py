"""Whose a priority is."""

from dealix_ops.tickets.owners import Owner, owner_of, what_ar
from dealix_ops.vocabulary import Priority


class TestOwnerOf:
    def test_founder_for_the_gravest_and_the_team_for_the_rest(self) -> None:
        assert [owner_of(priority) for priority in Priority] == [
            Owner.FOUNDER,
            Owner.ON_CALL_OPERATOR,
            Owner.ON_CALL_OPERATOR,
            Owner.OPERATOR_TEAM,
        ]
        assert [owner.name_ar for owner in Owner] == ["المؤسس", "المشغّل المناوب", "فريق التشغيل"]
        assert len({what_ar(priority) for priority in Priority}) == 4
