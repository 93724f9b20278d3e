"""The yearly ranking, the tiers, the ties and what follows from them; the scores are those of EX-R18-15."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.periods import Period
from generator.problems import Words
from generator.reports import report

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.reports import Context, Table


def made(context: Context, name: str) -> Table:
    """Make a report of 2018."""
    found = report(name)
    assert found is not None
    return found.make(context, Period.parse("2018"))


def by_tier(table: Table) -> dict[object, list[object]]:
    """Gather who holds what."""
    found: dict[object, list[object]] = {}
    for tier, person in zip(table.column("tier"), table.column("person"), strict=True):
        found.setdefault(tier, []).append(person)
    return found


def test_the_annual_ranking_shares_ranks_and_keeps_roles_apart(context_of: Callable[[str, str], Context]) -> None:
    """130, 130, 125, 120, 118 × 3, 115: ranks 1, 1, 3, 4, 5, 5, 5, 8 (R18-3.2-4, R18-2.4.2-4, EX-R18-28)."""
    table = made(context_of("city", "2019-02-05"), "annual-ranking")
    assert table.column("rank")[:8] == (1, 1, 3, 4, 5, 5, 5, 8)
    assert table.column("score")[:3] == (Decimal(130), Decimal(130), Decimal(125))
    assert table.column("role")[-2:] == ("楼道长", "楼道长")
    assert table.column("rank")[-2:] == (1, 2)


def test_a_leader_who_left_is_ranked_and_takes_no_part(context_of: Callable[[str, str], Context]) -> None:
    """A leader left in August: on the ranking, but not among those taking part (R18-3.2-5, EX-R18-27)."""
    table = made(context_of("town", "2019-02-05"), "annual-ranking")
    assert dict(zip(table.column("person"), table.column("takes_part"), strict=True)) == {
        "ann": True,
        "bo": True,
        "cy": False,
        "di": True,
    }


def test_decided_tiers_have_their_quotas_and_are_final(context_of: Callable[[str, str], Context]) -> None:
    """N = 20: 1, 3 and 4 places, A above B by decision (R18-3.2-1, R18-3.2-2, R18-3.2-5, EX-R18-10, EX-R18-15)."""
    table = made(context_of("city", "2019-02-05"), "stars")
    assert by_tier(table) == {
        "五星楼长": ["la"],
        "四星楼长": ["lb", "lc", "ld"],
        "三星楼长": ["le", "lf", "lg", "lh"],
    }
    assert set(table.column("taking_part")) == {20}
    assert table.column("places") == (1, 3, 3, 3, 4, 4, 4, 4)
    assert set(table.column("state")) == {Words("final", "已确认")}


def test_undecided_tiers_stay_open_and_provisional(context_of: Callable[[str, str], Context]) -> None:
    """Until the decision nobody holds five stars and nobody leapfrogs (R18-3.2-5, EX-R18-15)."""
    table = made(context_of("plain", "2019-02-05"), "stars")
    assert by_tier(table) == {
        "五星楼长": [None],
        "四星楼长": ["la", "lb", "lc"],
        "三星楼长": ["ld", "le", "lf", "lg"],
    }
    assert set(table.column("state")) == {Words("provisional", "暂定")}


def test_corridor_leaders_have_a_contest_of_their_own(context_of: Callable[[str, str], Context]) -> None:
    """Two take part, at most half of them are excellent (R18-3.2-1, R18-3.2-6, EX-R18-12)."""
    table = made(context_of("city", "2019-02-05"), "excellent")
    assert (table.column("person"), table.column("places")) == (("s2",), (1,))


def test_a_tie_shows_the_contenders_and_the_decision(context_of: Callable[[str, str], Context]) -> None:
    """A and B share 130 on one place; the decision names by whom, when and why (R18-3.2-5, G-09)."""
    decided = made(context_of("city", "2019-02-05"), "ties")
    assert decided.column("person") == ("la", "lb")
    assert decided.column("chosen") == (True, False)
    assert decided.column("decided_by") == ("核实岗", "核实岗")
    assert decided.column("decided_on") == (date(2019, 1, 12), date(2019, 1, 12))
    assert decided.column("reason") == ("居民评议", "居民评议")
    waiting = made(context_of("plain", "2019-02-05"), "ties")
    assert waiting.column("person") == ("la", "lb")
    assert waiting.column("chosen") == (None, None)
    assert set(waiting.column("state")) == {Words("waits for a decision", "待决定")}


def test_the_credit_push_adds_up_and_leaves_identities_out(context_of: Callable[[str, str], Context]) -> None:
    """25 + 3 × 20 + 4 × 15 + 5 = 150 in 9 rows (R18-3.3-1, R18-3.3-2, R18-3.3-3, R18-3.3-4, EX-R18-25)."""
    table = made(context_of("city", "2019-02-05"), "credit-batch")
    assert table.column("credit_points") == (25, 20, 20, 20, 15, 15, 15, 15, 5)
    assert table.totals is not None
    totals = dict(zip([column.key for column in table.columns], table.totals, strict=True))
    assert (totals["person"], totals["credit_points"]) == (Words("Total: 9 rows", "合计：9行"), 150)
    assert table.private_columns == ("id_number",)
    assert set(table.column("id_number")) == {None}


@pytest.mark.parametrize(
    ("jurisdiction", "as_of", "state", "sent_on"),
    [
        ("city", "2019-01-30", "待推送", None),
        ("city", "2019-01-31", "按时推送", date(2019, 1, 31)),
        ("city", "2019-02-05", "按时推送", date(2019, 1, 31)),
        ("plain", "2019-01-31", "待推送", None),
        ("plain", "2019-02-01", "逾期", None),
    ],
)
def test_the_push_is_judged_by_its_window(
    context_of: Callable[[str, str], Context], jurisdiction: str, as_of: str, state: str, sent_on: date | None
) -> None:
    """31 January is in time, 1 February is not; a day that has not come is not known (R18-3.3-6, EX-R18-23)."""
    table = made(context_of(jurisdiction, as_of), "credit-batch")
    assert {cell.zh for cell in table.column("state") if isinstance(cell, Words)} == {state}
    assert set(table.column("sent_on")) == {sent_on}
    assert table.notes[0].zh == f"应于2019-01-01至2019-01-31推送：{state}。"


def test_five_stars_are_proposed_first(context_of: Callable[[str, str], Context]) -> None:
    """Only the five-star leader of the year is on the list (R18-3.4-1)."""
    table = made(context_of("city", "2019-02-05"), "recommendations")
    assert (table.column("person"), table.column("tier")) == (("la",), ("五星楼长",))
    assert table.column("proposed_for") == ("党代表、人大代表、政协委员人选",)


def test_a_year_without_round_says_so(context_of: Callable[[str, str], Context]) -> None:
    """While the year runs there is no list (R18-3.2-3)."""
    table = made(context_of("town", "2018-10-15"), "stars")
    assert table.rows == ()
    assert [note.zh for note in table.notes] == ["本年度还没有评比。"]
