"""The tables of the points scheme, made of the error gallery's base of that scheme; figures worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from generator.awards import rounds
from generator.ledger import load
from generator.periods import Period
from generator.problems import Words
from generator.reports import Context, report
from generator.scoring import score
from tests.checks import gallery

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.ledger import Ledger
    from generator.reports import Table

MONTH, YEAR = "2018-10", "2018"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The records of the gallery's points scheme, with a further month without any claim."""
    root: Path = tmp_path_factory.mktemp("points")
    gallery.make("claims-without-rules", "good", root)
    assert gallery.problems(root) == ()
    found = load(root).ledger
    assert found is not None
    return found


@pytest.fixture(scope="module")
def table(ledger: Ledger) -> Callable[..., Table]:
    """Make a table of the scheme's jurisdiction on a day."""

    def made(name: str, day: str = "2018-12-31", period: str | None = None) -> Table:
        as_of = date.fromisoformat(day)
        scores = score(ledger, as_of)["tang"]
        wanted = report(name)
        assert wanted is not None
        context = Context(ledger, scores, rounds(scores), as_of)
        return wanted.make(context, Period.parse(period) if period else None)

    return made


def pick(found: Table, *keys: str) -> list[tuple[Any, ...]]:
    """Take some columns of a table, terms in Chinese."""
    columns = [found.column(key) for key in keys]
    return [tuple(c.zh if isinstance(c, Words) else c for c in row) for row in zip(*columns, strict=True)]


def test_claims_stand_line_by_line_with_their_review(table: Callable[..., Table]) -> None:
    """PTS-7-1, PTS-7-2, PTS-5-2: what was claimed, decided, counted and when it is final; ma's appeal restored 005."""
    found = table("claim-review", period=MONTH)
    assert pick(found, "person", "line", "decision", "counted", "points", "outcome", "final_on", "state") == [
        ("ma", "基础积分", "通过", 1, 10, "计分", date(2018, 11, 13), "已确定"),
        ("ma", "001", "通过", 1, 5, "计分", date(2018, 11, 13), "已确定"),
        ("ma", "002", "通过", 1, 10, "计分", date(2018, 11, 13), "已确定"),
        ("ma", "003", "通过", 1, 12, "计分", date(2018, 11, 13), "已确定"),
        ("ma", "004", "通过", 1, 3, "计分", date(2018, 11, 13), "已确定"),
        ("ma", "005", "驳回", 1, 5, "计分", date(2018, 11, 15), "已确定"),
        ("lin", "基础积分", "通过", 1, 10, "计分", date(2018, 11, 13), "已确定"),
        ("lin", "001", "通过", 0, 0, "非首报", date(2018, 11, 13), "已确定"),
    ]


def test_a_refusal_has_its_reason_on_the_review_list(table: Callable[..., Table]) -> None:
    """PTS-7-2, PTS-22-1: the reason and the one who decided are kept, and they differ from the recorder."""
    found = table("claim-review", "2018-11-10", MONTH)
    refused = [row for row in pick(found, "line", "decision", "decided_by", "reason", "state") if row[1] == "驳回"]
    assert refused == [("005", "驳回", "积分审核岗", "没有签到", "公示中")]


def test_the_notice_shows_accepted_points_only(table: Callable[..., Table]) -> None:
    """PTS-7-3, PTS-22-2: ma 10 + 30 + 20, lin's second report of one hazard 0, and he, who did not claim, 0."""
    found = table("points-notice", period=MONTH)
    wanted = pick(found, "person", "basic", "item-a02", "extra", "reward", "adjustment", "total", "under_review")
    assert wanted == [
        ("he", 0, 0, 0, 0, 0, 0, 0),
        ("lin", 10, 0, 0, 0, 0, 10, 0),
        ("ma", 10, 10, 30, 20, 0, 60, 0),
    ]
    assert [note.zh for note in found.notes] == ["云溪社区：公示期 2018-11-05 – 2018-11-12"]
    assert "reason" not in {column.key for column in found.columns}


