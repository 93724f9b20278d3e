"""The checks against their gallery, and what no single example can show."""

from __future__ import annotations

import inspect
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings, strategies

from generator import checks
from generator.checks import CHECKS, RECORD_CHECKS, check_id, privacy
from generator.checks.keys import known_ids
from generator.checks.privacy import has_luhn_digit, is_identity_number, is_name_character
from generator.documents import DOCUMENT_CHECKS
from generator.ledger import load
from generator.ledger.loading import LOADING_CHECKS
from tests.checks import gallery

if TYPE_CHECKING:
    from pathlib import Path

    from generator.checks.running import RecordCheck
    from generator.ledger import Ledger

COMPANIONS = {
    "decision-outside-tie": {"tie-without-decision"},
    "place-loop": {"misplaced-place"},
}
"""Examples whose fault is two faults by its nature."""

PARTS = re.compile(r".+\.\n\nWhy: .+\nFix: .+\.\n", re.DOTALL)


def test_every_check_has_its_folder_and_no_folder_is_an_orphan() -> None:
    """Each check that can be shown has one folder in the gallery, and there is no other."""
    folders = {path.name for path in gallery.FOLDER.iterdir() if path.is_dir() and not path.name.startswith("_")}
    assert folders == set(gallery.SHOWN)
    assert len(set(gallery.ALL_CHECKS)) == len(gallery.ALL_CHECKS)
    assert set(gallery.OUTSIDE) <= {*DOCUMENT_CHECKS, *LOADING_CHECKS, "no-values"}


def test_every_check_of_a_subject_is_run() -> None:
    """A public function that yields problems of a ledger or of scores stands in `CHECKS`."""
    modules = [
        module
        for _, module in inspect.getmembers(checks, inspect.ismodule)
        if module.__name__.rpartition(".")[2] not in {"facts", "keys", "naming", "results", "running", "walking"}
    ]
    found = {
        function
        for module in modules
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and "_of" in str(inspect.signature(function))
    }
    assert found == set(CHECKS)


def test_a_key_is_known_of_checks_that_exist() -> None:
    """The table that leads to a line of a record names only checks that are run."""
    assert known_ids() <= {check_id(check) for check in CHECKS}


@pytest.mark.parametrize("check", CHECKS, ids=check_id)
def test_a_docstring_says_what_why_and_how_to_fix(check: RecordCheck) -> None:
    """The handbook's entry of a check has its three parts."""
    assert PARTS.fullmatch((inspect.getdoc(check) or "") + "\n")


@pytest.mark.parametrize("name", gallery.SHOWN)
def test_a_bad_example_prints_what_is_expected(name: str, tmp_path: Path) -> None:
    """The bad example has this fault alone and prints exactly the committed words in both languages."""
    gallery.make(name, "bad", tmp_path)

    found = gallery.problems(tmp_path)

    assert {problem.check for problem in found} - COMPANIONS.get(name, set()) == {name}
    for file, language in gallery.EXPECTED.items():
        assert gallery.printed(found, language, tmp_path) == (gallery.FOLDER / name / file).read_text("utf-8")


@pytest.mark.parametrize("name", gallery.SHOWN)
def test_a_good_example_has_no_problem(name: str, tmp_path: Path) -> None:
    """The near miss beside each bad example is accepted without a word."""
    gallery.make(name, "good", tmp_path)
    assert gallery.problems(tmp_path) == ()


@pytest.mark.parametrize("name", gallery.SHOWN)
def test_both_examples_change_the_base(name: str) -> None:
    """Neither example is the base itself, so that each of them shows something."""
    assert gallery.edits(name, "bad")
    assert gallery.edits(name, "good")


def base(root: Path) -> Ledger:
    """Load the gallery's base with all packs and calendars."""
    gallery.make("unknown-policy", "good", root)
    ledger = load(root).ledger
    assert ledger is not None
    return ledger


