"""The lists of the Chiyang policy, made from the records that the gallery of faults starts from.

Two leaders since 10 September 2021, a place without one; the figures are worked by hand.
"""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.ledger import load
from generator.periods import Period
from generator.problems import Words
from generator.reports import Context, report
from generator.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.reports import Cell, Table

ROOT = Path(__file__).resolve().parents[2]
HE = "records/jurisdictions/chi/communities/he"


@pytest.fixture
def context_on(tmp_path: Path) -> Callable[..., Context]:
    """Load the base, with further files, and look at it on a day; asked again, on another day."""

    def made(day: str, more: dict[str, str] | None = None) -> Context:
        records = tmp_path / "records"
        if not records.exists():
            shutil.copytree(ROOT / "tests/checks/_c21/records", records)
            shutil.copytree(ROOT / "records/policies/c21", records / "policies/c21")
            shutil.copytree(ROOT / "records/calendar", records / "calendar")
        for path, text in (more or {}).items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        loaded = load(tmp_path)
        assert loaded.problems == ()
        assert loaded.ledger is not None
        as_of = date.fromisoformat(day)
        return Context(loaded.ledger, score(loaded.ledger, as_of)["chi"], (), as_of)

    return made


def table(context: Context, name: str, period: str | None = None) -> Table:
    """Make a report by name."""
    found = report(name)
    assert found is not None
    return found.make(context, Period.parse(period) if period else None)


def zh(cells: tuple[Cell, ...]) -> list[str]:
    """Say terms in Chinese."""
    return [cell.zh for cell in cells if isinstance(cell, Words)]


def test_the_progress_table_has_its_six_columns_and_a_total_row(context_on: Callable[..., Context]) -> None:
    """C21-A2-1: the columns of annex 2 and no other; a vacant grid leaves two leaders of three."""
    made = table(context_on("2021-09-20"), "campaign-progress")
    titles = ["序号", "社区", "楼栋数", "原配备楼栋长数", "优化整合后楼栋长数", "备注"]
    assert [column.title.zh for column in made.columns] == titles
    assert made.rows == ((1, "荷香社区", 3, 3, 0, None),)
    assert made.totals is not None
    assert made.totals[2:5] == (3, 3, 0)


def test_leaders_after_are_those_of_the_day_it_was_done(context_on: Callable[..., Context]) -> None:
    """C21-A2-1, C21-4.2-2: done on 10 September, two days late, with the two leaders of that day."""
    campaign = "buildings: 3\nleaders_before: 3\ndone_on: 2021-09-10\nremark: 一处暂缺\n"
    context = context_on("2022-02-20", {f"{HE}/campaigns/merging.yaml": campaign})
    assert table(context, "campaign-progress").rows == ((1, "荷香社区", 3, 3, 2, "一处暂缺"),)
    states = table(context, "campaign-states")
    assert (zh(states.column("state")), states.column("days")) == (["逾期完成"], (2,))


def test_the_month_is_paid_by_place_and_put_by_for_the_end(context_on: Callable[..., Context]) -> None:
    """C21-A1-6: 200.00 each for October, 100.00 each put by, as paid; the sums are exact."""
    made = table(context_on("2022-02-20"), "monthly-allowances", "2021-10")
    assert made.column("name") == ("安平", "柏青")
    assert made.column("amount") == (Decimal("200.00"), Decimal("200.00"))
    assert made.totals is not None
    assert made.totals[4] == 2
    assert made.totals[6:8] == (Decimal("400.00"), Decimal("200.00"))
    assert zh(made.column("state")) == ["已发放", "已发放"]


def test_the_lump_sum_waits_for_the_evaluation(context_on: Callable[..., Context]) -> None:
    """C21-A1-7, C21-3.6-4: of four months put by, one leader's 400.00 are payable, the other's wait."""
    made = table(context_on("2022-02-20"), "year-end-allowances", "2021")
    assert made.column("months") == (4, 4)
    assert made.column("amount") == (Decimal("400.00"), Decimal("0.00"))
    assert made.column("pending") == (Decimal("0.00"), Decimal("400.00"))
    assert zh(made.column("state")) == ["应发", "待评议"]
    before = table(context_on("2022-01-11"), "year-end-allowances", "2021")
    assert zh(before.column("state")) == ["待评议", "待评议"]


def test_an_evaluation_shows_counts_and_share_and_the_grade_when_concluded(context_on: Callable[..., Context]) -> None:
    """C21-3.6-2, C21-3.6-3, C21-3.6-5: 55 of 57 valid sheets are content, 96.49 %; before its day no grade is known."""
    made = table(context_on("2022-02-20"), "evaluations", "2021")
    picked = [made.column(key)[0] for key in ("delivered", "valid", "satisfied", "grade", "proposal")]
    assert picked == [60, 57, Decimal("96.49"), "满意", None]
    assert made.column("methods") == ("问卷调查",)


def test_what_is_filed_and_what_still_is_to_be(context_on: Callable[..., Context]) -> None:
    """C21-3.3-2: one appointment was sent after three days; the other is listed as pending with its days."""
    made = table(context_on("2021-09-30"), "filings")
    assert made.column("name") == ("安平", "柏青")
    assert (zh(made.column("state")), made.column("days")) == (["已报送", "待报送"], (3, 20))


