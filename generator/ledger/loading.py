"""From a folder to the ledger: every file read once, every problem of form collected.

The only floor below `publish` that reads files; it neither checks meaning nor writes.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.documents import Scalar
from generator.ledger.ledger import Ledger, year_calendar
from generator.ledger.shelves import (
    Shelves,
    absent_parts,
    community_book,
    jurisdiction_books,
    place_record,
    read_policies,
)
from generator.ledger.unread import missing, not_plain, unreadable
from generator.periods import WorkingDays
from generator.problems import Problem, in_order
from generator.records.files import read_file
from generator.records.kinds import ROOT
from generator.records.places import Site
from generator.records.scalars import is_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from generator.documents import Document
    from generator.language import Language
    from generator.ledger.community import CommunityBook
    from generator.records.people import Person
    from generator.records.places import Calendar

LOADING_CHECKS = ("missing-file", "misplaced-file", "not-a-plain-file", "unreadable-file")

_COMMUNITY = re.compile(rf"{ROOT}/jurisdictions/[^/]+/communities/[^/]+")

_KEPT_BY_GIT = ".git"
"""What Git keeps for itself can come into no repository, so nothing in it is a record, nor a misplaced one."""


class Loaded(Struct, frozen=True):
    """What a folder holds: the ledger, if its frame could be read, and the problems of form.

    `fast` of its `files` were in canonical form and needed no YAML parser; the parts of packs are not counted.
    """

    ledger: Ledger | None
    problems: tuple[Problem, ...]
    files: int = 0
    fast: int = 0


class LoadedCommunity(Struct, frozen=True):
    """What a community's folder holds: its book, if the community's own record could be read, and the problems."""

    book: CommunityBook | None
    broken: frozenset[str]
    problems: tuple[Problem, ...]
    files: int
    fast: int


def load(root: Path) -> Loaded:
    """Read every record below `root/records`.

    Args:
        root: a folder that holds `records/`.

    Returns:
        The ledger and all problems of form in order of place. The ledger is None where
        `records/site.yaml` is missing or broken.
    """
    frame, names = _frame(root)
    communities = {name: load_community(root, *name) for name in names}
    found = in_order((*frame.problems, *(p for c in communities.values() for p in c.problems)))
    files = frame.files + sum(loaded.files for loaded in communities.values())
    fast = frame.fast + sum(loaded.fast for loaded in communities.values())
    if frame.ledger is None:
        return Loaded(None, found, files, fast)
    books = (loaded.book for loaded in communities.values() if loaded.book is not None)
    broken = frame.ledger.broken.union(*(loaded.broken for loaded in communities.values()))
    return Loaded(frame.ledger.with_communities(books, broken), found, files, fast)


def load_frame(root: Path) -> Loaded:
    """Read what concerns several communities: site, calendars, policies and the jurisdictions' own records.

    Returns:
        A ledger in which no jurisdiction has a community, and the problems of these files.
    """
    return _frame(root)[0]


def _frame(root: Path) -> tuple[Loaded, tuple[tuple[str, str], ...]]:
    """Read the frame, and name the communities that have a folder by jurisdiction and id."""
    shelves = Shelves()
    folders: list[str] = []
    for path, data in _files(root, shelves.problems, _listed(root, shelves.problems, apart=folders)):
        place_record(path, data, shelves)
    names = tuple((folder.split("/")[2], folder.split("/")[4]) for folder in sorted(folders))
    policies = read_policies(shelves)
    site = shelves.records["site", "", ""].get("")
    if site is None:
        if f"{ROOT}/site.yaml" not in shelves.broken:
            shelves.problems.append(missing(f"{ROOT}/site.yaml"))
        return Loaded(None, in_order(shelves.problems), shelves.files, shelves.fast), names
    calendars = {int(year): record for year, record in shelves.records["calendar", "", ""].items()}
    books = jurisdiction_books(shelves, policies, {owner for owner, _ in names})
    ledger = Ledger(site, calendars, policies, books, frozenset(shelves.broken))
    return Loaded(ledger, in_order(shelves.problems), shelves.files, shelves.fast), names


def site_language(root: Path) -> Language | None:
    """Read nothing but the site's record, and return its language; None where it is missing or broken."""
    path = f"{ROOT}/site.yaml"
    if (root / ROOT).is_symlink() or (root / path).is_symlink() or not (root / path).is_file():
        return None
    try:
        site = read_file(Site, path, (root / path).read_bytes()).record
    except OSError:
        return None
    return site.language if site is not None else None


