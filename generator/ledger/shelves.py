"""Records as they come in, by kind and owner, until books are made of them.

Knows which record belongs to which part of a book; opens no file.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from generator.documents import read
from generator.ledger.community import CommunityBook
from generator.ledger.ledger import JurisdictionBook
from generator.ledger.unread import misplaced, missing
from generator.periods import Period
from generator.policies.files import part_of
from generator.records.files import read_file
from generator.records.kinds import ROOT, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.documents import Document
    from generator.policies.pack import Policy
    from generator.problems import Problem

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
_JURISDICTION_PARTS = {
    "award-round": "awards",
    "credit-batch": "credit",
    "jurisdiction-notice": "notices",
    "filing": "filings",
    "catalogue": "catalogues",
    "budget": "budgets",
    "scheme-review": "scheme_reviews",
    "scheme-meeting": "scheme_meetings",
    "award-list": "award_lists",
    "figures": "figures",
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


class Shelves(Struct):
    """Records as they come in, by kind and owner; private to loading."""

    records: dict[tuple[str, str, str], dict[Any, Any]] = field(default_factory=lambda: defaultdict(dict))
    packs: dict[str, dict[str, Document]] = field(default_factory=lambda: defaultdict(dict))
    broken: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    files: int = 0
    fast: int = 0


def place_record(path: str, data: bytes, shelves: Shelves) -> None:
    """Read a file and put what it holds, or what is wrong with it, in its place."""
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


def read_policies(shelves: Shelves) -> Mapping[str, Policy]:
    """Read every pack of which all parts are there."""
    from generator.policies.layers import lay  # the many types of a pack are loaded where there is one
    from generator.policies.reading import read_policy

    policies: dict[str, Policy] = {}
    for policy, parts in sorted(shelves.packs.items()):
        absent = absent_parts(policy, parts)
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


def absent_parts(policy: str, parts: Mapping[str, Document]) -> list[str]:
    """Return the paths that a pack lacks: its articles, and what it is, either whole or a layer."""
    wanted = ("layer" if "layer" in parts else "policy", "articles")
    return [f"{ROOT}/policies/{policy}/{part}.yaml" for part in wanted if part not in parts]


def jurisdiction_books(
    shelves: Shelves, policies: Mapping[str, Policy], with_communities: set[str]
) -> dict[str, JurisdictionBook]:
    """Make the book of each jurisdiction, without its communities; those that have communities must have a record."""
    owners = sorted({owner for _, owner, _ in shelves.records if owner} | with_communities)
    books: dict[str, JurisdictionBook] = {}
    for owner in owners:
        path = f"{ROOT}/jurisdictions/{owner}/jurisdiction.yaml"
        record = shelves.records["jurisdiction", owner, ""].get("")
        if record is None:
            if path not in shelves.broken:
                shelves.problems.append(missing(path))
            continue
        parts = {
            attribute: dict(sorted(shelves.records[name, owner, ""].items()))
            for name, attribute in _JURISDICTION_PARTS.items()
        }
        books[owner] = JurisdictionBook(owner, record, policies.get(record.policy), **parts)
    return books


def community_book(shelves: Shelves, owner: str, community: str, broken: frozenset[str]) -> CommunityBook | None:
    """Make the book of a community; None where its own record is missing or broken."""
    if not any(shelves.records.values()):
        return None
    record = shelves.records["community", owner, community].get("")
    if record is None:
        path = f"{ROOT}/jurisdictions/{owner}/communities/{community}/community.yaml"
        if path not in broken:
            shelves.problems.append(missing(path))
        return None
    parts = {
        attribute: dict(sorted(shelves.records[name, owner, community].items()))
        for name, attribute in _COMMUNITY_PARTS.items()
    }
    return CommunityBook(owner, community, record, **parts, broken=broken)
