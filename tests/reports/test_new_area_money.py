"""The money of the new-area policy from records to lists: bonus, transfers, forecast, letters; figures worked by hand.

The records are those of the gallery's base `_n22`: two leaders, a group head, two stations with heads from the staff.
"""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.checks import check
from generator.language import translate
from generator.ledger import load
from generator.periods import Period
from generator.problems import Words
from generator.reports import Context, report
from generator.scoring import score

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.ledger import Ledger
    from generator.reports import Cell, Table

ROOT = Path(__file__).resolve().parents[2]
XIN = "jurisdictions/xin"
YANG = f"{XIN}/communities/yang"
RUN = "prepared_by: clerk\ncalculated_on: {on}\nchecked_by: checker\nchecked_on: {on}\n"
PAID = "approved_by: director\napproved_on: {on}\ntransferred_on: {on}\npaid_on: {on}\n"
BONUS = "rows:\n- person: li\n  component: excellent-bonus\n  amount: 300.00\n"
TOP_UP = (
    "component: major-task\nperson: zhao\nmonth: 2022-04\ntask: 防汛值守\ndepartment: 示例应急部门\namount: 150.00\n"
    "applied_on: 2022-04-20\napproved_on: 2022-04-28\napproved_by: director\n"
)
HEAD = "- id: a2\n  role: station-head\n  places:\n  - sun\n  from: 2022-06-01\n  letter:\n    number: 南聘003\n"


@pytest.fixture
def ledger_of(tmp_path: Path) -> Callable[..., Ledger]:
    """Load the base with further files; text that begins with `+` is added to the file."""

    def made(more: dict[str, str] | None = None, *, broken: bool = False) -> Ledger:
        records = tmp_path / "records"
        if not records.exists():
            shutil.copytree(ROOT / "tests/checks/_n22/records", records)
            shutil.copytree(ROOT / "records/policies/n22", records / "policies/n22")
            shutil.copytree(ROOT / "records/calendar", records / "calendar")
        for path, text in (more or {}).items():
            file = records / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(file.read_text("utf-8") + text[1:] if text[0] == "+" else text, "utf-8")
        loaded = load(tmp_path)
        assert bool(loaded.problems) is broken
        assert loaded.ledger is not None
        return loaded.ledger

    return made


def table(ledger: Ledger, name: str, day: str, period: str | None = None) -> Table:
    """Make a report on a day."""
    as_of = date.fromisoformat(day)
    found = report(name)
    assert found is not None
    context = Context(ledger, score(ledger, as_of)["xin"], (), as_of)
    return found.make(context, Period.parse(period) if period else None)


def zh(cells: tuple[Cell, ...]) -> list[str]:
    """Say terms in Chinese."""
    return [cell.zh for cell in cells if isinstance(cell, Words)]


def differences(ledger: Ledger) -> list[str]:
    """Return what `pay-run-differs` says."""
    found = check(ledger, date(2023, 2, 20))
    return [translate(problem.message, "en") for problem in found if problem.check == "pay-run-differs"]


def yearly(on: str, rows: str = BONUS) -> dict[str, str]:
    """Write the run of the year."""
    return {f"{YANG}/pay_runs/2022.yaml": rows + (RUN + PAID).format(on=on)}


def test_the_bonus_is_due_from_the_confirmation_and_paid_by_the_run_of_the_year(
    ledger_of: Callable[..., Ledger],
) -> None:
    """N22-A3-4.2.3-4: one month more, 300.00, beside ten months of 300.00 (EX-N22-01); the day before, nothing."""
    ledger = ledger_of(yearly("2023-01-20"))
    assert table(ledger, "year-end-allowances", "2023-01-14", "2022").rows == ()
    due = table(ledger, "year-end-allowances", "2023-01-15", "2022")
    assert [due.column(key) for key in ("name", "months", "paid", "amount", "pending")] == [
        ("李青禾",),
        (1,),
        (Decimal("3000.00"),),
        (Decimal("300.00"),),
        (Decimal("0.00"),),
    ]
    assert zh(due.column("component") + due.column("state")) == ["应发"]
    assert due.column("component") == ("优秀楼栋长增发",)
    paid = table(ledger, "year-end-allowances", "2023-01-20", "2022")
    assert zh(paid.column("state")) == ["已发"]
    extra = table(ledger, "extra-payments", "2023-01-20", "2022")
    assert zh(extra.column("state"))[0] == "已发"


def test_a_run_of_the_year_holds_the_bonus_of_those_chosen_and_of_nobody_else(
    ledger_of: Callable[..., Ledger],
) -> None:
    """N22-A3-4.2.3-4: right, worked out too early, forgotten, and for somebody who was not chosen."""
    assert differences(ledger_of(yearly("2023-01-15"))) == []
    early = differences(ledger_of(yearly("2023-01-14")))
    assert early == ["li, excellent-bonus: 300.00 is written, 0.00 is due."]
    other = differences(ledger_of(yearly("2023-01-15", BONUS.replace("person: li", "person: zhao"))))
    assert other == [
        "li, excellent-bonus: 0.00 is written, 300.00 is due.",
        "zhao, excellent-bonus: 300.00 is written, 0.00 is due.",
    ]


def test_a_round_that_cannot_be_read_makes_no_run_wrong(ledger_of: Callable[..., Ledger]) -> None:
    """Who is honoured is not known then; the unreadable file is the fault, and the only one told."""
    unreadable = {f"{XIN}/awards/2022.yaml": "frozen_on: soon\n"}
    assert differences(ledger_of(yearly("2023-01-15") | unreadable, broken=True)) == []