def test_agreements_show_effect_and_days_left(context_on: Callable[..., Context]) -> None:
    """C21-A1-2, C21-A1-10: signed on the 8th and 9th, in effect from its first day; the days to its end are counted."""
    made = table(context_on("2022-09-01"), "agreements")
    assert made.column("effective_on") == (date(2021, 9, 10), date(2021, 9, 10))
    assert (zh(made.column("state")), made.column("days_left")) == (["生效", "生效"], (8, 8))


def test_an_agreement_that_one_side_signed_is_not_in_effect(context_on: Callable[..., Context]) -> None:
    """C21-A1-10: on the day of the first signature only one side has signed."""
    made = table(context_on("2021-09-08"), "agreements")
    assert (zh(made.column("state")), made.column("effective_on")) == (["一方已签", "一方已签"], (None, None))


def test_a_policy_that_ran_out_is_a_gap(context_on: Callable[..., Context]) -> None:
    """C21-A1-8: covered until 9 September 2022, both leaders are uninsured on the 10th."""
    insured = table(context_on("2022-09-09"), "insurance")
    assert zh(insured.column("state")) == ["已投保", "已投保"]
    gap = table(context_on("2022-09-10"), "insurance")
    assert zh(gap.column("state")) == ["未投保", "未投保"]


def test_people_who_must_be_leaders(context_on: Callable[..., Context]) -> None:
    """C21-3.2-5: the one Party group head serves, 100.00 %; before the appointment nobody does."""
    made = table(context_on("2021-10-01"), "required-posts")
    assert (zh(made.column("state")), [note.zh for note in made.notes]) == (["在任"], ["党小组长在任 100.00 %。"])
    before = table(context_on("2021-09-09"), "required-posts")
    assert (zh(before.column("state")), [note.zh for note in before.notes]) == (["未任职"], ["党小组长在任 0.00 %。"])


def test_somebody_with_several_places_is_listed_with_ground_and_consent(context_on: Callable[..., Context]) -> None:
    """C21-3.1-3, C21-3.1-4: the grid taken on in October stands beside the own one."""
    person = (ROOT / "tests/checks/_c21/records/jurisdictions/chi/communities/he/people/bo.yaml").read_text("utf-8")
    taken = "- id: a2\n  role: building-leader\n  places:\n  - g3\n  from: 2021-10-01\n  concurrent:\n"
    taken += "    ground: hard-to-staff\n    consent_on: 2021-09-28\n"
    more = {f"{HE}/people/bo.yaml": person.replace("age_check:", f"{taken}age_check:")}
    made = table(context_on("2021-10-05", more), "concurrent-leaders")
    assert made.column("places") == ("荷香苑2号楼网格、荷香苑3号楼网格",)
    assert [made.column(key)[0] for key in ("count", "ground", "consent_on")] == [2, "配备难", date(2021, 9, 28)]


LOG = """recorder: clerk
entries:
- id: 001
  date: 2021-10-04
  leader: an
  activity: visit
  count: 6
  note: 问需求
- id: 002
  date: 2021-10-12
  leader: an
  activity: screen-safety
  told_on: 2021-10-12
- id: 003
  date: 2021-10-20
  leader: bo
  activity: visit
  count: 4
"""
SHEET = "verifications:\n- on: 2021-11-01\n  by: checker\n  first: 001\n  last: 002\n"


def test_the_four_systems_are_counted_from_verified_entries(context_on: Callable[..., Context]) -> None:
    """C21-4.3-2, C21-3.5-2, C21-3.5-4, C21-3.5-5: one visit and one screening are verified; the other visit is not."""
    more = {f"{HE}/logs/2021-10.yaml": LOG, f"{HE}/verifications/2021-10.yaml": SHEET}
    made = table(context_on("2021-11-05", more), "work-systems", "2021-10")
    counts = [made.column(f"count-{system}") for system in ("publicity", "visits", "screening", "reports")]
    assert counts == [(0, 0), (1, 0), (1, 0), (0, 0)]
    assert made.column("kept-visits") == (True, False)


def test_the_service_record_goes_leader_by_leader(context_on: Callable[..., Context]) -> None:
    """C21-3.5-6: date, content, households, and where it was reported; the signature stays empty for ink."""
    more = {f"{HE}/logs/2021-10.yaml": LOG, f"{HE}/verifications/2021-10.yaml": SHEET}
    made = table(context_on("2021-11-05", more), "service-record", "2021-10")
    picked = list(zip(*(made.column(key) for key in ("name", "day", "households", "told_on")), strict=True))
    assert picked == [
        ("安平", date(2021, 10, 4), 6, None),
        ("安平", date(2021, 10, 12), None, date(2021, 10, 12)),
        ("柏青", date(2021, 10, 20), 4, None),
    ]
    assert made.column("signature") == (None, None, None)
    assert made.column("content") == ("问需求", None, None)


def test_a_policy_without_money_has_empty_lists(context_on: Callable[..., Context]) -> None:
    """Every report of serving can be made for a month or year in which nothing happened."""
    context = context_on("2021-09-01")
    for name, period in (("monthly-allowances", "2021-08"), ("year-end-allowances", "2020"), ("evaluations", "2020")):
        assert table(context, name, period).rows == ()
