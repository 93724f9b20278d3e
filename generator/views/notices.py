"""Public views of notices: state, window, how to object, what came of it.

Candidates are named only while their notice is displayed; objections are shown without persons or their text.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from generator.periods import CalendarYearMissing
from generator.views import addresses
from generator.views.calls import recruitment, window
from generator.views.offices import OfficeView, office_view
from generator.views.people import masked, open_posts, place_name
from generator.views.standpoint import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from generator.ledger import CommunityBook
    from generator.records.selection import Candidate, Notice, Objection
    from generator.views.calls import RecruitmentView, WindowView
    from generator.views.standpoint import Cite, Ref, Standpoint

NoticeState: TypeAlias = Literal["open", "objected", "over", "withdrawn"]
_RESULT_KINDS = frozenset({"points", "honours"})


class ObjectionView(Struct, frozen=True):
    """An objection and its answer; whoever lodged it is never known here."""

    lodged_on: date
    decided_on: date | None
    decision: Literal["upheld", "dismissed"] | None
    answer: str


class CandidateView(Struct, frozen=True):
    """A candidate on display."""

    name: str
    role: str
    place: str


class NoticePage(Struct, frozen=True):
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


def community_notices(stand: Standpoint, book: CommunityBook) -> tuple[NoticePage, ...]:
    """Build every notice of a community that has been posted, the latest first."""
    return _latest_first(_pages(stand, book, book.notices, _without_post(stand, book) if book.notices else {}))


def jurisdiction_notices(stand: Standpoint, unnamed: Iterable[str]) -> tuple[NoticePage, ...]:
    """Build every notice of the whole jurisdiction that has been posted, the latest first.

    Args:
        stand: the jurisdiction on the day.
        unnamed: the names that the communities say must not be said.
    """
    return _latest_first(_pages(stand, None, stand.book.notices, {name: name for name in unnamed}))


def unnamed_in(stand: Standpoint, book: CommunityBook) -> tuple[str, ...]:
    """Return the names in a community that the jurisdiction's notices might say and must not.

    A name with 某 is always among them, as masking another name may bring it about.
    """
    texts = "\n".join(_texts(stand.book.notices.values()))
    found = set(_without_post(stand, book).values()) if texts else ()
    return tuple(sorted(name for name in found if name in texts or "某" in name))


def _texts(notices: Iterable[Notice]) -> Iterator[str]:
    """Yield whatever notices print in which somebody may be named."""
    for notice in notices:
        if notice.kind not in _RESULT_KINDS:
            yield from (notice.title, notice.body, *(objection.answer or "" for objection in notice.objections))
            yield notice.withdrawn.reason if notice.withdrawn else ""
            yield notice.result.text if notice.result else ""


def _without_post(stand: Standpoint, book: CommunityBook) -> dict[str, str]:
    """Return who of a community holds no post that everybody may know of, with the name of each."""
    return {name: person.name for name, person in book.people.items() if not open_posts(stand, book, name)}


def _latest_first(pages: Iterable[NoticePage]) -> tuple[NoticePage, ...]:
    return tuple(sorted(pages, key=lambda page: (page.opens, page.path), reverse=True))


def _pages(
    stand: Standpoint, book: CommunityBook | None, notices: Mapping[str, Notice], hidden: Mapping[str, str]
) -> Iterator[NoticePage]:
    posted = {
        name: _Builder(stand, book, notice, hidden) for name, notice in notices.items() if notice.opens <= stand.as_of
    }
    corrected = {builder.notice.corrects: name for name, builder in reversed(posted.items())}
    for name, builder in posted.items():
        before, later = builder.notice.corrects, corrected.get(name)
        yield builder.page(
            name,
            corrects=posted[before].link(before) if before is not None and before in posted else None,
            corrected_by=posted[later].link(later) if later is not None else None,
        )


class NoticeLine(Struct, frozen=True):
    """A notice as the lists of notices name it."""

    path: str
    owner: str
    title: str
    state: NoticeState
    opens: date
    closes: date
    days_left: int | None

    @property
    def is_current(self) -> bool:
        """Whether the notice still waits for something."""
        return self.state in {"open", "objected"}


def notice_line(page: NoticePage) -> NoticeLine:
    """Return what a list says of a notice."""
    return NoticeLine(page.path, page.owner, page.title, page.state, page.opens, page.closes, page.days_left)


def state_of(notice: Notice, day: date) -> NoticeState:
    """Tell how a notice stands on a day."""
    if notice.withdrawn is not None and notice.withdrawn.on <= day:
        return "withdrawn"
    if any(o.lodged_on <= day and (o.decided_on is None or o.decided_on > day) for o in notice.objections):
        return "objected"
    return "open" if day <= notice.closes else "over"


class _Builder(Struct, frozen=True, dict=True):
    """One notice in the making; knows which names must not be said."""

    stand: Standpoint
    book: CommunityBook | None
    notice: Notice
    hidden: Mapping[str, str]
    """Names that must not be said unless the notice displays them, by person."""

    def link(self, name: str) -> Link:
        """Return the notice's title and the way to it."""
        return Link(self.safe(self.notice.title), self._path(name))

    def _path(self, name: str) -> str:
        return addresses.notice(self.stand.id, self.book.id if self.book else None, name)

    def page(self, name: str, *, corrects: Link | None, corrected_by: Link | None) -> NoticePage:
        stand, notice = self.stand, self.notice
        office = office_view(stand, notice.contact.office)
        issuer = stand.office(notice.issued_by)
        withdrawn = notice.withdrawn if notice.withdrawn and notice.withdrawn.on <= stand.as_of else None
        result = notice.result if notice.result and notice.result.on <= stand.as_of else None
        return NoticePage(
            path=self._path(name),
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
        shown = {person for person, _ in self._on_display}
        found = {name for person, name in self.hidden.items() if person not in shown}
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
                yield CandidateView(
                    self.book.people[person].name, role, place_name(self.stand, self.book, candidate.place)
                )

    def _places(self) -> Iterator[str]:
        if self.book is not None:
            yield from (
                place_name(self.stand, self.book, place) for place in self.notice.places if place in self.book.places
            )

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
