"""Faults of people: who is named where, ids, roles and consents.

Knows nothing of points or of how posts meet in time.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from generator.checks.claim_lines import people_in_claims, signatures_of_claims
from generator.checks.facts import facts_of
from generator.checks.gathered import gathered
from generator.checks.walking import (
    Signed,
    candidates,
    communities,
    is_person,
    jurisdictions,
    nearest,
    signatures,
    signatures_of_notice,
    spots,
    title,
)
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.checks.facts import Facts
    from generator.ledger import CommunityBook, JurisdictionBook, Ledger
    from generator.problems import Source


def unknown_staff(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Somebody who recorded, checked, approved or decided is neither a post nor a person.

    Why: who acted must be known, and four eyes can only be counted when both pairs have a name (G-28).
    Fix: use the id of a post in `jurisdiction.yaml` or of a person of the community.
    """
    for book, community in communities(ledger):
        for signed in chain(signatures(community), signatures_of_claims(community)):
            if signed.actor not in book.staff and not is_person(community, signed.actor):
                yield _unknown_staff(signed, book.staff | set(community.people))
    for book in jurisdictions(ledger):
        recorded = _recorded(facts_of(ledger, book, as_of))
        for signed in _signatures_above(book):
            if signed.actor not in book.staff and signed.actor not in recorded:
                yield _unknown_staff(signed, book.staff)


def _recorded(facts: Mapping[str, Facts]) -> set[str]:
    """Return everybody of whom any community has a file, readable or not."""
    return {person for found in facts.values() for person in found.with_file()}


def _unknown_staff(signed: Signed, known: frozenset[str]) -> Problem:
    return Problem(
        "unknown-staff",
        signed.record.origin,
        msg(
            "{key} ({title}): {id} is neither a post nor a person.",
            key=signed.key,
            title=title(signed.record, signed.key),
            id=signed.actor,
        ),
        nearest(signed.actor, known),
    )


def _signatures_above(book: JurisdictionBook) -> Iterator[Signed]:
    for award in book.awards.values():
        if award.confirmed_by is not None:
            yield Signed(award, "confirmed_by", award.confirmed_by)
        for decision in award.tie_decisions:
            yield Signed(decision, "by", decision.by)
    for batch in book.credit.values():
        yield Signed(batch, "prepared_by", batch.prepared_by)
    for chosen in book.award_lists.values():
        yield Signed(chosen, "decided_by", chosen.decided_by)
    for notice in book.notices.values():
        yield from signatures_of_notice(notice)
    for filing in book.filings.values():
        yield Signed(filing, "prepared_by", filing.prepared_by)


