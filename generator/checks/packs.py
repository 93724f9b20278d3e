"""Clauses, ids and shares of a policy pack, and codes of a pack that records name.

Knows what is cited and what stands twice; what the parts of a pack name of each other is in `references`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.checks.claim_packs import items_changed, lists_of_catalogues, lists_of_claims
from generator.checks.facts import facts_of
from generator.checks.naming import codes_of_standing
from generator.checks.walking import (
    Signed,
    cite,
    communities,
    jurisdictions,
    nearest,
    notices,
    policies,
    spots,
    title,
    within,
)
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.checks.facts import Facts
    from generator.ledger import JurisdictionBook, Ledger
    from generator.periods import Period
    from generator.policies.outcomes import Honour
    from generator.policies.pack import Pack, Policy
    from generator.records.base import Record
    from generator.records.outcomes import TieDecision

_HUNDRED = 100


def unknown_clause(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A clause is cited that the policy's articles do not have.

    Why: every value, duty and decision rests on a clause that a reader can open.
    Fix: correct the clause, or add the article to `articles.yaml`.
    """
    for policy in policies(ledger):
        for record in (*within(policy.pack), *within(policy.forms)):
            clause = getattr(record, "clause", None)
            if clause is not None:
                yield from _unknown_clause(policy, Signed(record, "clause", clause))
    for policy, _, community in spots(ledger):
        for decision in community.decisions.values():
            if decision.clause is not None:
                yield from _unknown_clause(policy, Signed(decision, "clause", decision.clause))
        for waiver in community.waivers.values():
            yield from _unknown_clause(policy, Signed(waiver, "rule", waiver.rule))
    for _, notice, book, _ in notices(ledger):
        if notice.clause is not None and book.policy is not None:
            yield from _unknown_clause(book.policy, Signed(notice, "clause", notice.clause))


def _unknown_clause(policy: Policy, cited: Signed) -> Iterator[Problem]:
    if policy.article(cited.actor) is None:
        yield Problem(
            "unknown-clause",
            cited.record.origin,
            msg(
                "{key} ({title}): the policy has no clause {clause}.",
                key=cited.key,
                title=title(cited.record, cited.key),
                clause=cited.actor,
            ),
            nearest(cited.actor, [article.id for article in policy.articles]),
        )


def repeated_id(ledger: Ledger, as_of: date) -> Iterator[Problem]:
    """Two members of one list have the same id.

    Why: whoever names the id could mean either, and only one would be found.
    Fix: give the later one another id, or delete it.
    """
    for group in _lists_with_ids(ledger, as_of):
        first: dict[str, Record] = {}
        for name, record in group:
            other = first.setdefault(name, record)
            if other is not record:
                yield Problem(
                    "repeated-id",
                    record.origin,
                    msg("The id {id} stands twice in this list.", id=name),
                    msg("Give the later one another id, or delete it."),
                    related=(Related(other.origin, msg("The first one is here.")),),
                )


def _lists_with_ids(ledger: Ledger, as_of: date) -> Iterator[list[tuple[str, Record]]]:
    for policy in policies(ledger):
        yield [(article.id, article) for article in policy.articles]
        yield from _lists_of_pack(policy.pack)
        yield [(form.id, form) for form in policy.forms.forms]
    for book in jurisdictions(ledger):
        yield [(office.id, office) for office in book.jurisdiction.offices]
        yield [(post.id, post) for post in book.jurisdiction.staff]
        yield from lists_of_catalogues(book)
        facts = facts_of(ledger, book, as_of) if any(award.tie_decisions for award in book.awards.values()) else {}
        for year, award in book.awards.items():
            yield [(_decided(facts, year, number, tie), tie) for number, tie in enumerate(award.tie_decisions)]
    for _, community in communities(ledger):
        for person in community.people.values():
            yield [(appointment.id, appointment) for appointment in person.appointments]
        for case in community.cases.values():
            yield [(f"{candidate.person}/{candidate.place}", candidate) for candidate in case.candidates]
        for close in community.closes.values():
            yield [(f"{row.leader}/{row.role}", row) for row in close.rows]
        yield from lists_of_claims(community)
    for _, notice, _, _ in notices(ledger):
        yield [(objection.id, objection) for objection in notice.objections]


