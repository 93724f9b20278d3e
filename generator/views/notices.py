"""Public views of notices: state, window, how to object, what came of it.

Candidates are named only while their notice is displayed; objections are shown without persons or their text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from generator.periods import CalendarYearMissing
from generator.views import addresses
from generator.views.calls import recruitment, window
from generator.views.offices import OfficeView, office_view
from generator.views.people import masked, open_posts, place_name
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.records.selection import Candidate, Notice, Objection
    from generator.views.calls import RecruitmentView, WindowView
    from generator.views.standpoint import Cite, Ref, Standpoint

NoticeState: TypeAlias = Literal["open", "objected", "over", "withdrawn"]
_RESULT_KINDS = frozenset({"points", "honours"})


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection and its answer; whoever lodged it is never known here."""

    lodged_on: date
    decided_on: date | None
    decision: Literal["upheld", "dismissed"] | None
    answer: str


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A candidate on display."""

    name: str
    role: str
    place: str


@dataclass(frozen=True, slots=True)
class NoticePage:
    """A notice as it stands on the day."""

    path: str
    id: str
    owner: str
    kind: str
    title: str
    state: NoticeState
    opens: date
    closes: date
    working_days: int | None
    days_left: int | None
    window: WindowView | None
    recruitment: RecruitmentView | None
    clause: Cite | None
    period: str
    places: tuple[str, ...]
    candidates: tuple[CandidateView, ...]
    body: str
    office: OfficeView | None
    post: str
    phone: str
    issued_by: str
    objections: tuple[ObjectionView, ...]
    withdrawn_on: date | None
    withdrawn_why: str
    result_on: date | None
    result: str
    corrects: Link | None
    corrected_by: Link | None
    ref: Ref


def notice_pages(stand: Standpoint) -> tuple[NoticePage, ...]:
    """Build every notice that has been posted, the latest first."""
    found = list(_pages(stand, None, stand.book.notices))
    for book in stand.book.communities.values():
        found.extend(_pages(stand, book, book.notices))
    return tuple(sorted(found, key=lambda page: (page.opens, page.path), reverse=True))


def _pages(stand: Standpoint, book: CommunityBook | None, notices: Mapping[str, Notice]) -> Iterator[NoticePage]:
    posted = {name: notice for name, notice in notices.items() if notice.opens <= stand.as_of}
    for name, notice in posted.items():
        later = next((other for other, found in posted.items() if found.corrects == name), None)
        before = notice.corrects if notice.corrects in posted else None
        yield _Builder(stand, book, notice).page(
            name,
            corrects=_link(stand, book, before, posted),
            corrected_by=_link(stand, book, later, posted),
        )


def _link(stand: Standpoint, book: CommunityBook | None, name: str | None, posted: Mapping[str, Notice]) -> Link | None:
    if name is None:
        return None
    wording = _Builder(stand, book, posted[name])
    return Link(wording.safe(posted[name].title), addresses.notice(stand.id, book.id if book else None, name))


def state_of(notice: Notice, day: date) -> NoticeState:
    """Tell how a notice stands on a day."""
    if notice.withdrawn is not None and notice.withdrawn.on <= day:
        return "withdrawn"
    if any(o.lodged_on <= day and (o.decided_on is None or o.decided_on > day) for o in notice.objections):
        return "objected"
    return "open" if day <= notice.closes else "over"


@dataclass(frozen=True)
class _Builder:
    """One notice in the making; knows which names must not be said."""

    stand: Standpoint
    book: CommunityBook | None
    notice: Notice

    def page(self, name: str, *, corrects: Link | None, corrected_by: Link | None) -> NoticePage:
        stand, notice = self.stand, self.notice
        office = office_view(stand, notice.contact.office)
        issuer = stand.book.office(notice.issued_by)
        withdrawn = notice.withdrawn if notice.withdrawn and notice.withdrawn.on <= stand.as_of else None
        result = notice.result if notice.result and notice.result.on <= stand.as_of else None
        return NoticePage(
            path=addresses.notice(stand.id, self.book.id if self.book else None, name),
            id=name,
            owner=self.book.community.name if self.book else stand.book.jurisdiction.name,
            kind=notice.kind,
            title=self.safe(notice.title),
            state=state_of(notice, stand.as_of),
            opens=notice.opens,
            closes=notice.closes,
            working_days=notice.working_days,
            days_left=self._days_left(),
            window=window(stand, notice),
            recruitment=recruitment(stand, self.book, notice),
            clause=stand.cite(notice.clause) if notice.clause else None,
            period=notice.period.label_zh if notice.period else "",
            places=tuple(self._places()),
            candidates=tuple(self._candidates()),
            body=self.safe(notice.body),
            office=office,
            post=notice.contact.post,
            phone=notice.contact.phone or (office.phone if office else ""),
            issued_by=issuer.name if issuer else "",
            objections=tuple(self._objections(notice.objections)),
            withdrawn_on=withdrawn.on if withdrawn else None,
            withdrawn_why=self.safe(withdrawn.reason) if withdrawn else "",
            result_on=result.on if result else None,
            result=self.safe(result.text) if result else "",
            corrects=corrects,
            corrected_by=corrected_by,
            ref=stand.ref(notice.origin),
        )

    def safe(self, text: str) -> str:
        """Mask everybody who is neither in post nor on display; a published list of results keeps its names."""
        if self.notice.kind in _RESULT_KINDS:
            return text
        for name in self._unnamed:
            text = text.replace(name, masked(name))
        return text

    @cached_property
    def _unnamed(self) -> tuple[str, ...]:
        """Names that must not be said, the longest first."""
        books = [self.book] if self.book else self.stand.book.communities.values()
        shown = {name for name, _ in self._on_display}
        found = {
            person.name
            for book in books
            for name, person in book.people.items()
            if name not in shown and not open_posts(self.stand, book, name)
        }
        return tuple(sorted(found, key=lambda name: (-len(name), name)))

    @cached_property
    def _on_display(self) -> tuple[tuple[str, Candidate], ...]:
        """The candidates who may be named today."""
        case = self.book.cases.get(self.notice.case or "") if self.book else None
        shown = any(
            rule.data == "candidates" and rule.audience in {"public", "public_while_displayed"}
            for rule in self.stand.policy.pack.visibility
        )
        if case is None or not shown or not self._displayed():
            return ()
        return tuple((found.person, found) for found in case.candidates if found.result != "withdrawn")

    def _displayed(self) -> bool:
        """Tell whether the window contains the day; a withdrawn notice displays nobody."""
        notice, day = self.notice, self.stand.as_of
        withdrawn = notice.withdrawn is not None and notice.withdrawn.on <= day
        return notice.kind == "candidates" and notice.opens <= day <= notice.closes and not withdrawn

    def _candidates(self) -> Iterator[CandidateView]:
        for person, candidate in self._on_display:
            if self.book is not None and person in self.book.people:
                role = self.stand.role_label(self.book.cases[self.notice.case or ""].role)
                yield CandidateView(self.book.people[person].name, role, place_name(self.book, candidate.place))

    def _places(self) -> Iterator[str]:
        if self.book is not None:
            yield from (place_name(self.book, place) for place in self.notice.places if place in self.book.places)

    def _days_left(self) -> int | None:
        """Count the working days from the day to the last one, both included; None where it cannot be said."""
        day = self.stand.as_of
        if day > self.notice.closes:
            return None
        try:
            return self.stand.working_days.between(day, self.notice.closes)
        except CalendarYearMissing:
            return None

    def _objections(self, objections: tuple[Objection, ...]) -> Iterator[ObjectionView]:
        for objection in objections:
            if objection.lodged_on <= self.stand.as_of:
                decided = objection.decided_on is not None and objection.decided_on <= self.stand.as_of
                yield ObjectionView(
                    lodged_on=objection.lodged_on,
                    decided_on=objection.decided_on if decided else None,
                    decision=objection.decision if decided else None,
                    answer=self.safe(objection.answer or "") if decided else "",
                )
