"""A customer's onboarding as it is stored: once told, once kept, and blocked by the real connectors."""

from datetime import UTC, datetime, timedelta

import pytest

from dealix_ops.connectors import service as connectors
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.database import Database
from dealix_ops.onboarding import rules, service
from dealix_ops.onboarding.errors import NotReadyForFirstService
from dealix_ops.onboarding.rules import StepId
from dealix_ops.onboarding.service import Standing, StepState
from tests.support.clock import MovingClock
from tests.support.customers import customer, told

DONE = StepState(completed=True, notes="")


def move(database: Database, clock: MovingClock, step: StepId, state: StepState = DONE) -> Standing:
    with database.transaction() as session:
        return service.set_step(session, 1, step, state=state, actor="api:test", now=clock())


def begin(database: Database, clock: MovingClock, bundle_id: str | None) -> Standing:
    with database.transaction() as session:
        return service.start(session, 1, bundle_id=bundle_id, actor="api:test", now=clock())


class TestStart:
    def test_twice_is_once_and_a_bundle_may_come_later(self, database: Database, clock: MovingClock) -> None:
        customer(database, now=clock())
        begin(database, clock, None)
        begin(database, clock, "growth_starter")
        assert begin(database, clock, "growth_starter").bundle_id == "growth_starter"
        assert begin(database, clock, None).bundle_id == "growth_starter"
        assert told(database) == [
            ("onboarding.started", {"customer_id": 1, "bundle_id": None}),
            ("onboarding.started", {"customer_id": 1, "bundle_id": "growth_starter", "was": None}),
        ]


class TestSetStep:
    def test_kept_once_and_taken_back(self, database: Database, clock: MovingClock) -> None:
        customer(database, now=clock())
        move(database, clock, StepId.SELECT_GOAL)
        assert move(database, clock, StepId.SELECT_GOAL).steps == {StepId.SELECT_GOAL: DONE}
        again = StepState(completed=False, notes="تغيّر الهدف")
        assert move(database, clock, StepId.SELECT_GOAL, again).steps == {StepId.SELECT_GOAL: again}
        steps = [facts for event, facts in told(database) if event == "onboarding.step_changed"]
        assert [facts["completed"] for facts in steps] == [True, False]

    def test_first_service_needs_whatsapp_of_this_customer(
        self, database: Database, clock: MovingClock
    ) -> None:
        customer(database, now=clock())
        with pytest.raises(NotReadyForFirstService):
            move(database, clock, StepId.FIRST_SERVICE_RUN)
        with database.reading() as session:
            assert service.standing(session, 1).steps == {}
        with database.transaction() as session:
            connectors.move(
                session,
                1,
                "whatsapp_cloud",
                state=ConnectorState.CONNECTED_DRAFT_ONLY,
                notes="",
                actor="api:test",
                now=clock(),
            )
        assert move(database, clock, StepId.FIRST_SERVICE_RUN).steps[StepId.FIRST_SERVICE_RUN] == DONE
        with database.transaction() as session:
            connectors.move(
                session,
                1,
                "whatsapp_cloud",
                state=ConnectorState.ERROR,
                notes="",
                actor="api:test",
                now=clock(),
            )
        noted = StepState(completed=True, notes="تعطّل الربط بعدها")
        assert move(database, clock, StepId.FIRST_SERVICE_RUN, noted).steps[StepId.FIRST_SERVICE_RUN] == noted

    def test_who_finished_it_stays_whoever_writes_a_note(
        self, database: Database, clock: MovingClock
    ) -> None:
        customer(database, now=clock())
        move(database, clock, StepId.SELECT_GOAL)
        at = clock()
        clock.move(minutes=5)
        with database.transaction() as session:
            service.note(session, 1, StepId.SELECT_GOAL, "تأكد الهدف", actor="U_OPERATOR", now=clock())
        with database.reading() as session:
            state = service.standing(session, 1).steps[StepId.SELECT_GOAL]
            told = service.summary(session, 1)
        assert (state.by, state.at, state.notes) == ("api:test", at, "تأكد الهدف")
        assert told is not None
        assert (told.done, told.percent, told.current, told.moved_at) == (1, 12.5, "select_bundle", at)


class TestStandstill:
    @pytest.mark.parametrize(("days", "said"), [(0, 0), (1, 0), (2, 2), (9, 9)])
    def test_days_are_riyadhs_and_the_first_two_say_nothing(self, days: int, said: int) -> None:
        at = datetime(2026, 11, 22, 20, 59, tzinfo=UTC)  # 23:59 in Riyadh
        assert rules.still_since(at, at + timedelta(days=days)) == said
        assert rules.still_since(at, at + timedelta(days=1, minutes=1)) == 2
