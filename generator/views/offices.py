"""Offices and service numbers that residents may turn to.

Knows no person: an office is named with its telephone, address and hours, a service with its number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.views.memory import remembered

if TYPE_CHECKING:
    from generator.ledger import CommunityBook
    from generator.views.standpoint import Standpoint


class OfficeView(Struct, frozen=True):
    """An office that residents may turn to."""

    name: str
    phone: str
    address: str
    hours: str


class ServiceView(Struct, frozen=True):
    """A service number."""

    label: str
    phone: str


def office_view(stand: Standpoint, office: str) -> OfficeView | None:
    """Return an office of the jurisdiction."""
    found = stand.office(office)
    return OfficeView(found.name, found.phone, found.address, found.hours) if found else None


@remembered
def services(_stand: Standpoint, book: CommunityBook, _every: None) -> tuple[ServiceView, ...]:
    """Return the numbers on each board of a community."""
    return tuple(ServiceView(number.label, number.phone) for number in book.community.service_numbers)


def unit_of(stand: Standpoint, post: str | None) -> str:
    """Name the office in which a post sits; the post and its holder stay inside."""
    found = next((known for known in stand.book.jurisdiction.staff if known.id == post), None)
    office = stand.office(found.office) if found else None
    return office.name if office else ""
