"""What waits in careers, claims and money, as tasks: made from the gallery's bases, days counted by hand."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.awards import rounds
from generator.ledger import load
from generator.problems import Words
from generator.reports import Context, report
from generator.scoring import score
from tests.checks import gallery

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.ledger import Ledger

ROOT = Path(__file__).resolve().parents[2]
YANG = "jurisdictions/xin/communities/yang"
PASSED = (
    "kind: probation\nperson: li\nperiod: 2022\ngrade: {grade}\nconcluded_on: {on}\nconcluded_by: director\n"
    "panel:\n- 社区\n"
)
LATE = (
    "kind: keep\nperson: li\nappointment: a1\nclause: A3-4.3-2\nproposed_by: checker\ndecided_by: director\n"
    "decided_on: 2022-06-20\nreason: 补办\n"
)
EXIT = "person: zhao\nappointment: a1\nground: not-qualified\nby: clerk\ninformed_on: 2022-05-20\n"
SENT = (
    "kind: street\nrows:\n- person: li\n  change: appointed\n  on: 2022-03-01\nprepared_by: clerk\n"
    "sent_on: 2022-03-04\n"
)
RUN = (
    "rows:\n- person: zhao\n  component: leader-allowance\n  amount: 300.00\nprepared_by: clerk\n"
    "calculated_on: 2022-04-02\n"
)


@pytest.fixture
def new_area(tmp_path: Path) -> Callable[..., Ledger]:
    """Load the base of the new area with further files."""

    def made(**more: str) -> Ledger:
        root = tmp_path / str(len(list(tmp_path.iterdir())))
        records = root / "records"
        shutil.copytree(ROOT / "tests/checks/_n22/records", records)
        shutil.copytree(ROOT / "records/policies/n22", records / "policies/n22")
        shutil.copytree(ROOT / "records/calendar", records / "calendar")
        for path, text in more.items():
            file = records / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        loaded = load(root)
        assert loaded.problems == ()
        assert loaded.ledger is not None
        return loaded.ledger

    return made


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Load the base of the points scheme."""
    root: Path = tmp_path_factory.mktemp("points")
    gallery.make("claims-without-rules", "good", root)
    found = load(root).ledger
    assert found is not None
    return found


def tasks(ledger: Ledger, name: str, day: str, kind: str) -> list[tuple[object, ...]]:
    """Return subject, limit, days open and overdue of the tasks of a kind."""
    as_of = date.fromisoformat(day)
    scores = score(ledger, as_of)[name]
    found = report("tasks")
    assert found is not None
    table = found.make(Context(ledger, scores, rounds(scores), as_of), None)
    rows = zip(*(table.column(key) for key in ("task", "subject", "due", "days", "overdue")), strict=True)
    return [row[1:] for row in rows if isinstance(row[0], Words) and row[0].zh == kind]


def test_changes_wait_until_their_paper_is_sent(new_area: Callable[..., Ledger]) -> None:
    """N22-A3-4.4-5, N22-3.2.3-1, G-15: by office, the oldest first; no limit is named, so none is overdue."""
    found = tasks(new_area(), "xin", "2022-06-01", "报备人员变动")
    assert found == [
        ("任职（新城领导小组办公室）：孙望舒、吴石、周可乐等5人", None, 111, None),
        ("任职（街道）：赵晚舟、李青禾", None, 106, None),
        ("任职（镇街业务主管科室）：赵晚舟、李青禾", None, 106, None),
    ]
    sent = new_area(**{"jurisdictions/xin/filings/f1.yaml": SENT})
    assert ("任职（街道）：赵晚舟", None, 106, None) in tasks(sent, "xin", "2022-06-01", "报备人员变动")
    waiting = [row[0] for row in tasks(sent, "xin", "2022-03-03", "报备人员变动")]
    assert "任职（街道）：赵晚舟、李青禾" in waiting