@pytest.fixture(scope="module")
def with_broken_files(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Load the base after some files became unreadable."""
    root = tmp_path_factory.mktemp("broken")
    base(root)
    folder = root / "records/jurisdictions/qiao/communities/lan"
    for part in ("people/li", "people/wang", "logs/2018-05", "cases/x1", "notices/n1", "decisions/d1"):
        (folder / f"{part}.yaml").write_text("name: 'never closed\n", "utf-8")
    ledger = load(root).ledger
    assert ledger is not None
    assert len(ledger.broken) == 6
    return ledger


@pytest.mark.parametrize("check", RECORD_CHECKS, ids=check_id)
def test_a_broken_file_is_no_reason_for_further_problems(check: RecordCheck, with_broken_files: Ledger) -> None:
    """Where a file cannot be read nothing is said of the records that refer to it."""
    assert list(check(with_broken_files, gallery.AS_OF)) == []


SWAPS = (
    *(
        "2018-W05",
        "2018-H1",
        "2018",
        "2018-06",
        "2018-02-29",
        "2024-02-29",
        "1900-01-01",
        "2199-12-31",
        "02-29",
        "12-31",
    ),
    *("0", "-1", "5", "999999999", "true", "zzz", "b1", "c1", "g1", "li", "lan", "east", "clerk", "x1", "n1", "a1"),
)
"""Values that are right somewhere in the records and wrong nearly everywhere else."""
SCHEME_SWAPS = (
    "approve",
    "cancel",
    "supplement",
    "withdraw",
    "reject",
    "upheld",
    "ma",
    "lin",
    "head",
    "2018-10",
    "001",
)


@pytest.fixture(scope="module")
def swapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay down the base once; whoever changes a file puts it back."""
    root = tmp_path_factory.mktemp("swapped")
    base(root)
    return root


@given(data=strategies.data())
@settings(max_examples=150)
def test_no_value_makes_a_check_fail(swapped: Path, data: strategies.DataObject) -> None:
    """Whatever value stands in whatever place of a record or of the pack, problems come out and no exception."""
    files = [file for file in sorted(swapped.rglob("*.yaml")) if file.parent.name != "calendar"]
    file = data.draw(strategies.sampled_from(files), "file")
    before = file.read_text("utf-8")
    values = list(re.finditer(r"(?m)(?<=: |- )[^\s:|][^:\n]*$", before))
    chosen = data.draw(strategies.sampled_from(values), "value")
    value = data.draw(strategies.sampled_from(SWAPS), "new value")
    file.write_text(before[: chosen.start()] + value + before[chosen.end() :], "utf-8")
    try:
        found = gallery.problems(swapped)
    finally:
        file.write_text(before, "utf-8")
    assert all(problem.check in gallery.ALL_CHECKS for problem in found)


@pytest.fixture(scope="module")
def swapped_scheme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay down the base with the points scheme once; whoever changes a file puts it back."""
    root = tmp_path_factory.mktemp("scheme")
    gallery.make("claims-without-rules", "good", root)
    return root


@given(data=strategies.data())
@settings(max_examples=100, deadline=None)
def test_no_value_makes_a_check_of_the_points_scheme_fail(swapped_scheme: Path, data: strategies.DataObject) -> None:
    """The same of claims, accounts and their policy."""
    wanted = ("/tang/", "/policies/pts/")
    files = [file for file in sorted(swapped_scheme.rglob("*.yaml")) if any(part in str(file) for part in wanted)]
    file = data.draw(strategies.sampled_from([file for file in files if file.parent.name != "cases"]), "file")
    before = file.read_text("utf-8")
    values = list(re.finditer(r"(?m)(?<=: |- )[^\s:|][^:\n]*$", before))
    chosen = data.draw(strategies.sampled_from(values), "value")
    value = data.draw(strategies.sampled_from((*SWAPS, *SCHEME_SWAPS)), "new value")
    file.write_text(before[: chosen.start()] + value + before[chosen.end() :], "utf-8")
    try:
        found = gallery.problems(swapped_scheme)
    finally:
        file.write_text(before, "utf-8")
    assert all(problem.check in gallery.ALL_CHECKS for problem in found)


def test_outcomes_wait_for_records_without_errors(tmp_path: Path) -> None:
    """With an error in the records no result is computed, so no outcome check speaks."""
    gallery.make("published-row-differs", "bad", tmp_path)
    person = tmp_path / "records/jurisdictions/qiao/communities/lan/people/wu.yaml"
    person.write_text(person.read_text("utf-8").replace("- b4", "- b9"), "utf-8")

    assert {problem.check for problem in gallery.problems(tmp_path)} == {"unknown-place"}


def test_a_later_day_of_building_turns_the_push_overdue(tmp_path: Path) -> None:
    """A batch that is not sent is a warning from the day after its window closed (EX-R18-23)."""
    ledger = base(tmp_path)
    batch = tmp_path / "records/jurisdictions/qiao/credit/c2018.yaml"
    batch.write_text("year: 2018\nprepared_by: clerk\n", "utf-8")
    unsent = load(tmp_path).ledger
    assert unsent is not None

    def found(of: Ledger, day: date) -> list[str]:
        return [p.check for run in (checks.rounds.push_overdue, checks.rounds.sent_too_early) for p in run(of, day)]

    assert found(unsent, date(2019, 1, 31)) == []
    assert found(unsent, date(2019, 2, 1)) == ["push-overdue"]
    assert found(ledger, date(2019, 2, 20)) == []


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("110101199003072535", True),
        ("11010119900307253X", False),
        ("110101199002302530", False),
        ("11010119900307002X", True),
        ("11010119900307002x", True),
        ("110101199003070021", False),
        ("１１０１０１１９９００３０７２５３５", False),
    ],
)
def test_an_identity_number_has_a_birth_date_and_a_check_digit(number: str, *, valid: bool) -> None:
    """Only ASCII numbers with a real day of birth and the right check digit are taken for identity numbers."""
    found = [match[0] for match in privacy.IDENTITY.finditer(f"证号{number}。") if is_identity_number(match[0])]
    assert found == ([number] if valid else [])


@pytest.mark.parametrize(("digits", "valid"), [("4111111111111111", True), ("4111111111111112", False)])
def test_a_card_number_has_a_luhn_digit(digits: str, *, valid: bool) -> None:
    """The last digit decides whether sixteen digits may be a card."""
    assert has_luhn_digit(digits) is valid


@pytest.mark.parametrize("name", ["阿卜杜拉·买买提", "𠮷田", "䶮", "㛃", "〇", "欧阳", "﨎", "Anna Müller"])
def test_rare_and_foreign_names_are_welcome(name: str) -> None:
    """Characters of GB 18030 in their own form, the middle dot and Latin letters raise no doubt."""
    assert all(map(is_name_character, name))


@pytest.mark.parametrize("sign", ["2", "!", "Ａ", "\uf900", "\ue000", "㈱", "_"])
def test_signs_and_look_alikes_are_not_of_a_name(sign: str) -> None:
    """Digits, signs, full-width and compatibility forms are doubted."""
    assert not is_name_character(sign)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3栋2单元501室", True),
        ("3号楼501室", True),
        ("501号房", True),
        ("住3-2-501", True),
        ("3号楼2单元", False),
        ("在301会议室开会", False),
        ("2018-03-06到2018-03-09", False),
        ("电话0631-5550101", False),
    ],
)
def test_a_door_is_told_from_a_building(text: str, *, found: bool) -> None:
    """An address down to the door is found; a building, a meeting room, a day or a telephone is not."""
    assert bool(privacy.DOOR.search(text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("13800138000", True),
        ("138-0013-8000", True),
        ("+86 138 0013 8000", True),
        ("12345", False),
        ("20180620138", False),
    ],
)
def test_a_mobile_number_is_told_from_other_numbers(text: str, *, found: bool) -> None:
    """Eleven digits that begin like a mobile number are found, with or without blanks and hyphens."""
    assert bool(privacy.MOBILE.search(f"请打{text}。")) is found
