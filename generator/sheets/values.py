"""What fills a field of a form: one function for each named source, and amounts of money in words of the text.

Knows the records of one subject; knows no form, and prints nothing that is private but what the vault gave.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, get_args

from generator.policies.forms import FieldSource, PrivateSource
from generator.records.scalars import yuan_text
from generator.reports.context import place_name
from generator.sheets.cells import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from generator.policies.forms import Form
    from generator.records.people import Person
    from generator.records.places import Office
    from generator.records.service import Agreement
    from generator.sheets.desk import Desk, Subject

    Source: TypeAlias = Callable[[Desk, Subject], str | None]

_BLANK = "＿＿＿＿"


def value(desk: Desk, subject: Subject, source: FieldSource | None) -> str | None:
    """Return what a source gives for a subject; None leaves a blank."""
    return SOURCES[source](desk, subject) if source else None


def day_text(day: date | None) -> str | None:
    """Write a day as Chinese papers do."""
    return f"{day.year}年{day.month}月{day.day}日" if day else None


def amounts(desk: Desk, form: Form) -> Mapping[str, str]:
    """Return each sum that the form's text names, in yuan; a blank where the policy leaves it open."""
    found: dict[str, str] = {}
    for amount in form.amounts:
        parts = [_yuan(desk, component) for component in amount.components]
        known = [part for part in parts if part is not None]
        whole = yuan_text(sum(known)).removesuffix(".00")
        found[amount.id] = whole if len(known) == len(parts) else _BLANK
    return found


def _yuan(desk: Desk, component: str) -> int | None:
    setting = getattr(desk.context.policy.component(component), "amount", None)
    fen = setting.on(desk.as_of) if setting is not None else None
    return fen if isinstance(fen, int) else None


def _person(subject: Subject) -> Person | None:
    return subject.book.people.get(subject.person) if subject.book and subject.person else None


def _office(desk: Desk, subject: Subject) -> Office | None:
    book = desk.context.book
    if subject.book is not None:
        return book.office(subject.book.community.office)
    return next(iter(book.jurisdiction.offices), None)


def _street(desk: Desk, subject: Subject) -> str | None:
    parent = subject.book.community.parent if subject.book else None
    return next((place.name for place in desk.context.book.jurisdiction.places if place.id == parent), None)


def _roles(desk: Desk, subject: Subject) -> str | None:
    roles = dict.fromkeys(post.appointment.role for post in subject.posts)
    return "、".join(desk.context.role(role) for role in roles) or None


def _places(_desk: Desk, subject: Subject) -> str | None:
    if subject.book is None:
        return None
    places = dict.fromkeys(place for post in subject.posts for place in post.appointment.places)
    return "、".join(_full_name(subject, place) for place in places) or None


def _full_name(subject: Subject, place: str) -> str:
    return (place_name(subject.book, place) if subject.book else None) or place


def _reports_to(desk: Desk, subject: Subject) -> str | None:
    """Name the holder of the post above: of the next place up that somebody holds in that role."""
    if subject.book is None:
        return None
    found: dict[str, None] = {}
    for post in subject.posts:
        role = desk.context.policy.role(post.appointment.role)
        above = role.reports_to if role else None
        for place in post.appointment.places:
            holders = [
                holder.person
                for link in subject.book.chain(place)
                for holder in subject.book.holders(link.id, desk.as_of)
                if holder.appointment.role == above
            ]
            if holders:
                found[desk.context.name(holders[0])] = None
    return "、".join(found) or None


def _since(_desk: Desk, subject: Subject) -> str | None:
    return day_text(min((post.appointment.from_ for post in subject.posts), default=None))


def _duties(desk: Desk, subject: Subject) -> str | None:
    roles = dict.fromkeys(post.appointment.role for post in subject.posts)
    found = [known for role in roles if (known := desk.context.policy.role(role)) is not None]
    return "\n".join(dict.fromkeys(f"{duty.label}：{duty.text}" for role in found for duty in role.duties)) or None


def _contact(desk: Desk, subject: Subject) -> str | None:
    """Give the duty line where the person agreed that boards show it, else the telephone of the office."""
    person = _person(subject)
    agreed = person is not None and any(
        consent.to == "phone"
        and "board" in consent.channels
        and consent.given_on <= desk.as_of
        and (consent.withdrawn_on is None or consent.withdrawn_on > desk.as_of)
        for consent in person.consents
    )
    if person is not None and agreed and person.public_phone:
        return person.public_phone
    office = _office(desk, subject)
    return office.phone if office else None


def _badge(desk: Desk, subject: Subject) -> str | None:
    person = _person(subject)
    issued = [kit for kit in person.kit if kit.item == "badge" and kit.on <= desk.as_of] if person else []
    return issued[-1].number if issued else None


def _agreement(subject: Subject) -> Agreement | None:
    """Return the person's agreement that ends last."""
    found = (
        [known for known in subject.book.agreements.values() if known.person == subject.person] if subject.book else []
    )
    return max(found, key=lambda known: (known.to, known.from_), default=None)


def _from_table(name: str, key: str) -> Source:
    """Take a column of the person's row in a table."""

    def found(desk: Desk, subject: Subject) -> str | None:
        table = desk.table(name)
        keys = [column.key for column in table.columns]
        row = next((row for row in table.rows if row[keys.index("person")] == subject.person), None)
        return plain(table.columns[keys.index(key)], row[keys.index(key)], desk.language) or None if row else None

    return found


def _private(name: PrivateSource) -> Source:
    return lambda desk, subject: desk.private(subject.person, name)


def _term(subject: Subject, end: str) -> str | None:
    agreement = _agreement(subject)
    return day_text(agreement.from_ if end == "from" else agreement.to) if agreement else None


def _of_office(name: str) -> Source:
    def found(desk: Desk, subject: Subject) -> str | None:
        office = _office(desk, subject)
        return str(getattr(office, name)) if office else None

    return found


def _name(_desk: Desk, subject: Subject) -> str | None:
    person = _person(subject)
    return person.name if person else None


SOURCES: dict[FieldSource, Source] = {
    "jurisdiction": lambda desk, _: desk.context.book.jurisdiction.name,
    "street": _street,
    "community": lambda _, subject: subject.book.community.name if subject.book else None,
    "office": _of_office("name"),
    "office_phone": _of_office("phone"),
    "office_address": _of_office("address"),
    "name": _name,
    "role": _roles,
    "places": _places,
    "reports_to": _reports_to,
    "since": _since,
    "duties": _duties,
    "contact": _contact,
    "badge_number": _badge,
    "term_from": lambda _, subject: _term(subject, "from"),
    "term_to": lambda _, subject: _term(subject, "to"),
    "posts": _from_table("leader-files", "posts"),
    "origins": _from_table("leader-files", "tags"),
    "trainings": _from_table("leader-files", "trainings"),
    "honours": _from_table("leader-files", "honours"),
    "scores": _from_table("leader-files", "scores"),
    "balance": _from_table("balances", "balance"),
    "month": lambda desk, _: desk.month.label_zh,
    "year": lambda desk, _: desk.year.label_zh,
    "printed_on": lambda desk, _: day_text(desk.as_of),
    "policy": lambda desk, _: desk.context.policy.pack.title,
    **{name: _private(name) for name in get_args(PrivateSource)},
}
"""Where each value comes from; every source that a form may name stands here."""
