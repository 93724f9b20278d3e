"""Faults inside a policy pack, and codes of a pack that records name.

Knows how the parts of a pack refer to each other; knows no number of any policy.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from generator.checks.claim_packs import (
    codes_named,
    items_changed,
    lists_of_catalogues,
    lists_of_claims,
    lists_of_pack,
    needed,
)
from generator.checks.naming import codes_of_roster, codes_of_standing
from generator.checks.walking import Signed, cite, nearest, notices, spots, title, within
from generator.policies.items import AttendanceIn, WithinDays
from generator.policies.outcomes import LastPlaceRun
from generator.policies.selection import LeastGrade
from generator.problems import Problem, Related, msg

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ledger import JurisdictionBook, Ledger
    from generator.policies.items import Item
    from generator.policies.outcomes import Honour
    from generator.policies.pack import Pack, Policy
    from generator.policies.selection import Selection
    from generator.policies.settings import Setting
    from generator.problems import Message, Source
    from generator.records.base import Record

_HUNDRED = 100


def unknown_clause(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A clause is cited that the policy's articles do not have.

    Why: every value, duty and decision rests on a clause that a reader can open.
    Fix: correct the clause, or add the article to `articles.yaml`.
    """
    for policy in ledger.policies.values():
        for record in within(policy.pack):
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


