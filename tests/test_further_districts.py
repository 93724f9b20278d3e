"""What another district may ask that the five policies do not: quarterly warnings, honours by community, households."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.awards import rounds
from generator.checks.settings import needed_settings
from generator.ledger import load, load_pack
from generator.periods import Period
from generator.policies.reading import read_policy
from generator.reports import Context, report
from generator.scoring import score
from tests.checks import gallery

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problems import Problem
    from generator.reports import Table

QIAO = "jurisdictions/qiao/communities/lan"
XIN = "jurisdictions/xin"


def _change(root: Path, file: str, old: str, new: str) -> None:
    path = root / "records" / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{file}: {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8")


def _new_area(root: Path) -> Path:
    """Lay the records under the pack with joint proposals and honours by place."""
    gallery.make("too-few-supporters", "good", root)
    return root


def _found(root: Path, check: str) -> list[Problem]:
    return [problem for problem in gallery.problems(root) if problem.check == check]


@pytest.mark.parametrize(("until", "fix"), [("2018-05", "2018-Q2"), ("2018", "2018-Q4"), ("2018-Q1", None)])
def test_a_warning_ends_in_a_period_of_its_ranking(tmp_path: Path, until: str, fix: str | None) -> None:
    """Under a quarterly ranking a month and a year are refused, and a quarter is right."""
    gallery.make("misfit-period", "good", tmp_path)
    _change(tmp_path, "policies/r18/policy.yaml", "  period: month\n", "  period: quarter\n")
    _change(tmp_path, f"{QIAO}/warnings/w1.yaml", "until: 2018-05\n", f"until: {until}\n")
    found = [problem for problem in _found(tmp_path, "misfit-period") if "warnings" in problem.source.path]
    assert [dict(problem.fix.values)["period"] for problem in found] == ([] if fix is None else [fix])


def test_an_honour_may_be_given_by_community(tmp_path: Path) -> None:
    """Whoever serves anywhere in the community may be chosen there."""
    root = _new_area(tmp_path)
    _change(root, f"{XIN}/awards/2022.yaml", "  place: sun\n", "  place: yang\n")
    assert _found(root, "faulty-choice") == []


@pytest.mark.parametrize(("year", "faults"), [("2022", 1), ("2023", 0)])
def test_the_grade_of_the_round_s_year_qualifies(tmp_path: Path, year: str, faults: int) -> None:
    """A choice made in January rests on the grade of the year of the round, not of its own."""
    root = _new_area(tmp_path)
    _change(root, f"{XIN}/awards/2022.yaml", "  - li\n  on: 2022-12-30\n", "  - li\n  on: 2023-01-05\n")
    grade = root / "records" / XIN / "communities" / "yang" / "evaluations" / "e1.yaml"
    grade.parent.mkdir(exist_ok=True)
    grade.write_text(f"kind: annual\nperson: li\nperiod: {year}\ngrade: not-qualified\n", "utf-8")
    assert len(_found(root, "faulty-choice")) == faults


def test_households_that_propose_somebody_are_called_households(tmp_path: Path) -> None:
    """Where the policy counts households, the problem and its way out speak of households."""
    root = tmp_path
    gallery.make("too-few-supporters", "bad", root)
    _change(root, "policies/n22/policy.yaml", "    - value: person\n      clause: A3-3.1\n", _BY_HOUSEHOLD)
    (found,) = _found(root, "too-few-supporters")
    assert found.message.template == "{person}: {count} households, and at least {least} are needed."
    assert found.fix.template == "Count different households of the place, each once, under supporters:."


_BY_HOUSEHOLD = "    - value: household\n      clause: A3-3.1\n"


def test_a_count_may_do_without_an_early_warning(tmp_path: Path) -> None:
    """Where the policy has no early warning, absences still lead to a proposal."""
    root = _new_area(tmp_path)
    old = "  early:\n  - value: 2\n    clause: A3-4.4-4\n    status: assumed\n    assumption: N22-A3-4.4-4\n"
    _change(root, "policies/n22/policy.yaml", old, "  early:\n  - clause: A3-4.4-4\n    status: unset\n")
    assert _found(root, "unset-setting") == []


@pytest.mark.parametrize(("reset", "asked"), [("yearly", True), ("carry_over", False)])
def test_points_that_never_lapse_have_no_day_of_lapsing(reset: str, *, asked: bool) -> None:
    """The day, the grace and what comes after it are asked for only where points lapse."""
    scheme, _ = read_policy("pts", load_pack(gallery.ROOT, "pts").parts)
    assert scheme is not None
    rules = scheme.pack.redemption
    assert rules is not None
    dated = rules.reset.root[0].model_copy(update={"value": reset})
    changed = rules.model_copy(update={"reset": rules.reset.model_copy(update={"root": (dated,)})})
    keys = {key for _, key, _ in needed_settings(changed)}
    assert (keys >= {"reset_on", "grace_days", "reset_after_grace"}) is asked
    assert ("reset_on" in keys) is asked


def _context(root: Path, name: str, day: str) -> Context:
    ledger = load(root).ledger
    assert ledger is not None
    scores = score(ledger, date.fromisoformat(day))[name]
    return Context(ledger, scores, rounds(scores), date.fromisoformat(day))


def _table(context: Context, name: str, period: str | None = None) -> Table:
    wanted = report(name)
    assert wanted is not None
    return wanted.make(context, Period.parse(period) if period else None)


def _columns(table: Table, *keys: str) -> list[tuple[object, ...]]:
    return list(zip(*(table.column(key) for key in keys), strict=True))


def test_a_quarterly_ranking_has_its_internal_list(tmp_path: Path) -> None:
    """Under a quarterly ranking the quarter is ranked and no month; under a monthly one it is the other way round."""
    gallery.make("misfit-period", "good", tmp_path)
    monthly = _context(tmp_path, "qiao", "2018-10-15")
    assert _table(monthly, "monthly-ranking", "2018-Q2").rows == ()
    assert len(_table(monthly, "monthly-ranking", "2018-05").rows) == 5
    _change(tmp_path, "policies/r18/policy.yaml", "  period: month\n", "  period: quarter\n")
    quarterly = _context(tmp_path, "qiao", "2018-10-15")
    assert _columns(_table(quarterly, "monthly-ranking", "2018-Q2"), "person", "rank", "bonus", "last") == [
        ("zhao", 1, Decimal(4), False),
        ("wu", 2, Decimal("1.5"), False),
        ("zheng", 2, Decimal("1.5"), False),
        ("zhou", 2, Decimal("1.5"), False),
        ("li", 5, Decimal("0.5"), True),
    ]
    assert _table(quarterly, "monthly-ranking", "2018-05").rows == ()


def test_the_list_of_candidates_counts_households_as_such(tmp_path: Path) -> None:
    """Eleven supporters are eleven people, or eleven households where the policy counts those."""
    root = _new_area(tmp_path)
    by_person = _columns(_table(_context(root, "xin", "2023-02-20"), "candidates"), "person", "channels")
    assert by_person[0] == ("li", "群众联名推荐（11人）、组织推荐")
    _change(root, "policies/n22/policy.yaml", "    - value: person\n      clause: A3-3.1\n", _BY_HOUSEHOLD)
    by_household = _columns(_table(_context(root, "xin", "2023-02-20"), "candidates"), "person", "channels")
    assert by_household[0] == ("li", "群众联名推荐（11户）、组织推荐")


def test_who_left_keeps_points_that_are_carried_over(tmp_path: Path) -> None:
    """A balance of a leader who left stays on the list of accounts until it is used or lapses."""
    gallery.make("claims-without-rules", "good", tmp_path)
    left = "  from: 2018-09-01\n  ended:\n    on: 2018-12-31\n    ground: moved_away\n"
    _change(tmp_path, "jurisdictions/tang/communities/yun/people/lin.yaml", "  from: 2018-09-01\n", left)
    lapsed = _columns(_table(_context(tmp_path, "tang", "2019-01-20"), "balances"), "person", "balance")
    assert lapsed == [("he", 0), ("ma", 0)]
    _change(tmp_path, "policies/pts/policy.yaml", "  - value: yearly\n", "  - value: carry_over\n")
    kept = _columns(_table(_context(tmp_path, "tang", "2019-01-20"), "balances"), "person", "place", "balance")
    assert kept == [("he", "3号楼", 0), ("lin", "2号楼", 15), ("ma", "1号楼", 25)]


def test_a_part_of_a_month_by_working_days_needs_the_calendar(tmp_path: Path) -> None:
    """Who began in mid-month is named where the year has no calendar; who began on the first needs none (G-03)."""
    root = _new_area(tmp_path)
    days = "    rule:\n    - value: holder_on_day\n      clause: 3.2.2\n"
    _change(root, "policies/n22/policy.yaml", days, days.replace("holder_on_day", "prorata_working_days"))
    assert _found(root, "calendar-year-missing") == []
    (root / "records/calendar/2022.yaml").unlink()
    paths = [problem.source.path for problem in _found(root, "calendar-year-missing")]
    assert [path.rpartition("/")[2] for path in paths if "/people/" in path] == ["wu.yaml", "zhao.yaml"]
