"""The receipt: every line, why it counts, and which list shows it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from generator.history import FileCommit, History
from generator.history.origins import OUTSIDE, FileOrigin, Origins
from generator.periods import Period
from generator.reports import receipt, receipt_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.reports import Context, ReceiptLine

FOLDER = "records/jurisdictions/town/communities/east"


def line(context: Context, person: str, day: str, number: int = 0) -> ReceiptLine:
    """Return a person's line of a day."""
    return [found for found in receipt(context, person).roles[0].lines if found.day.isoformat() == day][number]


def test_the_head_and_the_sums_add_up(context_of: Callable[[str, str], Context]) -> None:
    """Base 100 once, Q1 3 + 1, Q2 4 - 1: 7 points and a score of 107 (R18-2.4.2-1, R18-2.4.2-4, EX-R18-02)."""
    found = receipt(context_of("town", "2018-10-15"), "ann")
    assert (found.name, found.community, found.period) == ("安宁", "东社区", Period.parse("2018"))
    (part,) = found.roles
    assert (part.role_label, part.place, part.base, part.base_clause) == ("楼长", "1号楼", Decimal(100), "2.4.2")
    assert part.subtotals == ((Period.parse("2018-Q1"), Decimal(4)), (Period.parse("2018-Q2"), Decimal(3)))
    assert (part.total, part.to_date, part.score) == (Decimal(7), Decimal(7), Decimal(107))
    assert sum(known.points for known in part.lines) == part.total


def test_a_quarter_shows_its_lines_and_the_score_to_its_end(context_of: Callable[[str, str], Context]) -> None:
    """Q1 alone: 4 points, 104 to date, the later quarters left out (R18-2.4.2-3)."""
    (part,) = receipt(context_of("town", "2018-10-15"), "ann", Period.parse("2018-Q1")).roles
    assert [known.day.isoformat() for known in part.lines] == ["2018-03-10", "2018-03-31"]
    assert (part.total, part.to_date, part.score) == (Decimal(4), Decimal(4), Decimal(104))


def test_a_counted_line_names_item_rate_clause_and_record(context_of: Callable[[str, str], Context]) -> None:
    """Three households at 1 point each are 3 points, cited by clause and line (R18-2.4.2-i01)."""
    found = line(context_of("town", "2018-10-15"), "ann", "2018-03-10")
    assert (found.item_number, found.item_label, found.clause) == ("①", "采集住户信息", "2.4.2-i01")
    assert (found.units, found.counted, found.rate, found.points) == (3, 3, Decimal(1), Decimal(3))
    assert (found.outcome.en, found.outcome.zh) == ("counted", "计分")
    assert found.source == f"{FOLDER}/logs/2018-03.yaml:7"
    assert found.listed is not None
    assert found.listed.en == "in the list of the first quarter of 2018, published on 2018-04-03"
    assert found.listed.zh == "列入2018年第一季度名单，2018年4月3日公布"


def test_a_late_line_tells_the_days_and_the_limit(context_of: Callable[[str, str], Context]) -> None:
    """Told on the eighth day earns nothing, on the seventh it counts (R18-2.1.1-2, EX-R18-05)."""
    context = context_of("town", "2018-10-15")
    late = line(context, "bo", "2018-05-02")
    assert late.outcome.en == "late, not counted: told 8 days after; the last day in time was 2018-05-09"
    assert late.outcome.zh == "迟报，未计分：第8天才告知；最迟应在2018年5月9日告知"
    assert (late.points, late.listed) == (Decimal(0), None)
    assert line(context, "ann", "2018-05-02").points == Decimal("0.5")


def test_a_capped_line_points_to_what_was_counted_before(context_of: Callable[[str, str], Context]) -> None:
    """Of three households two were counted in March already (R18-2.4.2-i01, EX-R18-09)."""
    found = line(context_of("town", "2018-10-15"), "ann", "2018-05-05")
    assert (found.units, found.counted, found.points) == (3, 1, Decimal(1))
    assert found.outcome.en == (
        "capped: 1 of 3 households counted; the household was already counted on 2018-03-10"
        f" at {FOLDER}/logs/2018-03.yaml:7"
    )
    assert found.outcome.zh == f"封顶：3户中计1户；该住户已在2018年3月10日计过，见 {FOLDER}/logs/2018-03.yaml:7"


