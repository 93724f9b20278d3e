"""The private vault: one age-encrypted file for each person, in a folder outside the repository.

Knows how such a file is opened and which fields it may hold; knows no record, no report and no printer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from msgspec import Struct, field

from generator.documents import Fields, Scalar, read
from generator.problems import Problem, Source, in_order, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from generator.problems import Message

VaultField: TypeAlias = Literal["id_number", "home_address", "private_phone", "birth_date", "bank_account"]
VAULT_FIELDS: tuple[VaultField, ...] = get_args(VaultField)
_PEOPLE = "people"
_PERSON, _VERSION = "person", "version"
_KNOWN_VERSION = "1"
_LARGEST = 64 * 1024
_KEY_START = "AGE-SECRET-KEY-"


class VaultError(Exception):
    """The vault cannot be used; nothing of it was taken."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Remember what is wrong, in order of place."""
        self.problems = in_order(problems)
        super().__init__(f"{len(self.problems)} problems")


class Vault(Struct, frozen=True):
    """What is known of people, by person and field; what is not there stays blank."""

    people: Mapping[str, Mapping[VaultField, str]] = field(default_factory=dict)

    def __repr__(self) -> str:
        """Tell how many people, and nothing of them."""
        return f"Vault(<{len(self.people)} people>)"

    def get(self, person: str, name: VaultField) -> str | None:
        """Return a field of a person, None where nothing is kept."""
        return self.people.get(person, {}).get(name)


def open_vault(folder: Path, identity: Path, people: Iterable[str], repository: Path) -> Vault:
    """Decrypt the files of the given people; whoever has none stays blank.

    Args:
        folder: the vault; its files are `people/<person>.age`.
        identity: a file with an age secret key.
        people: the ids that are asked for; no other file is opened.
        repository: the folder of the records, in which neither vault nor key may lie.

    Raises:
        VaultError: with one problem for each file that cannot be used.
    """
    home = _top(repository.resolve())
    problems = [_inside(place) for place in (folder, identity) if place.resolve().is_relative_to(home)]
    if problems:
        raise VaultError(problems)
    if not folder.is_dir():
        raise VaultError([_no_vault(folder)])
    key = _key(identity)
    found: dict[str, Mapping[VaultField, str]] = {}
    for person in sorted(set(people)):
        path = folder / _PEOPLE / f"{person}.age"
        if path.exists() or path.is_symlink():
            try:
                found[person] = _opened(path, key, person)
            except VaultError as error:
                problems.extend(error.problems)
    if problems:
        raise VaultError(problems)
    return Vault(found)


def _top(root: Path) -> Path:
    """Return the outermost working copy that a folder lies in, else the folder itself."""
    return next((folder for folder in reversed((root, *root.parents)) if (folder / ".git").exists()), root)


def _key(identity: Path) -> Any:
    try:
        from pyrage import IdentityError, x25519
    except ImportError:
        raise VaultError([_no_library(identity)]) from None
    try:
        text = identity.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise VaultError([_no_key(identity)]) from None
    written = [line.strip() for line in text.splitlines() if line.strip().startswith(_KEY_START)]
    if len(written) != 1:
        raise VaultError([_no_key(identity)])
    try:
        return x25519.Identity.from_str(written[0])
    except IdentityError:
        raise VaultError([_no_key(identity)]) from None


def _opened(path: Path, key: Any, person: str) -> Mapping[VaultField, str]:
    from pyrage import DecryptError, decrypt

    source = Source(f"{_PEOPLE}/{path.name}")
    if path.is_symlink() or not path.is_file() or path.stat().st_size > _LARGEST:
        raise VaultError([_broken(source)])
    try:
        plain = decrypt(path.read_bytes(), [key])
    except OSError:
        raise VaultError([_broken(source)]) from None
    except DecryptError as error:
        raise VaultError([_wrong_key(source) if "matching key" in str(error) else _broken(source)]) from None
    return _fields(source, bytes(plain), person)


def _fields(source: Source, plain: bytes, person: str) -> Mapping[VaultField, str]:
    """Read the plain text; no problem says what stands in it."""
    document, _ = read(f"{source.path}.yaml", plain)
    root = document.root if document else None
    if not isinstance(root, Fields) or not all(isinstance(value, Scalar) for _, value in root.entries):
        raise VaultError([_unreadable(source)])
    values = {key.text: value.text for key, value in root.entries if isinstance(value, Scalar)}
    known = {_PERSON, _VERSION, *VAULT_FIELDS}
    unknown = [key for key, _ in root.entries if key.text not in known]
    if unknown:
        raise VaultError(_unknown(Source(source.path, key.source.line)) for key in unknown)
    if values.get(_VERSION) != _KNOWN_VERSION:
        raise VaultError([_other_version(source)])
    if values.get(_PERSON) != person:
        raise VaultError([_other_person(source, person)])
    return {name: values[name] for name in VAULT_FIELDS if name in values}


def _problem(check: str, source: Source, message: Message, fix: Message) -> Problem:
    return Problem(check, source, message, fix)


def _inside(place: Path) -> Problem:
    return _problem(
        "vault-in-repository",
        Source(place.name),
        msg("{place} lies in the repository, where private things must never be.", place=place.name),
        msg("Move the vault and its key to a folder outside, which no Git repository of records holds."),
    )


def _no_vault(folder: Path) -> Problem:
    return _problem(
        "vault-missing",
        Source(folder.name),
        msg("There is no vault at {place}.", place=str(folder)),
        msg("Give the folder that holds people/ with the encrypted files, or leave --vault away to print blanks."),
    )


def _no_library(identity: Path) -> Problem:
    return _problem(
        "vault-library-missing",
        Source(identity.name),
        msg("The library that opens the vault is not installed."),
        msg("Install it with: pip install 'louzhang[vault]'"),
    )


def _no_key(identity: Path) -> Problem:
    return _problem(
        "vault-key-unreadable",
        Source(identity.name),
        msg("{place} is not a file with exactly one age secret key.", place=identity.name),
        msg("Give the key file that age-keygen wrote; its key begins with {start}.", start=_KEY_START),
    )


def _wrong_key(source: Source) -> Problem:
    return _problem(
        "vault-wrong-key",
        source,
        msg("This key does not open the file."),
        msg("Use the key of this community, or have whoever keeps the vault encrypt the file for your key too."),
    )


def _broken(source: Source) -> Problem:
    return _problem(
        "vault-file-broken",
        source,
        msg("The file is damaged, or is no age file of at most 64 kB."),
        msg("Restore it from the copy of the vault, or encrypt it again."),
    )


def _unreadable(source: Source) -> Problem:
    return _problem(
        "vault-text-unreadable",
        source,
        msg("The file opens, but what is inside is not one line of key and value for each field."),
        msg("Inside stand person:, version: and the fields, each on a line of its own; then encrypt it again."),
    )


def _unknown(source: Source) -> Problem:
    return _problem(
        "vault-unknown-field",
        source,
        msg("The vault knows no such field."),
        msg("Allowed are: {fields}.", fields=", ".join(VAULT_FIELDS)),
    )


def _other_version(source: Source) -> Problem:
    return _problem(
        "vault-other-version",
        source,
        msg("The file does not say that it is of version {version}.", version=_KNOWN_VERSION),
        msg("Write a line version: {version} into it and encrypt it again.", version=_KNOWN_VERSION),
    )


def _other_person(source: Source, person: str) -> Problem:
    return _problem(
        "vault-other-person",
        source,
        msg("The file says that it is somebody else's; it was renamed or mixed up."),
        msg("Inside must stand person: {person}. Find the right file before anything is printed.", person=person),
    )
