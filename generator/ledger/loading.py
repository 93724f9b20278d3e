"""From a folder to the ledger: every file read once, every problem of form collected.

The only floor below `publish` that reads files; it neither checks meaning nor writes.
"""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from generator.documents import Scalar, read
from generator.ledger.community import CommunityBook
from generator.ledger.ledger import JurisdictionBook, Ledger, year_calendar
from generator.ledger.unread import misplaced, missing, not_plain, unreadable
from generator.periods import Period, WorkingDays
from generator.policies.layers import lay
from generator.policies.reading import part_of, read_policy
from generator.problems import Problem, in_order
from generator.records.files import read_file
from generator.records.kinds import ROOT, kind_of
from generator.records.places import Site
from generator.records.scalars import is_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from generator.documents import Document
    from generator.language import Language
    from generator.policies.pack import Policy
    from generator.records.places import Calendar

LOADING_CHECKS = ("missing-file", "misplaced-file", "not-a-plain-file", "unreadable-file")

_COMMUNITY_PARTS = {
    "person": "people",
    "activity-log": "logs",
    "verification": "verifications",
    "period-close": "closes",
    "correction": "corrections",
    "case": "cases",
    "notice": "notices",
    "warning": "warnings",
    "waiver": "waivers",
    "decision": "decisions",
    "issue": "issues",
    "property-check": "property_checks",
    "story": "stories",
    "survey": "surveys",
    "pairing": "pairings",
    "project": "projects",
    "team": "teams",
    "agreement": "agreements",
    "evaluation": "evaluations",
    "exit-case": "exits",
    "campaign": "campaigns",
    "pay-run": "pay_runs",
    "top-up": "top_ups",
    "claims": "claims",
    "claim-correction": "claim_corrections",
    "redemption": "redemptions",
    "feedback": "feedback",
    "station": "stations",
    "station-plan": "station_plans",
    "meetings": "meetings",
    "monthly-record": "monthly_records",
    "incident": "incidents",
}
_BY_PERIOD = {
    "activity-log": "month",
    "verification": "month",
    "period-close": "period",
    "award-round": "year",
    "pay-run": "period",
    "claims": "month",
    "feedback": "period",
    "catalogue": "year",
    "budget": "year",
    "scheme-review": "period",
    "meetings": "month",
    "monthly-record": "month",
}


@dataclass(frozen=True)
class Loaded:
    """What a folder holds: the ledger, if its frame could be read, and the problems of form.

    `fast` of its `files` were in canonical form and needed no YAML parser; the parts of packs are not counted.
    """

    ledger: Ledger | None
    problems: tuple[Problem, ...]
    files: int = 0
    fast: int = 0


@dataclass
class _Shelves:
    """Records as they come in, by kind and owner; private to loading."""

    records: dict[tuple[str, str, str], dict[Any, Any]] = field(default_factory=lambda: defaultdict(dict))
    packs: dict[str, dict[str, Document]] = field(default_factory=lambda: defaultdict(dict))
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0
    fast: int = 0


def load(root: Path) -> Loaded:
    """Read every record below `root/records`.

    Args:
        root: a folder that holds `records/`.

    Returns:
        The ledger and all problems of form in order of place. The ledger is None where
        `records/site.yaml` is missing or broken.
    """
    shelves = _Shelves()
    for path, data in _files(root, shelves.problems):
        _place(path, data, shelves)
    policies = _policies(shelves)
    site = shelves.records["site", "", ""].get("")
    if site is None:
        if f"{ROOT}/site.yaml" not in shelves.broken:
            shelves.problems.append(missing(f"{ROOT}/site.yaml"))
        return Loaded(None, in_order(shelves.problems), shelves.files, shelves.fast)
    calendars = {int(year): record for year, record in shelves.records["calendar", "", ""].items()}
    ledger = Ledger(site, calendars, policies, _jurisdictions(shelves, policies), frozenset(shelves.broken))
    return Loaded(ledger, in_order(shelves.problems), shelves.files, shelves.fast)


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


@dataclass(frozen=True)
class LoadedPack:
    """The documents of one policy pack by part, its worked cases included, and the working days."""

    parts: Mapping[str, Document]
    working_days: WorkingDays
    problems: tuple[Problem, ...]


def load_pack(root: Path, policy: str) -> LoadedPack:
    """Read one pack and the calendars below `root/records`, without any jurisdiction."""
    shelves = _Shelves()
    pending, seen = [f"{ROOT}/calendar", f"{ROOT}/policies/{policy}"], set[str]()
    while pending:
        folder = pending.pop(0)
        seen.add(folder)
        for path, data in _files(root, shelves.problems, folder):
            _place(path, data, shelves)
        pending += [name for name in _folders_below(shelves.packs) if name not in (*seen, *pending)]
    absent = _absent(policy, shelves.packs[policy])
    shelves.problems.extend(missing(path) for path in absent if path not in shelves.broken)
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


@dataclass(frozen=True)
class LoadedCalendars:
    """The calendars by year, the files among them that could not be read, and the problems of form."""

    calendars: Mapping[int, Calendar]
    broken: frozenset[str]
    problems: tuple[Problem, ...]


def load_calendars(root: Path) -> LoadedCalendars:
    """Read the calendars below `root/records`, and nothing else."""
    shelves = _Shelves()
    for path, data in _files(root, shelves.problems, f"{ROOT}/calendar"):
        _place(path, data, shelves)
    years = {int(year): record for year, record in shelves.records["calendar", "", ""].items()}
    return LoadedCalendars(years, frozenset(shelves.broken), in_order(shelves.problems))