def test_a_line_missed_at_the_meeting_tells_why_without_the_state(context_of: Callable[[str, str], Context]) -> None:
    """Coming late to an emergency meeting earns nothing (R18-2.4.2-i04)."""
    found = line(context_of("town", "2018-10-15"), "bo", "2018-04-10")
    assert (found.points, found.outcome.zh) == (Decimal(0), "未计分：未按时到会")


def test_a_withdrawn_line_links_to_its_correction_and_back(context_of: Callable[[str, str], Context]) -> None:
    """A correction takes the points back in a line of its own and is never hidden (R18-2.4.2-2, G-18)."""
    context = context_of("town", "2018-10-15")
    kept, taken = line(context, "ann", "2018-06-03"), line(context, "ann", "2018-06-03", 1)
    assert (kept.points, taken.points) == (Decimal(1), Decimal(-1))
    assert kept.corrected_by == taken.source == f"{FOLDER}/corrections/c1.yaml:1"
    assert taken.corrects == kept.source == f"{FOLDER}/logs/2018-06.yaml:3"
    assert taken.outcome.zh == f"已由2018年7月10日的更正撤销，原记录见 {FOLDER}/logs/2018-06.yaml:3"
    assert taken.listed is not None
    assert taken.listed.en == "to be in the list of the third quarter of 2018, as an adjustment"


def test_a_line_verified_late_stands_on_the_next_list(context_of: Callable[[str, str], Context]) -> None:
    """Known on 5 April, after Q1 was closed on the 2nd: an adjustment of Q2 (EX-R18-04, R18-2.4.2-3)."""
    found = line(context_of("town", "2018-10-15"), "ann", "2018-03-31")
    assert found.quarter == Period.parse("2018-Q1")
    assert found.listed is not None
    assert found.listed.zh == "列入2018年第二季度名单（作为调整），2018年7月5日公布"
    before = line(context_of("town", "2018-05-01"), "ann", "2018-03-31")
    assert before.listed is not None
    assert before.listed.zh == "将列入2018年第二季度名单（作为调整）"


def test_a_line_says_who_entered_it_and_when(context_of: Callable[[str, str], Context]) -> None:
    """Author and day, in the jurisdiction's time zone, of the commit of the entry; the correction has its own."""
    late = datetime(2018, 3, 31, 20, tzinfo=UTC)
    listed = (FileCommit("a" * 40, late, "甲文书"), FileCommit("b" * 40, datetime(2018, 7, 10, tzinfo=UTC), "乙文书"))
    files = {
        f"{FOLDER}/logs/2018-06.yaml": FileOrigin("", 1, ((1, OUTSIDE), (2, 0), (99, OUTSIDE))),
        f"{FOLDER}/corrections/c1.yaml": FileOrigin("", 1, ()),
    }
    context = replace(context_of("town", "2018-10-15"), history=History(lines=Origins(listed, files)))

    kept, taken = line(context, "ann", "2018-06-03"), line(context, "ann", "2018-06-03", 1)

    assert (kept.entered_by, kept.entered_on) == ("甲文书", date(2018, 4, 1))
    assert (taken.entered_by, taken.entered_on) == ("乙文书", date(2018, 7, 10))
    unknown = line(context, "ann", "2018-03-10")
    assert (unknown.entered_by, unknown.entered_on) == (None, None)
    table = receipt_table(receipt(context, "ann"))
    assert {"甲文书", "乙文书", None} == set(table.column("entered_by"))
    assert {date(2018, 4, 1), date(2018, 7, 10), None} == set(table.column("entered_on"))


def test_nobody_has_a_receipt_for_an_unknown_id(context_of: Callable[[str, str], Context]) -> None:
    """An id that no record has is refused."""
    with pytest.raises(KeyError):
        receipt(context_of("town", "2018-10-15"), "nobody")


def test_the_table_of_a_receipt_begins_with_the_base_and_ends_with_the_score(
    context_of: Callable[[str, str], Context],
) -> None:
    """The same lines go to every format (R18-2.4.2-1)."""
    table = receipt_table(receipt(context_of("town", "2018-10-15"), "bo"))
    # bo: base 100, then 12 March 1, meeting 0, 11 April 1, late 0, 25 May 1.
    assert table.column("points") == (*map(Decimal, (100, 1, 0, 1)), Decimal("0.0"), Decimal(1))
    assert [note.zh for note in table.notes] == [
        "楼长 2号楼：2018年第一季度1分，2018年第二季度2分；合计3分，累计3分，基础分100分，得分103分。"
    ]
