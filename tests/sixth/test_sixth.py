"""A sixth district is data alone: its pack in this folder is read, checked and run by the product as it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cases import CaseResult, run_cases
from generator.ledger import load_pack
from generator.policies.reading import read_policy

ROOT = Path(__file__).resolve().parent
RUN = run_cases(ROOT, "d6")


def test_the_sixth_pack_can_be_read() -> None:
    """No file of the pack has a problem of form."""
    pack = load_pack(ROOT, "d6")
    found, problems = read_policy("d6", pack.parts)
    assert (pack.problems, problems, RUN.problems) == ((), (), ())
    assert found is not None


@pytest.mark.parametrize("result", RUN.results, ids=lambda result: result.id)
def test_the_case_holds(result: CaseResult) -> None:
    """The engine gives what the sixth district expects."""
    assert [str(difference) for difference in result.differences] == []


def test_every_rule_of_the_sixth_district_is_worked() -> None:
    """Each rule that its articles carry is shown by a case, but for those of roles and selection."""
    found, _ = read_policy("d6", load_pack(ROOT, "d6").parts)
    assert found is not None
    rules = {rule for article in found.articles for rule in article.rules}
    assert rules - {rule for result in RUN.results for rule in result.rules} == {"D6-1", "D6-2"}


def test_adding_the_district_touched_no_python() -> None:
    """Beside this test the folder holds nothing but records."""
    files = {path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if path.is_file()}
    kept = {name for name in files if "__pycache__" not in name}
    assert {name for name in kept if not name.endswith(".yaml")} == {"test_sixth.py"}