def test_appeals_are_open_until_they_are_decided(table: Callable[..., Table]) -> None:
    """PTS-7-4: on the day before its decision the appeal is open, then upheld."""
    assert pick(table("appeals", "2018-11-14"), "number", "person", "line", "state", "decided_on") == [
        ("s1", "ma", "005", "待决定", None)
    ]
    assert pick(table("appeals"), "state", "decided_by") == [("成立", "积分负责岗")]


def test_missing_claims_are_listed_when_the_month_is_over(table: Callable[..., Table]) -> None:
    """PTS-7-1: he did not claim for October; on the last day of the month nobody is missing yet."""
    assert pick(table("missing-claims", "2018-11-05", MONTH), "person", "days") == [("he", 5)]
    assert table("missing-claims", "2018-10-31", MONTH).rows == ()


def test_hazards_show_how_long_the_report_took(table: Callable[..., Table]) -> None:
    """PTS-3-2-2, PTS-19-2, PTS-19-4: half an hour, shown without a verdict (G-15); the later report earns nothing."""
    found = table("hazards", period=MONTH)
    assert sorted(pick(found, "person", "minutes", "points", "outcome"), reverse=True) == [
        ("ma", 30, Decimal(10), "计分"),
        ("lin", None, Decimal(0), "非首报"),
    ]


def test_participation_is_counted_by_building(table: Callable[..., Table]) -> None:
    """PTS-18-3, PTS-18-2: thirty residents at ma's cultural activity, no points for them."""
    assert pick(table("participation", period=MONTH), "place", "activities", "people") == [("1号楼", 1, 30)]


def test_accounts_are_the_base_of_a_proof_of_points(table: Callable[..., Table]) -> None:
    """PTS-8-2, PTS-12-2, PTS-4-3: ma earned 65 and redeemed 40; the new year clears what was left."""
    keys = ("person", "earned", "open", "redeemed", "cleared", "balance")
    assert pick(table("balances", "2018-11-10"), *keys) == [
        ("he", 0, 0, 0, 0, 0),
        ("lin", 0, 10, 0, 0, 0),
        ("ma", 0, 60, 0, 0, 0),
    ]
    assert pick(table("balances"), *keys) == [
        ("he", 0, 0, 0, 0, 0),
        ("lin", 15, 0, 0, 0, 15),
        ("ma", 65, 0, 40, 0, 25),
    ]
    assert pick(table("balances", "2019-01-01"), "person", "earned", "cleared", "balance")[1:] == [
        ("lin", 0, 15, 0),
        ("ma", 0, 25, 0),
    ]


def test_redemptions_show_proof_place_and_state(table: Callable[..., Table]) -> None:
    """PTS-4-2, PTS-8-1, PTS-8-3, PTS-12-1: claim, review, display and redemption are all kept in records."""
    keys = ("number", "item", "count", "cost", "proof", "place", "state", "balance")
    assert pick(table("redemptions"), *keys) == [
        ("d1", "社区活动券", 2, 40, "zm-001", "社区服务站", "已领取", 25),
    ]
    assert pick(table("redemptions", "2018-11-20"), "state", "balance") == [("已申请", 65)]


def test_the_catalogue_shows_what_is_left(table: Callable[..., Table]) -> None:
    """PTS-4-2, PTS-8-1: two of ten tickets are gone; a service without stock has no end."""
    found = table("catalogue", period=YEAR)
    assert pick(found, "number", "kind", "cost", "stock", "left") == [
        ("ticket", "奖品", 20, 10, 8),
        ("cleaning", "服务", 30, None, None),
    ]
    assert [note.zh for note in found.notes] == ["云溪社区积分兑换规定：社区服务站"]


def test_funds_are_told_in_yuan(table: Callable[..., Table]) -> None:
    """PTS-17-3: two tickets at 15 yuan use up the 30 yuan for prizes."""
    assert pick(table("points-budget", period=YEAR), "use", "planned", "spent", "left") == [
        ("奖品", Decimal("30.00"), Decimal("30.00"), Decimal("0.00")),
        ("系统维护", Decimal("200.00"), Decimal("120.00"), Decimal("80.00")),
    ]


