"""The demonstration under the Chiyang plan and the points scheme: every report of these policies shows something."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.awards import rounds
from generator.ledger import Ledger, load
from generator.periods import Period
from generator.reports import REPORTS, Context, Table, claim_receipt, report
from generator.reports.monthly import review
from generator.scoring import score

ROOT = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 20)
OF_ALL = {"tasks", "decisions", "vacancies", "leader-files", "sources", "kit", "work-guide"}
OF_PLAN = OF_ALL | {
    *("incidents", "issues", "proposals", "candidates", "record-book", "service-log", "unverified", "rejected"),
    *("campaign-progress", "campaign-states", "service-record", "filings", "concurrent-leaders", "required-posts"),
    *("monthly-allowances", "year-end-allowances", "evaluations", "insurance", "agreements", "work-systems"),
}
OF_SCHEME = OF_ALL | {
    *("claim-review", "points-notice", "appeals", "missing-claims", "hazards", "participation", "balances"),
    *("redemptions", "catalogue", "points-budget", "points-ranking", "points-statistics", "voices", "satisfaction"),
    *("scheme-reviews", "scheme-meetings", "item-changes"),
}
MONTH = {"missing-claims": "2026-02"}
"""Somebody of the second community forgot the claim of that month."""


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """Load the records of this repository."""
    loaded = load(ROOT)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    return loaded.ledger


@pytest.fixture(scope="module")
def contexts(ledger: Ledger) -> dict[str, Context]:
    """Return a context for each jurisdiction of the demonstration."""
    return {name: Context(ledger, found, rounds(found), AS_OF) for name, found in score(ledger, AS_OF).items()}


def table(context: Context, name: str) -> Table:
    """Make a report, of last year, of this September or of the day."""
    found = report(name)
    assert found is not None
    kinds = found.needs_period
    period = None
    if kinds is not None:
        period = Period.parse(MONTH.get(name, "2026-09")) if "month" in kinds else Period.parse("2025")
    return found.make(context, period)


@pytest.mark.parametrize("name", sorted(OF_PLAN))
def test_a_report_of_the_chiyang_plan_has_rows(contexts: dict[str, Context], name: str) -> None:
    """Nobody who looks at the demonstration meets an empty table."""
    if name in {"incidents", "rejected"}:
        made = report(name)
        assert made is not None
        assert made.make(contexts["jiaquan"], Period.parse("2026")).rows
    else:
        assert table(contexts["jiaquan"], name).rows


@pytest.mark.parametrize("name", sorted(OF_SCHEME))
def test_a_report_of_the_points_scheme_has_rows(contexts: dict[str, Context], name: str) -> None:
    """Nobody who looks at the demonstration meets an empty table."""
    assert table(contexts["lanshi"], name).rows


def test_lists_of_logged_points_are_empty_where_points_are_claimed(contexts: dict[str, Context]) -> None:
    """A ranking of deeds in logs would show a nought for everybody; the ranking is that of the claims."""
    scheme, city = contexts["lanshi"], contexts["gangcheng"]
    for name in ("annual-ranking", "quarterly-points"):
        assert table(scheme, name).rows == ()
        assert table(city, name).rows != ()


def column(found: Table, key: str) -> list[object]:
    """Return the cells of a column, the Chinese words of those that have two languages."""
    place = [known.key for known in found.columns].index(key)
    return [getattr(row[place], "zh", row[place]) for row in found.rows]


def test_every_state_is_met(contexts: dict[str, Context]) -> None:
    """The demonstration shows agreements, campaigns, filings, money, appeals, redemptions and voices in every state."""
    plan, scheme = contexts["jiaquan"], contexts["lanshi"]
    assert set(column(table(plan, "agreements"), "state")) == {"未签", "一方已签", "生效", "期满", "已解除"}
    assert set(column(table(plan, "campaign-states"), "state")) == {"按时完成", "逾期完成"}
    assert set(column(table(plan, "filings"), "state")) == {"已回执", "已报送", "待报送"}
    assert set(column(table(plan, "insurance"), "state")) == {"已投保", "未投保"}
    assert set(column(table(plan, "year-end-allowances"), "state")) == {"已发", "应发", "待评议"}
    assert set(column(table(scheme, "appeals"), "state")) == {"成立", "不成立", "逾期", "待决定"}
    redeemed = {"已申请", "已批准", "已领取", "未批准", "已取消"}
    assert set(column(table(scheme, "redemptions"), "state")) == redeemed
    assert set(column(table(scheme, "voices"), "state")) == {"已收到", "已受理", "已定措施", "已办结", "不受理"}


def test_the_agreement_of_somebody_who_left_is_dissolved(contexts: dict[str, Context], ledger: Ledger) -> None:
    """C21-A1-9: whoever left serves under no agreement any more, although its term goes on."""
    found = table(contexts["jiaquan"], "agreements")
    book = ledger.jurisdictions["jiaquan"].communities["c001"]
    (left,) = (exit_case.person for name, exit_case in book.exits.items() if name == "left-2025-10")
    rows = [
        (state, days)
        for person, state, days in zip(
            column(found, "person"), column(found, "state"), column(found, "days_left"), strict=True
        )
        if person == left
    ]
    assert rows == [("期满", 0), ("已解除", 0)]


def test_participation_names_the_households_of_a_building(contexts: dict[str, Context]) -> None:
    """PTS-18-3: how many took part says little without how many live there."""
    found = table(contexts["lanshi"], "participation")
    assert all(isinstance(households, int) for households in column(found, "households"))


def test_the_names_of_the_reports_are_known() -> None:
    """No name of these lists is a slip."""
    assert {known.name for known in REPORTS} >= OF_PLAN | OF_SCHEME


def test_a_receipt_under_claims_adds_up_what_the_review_counted(contexts: dict[str, Context]) -> None:
    """PTS-5-2: each claimed line of the leader's months stands in it, with its decision; the note has the sum."""
    scheme, person = contexts["lanshi"], "姜国平"
    (identity,) = [p for p in scheme.book.community_of if scheme.name(p) == person]
    found = claim_receipt(scheme, identity, Period.parse("2026-Q3"))
    assert {month.text for month in found.column("month") if isinstance(month, Period)} == {
        "2026-07",
        "2026-08",
        "2026-09",
    }
    reviewed = [
        table_row
        for month in Period.parse("2026-Q3").parts("month")
        for table_row in review(scheme, month).rows
        if table_row[1] == identity
    ]
    assert len(found.rows) == len(reviewed) > 0
    total = sum(points for points in found.column("points") if isinstance(points, Decimal))
    assert found.notes[0].zh == f"合计{total}分，含还没有确定的。"
