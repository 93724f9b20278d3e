"""The internal lists of the office: alerts, deeds, matters, selection and leaders."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from generator.periods import Period
from generator.problems import Words
from generator.reports import REPORTS, report

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.reports import Cell, Context, Table

FOLDER = "records/jurisdictions/town/communities/east"


def made(context: Context, name: str, period: str | None = None) -> Table:
    """Make a report by name."""
    found = report(name)
    assert found is not None
    return found.make(context, Period.parse(period) if period else None)


def pick(table: Table, *keys: str) -> list[tuple[Cell, ...]]:
    """Return some columns, row by row."""
    return list(zip(*(table.column(key) for key in keys), strict=True))


def zh(cells: tuple[Cell, ...]) -> list[str]:
    """Say terms in Chinese."""
    return [cell.zh for cell in cells if isinstance(cell, Words)]


def test_the_monthly_ranking_marks_the_last_place(context_of: Callable[[str, str], Context]) -> None:
    """May: ann 2, bo 1, cy 0 and last; corridor leaders are not ranked (R18-2.4.3-1)."""
    table = made(context_of("town", "2018-10-15"), "monthly-ranking", "2018-05")
    assert pick(table, "person", "rank", "bonus", "last") == [
        ("ann", 1, Decimal("2.0"), False),
        ("bo", 2, Decimal(1), False),
        ("cy", 3, Decimal(0), True),
    ]
    assert [note.zh for note in table.notes] == ["内部使用，不得公开。"]


def test_a_run_of_last_places_shows_warning_and_talk(context_of: Callable[[str, str], Context]) -> None:
    """Last in March, April and May: told is the grid head; the talk counts from its day (R18-2.4.3-1, EX-R18-16)."""
    table = made(context_of("town", "2018-10-15"), "last-place-runs")
    months = (Period.parse("2018-03"), Period.parse("2018-05"), 3)
    assert pick(table, "person", "first_month", "last_month", "months", "told") == [("cy", *months, "郭海")]
    assert pick(table, "warning", "talk_by", "talk_on", "at_home") == [("w1", "郭海", date(2018, 6, 8), True)]
    assert zh(table.column("state")) == ["已约谈"]
    assert table.column("source") == (f"{FOLDER}/warnings/w1.yaml:1",)
    waiting = made(context_of("town", "2018-06-07"), "last-place-runs")
    assert (zh(waiting.column("state")), waiting.column("talk_on")) == (["待约谈"], (None,))
    unanswered = made(context_of("town", "2018-06-04"), "last-place-runs")
    assert (zh(unanswered.column("state")), unanswered.column("warning")) == (["未记预警"], (None,))


def test_late_reports_show_days_and_limit(context_of: Callable[[str, str], Context]) -> None:
    """Moved in on 2 May, told on the 10th: 8 days, one too many (R18-2.1.1-2, R18-2.4.2-i02, EX-R18-05)."""
    table = made(context_of("town", "2018-10-15"), "late-reports", "2018-Q2")
    assert pick(table, "person", "limit", "told_on", "days", "late_by") == [
        ("bo", date(2018, 5, 9), date(2018, 5, 10), 8, 1)
    ]
    assert made(context_of("town", "2018-10-15"), "late-reports", "2018-Q1").rows == ()


def test_incidents_leave_an_open_limit_open(context_of: Callable[[str, str], Context]) -> None:
    """To tell "at once" has no number in the text: the days are shown, the limit is unset (R18-2.1.1-3)."""
    table = made(context_of("town", "2018-10-15"), "incidents", "2018")
    assert pick(table, "number", "person", "activity", "place", "days", "note") == [
        ("004", "ann", "告知安全隐患", "1号楼", 0, "井盖松动")
    ]
    assert (zh(table.column("limit_hours")), zh(table.column("state"))) == (["未定"], ["已核实"])


def test_consultations_are_listed_with_headcount(context_of: Callable[[str, str], Context]) -> None:
    """A consultation earns nothing and is still on record (R18-2.1.4-1)."""
    table = made(context_of("town", "2018-10-15"), "consultations", "2018-05")
    assert pick(table, "day", "person", "headcount") == [(date(2018, 5, 21), "bo", 12)]


def test_issues_show_the_days_they_took(context_of: Callable[[str, str], Context]) -> None:
    """Raised on 1 June and resolved on the 11th: 10 days; open ones count to the day (R18-2.1.4-4)."""
    table = made(context_of("town", "2018-10-15"), "issues")
    assert pick(table, "id", "handler", "days", "result") == [("i1", "核实岗", 10, "已换灯"), ("i2", None, 15, None)]
    assert (zh(table.column("state")), zh(table.column("limit"))) == (["已办结", "待受理"], ["未定", "未定"])
    earlier = made(context_of("town", "2018-06-05"), "issues")
    assert pick(earlier, "id", "days", "resolved_on", "result") == [("i1", 4, None, None)]
    assert zh(earlier.column("state")) == ["办理中"]


def test_proposals_are_the_issues_of_that_kind(context_of: Callable[[str, str], Context]) -> None:
    """Leaders may make proposals on community affairs (R18-2.1.4-3)."""
    assert made(context_of("town", "2018-10-15"), "proposals").column("title") == ("装长椅",)


def test_property_checks_have_a_column_for_each_aspect(context_of: Callable[[str, str], Context]) -> None:
    """The policy's form decides the columns; an aspect without mark stays empty (R18-2.1.4-2)."""
    table = made(context_of("town", "2018-10-15"), "property-checks")
    assert pick(table, "staff_role", "aspect-cleaning", "aspect-repairs", "aspect-security") == [
        ("保洁员", "满意", "不满意", None)
    ]


