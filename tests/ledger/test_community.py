"""A community's look-ups find what going through all of its records would find."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from generator.ledger import CommunityBook
from generator.periods import Period
from generator.records.activity import ActivityLog, Entry, Rejection, Verification, VerificationSheet
from generator.records.people import Appointment, Ending, Person
from generator.records.places import Community, Place

FIRST = date(2026, 1, 1)
MONTH = Period.parse("2026-01")
DAYS = st.integers(0, 9).map(lambda n: FIRST + timedelta(days=n))
NAMES = st.sampled_from(["a", "b", "c"])
NUMBERS = st.integers(1, 9).map(lambda n: f"{n:03}")


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    """Draw a post of a few days, for places that may be named twice."""
    ended = draw(st.none() | DAYS.map(lambda day: Ending(on=day, ground="term_ended")))
    places = tuple(draw(st.lists(NAMES, max_size=3)))
    return Appointment.model_validate({"id": "p", "role": "r", "places": places, "from": draw(DAYS), "ended": ended})


@st.composite
def books(draw: st.DrawFn) -> CommunityBook:
    """Draw a community whose places may stand above each other in a loop and whose sittings may overlap."""
    parents = draw(st.lists(st.none() | NAMES, min_size=3, max_size=3))
    places = tuple(Place(id=i, level="grid", name=i, parent=up) for i, up in zip("abc", parents, strict=True))
    people = draw(st.dictionaries(NAMES, st.lists(appointments(), max_size=3), max_size=3))
    numbers = draw(st.lists(NUMBERS, max_size=8))
    entries = tuple(Entry(id=n, date=FIRST, leader="a", activity="x") for n in numbers)
    rejected = st.lists(st.builds(Rejection, entry=NUMBERS, reason=st.sampled_from(["one", "two"])), max_size=3)
    sitting = st.builds(
        Verification, on=DAYS, by=st.just("v"), first=NUMBERS, last=NUMBERS, rejected=rejected.map(tuple)
    )
    sittings = tuple(draw(st.lists(sitting, max_size=4)))
    return CommunityBook(
        "j",
        "c",
        Community(name="社区", parent="s", office="o", places=places),
        people={p: Person(name="某某", appointments=tuple(held)) for p, held in people.items()},
        logs={MONTH: ActivityLog(recorder="x", entries=entries)},
        verifications={MONTH: VerificationSheet(verifications=sittings)} if sittings else {},
    )


@given(books(), NAMES, DAYS)
def test_posts_are_found_by_person_and_by_place(book: CommunityBook, name: str, day: date) -> None:
    """Whoever holds a post on a day is found under the person and under each place, once, in the order written."""
    held = [post for post in book.posts if post.held_on(day)]
    assert list(book.posts_of(name, day)) == [post for post in held if post.person == name]
    assert list(book.holders(name, day)) == [post for post in held if name in post.appointment.places]
    assert list(book.posts_ever(name)) == [post for post in book.posts if post.person == name]
    assert book.posts_ever("nobody") == book.holders("nowhere", day) == ()


@given(books())
def test_an_entry_is_covered_by_the_first_sitting_that_names_its_number(book: CommunityBook) -> None:
    """Sittings may leave gaps, overlap or run backwards; of two refusals of one entry the first gives the reason."""
    sheet = book.verifications.get(MONTH)
    for _ in range(2):
        found = book.verified(MONTH)
        assert [verified.entry for verified in found] == list(book.logs[MONTH].entries)
        for entry, verification, reason in found:
            covering = [v for v in (sheet.verifications if sheet else ()) if v.first <= entry.id <= v.last]
            assert verification is (covering[0] if covering else None)
            refusals = [r.reason for r in (covering[0].rejected if covering else ()) if r.entry == entry.id]
            assert reason == (refusals[0] if refusals else None)
    assert book.verified(MONTH.next()) == ()


@given(books(), NAMES)
def test_a_chain_goes_up_and_ends_even_where_places_go_round(book: CommunityBook, place: str) -> None:
    """Each place of a chain is the parent of the one before; asked again, the answer is the same."""
    chain = book.chain(place)
    assert [found.id for found in chain][:1] == [place]
    assert all(lower.parent == upper.id for lower, upper in pairwise(chain))
    assert len({found.id for found in chain}) == len(chain)
    assert chain[-1].parent is None or chain[-1].parent in {found.id for found in chain}
    assert book.chain(place) == chain
    assert [p.id for p in book.below(place)] == [p.id for p in book.community.places if p.parent == place]