def test_the_ranking_goes_by_what_was_earned(table: Callable[..., Table]) -> None:
    """PTS-11-1, PTS-11-2, PTS-4-1, PTS-9-4: ma's 65 are first although 40 of them are spent."""
    assert pick(table("points-ranking", "2019-02-01", YEAR), "rank", "person", "earned", "balance", "reward") == [
        (1, "ma", 65, 0, "积分前列奖励"),
        (2, "lin", 15, 0, None),
        (3, "he", 0, 0, None),
    ]


def test_statistics_add_up(table: Callable[..., Table]) -> None:
    """PTS-12-3, PTS-15-2: the items' points and the total are those of the leaders."""
    found = table("points-statistics", period=YEAR)
    assert [row for row in pick(found, "item", "leaders", "lines", "times", "points") if row[2]] == [
        ("基础积分", 2, 2, 2, 20),
        ("① 居民文化活动", 1, 1, 1, 5),
        ("② 安全隐患", 2, 2, 1, 10),
        ("④ 志愿服务", 2, 2, 2, 10),
        ("⑤ 其他", 1, 1, 1, 12),
        ("⑥ 临时奖励项目", 1, 1, 1, 3),
        ("奖励积分", 1, 1, 1, 20),
    ]
    assert found.totals is not None
    assert found.totals[-1] == 80


def test_voices_are_courses_without_words(table: Callable[..., Table]) -> None:
    """PTS-10-1, PTS-10-2, PTS-5-4, PTS-16-2, PTS-17-4: a complaint took three days, a proposal waits."""
    assert pick(table("voices"), "number", "kind", "from", "state", "days", "limit") == [
        ("v1", "投诉", "匿名", "已办结", 3, "未定"),
        ("v2", "建议", "楼长", "已收到", 28, "未定"),
    ]


def test_few_answers_are_not_shown_by_person(table: Callable[..., Table]) -> None:
    """PTS-10-3: 21 of 22 valid answers are 95.45 per cent; three answers are too few to tell a person's share."""
    assert pick(table("satisfaction"), "person", "valid", "share") == [
        ("ma", 22, Decimal("95.45")),
        ("lin", 3, "答卷不足，不公布"),
    ]


def test_reviews_name_findings_and_when_the_next_is_due(table: Callable[..., Table]) -> None:
    """PTS-14-1, PTS-14-2, PTS-21-1: findings with measures and changed items; once a year (assumed)."""
    found = table("scheme-reviews", "2019-02-01")
    assert pick(found, "kind", "measure", "changes") == [
        ("成绩", None, "安全隐患"),
        ("问题", "月底提醒一次", "安全隐患"),
    ]
    assert [note.zh for note in found.notes] == ["下一次评价最迟在 2020-01-10。"]
    assert table("scheme-reviews").rows == ()


def test_meetings_are_listed(table: Callable[..., Table]) -> None:
    """PTS-5-3, PTS-9-2, PTS-13-2, PTS-13-3, PTS-17-2, PTS-20-3: trainings, exchanges, publicity, environment."""
    assert pick(table("scheme-meetings"), "kind", "leaders", "about_points") == [("培训", 2, True)]


def test_every_value_of_an_item_has_its_day_and_origin(table: Callable[..., Table]) -> None:
    """PTS-2-4, PTS-11-3, PTS-14-2: the values of the temporary item stand with the days on which it holds."""
    found = table("item-changes")
    temporary = [row for row in pick(found, "item", "setting", "value", "status") if row[0].startswith("⑥")]
    assert temporary == [
        ("⑥ 临时奖励项目", "分值", "3", "推定"),
        ("⑥ 临时奖励项目", "有效期起", "2018-10-01", "推定"),
        ("⑥ 临时奖励项目", "有效期止", "2018-10-15", "推定"),
    ]