def unknown_person(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """A record names a person who has no file.

    Why: points, warnings and decisions must belong to somebody.
    Fix: correct the id, or write the person's file below `people/`.
    """
    for _, community in communities(ledger):
        for signed in _people_named(community):
            if not is_person(community, signed.actor):
                yield _unknown_person(signed, set(community.people))
    for book in jurisdictions(ledger):
        unread = any(
            path.startswith(f"{book.folder()}/") and path.endswith("/community.yaml") for path in ledger.broken
        )
        facts = facts_of(ledger, book, as_of) if not unread else {}
        recorded = _recorded(facts)
        for signed in _people_named_above(book) if not unread else ():
            if signed.actor not in recorded:
                yield _unknown_person(signed, {person for found in facts.values() for person in found.people})


def _unknown_person(signed: Signed, known: set[str]) -> Problem:
    return Problem(
        "unknown-person",
        signed.record.origin,
        msg(
            "{key} ({title}): there is no person {id}.",
            key=signed.key,
            title=title(signed.record, signed.key),
            id=signed.actor,
        ),
        nearest(signed.actor, known),
    )


def _people_named_above(book: JurisdictionBook) -> Iterator[Signed]:
    for award in book.awards.values():
        for decision in award.tie_decisions:
            yield from (Signed(decision, "chosen", person) for person in decision.chosen)
        for choice in award.choices:
            yield from (Signed(choice, "chosen", person) for person in choice.chosen)
        for praise in award.commended:
            yield Signed(praise, "person", praise.person)
    for chosen in book.award_lists.values():
        yield from (Signed(holder, "person", holder.person) for holder in chosen.holders)
    for filing in book.filings.values():
        yield from (Signed(row, "person", row.person) for row in filing.rows)


def _people_named(community: CommunityBook) -> Iterator[Signed]:
    """Yield whom the records name; entries only where one of them names somebody without a file."""
    found = gathered(community)
    for entry in found.entries if not found.named("leader") <= community.people.keys() else ():
        yield Signed(entry, "leader", entry.leader)
    for _, candidate in candidates(community):
        yield Signed(candidate, "person", candidate.person)
    for close in community.closes.values():
        for row in close.rows:
            yield Signed(row, "leader", row.leader)
    yield from _served(community)
    yield from _concerned(community)
    yield from people_in_claims(community)
    yield from _at_meetings(community)


def _served(community: CommunityBook) -> Iterator[Signed]:
    """Yield whom the records of serving and of money are about."""
    for agreement in community.agreements.values():
        yield Signed(agreement, "person", agreement.person)
    for evaluation in community.evaluations.values():
        yield Signed(evaluation, "person", evaluation.person)
    for case in community.exits.values():
        yield Signed(case, "person", case.person)
    for payment in community.top_ups.values():
        yield Signed(payment, "person", payment.person)
    for run in community.pay_runs.values():
        yield from (Signed(row, "person", row.person) for row in run.rows)
    for campaign in community.campaigns.values():
        yield from (Signed(screening, "person", screening.person) for screening in campaign.screenings)


def _concerned(community: CommunityBook) -> Iterator[Signed]:
    for warning in community.warnings.values():
        yield Signed(warning, "person", warning.person)
        if warning.talk is not None:
            yield Signed(warning.talk, "by", warning.talk.by)
    for decision in community.decisions.values():
        if decision.person is not None:
            yield Signed(decision, "person", decision.person)
    for waiver in community.waivers.values():
        if waiver.person is not None:
            yield Signed(waiver, "person", waiver.person)
    for issue in community.issues.values():
        yield Signed(issue, "raised_by", issue.raised_by)
    for check in community.property_checks.values():
        yield Signed(check, "by", check.by)
    for story in community.stories.values():
        yield Signed(story, "person", story.person)
    yield from _standing(community)


def _standing(community: CommunityBook) -> Iterator[Signed]:
    for survey in community.surveys.values():
        yield Signed(survey, "person", survey.person)
    for pairing in community.pairings.values():
        yield Signed(pairing, "mediator", pairing.mediator)
        yield Signed(pairing, "leader", pairing.leader)
    for project in community.projects.values():
        yield Signed(project, "leader", project.leader)
    for team in community.teams.values():
        yield Signed(team, "leader", team.leader)


def _at_meetings(community: CommunityBook) -> Iterator[Signed]:
    for sheet in community.meetings.values():
        for meeting in sheet.meetings:
            yield Signed(meeting, "chair", meeting.chair)
            for called in meeting.attendance:
                yield Signed(called, "person", called.person)
    for record in community.monthly_records.values():
        for written in record.rows:
            yield Signed(written, "leader", written.leader)


def person_in_two_communities(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Two communities of a jurisdiction have a person of the same id.

    Why: an id is never used twice; in the yearly round the two would become one.
    Fix: give the later file another id, in its name and wherever it is used.
    """
    for book in jurisdictions(ledger):
        first: dict[str, tuple[str, Source]] = {}
        for community, facts in facts_of(ledger, book, as_of).items():
            for name, source in facts.people.items():
                home, other = first.setdefault(name, (community, source))
                if home != community:
                    yield Problem(
                        "person-in-two-communities",
                        source,
                        msg("Another community already has a person with the id {id}.", id=name),
                        msg("Give this person another id, in the file's name and wherever it is used."),
                        related=(Related(other, msg("The other person is here.")),),
                    )


def unknown_role(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A record names a role that the policy does not know.

    Why: duties, scores and rankings are the policy's, role by role.
    Fix: use one of the policy's role codes.
    """
    for policy, _, community in spots(ledger):
        known = [role.id for role in policy.pack.roles]
        for record, key, given in _roles_named(community):
            if given not in known:
                yield Problem(
                    "unknown-role",
                    record.origin,
                    msg("{key} ({title}): the policy has no role {id}.", key=key, title=title(record, key), id=given),
                    nearest(given, known),
                )


def _roles_named(community: CommunityBook) -> Iterator[Signed]:
    for post in community.posts:
        yield Signed(post.appointment, "role", post.appointment.role)
    for entry in gathered(community).having("role"):
        yield Signed(entry, "role", entry.role or "")
    for case in community.cases.values():
        yield Signed(case, "role", case.role)
    for warning in community.warnings.values():
        yield Signed(warning, "role", warning.role)
    for close in community.closes.values():
        for row in close.rows:
            yield Signed(row, "role", row.role)


def consent_withdrawn_before_given(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A consent was withdrawn before it was given.

    Why: from these two days decides what may be shown; one of them is a slip.
    Fix: copy both days again from the signed sheet.
    """
    for _, community in communities(ledger):
        for person in community.people.values():
            for consent in person.consents:
                if consent.withdrawn_on is not None and consent.withdrawn_on < consent.given_on:
                    yield Problem(
                        "consent-withdrawn-before-given",
                        consent.origin,
                        msg(
                            "Withdrawn on {withdrawn}, before it was given on {given}.",
                            withdrawn=consent.withdrawn_on.isoformat(),
                            given=consent.given_on.isoformat(),
                        ),
                        msg("Copy both days again from the signed sheet."),
                    )


def story_without_consent(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A story was published of somebody who had not agreed to it.

    Why: a story needs the person's own consent on the day of publication (PIPL 25, G-24).
    Fix: take the story out, or record the signed consent with `to: story` and the channel web.
    """
    for _, community in communities(ledger):
        for story in community.stories.values():
            person = community.people.get(story.person)
            if person is None:
                continue
            agreed = any(
                consent.to == "story"
                and "web" in consent.channels
                and consent.given_on <= story.published_on
                and (consent.withdrawn_on is None or story.published_on < consent.withdrawn_on)
                for consent in person.consents
            )
            if not agreed:
                yield Problem(
                    "story-without-consent",
                    story.origin,
                    msg("{person} had not agreed to a published story on that day.", person=story.person),
                    msg("Take the story out, or record the consent with to: story and the channel web."),
                    related=(Related(person.origin, msg("The person's consents belong here.")),),
                )
