"""What a notice says beyond its text: which posts are open, on what conditions, through which channels, until when.

Knows the policy's selection and the vacancies of the day of posting; nobody's name and no proposal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from msgspec import Struct
from msgspec.structs import replace

from generator.duties.display import display_of
from generator.periods import CalendarYearMissing
from generator.policies.selection import AgeAtMost, Checklist, LeastGrade
from generator.policies.settings import UnsetSettingError
from generator.views.people import place_name
from generator.views.seats import places_below, seats

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.policies.selection import Eligibility, Selection
    from generator.records.selection import Notice
    from generator.views.standpoint import Cite, Standpoint


class OpenPost(Struct, frozen=True):
    """A post that was vacant on the day of posting."""

    role: str
    place: str


class Condition(Struct, frozen=True):
    """A condition or channel in words, with its clause."""

    text: str
    cite: Cite


class RecruitmentView(Struct, frozen=True):
    """What a call for candidates offers and asks."""

    posts: tuple[OpenPost, ...]
    conditions: tuple[Condition, ...]
    channels: tuple[Condition, ...]


class WindowView(Struct, frozen=True):
    """The days of a display as the policy counts them: its shortest end, the earliest decision, its longest end."""

    earliest_end: date
    earliest_decision: date
    latest_end: date | None


def recruitment(stand: Standpoint, book: CommunityBook | None, notice: Notice) -> RecruitmentView | None:
    """Return what a recruitment notice offers and asks; None for every other notice."""
    selection = stand.policy.pack.selection
    if notice.kind != "recruitment" or selection is None:
        return None
    return RecruitmentView(
        posts=tuple(dict.fromkeys(_posts(stand, book, notice))) if book else (),
        conditions=tuple(found for rule in selection.eligibility for found in _conditions(stand, rule, notice.opens)),
        channels=tuple(_channels(stand, selection, notice.opens)),
    )


def window(stand: Standpoint, notice: Notice) -> WindowView | None:
    """Return the days of a display of candidates; None where the policy sets no number of days."""
    selection = stand.policy.pack.selection
    if notice.kind != "candidates" or selection is None or selection.publicity is None:
        return None
    try:
        found = display_of(selection.publicity, notice.opens, stand.working_days)
    except (CalendarYearMissing, UnsetSettingError):
        return None
    if found.least_day is None or found.earliest_decision is None:
        return None
    return WindowView(found.least_day, found.earliest_decision, found.most_day)


def _posts(stand: Standpoint, book: CommunityBook, notice: Notice) -> Iterator[OpenPost]:
    """Yield the leaders' posts without anybody at the places of the notice and below, as on the day of posting."""
    then = replace(stand, as_of=notice.opens)
    leading = {role.label for role in stand.policy.pack.roles if role.is_leader}
    for place in notice.places:
        for inside in (book.places[place], *places_below(stand, book, place)) if place in book.places else ():
            for seat in seats(then, book, inside):
                if not seat.leaders and seat.role in leading:
                    yield OpenPost(seat.role, seat.place or place_name(stand, book, inside.id))


def _conditions(stand: Standpoint, rule: Eligibility, day: date) -> Iterator[Condition]:
    match rule:
        case Checklist():
            for choice in rule.conditions:
                yield Condition(choice.label, stand.cite(choice.clause))
        case AgeAtMost():
            years, waived = rule.years.on(day), rule.waived_to.on(day)
            if years is not None:
                more = f"，特别合适的经批准可到 {waived} 周岁" if waived is not None else ""
                yield Condition(f"年龄不超过 {years} 周岁{more}", stand.cite(rule.clause))
        case LeastGrade():
            least = rule.least.on(day)
            if least is not None:
                yield Condition(f"信用等级不低于 {least}", stand.cite(rule.clause))
        case _:
            assert_never(rule)


def _channels(stand: Standpoint, selection: Selection, day: date) -> Iterator[Condition]:
    nomination = stand.policy.pack.nomination
    joint = nomination.joint if nomination else None
    organisations = nomination.organisations if nomination else None
    for choice in selection.channels:
        more = ""
        if joint is not None and joint.channel == choice.id and (least := joint.least.on(day)) is not None:
            more = f"（{least} {'户' if joint.unit.on(day) == 'household' else '人'}以上）"
        elif organisations is not None and organisations.channel == choice.id:
            more = f"（{'、'.join(kind.label for kind in organisations.kinds)}）"
        yield Condition(f"{choice.label}{more}", stand.cite(choice.clause))