def test_decisions_include_interpretations_and_exceptions(context_of: Callable[[str, str], Context]) -> None:
    """Who proposed, who decided and why is on record (R18-2.4.3-2, R18-4-1, G-13)."""
    table = made(context_of("town", "2018-10-15"), "decisions")
    assert zh(table.column("kind")) == ["解释", "例外"]
    assert pick(table, "id", "proposed_by", "decided_by", "reason") == [
        ("d1", "记录岗", "核实岗", "扫雪算居民服务"),
        ("v1", None, "核实岗", "只有一人报名"),
    ]


def test_candidates_show_pass_or_fail_and_never_the_grade(context_of: Callable[[str, str], Context]) -> None:
    """AA passes, B fails; the grade itself is in no cell (R18-2.2-1, R18-2.2-2, R18-2.3-1, EX-R18-07)."""
    table = made(context_of("town", "2018-10-15"), "candidates")
    assert pick(table, "person", "channels", "condition-warm", "step-nominate", "step-approve") == [
        ("di", "居民自荐", True, date(2018, 9, 6), None),
        ("gh", "居民推荐", None, date(2018, 9, 6), None),
    ]
    assert zh(table.column("grade")) == ["合格", "不合格"]
    assert {"AA", "B"}.isdisjoint(cell for row in table.rows for cell in row)


def test_vacancies_tell_since_when_and_the_selection_under_way(context_of: Callable[[str, str], Context]) -> None:
    """Building 3 has been vacant since August; a grid may lack its head (R18-1-1, R18-2.4.3-2, G-25)."""
    table = made(context_of("town", "2018-10-15"), "vacancies")
    assert pick(table, "place", "role", "since", "days", "case") == [
        ("3号楼", "楼长", date(2018, 8, 31), 45, "k1"),
        ("二网格", "网格长", None, None, None),
    ]
    assert made(context_of("town", "2018-08-31"), "vacancies").column("place") == ("二网格",)


def test_leader_files_hold_posts_and_trainings_and_nothing_private(context_of: Callable[[str, str], Context]) -> None:
    """Identity number, address and telephone stay empty columns (R18-2.4.1-1, B-06)."""
    table = made(context_of("town", "2018-10-15"), "leader-files")
    assert pick(table, "person", "posts", "trainings", "scores")[0] == (
        "ann",
        "楼长 1号楼 2018-03-01—",
        "2018-04-20 积分办法",
        "2018 楼长 107",
    )
    assert zh(table.column("tags")) == ["离退休干部、在职党员", "志愿者"]
    assert table.column("posts")[2] == "楼长 3号楼 2018-03-01—2018-08-31"
    assert table.private_columns == ("id_number", "home_address", "telephone")
    assert {cell for key in table.private_columns for cell in table.column(key)} == {None}


def test_shares_of_sources_are_exact(context_of: Callable[[str, str], Context]) -> None:
    """One of three is 33.33, nobody is 0.00; those who left do not count (R18-2.2-3, G-06)."""
    table = made(context_of("town", "2018-10-15"), "sources")
    assert zh(table.column("label")) == ["离退休干部", "在职党员", "机关干部", "志愿者", "未记来源"]
    assert table.column("leaders") == (1, 1, 0, 1, 1)
    assert [str(cell) for cell in table.column("share")] == ["33.33", "33.33", "0.00", "33.33", "33.33"]
    assert table.totals is not None
    assert table.totals[2] == 3


def test_a_grid_without_chat_group_is_marked(context_of: Callable[[str, str], Context]) -> None:
    """Every grid needs one group (R18-2.4.1-2)."""
    table = made(context_of("town", "2018-10-15"), "chat-groups")
    assert pick(table, "place", "exists", "owner") == [("一网格", True, "郭海"), ("二网格", False, None)]
    assert zh(table.column("state")) == ["已建", "缺"]