def test_what_is_transferred_is_the_sum_of_the_lines_of_the_people(ledger_of: Callable[..., Ledger]) -> None:
    """N22-A3-4.3-1: three leaders' 300.00 and a top-up of 150.00 from the department in April; none is sent twice."""
    rows = "rows:\n" + "".join(
        f"- person: {person}\n  component: {component}\n  amount: {amount}\n"
        for person, component, amount in (
            *((who, "leader-allowance", "300.00") for who in ("li", "wu", "zhao")),
            ("zhao", "major-task", "150.00"),
        )
    )
    run = {f"{YANG}/pay_runs/2022-04.yaml": rows + (RUN + PAID).format(on="2022-05-06")}
    ledger = ledger_of({f"{YANG}/top_ups/t1.yaml": TOP_UP, **run})
    assert differences(ledger) == []
    before, after = (table(ledger, "transfer-sheet", day, "2022-04") for day in ("2022-05-05", "2022-05-06"))
    keys = ("people", "leader-allowance-people", "leader-allowance-amount", "head-allowance-amount")
    assert [after.column(key)[0] for key in keys] == [3, 3, Decimal("900.00"), Decimal("0.00")]
    assert after.column("major-task-amount") == (Decimal("150.00"),)
    assert after.column("departments") == ("示例应急部门",)
    money = ("total", "transferred", "outstanding")
    assert [before.column(key)[0] for key in money] == [Decimal("1050.00"), Decimal("0.00"), Decimal("1050.00")]
    assert [after.column(key)[0] for key in money] == [Decimal("1050.00"), Decimal("1050.00"), Decimal("0.00")]
    assert zh(after.column("state")) == ["已发放"]
    people = table(ledger, "monthly-allowances", "2022-05-06", "2022-04").column("amount")
    assert sum(amount for amount in people if isinstance(amount, Decimal)) == after.column("total")[0]


def test_the_transfer_of_the_year_is_the_bonus(ledger_of: Callable[..., Ledger]) -> None:
    """N22-A3-4.2.3-4: 300.00 for the one who was chosen; a later run that makes it good counts as sent."""
    good = {f"{YANG}/pay_runs/2023-01.yaml": f"corrects: 2022\n{BONUS}" + (RUN + PAID).format(on="2023-02-03")}
    ledger = ledger_of(good)
    made = table(ledger, "transfer-sheet", "2023-02-02", "2022")
    assert [made.column(key)[0] for key in ("excellent-bonus-people", "total", "transferred")] == [
        1,
        Decimal("300.00"),
        Decimal("0.00"),
    ]
    assert table(ledger, "transfer-sheet", "2023-02-03", "2022").column("outstanding") == (Decimal("0.00"),)
    assert table(ledger, "transfer-sheet", "2023-01-14", "2022").column("total") == (Decimal("0.00"),)


def test_a_leader_who_heads_a_station_costs_the_higher_allowance_only(ledger_of: Callable[..., Ledger]) -> None:
    """N22-3.2.2-1, G-11, EX-N22-02: 12 x 500 for the one who is both, 12 x 300 for the two others, staff nothing."""
    gone = "+  ended:\n    on: 2022-05-31\n    ground: resigned\n"
    more = {f"{YANG}/people/zhao.yaml": f"+{HEAD}    on: 2022-06-01\n", f"{YANG}/people/sun.yaml": gone}
    made = table(ledger_of(more), "budget", "2022-07-01", "2023")
    found = zip(*(made.column(key) for key in ("component", "number", "sum")), strict=True)
    assert list(found)[:2] == [("站长补贴", 1, Decimal("6000.00")), ("楼栋长补贴", 2, Decimal("7200.00"))]
    assert [note.zh for note in made.notes] == ["保险、装备和各类增发不在合计内，编预算时另加。"]


def test_a_station_that_was_closed_keeps_the_fund_of_its_last_year(ledger_of: Callable[..., Ledger]) -> None:
    """N22-3.2.1-1, EX-N22-04: 10,000.00 whole for the year of closing, nothing from the next year on."""
    ledger = ledger_of({f"{YANG}/stations/s2.yaml": "+closed_on: 2022-09-30\n"})
    funds = {
        year: [row[8] for row in table(ledger, "extra-payments", "2023-02-20", year).rows if row[4] is not None]
        for year in ("2022", "2023")
    }
    assert funds == {"2022": [Decimal("10000.00")] * 2, "2023": [Decimal("10000.00")]}
    assert table(ledger, "budget", "2023-02-20", "2023").column("number")[-1] == 1


def test_the_letter_of_somebody_who_left_is_dissolved_and_stays_so(ledger_of: Callable[..., Ledger]) -> None:
    """N22-3.2.3-4, C21-A1-10: over with the post; whoever comes back months later signs a new one."""
    left = "+  ended:\n    on: 2022-08-31\n    ground: resigned\n"
    again = "- id: a2\n  role: building-leader\n  places:\n  - b2\n  from: 2022-12-01\n"
    letter = "person: zhao\nplaces:\n- b2\nfrom: 2022-12-01\nto: 2027-11-30\n"
    letter += "signed_a_on: 2022-11-28\nsigned_b_on: 2022-11-28\n"
    ledger = ledger_of({f"{YANG}/people/zhao.yaml": left + again, f"{YANG}/agreements/s9.yaml": letter})

    def states(day: str) -> list[str]:
        made = table(ledger, "agreements", day)
        mine = zip(made.column("person"), made.column("state"), strict=True)
        return [state.zh for person, state in mine if person == "zhao" and isinstance(state, Words)]

    assert states("2022-08-31")[0] == "生效"
    assert states("2022-09-01")[0] == "已解除"
    assert states("2023-01-10") == ["已解除", "生效"]
