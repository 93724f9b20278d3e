"""Windows of display: a missing calendar stops the count, a later calendar does not move what was published."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from generator.checks import check_records
from generator.checks.windows import calendar_year_missing, notice_window_too_short
from generator.ledger import load, load_pack
from generator.policies.reading import read_policy
from generator.policies.settings import DatedValue, Setting
from generator.problems import Severity
from tests.checks import gallery
from tests.site.village import publish

if TYPE_CHECKING:
    from generator.ledger import Ledger
    from generator.policies.claims import Display
    from generator.policies.pack import Policy
    from generator.policies.selection import Publicity
    from generator.problems import Problem

ROOT = Path(__file__).resolve().parents[1]
NOTICE = "records/jurisdictions/qiao/communities/lan/notices/n1.yaml"
AFTERWARDS, MEANWHILE = date(2019, 2, 20), date(2018, 2, 20)


def _policies() -> dict[str, Policy]:
    found = {}
    for folder in sorted((ROOT / "records" / "policies").iterdir()):
        policy, problems = read_policy(folder.name, load_pack(ROOT, folder.name).parts)
        assert policy is not None, problems
        found[folder.name] = policy
    return found


POLICIES = _policies()
WINDOWS = [
    (name, kind)
    for name, policy in POLICIES.items()
    for kind, part in (
        ("candidates", policy.pack.selection and policy.pack.selection.publicity),
        ("points", policy.pack.claims),
    )
    if part is not None
]
"""Every display that a policy of the product asks for, by the kind of its notice."""


def _five_working_days(rule: Publicity | Display) -> Publicity | Display:
    """Give a display the length of five working days, as an office does that fills in what its policy leaves open."""
    days = DatedValue[int](value=5, clause=rule.clause, status="assumed", assumption="G-16")
    working = DatedValue[str](value="working", clause=rule.clause, status="assumed", assumption="G-03")
    return rule.model_copy(update={"days": Setting[int]((days,)), "day_type": Setting[str]((working,))})


def _shown(policy: Policy, kind: str) -> Policy:
    pack = policy.pack
    if kind == "candidates" and pack.selection is not None and pack.selection.publicity is not None:
        publicity = _five_working_days(pack.selection.publicity)
        pack = pack.model_copy(update={"selection": pack.selection.model_copy(update={"publicity": publicity})})
    elif pack.claims is not None:
        display = _five_working_days(pack.claims.display)
        pack = pack.model_copy(update={"claims": pack.claims.model_copy(update={"display": display})})
    return replace(policy, pack=pack)


def _town(root: Path, policy: Policy, kind: str, **notice: object) -> Ledger:
    """Return the gallery's town under a policy, with its one list shown as a notice of that kind."""
    gallery.make("unknown-policy", "good", root)
    ledger = load(root).ledger
    assert ledger is not None
    book = ledger.jurisdictions["qiao"]
    community = book.communities["lan"]
    shown = community.notices["n1"].model_copy(update={"kind": kind, **notice})
    community = replace(community, notices={"n1": shown})
    book = replace(book, policy=_shown(policy, kind), communities={"lan": community}, notices={})
    return replace(ledger, jurisdictions={"qiao": book})


def test_every_policy_with_a_display_is_looked_at() -> None:
    """The windows below are those of the packs in the repository."""
    assert {("r18", "candidates"), ("c21", "candidates"), ("pts", "points")} <= set(WINDOWS)


@pytest.mark.parametrize(("name", "kind"), WINDOWS)
def test_a_window_in_a_year_without_calendar_is_a_problem(name: str, kind: str, tmp_path: Path) -> None:
    """Under each policy a display of working days that reaches into a missing year is told, and not counted."""
    bare = {"working_days": None, "opens": date(2018, 12, 27), "closes": date(2019, 1, 4)}
    ledger = _town(tmp_path, POLICIES[name], kind, **bare)
    assert list(calendar_year_missing(ledger, AFTERWARDS)) == []

    for year in (2018, 2019):
        left = {known: calendar for known, calendar in ledger.calendars.items() if known != year}
        found = list(calendar_year_missing(replace(ledger, calendars=left), AFTERWARDS))

        assert [(problem.source.path, dict(problem.message.values)["year"]) for problem in found] == [(NOTICE, year)]
        assert list(notice_window_too_short(replace(ledger, calendars=left), AFTERWARDS)) == []


