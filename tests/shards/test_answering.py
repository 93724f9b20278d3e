"""Questions about faultless records: only what they are about is loaded, and the answers are those of everything."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.awards import rounds
from generator.ledger import load
from generator.periods import Period
from generator.reports import REPORTS, Context, in_turn, receipt
from generator.scoring import score
from generator.shards.answering import Faultless, FaultyError, faultless
from generator.shards.building import Asked, build
from generator.shards.checking import checked
from generator.shards.looking import look_at
from tests.e2e.town import REPOSITORY
from tests.tools.demo_records import lay_out_town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PERIODS = tuple(map(Period.parse, ("2026-08", "2026-Q3", "2026-H1", "2026", "2027-06")))
ROOTS = {REPOSITORY: date(2026, 11, 20), REPOSITORY / "tests" / "sixth": date(2027, 8, 15)}
"""Records of every policy, with a day on which they have no error."""


def _asked(root: Path, work: Path, day: date) -> Asked:
    return Asked(root, work / "site", work, day)


@pytest.fixture(scope="module", params=ROOTS, ids=lambda root: root.name)
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Faultless, list[Context]]:
    """Stand ready for questions to records, and load all of them at once."""
    root, day = request.param, ROOTS[request.param]
    ledger = load(root).ledger
    assert ledger is not None
    everything = [Context(ledger, scores, rounds(scores), day) for scores in score(ledger, day).values()]
    return faultless(_asked(root, tmp_path_factory.mktemp("work"), day)), everything


def test_tables_made_by_community_are_those_of_all_at_once(both: tuple[Faultless, list[Context]]) -> None:
    """Each report that says so gives the same table from one community after the other, and has rows somewhere."""
    records, everything = both
    alone = {context.book.id: list(records.in_turn(context.book.id)) for context in everything}
    filled = set()
    for wanted in (report for report in REPORTS if report.by_community):
        fitting = [None] if wanted.needs_period is None else [p for p in PERIODS if p.kind in wanted.needs_period]
        for context in everything:
            for period in fitting:
                table = wanted.make(context, period)
                assert in_turn(wanted, alone[context.book.id], period) == table
                filled |= {wanted.name} if table.rows else set()
    assert filled


def test_a_jurisdiction_alone_gives_the_tables_of_all_records(both: tuple[Faultless, list[Context]]) -> None:
    """Whatever is asked of a jurisdiction is answered without the others."""
    records, everything = both
    for context in everything:
        alone = records.whole(context.book.id)
        for wanted in REPORTS:
            kinds = wanted.needs_period
            period = None if kinds is None else next(p for p in PERIODS if p.kind in kinds)
            assert wanted.make(alone, period) == wanted.make(context, period)


def test_a_receipt_needs_one_community(both: tuple[Faultless, list[Context]]) -> None:
    """The receipt of the first leader of each community is the same without the other communities."""
    records, everything = both
    for context in everything:
        for community in records.communities(context.book.id):
            person = next(iter(context.book.communities[community].people))
            assert [home.community for home in records.homes(person)] == [community]
            alone = records.alone(context.book.id, community)
            assert receipt(alone, person) == receipt(context, person)


def test_what_was_built_needs_no_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of records whose site is shown and had no problem no community is checked; a change, or another day, is."""
    lay_out_town(tmp_path)
    asked = _asked(tmp_path, tmp_path / "build", date(2026, 11, 20))
    assert build(asked).warnings == ()
    checked = _noting(monkeypatch, "generator.shards.orders")
    records = faultless(asked)
    (jurisdiction,) = records.jurisdictions
    assert checked == []
    faultless(asked._replace(day=date(2026, 11, 21)))
    assert checked == list(records.communities(jurisdiction))
    log = next(tmp_path.glob("records/jurisdictions/*/communities/c001/logs/*.yaml"))
    log.write_text(f"{log.read_text('utf-8')}- nonsense\n", "utf-8")
    with pytest.raises(FaultyError, match="problems"):
        faultless(asked)


def test_what_is_spoilt_after_the_check_is_not_answered_from(tmp_path: Path) -> None:
    """Where somebody writes in a folder between the check and the question, nothing is concluded from the rest."""
    lay_out_town(tmp_path)
    records = faultless(_asked(tmp_path, tmp_path / "build", date(2026, 11, 20)))
    (jurisdiction,) = records.jurisdictions
    log = next(tmp_path.glob("records/jurisdictions/*/communities/c001/logs/*.yaml"))
    log.write_text(f"{log.read_text('utf-8')}- nonsense\n", "utf-8")
    with pytest.raises(FaultyError) as refused:
        records.alone(jurisdiction, "c001")
    assert [problem.source.path for problem in refused.value.problems] == [log.relative_to(tmp_path).as_posix()]


def test_a_community_that_goes_after_the_look_is_a_problem(tmp_path: Path) -> None:
    """A folder that is taken away while the records are read is told, and no question is answered."""
    lay_out_town(tmp_path)
    asked = _asked(tmp_path, tmp_path / "build", date(2026, 11, 20))
    look = look_at(tmp_path)
    shutil.rmtree(next(tmp_path.glob("records/jurisdictions/*/communities/c001")))
    problems, _ = checked(asked, look)
    assert [problem.check for problem in problems] == ["records-unseen"]


def _noting(monkeypatch: pytest.MonkeyPatch, module: str) -> list[str]:
    """Note which communities are loaded by a module."""
    place = sys.modules[module]
    plain: Callable[..., object] = place.load_community
    loaded: list[str] = []

    def noted(root: Path, jurisdiction: str, community: str) -> object:
        loaded.append(community)
        return plain(root, jurisdiction, community)

    monkeypatch.setattr(place, "load_community", noted)
    return loaded


def test_a_second_question_checks_nothing_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first question checks each community, the next one none, and either loads the one that it is about."""
    lay_out_town(tmp_path)
    checked, loaded = (_noting(monkeypatch, f"generator.shards.{name}") for name in ("orders", "answering"))
    asked = _asked(tmp_path, tmp_path / "build", date(2026, 11, 20))
    jurisdiction, communities = "xiaogang", faultless(asked).communities("xiaogang")
    assert checked == list(communities)
    faultless(asked).alone(jurisdiction, "c001")
    assert checked == list(communities)
    assert loaded == ["c001"]