def _decided(facts: Mapping[str, Facts], year: Period, number: int, tie: TieDecision) -> str:
    """Name what a decision is about: the honour, the tier and, where several are ranked apart, whose ranking."""
    groups = [found.groups[year, number] for found in facts.values() if (year, number) in found.groups]
    group = groups[-1] if groups else ""
    return "/".join(part for part in (tie.honour, tie.tier, group) if part)


def _lists_of_pack(pack: Pack) -> Iterator[list[tuple[str, Record]]]:
    """Yield every list of a pack whose members have ids, in whatever section it stands."""
    for record in within(pack):
        for members in (getattr(record, name) for name in type(record).model_fields):
            if isinstance(members, tuple):
                yield [(member.id, member) for member in members if hasattr(member, "id")]


def unknown_code(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A record names an alert, honour, tier, aspect or grade that the policy does not define.

    Why: what the policy does not define has no consequence.
    Fix: use one of the policy's codes.
    """
    for policy, _, community in spots(ledger):
        alerts = {alert.id for alert in policy.pack.alerts}
        form = policy.pack.property_form
        aspects = {choice.id for choice in form.aspects} if form else set()
        grades = {choice.id for choice in form.grades} if form else set()
        for warning in community.warnings.values():
            yield from _unknown_code(Signed(warning, "alert", warning.alert), alerts)
        for check in community.property_checks.values():
            for mark in check.marks:
                yield from _unknown_code(Signed(mark, "aspect", mark.aspect), aspects)
                yield from _unknown_code(Signed(mark, "grade", mark.grade), grades)
    for named, known in codes_of_standing(ledger):
        yield from _unknown_code(named, known)
    for book in jurisdictions(ledger):
        if book.policy is not None:
            yield from _codes_of_awards(book, book.policy.pack)


def _codes_of_awards(book: JurisdictionBook, pack: Pack) -> Iterator[Problem]:
    honours = {honour.id: honour for honour in pack.honours}
    firsts = {reward.id for reward in pack.top_rewards}
    for changed in items_changed(book):
        yield from _unknown_code(changed, {item.id for item in pack.items})
    for award in book.awards.values():
        for tie in award.tie_decisions:
            yield from _unknown_code(Signed(tie, "honour", tie.honour), set(honours) | firsts)
            if tie.honour in honours:
                yield from _unknown_code(Signed(tie, "tier", tie.tier), {t.id for t in honours[tie.honour].tiers})


def _unknown_code(named: Signed, known: set[str]) -> Iterator[Problem]:
    if named.actor not in known:
        yield Problem(
            "unknown-code",
            named.record.origin,
            msg(
                "{key} ({title}): the policy does not define {id}.",
                key=named.key,
                title=title(named.record, named.key),
                id=named.actor,
            ),
            nearest(named.actor, known),
        )


def shares_above_hundred(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """The shares of an honour's tiers come to more than 100 per cent.

    Why: more leaders would be honoured than take part.
    Fix: correct a share.
    """
    for policy in ledger.policies.values():
        for honour in policy.pack.honours:
            for day in _starts(policy, honour):
                whole = sum(tier.share.on(day) or 0 for tier in honour.tiers)
                if whole > _HUNDRED:
                    yield Problem(
                        "shares-above-hundred",
                        honour.origin,
                        msg("{label}: the shares come to {whole} per cent.", label=honour.label, whole=f"{whole}"),
                        msg("Correct a share; together they are at most 100."),
                        clause=cite(policy, honour.clause),
                    )


def _starts(policy: Policy, honour: Honour) -> list[date]:
    """Return each day from which one of an honour's shares changes."""
    later = {dated.from_ for tier in honour.tiers for dated in tier.share if dated.from_ is not None}
    return sorted({policy.first_day, *later})
