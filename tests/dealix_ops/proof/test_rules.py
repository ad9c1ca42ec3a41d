"""What may count as proof: words, amounts, times and windows on both sides of their bounds."""

from datetime import timedelta

import pytest

from dealix_ops.proof import copy_ar, rules
from dealix_ops.proof.errors import (
    AmountUnusable,
    NothingRecorded,
    ReasonNeeded,
    TimeUnusable,
    TooMuchRecorded,
    WindowUnusable,
    WordsNeeded,
)
from dealix_ops.proof.rules import Figure, Kind, Own, Source, SourceKind, Window
from tests.support.clock import START

WORDS = "اجتماع تعريفي"


def source(number: int, amount: int | None = None) -> Source:
    return Source(SourceKind.RECORD, number, START + timedelta(minutes=number), amount_sar=amount)


class TestRecordable:
    @pytest.mark.parametrize("words", ["اجت", "  اجتماع \n تعريفي ", "م" * 300])
    def test_words_of_a_person_are_kept_on_one_line(self, words: str) -> None:
        kept = rules.require_recordable(Kind.MEETING, words=words, amount_sar=None, at=START, now=START)
        assert kept == " ".join(words.split())

    @pytest.mark.parametrize("words", ["", " ", "12", "..", "أب", "م" * 301])
    def test_number_without_words_is_no_proof(self, words: str) -> None:
        with pytest.raises(WordsNeeded):
            rules.require_recordable(Kind.MEETING, words=words, amount_sar=None, at=START, now=START)

    @pytest.mark.parametrize(
        ("kind", "amount", "stands"),
        [
            (Kind.PIPELINE, 1, True),
            (Kind.PIPELINE, 1_000_000_000, True),
            (Kind.PIPELINE, None, False),
            (Kind.PIPELINE, 0, False),
            (Kind.PIPELINE, 1_000_000_001, False),
            (Kind.MEETING, 1, False),
            (Kind.MEETING, None, True),
        ],
    )
    def test_amount_belongs_to_the_pipeline_alone(self, kind: Kind, amount: int | None, stands: bool) -> None:
        def record() -> str:
            return rules.require_recordable(kind, words=WORDS, amount_sar=amount, at=START, now=START)

        if stands:
            assert record() == WORDS
        else:
            with pytest.raises(AmountUnusable):
                record()

    @pytest.mark.parametrize(
        ("before", "stands"),
        [
            (timedelta(0), True),
            (timedelta(days=366), True),
            (timedelta(days=366, seconds=1), False),
            (timedelta(seconds=-1), False),
        ],
    )
    def test_only_what_happened_within_a_year(self, before: timedelta, stands: bool) -> None:
        def record() -> str:
            return rules.require_recordable(
                Kind.REPLY, words=WORDS, amount_sar=None, at=START - before, now=START
            )

        if stands:
            assert record() == WORDS
        else:
            with pytest.raises(TimeUnusable):
                record()

    def test_taking_back_needs_a_reason(self) -> None:
        assert rules.require_reason(" سُجّل مرتين ") == "سُجّل مرتين"
        with pytest.raises(ReasonNeeded):
            rules.require_reason("؟")


class TestWindow:
    @pytest.mark.parametrize(
        ("since", "until", "stands"),
        [
            (timedelta(days=7), timedelta(0), True),
            (timedelta(days=366), timedelta(0), True),
            (timedelta(days=367), timedelta(0), False),
            (timedelta(0), timedelta(0), False),
            (timedelta(days=7), timedelta(seconds=-1), False),
        ],
    )
    def test_up_to_a_year_that_has_passed(self, since: timedelta, until: timedelta, stands: bool) -> None:
        window = Window(START - since, START - until)
        if stands:
            rules.require_window(window, now=START)
        else:
            with pytest.raises(WindowUnusable):
                rules.require_window(window, now=START)


class TestFigures:
    def test_every_figure_stands_in_the_pack_also_the_empty_ones(self) -> None:
        figures = rules.figures([])
        assert [figure.key for figure in figures] == [*Kind, *Own]
        assert {copy_ar.value(figure) for figure in figures} == {"لا يوجد مسجّل"}

    def test_number_is_how_many_rows_there_are_and_the_pipeline_their_sum(self) -> None:
        found = [(Kind.MEETING, source(2)), (Kind.MEETING, source(1)), (Kind.PIPELINE, source(3, 1_500))]
        by_key = {figure.key: figure for figure in rules.figures([*found, (Kind.PIPELINE, source(4, 500))])}
        assert [one.id for one in by_key[Kind.MEETING].sources] == [1, 2]
        assert copy_ar.value(by_key[Kind.MEETING]) == "2"
        assert copy_ar.value(by_key[Kind.PIPELINE]) == "2,000 ر.س"


class TestPrintable:
    @pytest.mark.parametrize("rows", [1, rules.MOST_SOURCES])
    def test_from_one_source_to_the_most(self, rows: int) -> None:
        rules.require_printable(of_rows(rows))

    def test_none_and_one_too_many(self) -> None:
        with pytest.raises(NothingRecorded):
            rules.require_printable(of_rows(0))
        with pytest.raises(TooMuchRecorded):
            rules.require_printable(of_rows(rules.MOST_SOURCES + 1))


def of_rows(rows: int) -> tuple[Figure, ...]:
    return rules.figures((Own.CUSTOMER_REPLY, Source(SourceKind.MESSAGE, row, START)) for row in range(rows))