def load_community(root: Path, jurisdiction: str, community: str) -> LoadedCommunity:
    """Read the folder of one community, and nothing else."""
    shelves = Shelves()
    folder = f"{ROOT}/jurisdictions/{jurisdiction}/communities/{community}"
    for path, data in _files(root, shelves.problems, _listed(root, shelves.problems, folder)):
        place_record(path, data, shelves)
    broken = frozenset(shelves.broken)
    book = community_book(shelves, jurisdiction, community, broken)
    return LoadedCommunity(book, broken, in_order(shelves.problems), shelves.files, shelves.fast)


def load_people(root: Path, jurisdiction: str, community: str) -> Mapping[str, Person]:
    """Read who is recorded in one community, and nothing else; a file that cannot be read is left out."""
    shelves = Shelves()
    folder = f"{ROOT}/jurisdictions/{jurisdiction}/communities/{community}/people"
    for path, data in _files(root, shelves.problems, _listed(root, shelves.problems, folder)):
        place_record(path, data, shelves)
    return dict(sorted(shelves.records["person", jurisdiction, community].items()))


class LoadedPack(Struct, frozen=True):
    """The documents of one policy pack by part, its worked cases included, and the working days."""

    parts: Mapping[str, Document]
    working_days: WorkingDays
    problems: tuple[Problem, ...]


def load_pack(root: Path, policy: str) -> LoadedPack:
    """Read one pack and the calendars below `root/records`, without any jurisdiction."""
    shelves = Shelves()
    pending, seen = [f"{ROOT}/calendar", f"{ROOT}/policies/{policy}"], set[str]()
    while pending:
        folder = pending.pop(0)
        seen.add(folder)
        for path, data in _files(root, shelves.problems, _listed(root, shelves.problems, folder)):
            place_record(path, data, shelves)
        pending += [name for name in _folders_below(shelves.packs) if name not in (*seen, *pending)]
    absent = absent_parts(policy, shelves.packs[policy])
    shelves.problems.extend(missing(path) for path in absent if path not in shelves.broken)
    from generator.policies.layers import lay

    laid = lay(policy, shelves.packs)
    shelves.problems.extend(laid.problems)
    years = {int(year): record for year, record in shelves.records["calendar", "", ""].items()}
    working_days = WorkingDays({year: year_calendar(year, record) for year, record in years.items()})
    return LoadedPack(laid.parts, working_days, in_order(shelves.problems))


def _folders_below(packs: Mapping[str, Mapping[str, Document]]) -> Iterator[str]:
    """Yield the folders of the packs that the layers read so far rest on."""
    for parts in packs.values():
        for key, value in parts["layer"].root.entries if "layer" in parts else ():
            if key.text == "extends" and isinstance(value, Scalar) and is_id(value.text):
                yield f"{ROOT}/policies/{value.text}"


class LoadedCalendars(Struct, frozen=True):
    """The calendars by year, the files among them that could not be read, and the problems of form."""

    calendars: Mapping[int, Calendar]
    broken: frozenset[str]
    problems: tuple[Problem, ...]


def load_calendars(root: Path) -> LoadedCalendars:
    """Read the calendars below `root/records`, and nothing else."""
    shelves = Shelves()
    for path, data in _files(root, shelves.problems, _listed(root, shelves.problems, f"{ROOT}/calendar")):
        place_record(path, data, shelves)
    years = {int(year): record for year, record in shelves.records["calendar", "", ""].items()}
    return LoadedCalendars(years, frozenset(shelves.broken), in_order(shelves.problems))


def _listed(root: Path, problems: list[Problem], start: str = ROOT, apart: list[str] | None = None) -> list[str]:
    """List the plain files below a folder, sorted; links and devices are refused.

    The folders of communities are put into `apart`, where it is given, and not looked into.
    """
    pending = [start]
    found: list[str] = []
    if not (root / start).is_dir() or (root / ROOT).is_symlink():
        return found
    while pending:
        folder = pending.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.name == _KEPT_BY_GIT:
                    continue
                if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                    problems.append(not_plain(path))
                elif entry.is_dir():
                    (pending if apart is None or not _COMMUNITY.fullmatch(path) else apart).append(path)
                else:
                    found.append(path)
    return sorted(found)


def _files(root: Path, problems: list[Problem], paths: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each file; a program is read and reported."""
    for path in paths:
        try:
            with open(f"{root}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - a path object for each is slow
                mode = os.fstat(file.fileno()).st_mode
                data = file.read()
        except OSError as error:
            problems.append(unreadable(path, error.strerror or ""))
            continue
        if mode & stat.S_IXUSR:
            problems.append(not_plain(path))
        yield path, data