def _told(ledger: Ledger, day: date) -> list[tuple[str, Severity]]:
    problems: tuple[Problem, ...] = check_records(ledger, day)
    return [(found.check, found.severity) for found in problems if found.source.path == NOTICE]


def _spring_lengthened(ledger: Ledger, *, by_paper: bool) -> Ledger:
    """Take 14 and 22 February 2018 off: the display from the 9th to the 22nd is left with three working days."""
    calendar = ledger.calendars[2018]
    runs = tuple(
        run.model_copy(update={"from_": date(2018, 2, 14), "until": date(2018, 2, 22)}) if run.name == "春节" else run
        for run in calendar.days_off
    )
    later = ("国办发明电〔2018〕1号",) if by_paper else ()
    changed = calendar.model_copy(update={"days_off": runs, "amended_by": later})
    return replace(ledger, calendars={**ledger.calendars, 2018: changed})


@pytest.mark.parametrize("by_paper", [True, False])
def test_a_display_that_is_over_keeps_what_was_counted(tmp_path: Path, *, by_paper: bool) -> None:
    """Whatever happens to the calendar afterwards, the stored count holds and the difference is a warning."""
    ledger = _town(tmp_path, POLICIES["r18"], "candidates")
    assert _told(ledger, AFTERWARDS) == []

    later = _spring_lengthened(ledger, by_paper=by_paper)

    assert _told(later, AFTERWARDS) == [("working-days-differ", Severity.WARNING)]


def test_a_display_that_is_up_follows_the_calendar_unless_a_paper_amends_it(tmp_path: Path) -> None:
    """While the list hangs, a count that the calendar denies is an error, and one that a later paper denies is none."""
    ledger = _town(tmp_path, POLICIES["r18"], "candidates", result=None)

    slip, paper = (_spring_lengthened(ledger, by_paper=found) for found in (False, True))

    assert ("notice-window-too-short", Severity.ERROR) in _told(slip, MEANWHILE)
    assert _told(paper, MEANWHILE) == [("working-days-differ", Severity.WARNING)]


def test_a_count_that_no_calendar_could_give_is_not_believed(tmp_path: Path) -> None:
    """A list that is taken down on its fourth working day is too short, whatever number is noted."""
    short = {"opens": date(2018, 3, 12), "closes": date(2018, 3, 16), "working_days": 5, "result": None}
    ledger = _town(tmp_path, POLICIES["r18"], "candidates", **short)

    assert ("notice-window-too-short", Severity.ERROR) in _told(ledger, AFTERWARDS)


def test_a_published_window_is_shown_as_it_was_stored(tmp_path: Path) -> None:
    """After a change of the calendar the page of a notice has the same days and the same count."""
    before = publish(tmp_path / "before")
    calendar = (ROOT / "records/calendar/2018.yaml").read_text("utf-8")
    more = "  name: 清明节\n- from: 2018-04-16\n  until: 2018-04-17\n  name: 清明节\n"
    lengthened = calendar.replace("  name: 清明节\n", more)
    assert lengthened != calendar

    after = publish(tmp_path / "after", {"records/calendar/2018.yaml": lengthened})

    windows = [
        [
            (page.path, page.opens, page.closes, page.working_days)
            for one in found.jurisdictions[0].communities
            for page in one.notices
        ]
        for found in (before, after)
    ]
    assert windows[0] == windows[1]
    assert any(window[3] is not None for window in windows[0])