def _files(root: Path, problems: list[Problem], start: str = ROOT) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each plain file, sorted by path; links and devices are refused."""
    pending = [start]
    found: list[str] = []
    if not (root / start).is_dir() or (root / ROOT).is_symlink():
        return
    while pending:
        folder = pending.pop()
        with os.scandir(root / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}"
                if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                    problems.append(not_plain(path))
                elif entry.is_dir():
                    pending.append(path)
                else:
                    found.append(path)
    for path in sorted(found):
        try:
            mode = (root / path).stat().st_mode
            data = (root / path).read_bytes()
        except OSError as error:
            problems.append(unreadable(path, error.strerror or ""))
            continue
        if mode & stat.S_IXUSR:
            problems.append(not_plain(path))
        yield path, data


def _place(path: str, data: bytes, shelves: _Shelves) -> None:
    part, found = part_of(path), kind_of(path)
    if part is None and found is None:
        shelves.problems.append(misplaced(path))
        return
    if part is not None:
        document, problems = read(path, data)
        shelves.problems.extend(problems)
        if document is None:
            shelves.broken.add(path)
        else:
            shelves.packs[part[0]][part[1]] = document
    elif found is not None:
        kind, slots = found
        record, problems, fast = read_file(kind.model, path, data)
        shelves.problems.extend(problems)
        shelves.files += 1
        shelves.fast += fast
        if record is None:
            shelves.broken.add(path)
            return
        owner = (kind.name, slots.get("jurisdiction", ""), slots.get("community", ""))
        slot = _BY_PERIOD.get(kind.name)
        key: Any = Period.parse(slots[slot]) if slot else slots.get("id", slots.get("year", ""))
        shelves.records[owner][key] = record


def _policies(shelves: _Shelves) -> Mapping[str, Policy]:
    policies: dict[str, Policy] = {}
    for policy, parts in sorted(shelves.packs.items()):
        absent = _absent(policy, parts)
        if absent:
            shelves.problems.extend(missing(path) for path in absent if path not in shelves.broken)
            continue
        laid = lay(policy, shelves.packs)
        shelves.problems.extend(laid.problems)
        found = None
        if "policy" in laid.parts and "articles" in laid.parts:
            found, problems = read_policy(policy, laid.parts, laid.bases, laid.titles)
            shelves.problems.extend(problems)
        if found is None:
            shelves.broken.add(f"{ROOT}/policies/{policy}/{'layer' if 'layer' in parts else 'policy'}.yaml")
        else:
            policies[policy] = found
    return policies


def _absent(policy: str, parts: Mapping[str, Document]) -> list[str]:
    """Return the paths that a pack lacks: its articles, and what it is, either whole or a layer."""
    wanted = ("layer" if "layer" in parts else "policy", "articles")
    return [f"{ROOT}/policies/{policy}/{part}.yaml" for part in wanted if part not in parts]


def _jurisdictions(shelves: _Shelves, policies: Mapping[str, Policy]) -> dict[str, JurisdictionBook]:
    owners = sorted({owner for _, owner, _ in shelves.records if owner})
    books: dict[str, JurisdictionBook] = {}
    for owner in owners:
        path = f"{ROOT}/jurisdictions/{owner}/jurisdiction.yaml"
        record = shelves.records["jurisdiction", owner, ""].get("")
        if record is None:
            if path not in shelves.broken:
                shelves.problems.append(missing(path))
            continue
        books[owner] = JurisdictionBook(
            owner,
            record,
            policies.get(record.policy),
            _communities(shelves, owner),
            dict(sorted(shelves.records["award-round", owner, ""].items())),
            dict(sorted(shelves.records["credit-batch", owner, ""].items())),
            dict(sorted(shelves.records["jurisdiction-notice", owner, ""].items())),
            dict(sorted(shelves.records["filing", owner, ""].items())),
            catalogues=dict(sorted(shelves.records["catalogue", owner, ""].items())),
            budgets=dict(sorted(shelves.records["budget", owner, ""].items())),
            scheme_reviews=dict(sorted(shelves.records["scheme-review", owner, ""].items())),
            scheme_meetings=dict(sorted(shelves.records["scheme-meeting", owner, ""].items())),
            award_lists=dict(sorted(shelves.records["award-list", owner, ""].items())),
            figures=dict(sorted(shelves.records["figures", owner, ""].items())),
        )
    return books


def _communities(shelves: _Shelves, owner: str) -> dict[str, CommunityBook]:
    communities = sorted({c for _, o, c in shelves.records if o == owner and c})
    books: dict[str, CommunityBook] = {}
    for community in communities:
        folder = f"{ROOT}/jurisdictions/{owner}/communities/{community}"
        record = shelves.records["community", owner, community].get("")
        if record is None:
            if f"{folder}/community.yaml" not in shelves.broken:
                shelves.problems.append(missing(f"{folder}/community.yaml"))
            continue
        parts = {
            attribute: dict(sorted(shelves.records[name, owner, community].items()))
            for name, attribute in _COMMUNITY_PARTS.items()
        }
        broken = frozenset(path for path in shelves.broken if path.startswith(f"{folder}/"))
        books[community] = CommunityBook(owner, community, record, **parts, broken=broken)
    return books