def test_insurance_waits_for_the_assessment_and_then_for_the_policy(new_area: Callable[..., Ledger]) -> None:
    """N22-A3-4.3-2: three months end on 1 June; passed in time it is due, passed late somebody decides first."""
    plain = new_area()
    assert tasks(plain, "xin", "2022-05-15", "上岗考核") == []
    assert tasks(plain, "xin", "2022-05-16", "上岗考核") == [("赵晚舟", date(2022, 5, 15), 1, True)]
    assert tasks(plain, "xin", "2022-06-02", "上岗考核") == [("赵晚舟、李青禾", date(2022, 5, 15), 18, True)]
    at = f"{YANG}/evaluations/e1.yaml"
    in_time = new_area(**{at: PASSED.format(grade="qualified", on="2022-06-01")})
    assert tasks(in_time, "xin", "2022-06-03", "投保") == [("李青禾", None, 2, None)]
    failed = new_area(**{at: PASSED.format(grade="not-qualified", on="2022-06-01")})
    assert tasks(failed, "xin", "2022-06-03", "投保") == []
    late = new_area(**{at: PASSED.format(grade="qualified", on="2022-06-02"), f"{YANG}/decisions/d9.yaml": LATE})
    assert tasks(late, "xin", "2022-06-19", "决定是否投保") == [("李青禾", None, 17, None)]
    assert tasks(late, "xin", "2022-06-20", "决定是否投保") == []
    assert tasks(late, "xin", "2022-06-20", "投保") == [("李青禾", None, 18, None)]


def test_an_exit_waits_for_its_decision(new_area: Callable[..., Ledger]) -> None:
    """G-12: told on 20 May and not decided, it is listed with its course."""
    found = tasks(new_area(**{f"{YANG}/exits/e1.yaml": EXIT}), "xin", "2022-06-01", "终止资格与退出：接着办")
    assert [row[0] for row in found] == ["e1（已告知）"]


def test_a_month_without_a_run_is_told_from_the_first_run_on(new_area: Callable[..., Ledger]) -> None:
    """N22-A3-4.3-1: of a community without runs the last month only, else each month since; the year has its bonus."""
    assert [row[0] for row in tasks(new_area(), "xin", "2022-06-01", "编制补贴发放")] == ["2022-05"]
    begun = new_area(**{f"{YANG}/pay_runs/2022-03.yaml": RUN})
    assert tasks(begun, "xin", "2022-06-01", "编制补贴发放") == [
        ("2022-04", None, 32, None),
        ("2022-05", None, 1, None),
    ]
    assert [row[0] for row in tasks(new_area(), "xin", "2023-01-14", "编制补贴发放")] == ["2022-12"]
    assert [row[0] for row in tasks(new_area(), "xin", "2023-01-15", "编制补贴发放")] == ["2022", "2022-12"]


def test_claims_and_appeals_wait_month_by_month(points: Ledger) -> None:
    """PTS-7-2, PTS-7-3, PTS-7-4: two claims to review, then to display; one appeal from the 12th to the 15th."""
    assert tasks(points, "tang", "2018-11-01", "按月申报：逐项审核") == [("2018-10: 2", None, 0, None)]
    assert tasks(points, "tang", "2018-11-03", "按月申报：逐项审核") == []
    assert tasks(points, "tang", "2018-11-03", "按月申报：公示") == [("2018-10: 2", None, 1, None)]
    assert tasks(points, "tang", "2018-11-13", "按月申报：决定申诉") == [("2018-10: 1", None, 1, None)]
    assert tasks(points, "tang", "2018-11-15", "按月申报：决定申诉") == []


def test_a_voice_is_overdue_after_the_days_that_the_policy_names() -> None:
    """PTS-10-2: where a layer names the days for an answer, the last of them is in time (G-17)."""
    ledger = load(ROOT).ledger
    assert ledger is not None
    book = ledger.jurisdictions["lanshi"]
    assert book.policy is not None
    rules = book.policy.pack.feedback
    assert rules is not None
    days = rules.answer_days.required(date(2026, 8, 1))
    first = next(
        sheet.voices[0].steps[0].on
        for community in book.communities.values()
        for period, sheet in community.feedback.items()
        if (community.id, period.text) == ("c001", "2026-Q3")
    )
    due = first + timedelta(days=days)
    for day, overdue in ((due, False), (due + timedelta(days=1), True)):
        found = tasks(ledger, "lanshi", day.isoformat(), "反馈办理：接着办")
        assert [(row[1], row[3]) for row in found if str(row[0]).startswith("2026-Q3")] == [(due, overdue)]
