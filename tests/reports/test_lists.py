"""The points lists and their adjustments, as published and as they stand."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.periods import Period
from generator.problems import Words
from generator.reports import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.reports import Context, Table


def made(context: Context, name: str, period: str | None = None) -> Table:
    """Make a report by name."""
    found = report(name)
    assert found is not None
    return found.make(context, Period.parse(period) if period else None)


def points(*texts: str) -> tuple[Decimal, ...]:
    """Read points."""
    return tuple(Decimal(text) for text in texts)


@pytest.mark.parametrize(
    ("period", "bonus", "adjustment", "to_date", "score"),
    [
        ("2018-Q1", ("3", "1", "0", "0"), ("0", "0", "0", "0"), ("3", "1", "0", "0"), ("103", "101", "100", "100")),
        ("2018-Q2", ("4", "2", "0", "0"), ("1", "0", "0", "0"), ("8", "3", "0", "0"), ("108", "103", "100", "100")),
        ("2018-Q3", ("0", "0", "0", "0"), ("-1", "0", "0", "0"), ("7", "3", "0", "0"), ("107", "103", "100", "100")),
    ],
)
def test_a_list_shows_bonus_adjustment_sum_and_score(
    context_of: Callable[[str, str], Context],
    period: str,
    bonus: tuple[str, ...],
    adjustment: tuple[str, ...],
    to_date: tuple[str, ...],
    score: tuple[str, ...],
) -> None:
    """Published quarters keep their figures, the open one shows the correction (R18-2.4.2-3, EX-R18-04)."""
    table = made(context_of("town", "2018-10-15"), "quarterly-points", period)
    assert table.column("person") == ("ann", "bo", "cy", "di")
    assert table.column("bonus") == points(*bonus)
    assert table.column("adjustment") == points(*adjustment)
    assert table.column("to_date") == points(*to_date)
    assert table.column("score") == points(*score)
    assert table.column("base") == points("100", "100", "100", "100")


def test_a_list_splits_the_bonus_by_item_and_adds_it_up(context_of: Callable[[str, str], Context]) -> None:
    """Q2 of ann: ① 1 household, ② 2 × 0.5, ③ 2 (R18-2.4.2-i01, R18-2.4.2-i02, R18-2.4.2-i03, R18-2.4.2-1)."""
    table = made(context_of("town", "2018-10-15"), "quarterly-points", "2018-Q2")
    assert table.column("item-i01") == points("1", "0", "0", "0")
    assert table.column("item-i02") == points("1.0", "0", "0", "0")
    # The deed taken back on 10 July was still counted when the list was closed: 1 in April, 1 in June.
    assert table.column("item-i03") == points("2", "2", "0", "0")
    assert table.totals is not None
    totals = dict(zip([column.key for column in table.columns], table.totals, strict=True))
    assert (totals["bonus"], totals["adjustment"], totals["to_date"]) == points("6", "1", "11")
    assert totals["score"] is None


def test_a_list_says_whether_it_was_published(context_of: Callable[[str, str], Context]) -> None:
    """A list counts as published from the day of publication, not of closing (R18-2.4.2-3)."""
    before = made(context_of("town", "2018-04-02"), "quarterly-points", "2018-Q1")
    assert set(before.column("state")) == {Words("not yet published", "未公布")}
    assert [note.zh for note in before.notes] == ["未公布的数字可能还会变。"]
    after = made(context_of("town", "2018-04-03"), "quarterly-points", "2018-Q1")
    assert set(after.column("state")) == {Words("published", "已公布")}
    assert after.notes == ()
    folder = "records/jurisdictions/town/communities/east"
    assert str(after.column("source")[0]).startswith(f"{folder}/periods/2018-Q1.yaml:")


def test_roles_are_ranked_apart_and_ties_share_a_rank(context_of: Callable[[str, str], Context]) -> None:
    """Building and corridor leaders each begin at 1; 1, 1, 3 for equal scores (R18-0-1, EX-R18-28)."""
    table = made(context_of("city", "2018-07-01"), "quarterly-points", "2018-Q2")
    assert table.column("rank")[:5] == (1, 1, 3, 4, 5)
    assert table.column("rank")[-2:] == (1, 2)


def test_adjustments_name_the_line_the_reason_and_the_corrected_entry(
    context_of: Callable[[str, str], Context],
) -> None:
    """A late verification stands on the next list, a correction with its reason (R18-2.4.2-2, R18-2.4.2-3)."""
    context = context_of("town", "2018-10-15")
    late = made(context, "adjustments", "2018-Q2")
    assert (late.column("points"), late.column("belongs_to")) == (points("1"), (Period.parse("2018-Q1"),))
    taken = made(context, "adjustments", "2018-Q3")
    assert (taken.column("points"), taken.column("reason")) == (points("-1"), ("重复登记",))
    folder = "records/jurisdictions/town/communities/east"
    assert taken.column("source") == (f"{folder}/corrections/c1.yaml:1",)
    assert taken.column("corrects") == (f"{folder}/logs/2018-06.yaml:3",)
    assert taken.totals is not None
    assert taken.totals[7] == Decimal(-1)


def test_a_report_of_a_period_refuses_to_be_made_without_one(context_of: Callable[[str, str], Context]) -> None:
    """A missing period or one of the wrong kind is a fault of the caller, said plainly."""
    context = context_of("town", "2018-10-15")
    with pytest.raises(ValueError, match="annual-ranking needs a period of the kinds year"):
        made(context, "annual-ranking")
    with pytest.raises(ValueError, match="monthly-ranking needs a period of the kinds month, quarter, half"):
        made(context, "monthly-ranking", "2018")
