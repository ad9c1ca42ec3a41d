import pytest

from dealix_ops.triage.scores import calibration_error, in_bands, score_of, wilson


class TestWilson:
    @pytest.mark.parametrize(
        ("hits", "total", "low", "high"),
        [(0, 0, 0.0, 1.0), (97, 100, 0.915, 0.990), (10, 10, 0.722, 1.0), (0, 10, 0.0, 0.278)],
    )
    def test_interval_as_in_the_tables(self, hits: int, total: int, low: float, high: float) -> None:
        found = wilson(hits, total)
        assert found[0] == pytest.approx(low, abs=0.001)
        assert found[1] == pytest.approx(high, abs=0.001)


class TestCalibrationError:
    def test_as_sure_as_right_is_nothing(self) -> None:
        assert calibration_error([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]) == 0

    def test_always_sure_and_never_right_is_all(self) -> None:
        assert calibration_error([(1.0, False)] * 3) == 1

    def test_bands_without_cases_are_left_out(self) -> None:
        assert in_bands([(0.95, True), (0.4, False)]) == ((0.4, 0.0, 1), (0.95, 1.0, 1))


class TestScoreOf:
    def test_nothing_wanted_and_nothing_given_is_zero_not_an_error(self) -> None:
        assert score_of([(False, False)]).f1 == 0
