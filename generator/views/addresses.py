"""Where each public page lies: paths of ids only, unambiguous because no id holds a dot or two hyphens in a row.

Knows no record and no page's content.
"""

from __future__ import annotations

import re

FINDER = "find.html"
INDEX = "index.html"
FINDER_SCRIPT = "assets/finder.js"


def home(jurisdiction: str) -> str:
    """Return the page of a jurisdiction."""
    return f"{jurisdiction}/index.html"


def community(jurisdiction: str, community_id: str) -> str:
    """Return the page of a community."""
    return f"{jurisdiction}/c/{community_id}.html"


def board(jurisdiction: str, community_id: str, place: str) -> str:
    """Return the notice board of a building or stairwell."""
    return f"{jurisdiction}/b/{community_id}--{place}.html"


def card(jurisdiction: str, person: str) -> str:
    """Return the contact card of a leader."""
    return f"{jurisdiction}/p/{person}.html"


def points_index(jurisdiction: str) -> str:
    """Return the page that names every published list."""
    return f"{jurisdiction}/points/index.html"


def points(jurisdiction: str, period: str, community_id: str) -> str:
    """Return a community's published list of a period."""
    return f"{jurisdiction}/points/{period}/{community_id}.html"


def ranking(jurisdiction: str, year: str, number: int = 1) -> str:
    """Return the ranking of a year, or a further page of it."""
    return f"{jurisdiction}/ranking/{year}{f'--{number}' if number > 1 else ''}.html"


def honours(jurisdiction: str, year: str) -> str:
    """Return the honours of a year."""
    return f"{jurisdiction}/honours/{year}.html"


def chosen(jurisdiction: str, period: str) -> str:
    """Return the lists of those whom offices chose in a period."""
    return f"{jurisdiction}/chosen/{period}.html"


def catalogue(jurisdiction: str) -> str:
    """Return the page of what points may be redeemed for."""
    return f"{jurisdiction}/catalogue.html"


def tallies(jurisdiction: str, year: str) -> str:
    """Return the statistics of a year's points."""
    return f"{jurisdiction}/tallies/{year}.html"


def satisfaction(jurisdiction: str) -> str:
    """Return the page of what residents say of their leaders as a whole."""
    return f"{jurisdiction}/satisfaction.html"


def scheme(jurisdiction: str) -> str:
    """Return the page of how the scheme does."""
    return f"{jurisdiction}/scheme.html"


def roster(jurisdiction: str) -> str:
    """Return the figures of the leaders as a body."""
    return f"{jurisdiction}/roster.html"


def notices(jurisdiction: str) -> str:
    """Return the page that names every notice."""
    return f"{jurisdiction}/notices/index.html"


def notice(jurisdiction: str, community_id: str | None, notice_id: str) -> str:
    """Return a notice's page; without a community it is the whole jurisdiction's."""
    owner = f"{community_id}--" if community_id else ""
    return f"{jurisdiction}/notices/{owner}{notice_id}.html"


def stories(jurisdiction: str) -> str:
    """Return the page of good examples."""
    return f"{jurisdiction}/stories.html"


def method(jurisdiction: str) -> str:
    """Return the page that shows the policy and its values."""
    return f"{jurisdiction}/method.html"


def issues(jurisdiction: str) -> str:
    """Return the issue board."""
    return f"{jurisdiction}/issues.html"


def stations(jurisdiction: str) -> str:
    """Return the page of the workstations."""
    return f"{jurisdiction}/stations.html"


def campaign(jurisdiction: str, campaign_id: str) -> str:
    """Return the progress table of a campaign."""
    return f"{jurisdiction}/campaigns/{campaign_id}.html"


def leaders(jurisdiction: str) -> str:
    """Return the index of leaders that works without a script."""
    return f"{jurisdiction}/leaders.html"


def letter(jurisdiction: str, initial: str) -> str:
    """Return the page of the leaders whose names begin with a letter; # stands for those without one."""
    return f"{jurisdiction}/leaders/{'other' if initial == '#' else initial.lower()}.html"


def finder_rows(jurisdiction: str) -> str:
    """Return the file of the finder's rows of a jurisdiction, a script that a page may load from a folder on disk."""
    return f"{jurisdiction}/finder.js"


def anchor(clause: str) -> str:
    """Return the anchor of a clause on the method page; a character outside ASCII words becomes its number."""
    return "clause-" + re.sub(r"[^A-Za-z0-9.-]", lambda found: f"_{ord(found[0]):x}", clause)


def clause_on(jurisdiction: str, clause: str) -> str:
    """Return the way to a clause."""
    return f"{method(jurisdiction)}#{anchor(clause)}"
