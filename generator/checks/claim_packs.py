"""What the checks of packs must look at where a pack has claims, machines and redemption.

Knows which parts of a pack and of its records name each other; reports nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.walking import Signed
from generator.policies.machines import COURSE_GUARDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ledger import CommunityBook, JurisdictionBook
    from generator.policies.pack import Pack
    from generator.records.base import Record


def lists_of_pack(pack: Pack) -> Iterator[list[tuple[str, Record]]]:
    """Yield the lists of a pack whose members' ids must differ."""
    yield [(machine.id, machine) for machine in pack.machines]
    yield [(reward.id, reward) for reward in pack.top_rewards]
    for machine in pack.machines:
        yield [(state.id, state) for state in machine.states]


def lists_of_claims(community: CommunityBook) -> Iterator[list[tuple[str, Record]]]:
    """Yield the lists of a community's claims whose members' ids must differ."""
    for sheet in community.claims.values():
        yield [(reward.id, reward) for reward in sheet.rewards]
        yield [(appeal.id, appeal) for appeal in sheet.appeals]
        for claim in sheet.claims:
            yield [(line.id, line) for line in claim.lines]
    for feedback in community.feedback.values():
        yield [(voice.id, voice) for voice in feedback.voices]


def lists_of_catalogues(book: JurisdictionBook) -> Iterator[list[tuple[str, Record]]]:
    """Yield the items of each catalogue."""
    for catalogue in book.catalogues.values():
        yield [(item.id, item) for item in catalogue.items]


def codes_named(pack: Pack) -> Iterator[tuple[Record, str, Iterable[str], set[str]]]:
    """Yield every code that claims, rewards and machines of a pack name, with the codes there are."""
    rankings, roles = {ranking.id for ranking in pack.rankings}, {role.id for role in pack.roles}
    for reward in pack.top_rewards:
        yield reward, "ranking", [reward.ranking], rankings
    for machine in pack.machines:
        states = {state.id for state in machine.states}
        for way in machine.transitions:
            yield way, "from", way.from_, states
            yield way, "to", [way.to], states
            yield way, "guards", way.guards, set(COURSE_GUARDS[machine.id])
    if pack.claims is not None:
        yield pack.claims, "roles", pack.claims.roles, roles
        part = pack.claims.participation
        if part is not None:
            yield part, "activities", part.activities, {activity.id for activity in pack.activities}


def items_changed(book: JurisdictionBook) -> Iterator[Signed]:
    """Yield the items that reviews of the scheme say were changed."""
    for review in book.scheme_reviews.values():
        yield from (Signed(review, "changes", item) for item in review.changes)


def needed(pack: Pack) -> Iterator[tuple[Record | None, tuple[str, ...]]]:
    """Yield the settings without which claims, redemption and top rewards stand still."""
    rules, redemption = pack.claims, pack.redemption
    if rules is not None:
        yield rules.basic, ("points", "partial", "gate_extras")
        yield rules.display, ("days", "day_type", "count_start_day", "redisplay")
        yield rules, ("split_joint",)
    if redemption is not None and any(dated.value for dated in redemption.enabled):
        yield redemption, ("rules", "reset", "reset_on", "grace_days", "reset_after_grace")
    for reward in pack.top_rewards:
        yield reward, ("places", "ties")
