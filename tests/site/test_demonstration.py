"""The committed demonstration as the public sees it: nothing internal, nobody who left, no dead link."""

from __future__ import annotations

from datetime import date
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urldefrag

import html5lib
import pytest

from generator.awards import rounds
from generator.history import History
from generator.ledger import load
from generator.pages import bodies
from generator.records.base import Record, Visibility
from generator.scoring import score
from generator.views import publication
from tests.declared import declared_fields
from tests.site.finder_texts import finder_texts
from tests.site.village import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ledger import CommunityBook, Ledger
    from generator.pages import Page

AS_OF = date(2026, 11, 20)
SHORTEST = 4
"""A shorter word may stand in a sentence by chance."""


class Shown(NamedTuple):
    """The demonstration and what the site says of it."""

    ledger: Ledger
    pages: dict[str, Page]
    texts: dict[str, str]


@pytest.fixture(scope="module")
def shown() -> Shown:
    """Make every page of the demonstration."""
    ledger = load(REPOSITORY).ledger
    assert ledger is not None
    scores = score(ledger, AS_OF)
    results = {name: rounds(found) for name, found in scores.items()}
    found = publication(ledger, scores, results, History(), AS_OF)
    pages = bodies(found)
    texts = {path: f"{page.title}\n{page.description}\n{page.body_html}" for path, page in pages.items()}
    return Shown(ledger, pages, texts | finder_texts(found))


def _books(ledger: Ledger) -> Iterator[CommunityBook]:
    for jurisdiction in ledger.jurisdictions.values():
        yield from jurisdiction.communities.values()


def _records(ledger: Ledger) -> Iterator[Record]:
    for jurisdiction in ledger.jurisdictions.values():
        yield jurisdiction.jurisdiction
        for shelf in (jurisdiction.awards, jurisdiction.credit, jurisdiction.notices):
            yield from shelf.values()
        yield from (*jurisdiction.catalogues.values(), *jurisdiction.budgets.values())
        yield from (*jurisdiction.scheme_reviews.values(), *jurisdiction.scheme_meetings.values())
        yield from (*jurisdiction.award_lists.values(), *jurisdiction.figures.values())
    for book in _books(ledger):
        yield book.community
        for part in (book.people, book.logs, book.verifications, book.closes, book.corrections, book.cases):
            yield from part.values()
        for other in (book.notices, book.warnings, book.waivers, book.decisions, book.issues, book.stories):
            yield from other.values()
        yield from book.property_checks.values()
        for claimed in (book.claims, book.claim_corrections, book.redemptions, book.feedback):
            yield from claimed.values()
        for asked in (book.surveys, book.pairings, book.projects, book.teams):
            yield from asked.values()


def _texts(value: Any, seen: Visibility) -> Iterator[tuple[Visibility, str]]:
    """Yield each text of a record with its mark; what lies inside an internal field is internal."""
    if isinstance(value, str):
        yield seen, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one, seen)
    else:
        for name, info in declared_fields(value).items():
            extra = info.json_schema_extra
            if isinstance(extra, dict):
                mark = Visibility(str(extra["visibility"]))
                yield from _texts(getattr(value, name), seen if seen is Visibility.INTERNAL else mark)


def test_no_internal_text_is_on_any_page(shown: Shown) -> None:
    """G-24: no note, reason, post, household code or other text of an internal field is on any page."""
    marked = [pair for record in _records(shown.ledger) for pair in _texts(record, Visibility.PUBLIC)]
    public = {text for mark, text in marked if mark is not Visibility.INTERNAL}
    public |= {name for book in _books(shown.ledger) for name in (*book.people, *book.notices, *book.places)}
    packs = shown.ledger.policies.values()
    codes = {activity.id for policy in packs for activity in policy.pack.activities}
    codes |= {article.id for policy in packs for article in policy.articles}
    internal = {text for mark, text in marked if mark is Visibility.INTERNAL and len(text) >= SHORTEST}
    secret = {text for text in internal - public - codes if not text.isascii() or any(c.isdigit() for c in text)}
    secret -= {text for text in secret if any(text in one for one in public)}
    assert len(secret) > 50
    everything = "\n".join(shown.texts.values())
    assert {text for text in secret if text in everything} == set()


def test_no_number_is_shown_without_consent(shown: Shown) -> None:
    """A duty telephone is on the site exactly where its owner serves and agreed to the web."""
    everything = "\n".join(shown.texts.values())
    agreed = hidden = 0
    for book in _books(shown.ledger):
        for name, person in book.people.items():
            if person.public_phone is None:
                continue
            consent = any(
                c.to == "phone" and "web" in c.channels and (c.withdrawn_on is None or c.withdrawn_on > AS_OF)
                for c in person.consents
            )
            may = consent and bool(book.posts_of(name, AS_OF))
            assert (person.public_phone in everything) is may, name
            agreed, hidden = agreed + may, hidden + (not may)
    assert agreed > 0


def test_somebody_who_left_stands_only_on_published_lists(shown: Shown) -> None:
    """R18-2.4.1-3: the name of a former leader is on lists, rankings, honours and monthly results alone."""
    serving = {
        book.people[post.person].name for book in _books(shown.ledger) for post in book.posts if post.held_on(AS_OF)
    }
    left = {
        book.people[post.person].name for book in _books(shown.ledger) for post in book.posts if post.appointment.ended
    } - serving
    assert left
    lists = ("/points/", "/ranking/", "/honours/", "--points-")
    elsewhere = {path: text for path, text in shown.texts.items() if not any(part in path for part in lists)}
    assert {(path, name) for path, text in elsewhere.items() for name in left if name in text} == set()


def test_every_link_of_the_demonstration_leads_somewhere(shown: Shown) -> None:
    """Each link of each page is relative and ends at a page or an anchor that exists."""
    trees = {
        path: html5lib.parseFragment(page.body_html, namespaceHTMLElements=False) for path, page in shown.pages.items()
    }
    ids = {path: {e.attrib["id"] for e in tree.iter() if "id" in e.attrib} for path, tree in trees.items()}
    there = {*shown.texts, "assets/finder.js"}
    for path, tree in trees.items():
        links = {e.attrib[a] for e in tree.iter() for a in ("href", "src") if a in e.attrib}
        for link in sorted(links):
            if not link.startswith(("tel:", "https:", "mailto:")):
                place, fragment = urldefrag(link)
                target = normpath(join(dirname(path), place)) if place else path
                assert target in there, (path, link)
                assert not fragment or fragment in ids[target], (path, link)


def test_a_decided_tie_is_told_without_the_names_left_out(shown: Shown) -> None:
    """B-03: the page of honours tells how many were equal, the decision's day and its reason."""
    decided = 0
    for name, jurisdiction in shown.ledger.jurisdictions.items():
        for year, record in jurisdiction.awards.items():
            claimed = jurisdiction.policy is not None and jurisdiction.policy.pack.claims is not None
            page = f"{name}/{'ranking' if claimed else 'honours'}/{year.text}.html"
            for decision in record.tie_decisions:
                text = shown.texts[page]
                assert decision.reason in text
                assert "人同分" in text
                decided += 1
    assert decided > 0


def test_every_card_is_small(shown: Shown) -> None:
    """No card of the demonstration is heavier than 30 KiB with its frame."""
    cards = {path: page for path, page in shown.pages.items() if "/p/" in path}
    assert max(len(page.body_html.encode()) for page in cards.values()) <= 30 * 1024 - 10_500