def repeated_id(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """Two members of one list have the same id.

    Why: whoever names the id could mean either, and only one would be found.
    Fix: give the later one another id, or delete it.
    """
    for group in _lists_with_ids(ledger):
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


def _lists_with_ids(ledger: Ledger) -> Iterator[list[tuple[str, Record]]]:
    for policy in ledger.policies.values():
        pack = policy.pack
        named: list[Iterable[Any]] = [policy.articles, pack.levels, pack.roles, pack.activities, pack.items]
        named += [pack.rankings, pack.honours, pack.alerts, *(honour.tiers for honour in pack.honours)]
        if pack.selection is not None:
            named += [pack.selection.channels, pack.selection.steps]
        yield from ([(part.id, part) for part in parts] for parts in named)
        yield from lists_of_pack(pack)
    for book in ledger.jurisdictions.values():
        yield [(office.id, office) for office in book.jurisdiction.offices]
        yield [(post.id, post) for post in book.jurisdiction.staff]
        yield from lists_of_catalogues(book)
        for award in book.awards.values():
            yield [(f"{tie.honour}/{tie.tier}", tie) for tie in award.tie_decisions]
        for community in book.communities.values():
            for person in community.people.values():
                yield [(appointment.id, appointment) for appointment in person.appointments]
            for case in community.cases.values():
                yield [(f"{candidate.person}/{candidate.place}", candidate) for candidate in case.candidates]
            for close in community.closes.values():
                yield [(f"{row.leader}/{row.role}", row) for row in close.rows]
            yield from lists_of_claims(community)
    for _, notice, _, _ in notices(ledger):
        yield [(objection.id, objection) for objection in notice.objections]


def undefined_code(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A part of a pack names a role, activity, item, level, ranking or tier that the pack does not define.

    Why: such a part would never take effect, and nobody would notice.
    Fix: correct the code, or define it.
    """
    for policy in ledger.policies.values():
        for (record, key, given), known in _codes_named(policy.pack):
            if given not in known:
                yield Problem(
                    "undefined-code",
                    record.origin,
                    msg("{key} ({title}): the pack does not define {id}.", key=key, title=title(record, key), id=given),
                    nearest(given, known),
                )


def _codes_named(pack: Pack) -> Iterator[tuple[Signed, set[str]]]:
    levels, roles = {level.id for level in pack.levels}, {role.id for role in pack.roles}
    rankings, tiers = {r.id for r in pack.rankings}, {tier.id for honour in pack.honours for tier in honour.tiers}
    named: list[tuple[Record, str, Iterable[str | None], set[str]]] = []
    named += [(level, "within", level.within, levels) for level in pack.levels]
    for role in pack.roles:
        named += [(role, "level", [role.level], levels), (role, "reports_to", [role.reports_to], roles)]
    named += [(activity, "place_level", [activity.place_level], levels) for activity in pack.activities]
    for item in pack.items:
        named += _codes_of_item(item, roles, {activity.id for activity in pack.activities})
    named += [(part, "items", part.items, {item.id for item in pack.items}) for part in pack.exclusions]
    named += [(ranking, "roles", ranking.roles, roles) for ranking in pack.rankings]
    for honour in pack.honours:
        named += [(honour, "role", [honour.role], roles), (honour, "ranking", [honour.ranking], rankings)]
    named += [(part, "tiers", part.tiers, tiers) for part in pack.recommendations]
    for alert in pack.alerts:
        named += [(alert, "roles", alert.roles, roles), (alert, "told", [alert.told], roles)]
        if isinstance(alert, LastPlaceRun):
            named.append((alert, "ranking", [alert.ranking], rankings))
    named.extend(codes_named(pack))
    if pack.selection is not None:
        named += _codes_of_selection(pack.selection, levels)
    named += codes_of_roster(pack)
    for record, key, codes, known in named:
        for code in codes:
            if code is not None:
                yield Signed(record, key, code), known


def _codes_of_selection(
    selection: Selection, levels: set[str]
) -> Iterator[tuple[Record, str, Iterable[str | None], set[str]]]:
    if selection.publicity is not None:
        yield selection.publicity, "level", [selection.publicity.level], levels
    for rule in selection.eligibility:
        if isinstance(rule, LeastGrade):
            starts = [dated.from_ or date.min for setting in (rule.least, rule.ladder) for dated in setting]
            for day in sorted(set(starts)):
                yield rule, "least", [rule.least.on(day)], set(rule.ladder.on(day) or ())


def _codes_of_item(
    item: Item, roles: set[str], activities: set[str]
) -> list[tuple[Record, str, Iterable[str], set[str]]]:
    found: list[tuple[Record, str, Iterable[str], set[str]]] = [
        (item, "roles", item.roles, roles),
        (item, "activities", item.activities, activities),
    ]
    found.extend(
        (condition, "activities", condition.activities, set(item.activities))
        for condition in item.conditions
        if isinstance(condition, WithinDays)
    )
    return found


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
    for book in ledger.jurisdictions.values():
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


def unset_setting(ledger: Ledger, _as_of: date) -> Iterator[Problem]:
    """A value that scoring or awards need is unset in a policy that a jurisdiction is under.

    Why: what the text leaves out is never filled in silently; the feature stands still until it is set (G-16).
    Fix: give the value with `status: assumed` and the default it rests on, or take the part out of the pack.
    """
    used = {book.jurisdiction.policy for book in ledger.jurisdictions.values()}
    for name, policy in ledger.policies.items():
        if name in used and policy.pack.in_force_from is None:
            yield _unset(
                policy.pack, "in_force_from", policy.pack.origin, msg("Write the policy's first day in force.")
            )
        for record, key, setting in _needed(policy.pack) if name in used else ():
            for dated in setting:
                if dated.value is None:
                    fix = msg("Give a value with status: assumed, or take this part out of the pack.")
                    yield _unset(record, key, dated.origin, fix, cite(policy, dated.clause))


def _unset(record: Record, key: str, source: Source, fix: Message, clause: str = "") -> Problem:
    message = msg("{key} ({title}) is needed and unset.", key=key, title=title(record, key))
    return Problem("unset-setting", source, message, fix, clause=clause)


def _needed(pack: Pack) -> Iterator[tuple[Record, str, Setting[Any]]]:
    wanted: list[tuple[Record | None, tuple[str, ...]]] = [(pack.base, ("points", "period"))]
    for item in pack.items:
        wanted.extend(_needed_by_item(item))
    wanted += [(ranking, ("scope", "basis", "method")) for ranking in pack.rankings]
    for honour in pack.honours:
        wanted.append((honour, ("participants", "scope", "rounding", "ties", "overflow", "carry_unused")))
        wanted += [(tier, ("share", "credit_points")) for tier in honour.tiers]
    wanted.append((pack.credit, ("opens", "closes", "stack")))
    wanted += [
        (alert, ("length", "least_ranked", "reset_each_year"))
        for alert in pack.alerts
        if isinstance(alert, LastPlaceRun)
    ]
    wanted.extend(needed(pack))
    for record, keys in wanted:
        for key in keys if record is not None else ():
            setting = getattr(record, key)
            if record is not None and setting is not None:
                yield record, key, setting


def _needed_by_item(item: Item) -> Iterator[tuple[Record, tuple[str, ...]]]:
    if item.valid_from is not None and all(dated.value is None for dated in item.valid_from):
        return
    yield item.formula, ("points",) if item.formula.kind == "rate" else ("least", "most", "step")
    for condition in item.conditions:
        if isinstance(condition, WithinDays):
            yield condition, ("days", "day_type", "extend_to_workday")
        elif isinstance(condition, AttendanceIn):
            yield condition, ("states",)
    for cap in item.caps:
        if any(dated.value is not None for dated in cap.times):
            yield cap, ("period",)
