"""The private vault: what it opens, and how it says that it does not, without saying what is inside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyrage
import pytest

from generator.language import LANGUAGES, translate
from generator.vault import Vault, VaultError, open_vault

if TYPE_CHECKING:
    from pathlib import Path

    from generator.problems import Problem

ID_NUMBER = "11010519491231002X"
TEXT = f"person: an\nversion: 1\nid_number: {ID_NUMBER}\nhome_address: 示范路9号2单元301\n"


class Office:
    """A vault with its key, and a repository elsewhere."""

    def __init__(self, root: Path) -> None:
        self.folder, self.key_file, self.repository = root / "vault", root / "key.txt", root / "town"
        (self.folder / "people").mkdir(parents=True)
        (self.repository / "records").mkdir(parents=True)
        self.key = pyrage.x25519.Identity.generate()
        self.key_file.write_text(f"# created: 2026-01-01\n# public key: {self.key.to_public()}\n{self.key}\n", "ascii")

    def put(self, person: str, text: str, key: pyrage.x25519.Identity | None = None) -> Path:
        """Encrypt a text for a key, as the age program does."""
        path = self.folder / "people" / f"{person}.age"
        path.write_bytes(pyrage.encrypt(text.encode("utf-8"), [(key or self.key).to_public()]))
        return path

    def open(self, *people: str) -> Vault:
        """Open the vault for some people."""
        return open_vault(self.folder, self.key_file, people, self.repository)

    def refused(self, *people: str) -> tuple[Problem, ...]:
        """Return why the vault cannot be used."""
        with pytest.raises(VaultError) as caught:
            self.open(*people)
        return caught.value.problems


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Set up a vault with a fresh key."""
    return Office(tmp_path)


def told(problems: tuple[Problem, ...]) -> str:
    """Return everything that a person could read of problems, in both languages."""
    return " ".join(
        f"{problem.source} {translate(problem.message, language)} {translate(problem.fix, language)}"
        for problem in problems
        for language in LANGUAGES
    )


def test_a_file_gives_its_fields_and_whoever_has_none_stays_blank(office: Office) -> None:
    """C21-A1-0: the identity number and the address of the party are there; nobody's others are."""
    office.put("an", TEXT)
    vault = office.open("an", "bo")
    assert (vault.get("an", "id_number"), vault.get("an", "home_address")) == (ID_NUMBER, "示范路9号2单元301")
    assert (vault.get("an", "bank_account"), vault.get("bo", "id_number")) == (None, None)
    assert ID_NUMBER not in repr(vault)


def test_only_the_files_of_the_people_asked_for_are_opened(office: Office) -> None:
    """Another community's files may be broken or locked; nobody here needs them."""
    office.put("an", TEXT)
    office.put("zhou", "x", pyrage.x25519.Identity.generate())
    assert office.open("an").get("an", "id_number") == ID_NUMBER


@pytest.mark.parametrize(
    ("text", "check", "place"),
    [
        (TEXT + "phone: 1\n", "vault-unknown-field", "people/an.age:5:1"),
        (TEXT.replace("version: 1", "version: 2"), "vault-other-version", "people/an.age:1:1"),
        (TEXT.replace("version: 1\n", ""), "vault-other-version", "people/an.age:1:1"),
        (TEXT.replace("person: an", "person: bo"), "vault-other-person", "people/an.age:1:1"),
        (f"- {ID_NUMBER}\n", "vault-text-unreadable", "people/an.age:1:1"),
        (f"person: an\nid_number:\n- {ID_NUMBER}\n", "vault-text-unreadable", "people/an.age:1:1"),
        (f"{ID_NUMBER}: [\n", "vault-text-unreadable", "people/an.age:1:1"),
        ("", "vault-text-unreadable", "people/an.age:1:1"),
    ],
)
def test_a_text_of_another_shape_is_refused_without_being_shown(
    office: Office, text: str, check: str, place: str
) -> None:
    """Each fault has a name and a place; no problem repeats a word of what is private."""
    office.put("an", text)
    (problem,) = office.refused("an")
    assert (problem.check, str(problem.source)) == (check, place)
    assert ID_NUMBER not in told((problem,))
    assert "示范路" not in told((problem,))


def test_a_wrong_key_a_damaged_file_and_a_link_are_told_apart_and_all_at_once(office: Office) -> None:
    """One run names every file that cannot be used."""
    office.put("an", TEXT, pyrage.x25519.Identity.generate())
    broken = office.put("bo", TEXT.replace("person: an", "person: bo"))
    broken.write_bytes(broken.read_bytes()[:-3])
    (office.folder / "people" / "cy.age").write_bytes(b"not an age file")
    (office.folder / "people" / "di.age").symlink_to(broken)
    found = office.refused("an", "bo", "cy", "di")
    assert [(problem.source.path, problem.check) for problem in found] == [
        ("people/an.age", "vault-wrong-key"),
        ("people/bo.age", "vault-file-broken"),
        ("people/cy.age", "vault-file-broken"),
        ("people/di.age", "vault-file-broken"),
    ]
    assert translate(found[0].message, "zh_CN") == "这把密钥打不开这个文件。"


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1ABC\n", "AGE-SECRET-KEY-1A\nAGE-SECRET-KEY-1B\n", "密钥"])
def test_a_key_file_holds_exactly_one_key(office: Office, text: str) -> None:
    """No key, a misspelt one and two of them are refused before any file is opened; the key is not shown."""
    office.key_file.write_text(text, "utf-8")
    office.put("an", TEXT)
    (problem,) = office.refused("an")
    assert problem.check == "vault-key-unreadable"
    assert "KEY-1A" not in told((problem,))


def test_a_missing_key_and_a_missing_vault_are_named(office: Office) -> None:
    """A path that leads nowhere is no empty vault: blanks would be printed where somebody expects numbers."""
    office.key_file.unlink()
    assert [problem.check for problem in office.refused("an")] == ["vault-key-unreadable"]
    office.folder = office.folder / "elsewhere"
    assert [problem.check for problem in office.refused("an")] == ["vault-missing"]


def test_neither_vault_nor_key_may_lie_in_the_repository(office: Office) -> None:
    """Decision 10: inside the folder of the records, or the working copy around it, nothing private is ever read."""
    inside = office.repository / "private"
    office.folder.rename(inside)
    office.key_file.rename(office.repository / "key.txt")
    office.folder, office.key_file = inside, office.repository / "key.txt"
    assert [problem.check for problem in office.refused("an")] == ["vault-in-repository"] * 2


def test_the_working_copy_around_the_records_counts_as_the_repository(office: Office) -> None:
    """Records in a folder of a larger repository: a vault beside them would be committed too."""
    (office.repository.parent / ".git").mkdir()
    assert [problem.check for problem in office.refused("an")] == ["vault-in-repository"] * 2
