"""What each check looks at: community by community comes out what the whole at once gives."""

from __future__ import annotations

import pickle
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.awards import rounds
from generator.checks import (
    OUTCOME_CHECKS,
    RECORD_CHECKS,
    check_community,
    check_community_outcomes,
    check_frame,
    check_outcomes,
    check_records,
    check_whole,
    check_whole_outcomes,
)
from generator.checks.results import WholeScores, held_rounds, logged_months, runs_of
from generator.checks.running import found
from generator.ledger import load
from generator.ledger.parts import frame_of, parts
from generator.policies.outcomes import LastPlaceRun
from generator.problems import in_order
from generator.scoring import score
from generator.scoring.alerts import raised_alerts
from tests.checks import gallery
from tests.tools.demo_records import lay_out_town

if TYPE_CHECKING:
    from pathlib import Path

    from generator.checks.facts import Facts
    from generator.ledger import Ledger
    from generator.problems import Problem

DAYS = (date(2018, 6, 1), date(2022, 7, 1), date(2026, 3, 1), date(2027, 6, 1))
"""Days before, among and after what is recorded: on the earlier ones much lies in the future."""


def at_once(ledger: Ledger, day: date) -> tuple[Problem, ...]:
    """Run every check over all communities at once."""
    return in_order(problem for check in RECORD_CHECKS for problem in found(check, ledger, day))


@pytest.fixture(scope="module")
def demonstration() -> Ledger:
    """Load the committed records: five jurisdictions under five policies."""
    ledger = load(gallery.ROOT).ledger
    assert ledger is not None
    return ledger


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_demonstration_is_checked_alike_in_parts(demonstration: Ledger, day: date) -> None:
    """Community by community the demonstration has the problems that it has as a whole, in the same order."""
    assert check_records(demonstration, day) == at_once(demonstration, day)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_town_is_checked_alike_in_parts(tmp_path: Path, day: date) -> None:
    """The same of the tests' town of three communities."""
    lay_out_town(tmp_path)
    ledger = load(tmp_path).ledger
    assert ledger is not None
    assert check_records(ledger, day) == at_once(ledger, day)


@pytest.mark.parametrize("name", gallery.SHOWN)
def test_the_gallery_is_checked_alike_in_parts(name: str, tmp_path: Path) -> None:
    """The same of every bad example, those with a file that cannot be read included."""
    gallery.make(name, "bad", tmp_path)
    ledger = load(tmp_path).ledger
    if ledger is not None:
        day = gallery.as_of(tmp_path)
        assert check_records(ledger, day) == at_once(ledger, day)


def test_facts_can_be_kept_apart_from_the_records(demonstration: Ledger) -> None:
    """The whole is checked from the frame and from facts that were put away and fetched again."""
    day = date(2026, 3, 1)
    facts: dict[str, dict[str, Facts]] = {}
    problems = list(check_frame(frame_of(demonstration), day))
    for part in parts(demonstration):
        ((book, community),) = [(b, c) for b in part.jurisdictions.values() for c in b.communities.values()]
        findings = check_community(part, day)
        facts.setdefault(book.id, {})[community.id] = pickle.loads(pickle.dumps(findings.facts))  # noqa: S301 - our own
        problems += findings.problems
    problems += check_whole(frame_of(demonstration), facts, day)
    assert in_order(problems) == check_records(demonstration, day)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 10, 20)], ids=str)
def test_results_are_checked_alike_in_parts(demonstration: Ledger, day: date) -> None:
    """Community by community the results have the problems that they have as a whole, in the same order."""
    scores = score(demonstration, day)
    assert check_outcomes(scores, day) == in_order(p for check in OUTCOME_CHECKS for p in check(scores, day))


def test_results_can_be_put_together_from_what_was_kept_apart(demonstration: Ledger) -> None:
    """Rounds, runs of last places and problems come out of parts that were put away and fetched again."""
    day = date(2026, 10, 20)
    for name, scores in score(demonstration, day).items():
        logged, parts_kept = logged_months(scores), {}
        problems: list[Problem] = []
        for home, community in scores.communities.items():
            findings = check_community_outcomes(community, scores.book, logged, day)
            parts_kept[home] = pickle.loads(pickle.dumps(findings.part))  # noqa: S301 - our own
            problems += findings.problems
        whole = WholeScores(scores.book, scores.policy, {}, day, logged=logged, parts=parts_kept)
        problems += check_whole_outcomes({name: whole}, day)
        assert in_order(problems) == check_outcomes({name: scores}, day)
        assert held_rounds(whole) == rounds(scores)
        raised = {(a.alert, f"{a.community}/{a.leader}", a.months) for a in raised_alerts(scores)}
        alerts = [alert for alert in scores.policy.pack.alerts if isinstance(alert, LastPlaceRun)]
        assert {(a.id, run.leader, run.months) for a in alerts for _, run in runs_of(whole, a)} == raised


def test_a_part_holds_one_community_and_counts_days_once(demonstration: Ledger) -> None:
    """A part has its community and no other, its frame none, and all parts share the working days of the frame."""
    found = list(parts(demonstration))
    assert [len(book.communities) for part in found for book in part.jurisdictions.values()] == [1] * len(found)
    assert len(found) == sum(len(book.communities) for book in demonstration.jurisdictions.values())
    assert all(not book.communities for book in found[0].frame.jurisdictions.values())
    assert all(part.working_days is found[0].working_days for part in found)


def test_a_broken_file_silences_its_own_community_alone(tmp_path: Path) -> None:
    """A redemption is looked at although a file of the neighbouring community cannot be read."""
    gallery.make("redemption-cost-differs", "bad", tmp_path)
    communities = tmp_path / "records/jurisdictions/tang/communities"
    (communities / "xi/people").mkdir(parents=True)
    (communities / "xi/community.yaml").write_text(
        "name: 溪边社区\nparent: west\noffice: yun-hall\nplaces:\n- id: z1\n  level: building\n  name: 1号楼\n", "utf-8"
    )
    (communities / "xi/people/gu.yaml").write_text("name: 'never closed\n", "utf-8")
    ledger = load(tmp_path).ledger
    assert ledger is not None
    assert ledger.jurisdictions["tang"].communities["xi"].broken
    found = {problem.check for problem in check_records(ledger, gallery.as_of(tmp_path))}
    assert found == {"redemption-cost-differs"}


def test_a_community_in_a_community_is_told_once(tmp_path: Path) -> None:
    """A community whose parent is another community names a place that there is not above it, and no more is said."""
    gallery.make("unknown-place", "good", tmp_path)
    communities = tmp_path / "records/jurisdictions/qiao/communities"
    (communities / "mei").mkdir()
    (communities / "mei/community.yaml").write_text(
        "name: 梅园社区\nparent: lan\noffice: hall\nplaces:\n- id: z1\n  level: grid\n  name: 第一网格\n", "utf-8"
    )
    ledger = load(tmp_path).ledger
    assert ledger is not None
    found = [problem.check for problem in check_records(ledger, gallery.as_of(tmp_path))]
    assert found == ["unknown-place"]