def test_kit_counts_what_is_missing(context_of: Callable[[str, str], Context]) -> None:
    """Badge and handbook given, sign and record book missing; codes keep their zeros (R18-2.4.1-3, R18-2.4.1-4)."""
    table = made(context_of("town", "2018-10-15"), "kit")
    assert pick(table, "person", "badge", "badge_number", "sign", "missing") == [
        ("ann", date(2018, 3, 2), "0302", None, 2),
        ("bo", None, None, None, 4),
        ("di", None, None, None, 4),
    ]


def test_the_record_book_goes_leader_by_leader_and_day_by_day(context_of: Callable[[str, str], Context]) -> None:
    """Households are numbers, never codes; a refused entry has no points (R18-2.4.1-4, R18-2.1.1-1, B-07)."""
    table = made(context_of("town", "2018-10-15"), "record-book", "2018-05")
    assert pick(table, "person", "number", "households", "points") == [
        ("ann", "001", None, Decimal("0.5")),
        ("ann", "003", 3, Decimal(1)),
        ("ann", "004", None, Decimal("0.5")),
        ("bo", "002", None, Decimal(0)),
        ("bo", "005", None, None),
        ("bo", "006", None, None),
        ("bo", "007", None, Decimal(1)),
    ]


def test_the_work_guide_is_the_policy(context_of: Callable[[str, str], Context]) -> None:
    """Base, eleven items and the duties of each role, with points and clause (R18-2.1-0, R18-2.4.2-i11, B-07)."""
    table = made(context_of("town", "2018-10-15"), "work-guide")
    rows = pick(table, "number", "points", "most", "clause")
    assert (None, Decimal(100), None, "2.4.2") in rows
    assert ("②", Decimal("0.5"), None, "2.4.2-i02") in rows
    assert ("⑪", Decimal("0.5"), Decimal(2), "2.4.2-i11") in rows
    assert zh(table.column("kind")).count("加分项") == 11
    assert zh(table.column("kind")).count("职责") == 8


def test_services_are_counted_by_activity(context_of: Callable[[str, str], Context]) -> None:
    """Verified entries only: bo's refused one and ann's waiting one do not count (R18-2.1.1-1, R18-2.1.3-1)."""
    table = made(context_of("town", "2018-10-15"), "service-log", "2018")
    keys = ("person", "activity-community-service", "activity-other", "activity-mediation", "total")
    assert pick(table, *keys) == [("ann", 3, 0, 0, 7), ("bo", 3, 0, 0, 6)]
    assert table.totals is not None
    assert table.totals[-1] == 13


def test_waiting_and_refused_entries_have_lists_of_their_own(context_of: Callable[[str, str], Context]) -> None:
    """An entry waits until the day of its sitting; a refusal names reason and checker (R18-2.4.2-i11, G-28)."""
    context = context_of("town", "2018-10-15")
    assert pick(made(context, "unverified"), "month", "number", "days") == [(Period.parse("2018-09"), "001", 33)]
    assert made(context_of("town", "2018-04-01"), "unverified").column("day") == (date(2018, 3, 31),)
    assert pick(made(context, "rejected", "2018"), "number", "reason", "verified_on", "verified_by") == [
        ("006", "没有下雪", date(2018, 6, 1), "核实岗")
    ]


def test_the_list_of_reports_has_one_of_each_name() -> None:
    """Names are unique and kebab-case, each report cites a rule of a policy."""
    names = [known.name for known in REPORTS]
    assert len(names) == len(set(names)) == 92
    assert all(name.replace("-", "").isalpha() and name == name.lower() for name in names)
    assert all(
        rule.startswith(("R18-", "C21-", "N22-", "PTS-", "J22-")) for known in REPORTS for rule in known.rule_ids
    )
    assert all(known.rule_ids for known in REPORTS)


def test_every_report_can_be_made_of_every_jurisdiction(context_of: Callable[[str, str], Context]) -> None:
    """No report needs a record that a new jurisdiction lacks, and each is the same when made again."""
    periods = {"month": "2018-05", "quarter": "2018-Q2", "year": "2018"}
    for name, day in (("town", "2018-10-15"), ("city", "2019-02-05"), ("plain", "2018-03-01")):
        context = context_of(name, day)
        for known in REPORTS:
            for kind in known.needs_period or ("month",):
                period = Period.parse(periods.get(kind, "2018-H1"))
                table = known.make(context, period)
                assert table.name == known.name
                in_title = f"（{period.label_zh}）" if known.needs_period else ""
                assert table.title.zh == f"{known.title.zh}{in_title}"
                assert table == known.make(context, period)
                assert len({column.key for column in table.columns}) == len(table.columns)
