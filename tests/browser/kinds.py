"""One page of each kind of the demonstration, by the name of its template.

Knows addresses of pages; knows nothing of what they say.
"""

from __future__ import annotations

CARD = "gangcheng/p/gndjnyv4irtfkodi.html"
NOTICE = "gangcheng/notices/c001--candidates-2026-11.html"

KINDS = {
    "index": "index.html",
    "find": "find.html",
    "release": "release.html",
    "jurisdiction": "gangcheng/index.html",
    "community": "gangcheng/c/c001.html",
    "board": "gangcheng/b/c001--b03.html",
    "card": CARD,
    "former": "gangcheng/p/xmwvtwahxmi635ad.html",
    "points_index": "gangcheng/points/index.html",
    "points": "gangcheng/points/2026-Q2/c003.html",
    "ranking": "gangcheng/ranking/2025.html",
    "honours": "gangcheng/honours/2025.html",
    "notices": "gangcheng/notices/index.html",
    "notice": NOTICE,
    "stories": "gangcheng/stories.html",
    "method": "gangcheng/method.html",
    "leaders": "gangcheng/leaders.html",
    "letter": "gangcheng/leaders/y.html",
}
"""Data pages by template; one more of a kind where it looks otherwise stands in `MORE`."""

MORE = {
    "vacant board": "gangcheng/b/c001--b11.html",
    "board of a stairwell": "gangcheng/b/c001--b03-2.html",
    "decided notice": "gangcheng/notices/c002--candidates-2026-06.html",
    "withdrawn notice": "gangcheng/notices/c002--clean-up-2026-04.html",
    "guide": "guide/index.html",
    "handbook": "guide/handbook/month.html",
    "field table": "guide/records/person.html",
}

ALL = KINDS | MORE

DISTRICT_KINDS = {
    "issues": ("n22", "xin/issues.html"),
    "stations": ("n22", "xin/stations.html"),
    "campaign": ("c21", "chi/campaigns/merging.html"),
}
"""Data pages by template that the demonstration has not, with their district of `tests/site/districts.py`."""

DISTRICT_MORE = {
    "compound board": ("c21", "chi/b/he--garden.html"),
    "building board by hand": ("c21", "chi/b/he--b2.html"),
    "home without points": ("c21", "chi/index.html"),
    "station board": ("n22", "xin/b/yang--sun.html"),
    "board under a station": ("n22", "xin/b/yang--b1.html"),
    "community with stations": ("n22", "xin/c/yang.html"),
    "notice with its window": ("n22", "xin/notices/yang--n1.html"),
    "call for candidates": ("n22", "xin/notices/yang--r1.html"),
    "board of doors": ("j22", "jin/b/hai--b1.html"),
}
SHEETS = {name: DISTRICT_MORE[name] for name in DISTRICT_MORE if "board" in name or "notice" in name or "call" in name}
"""Pages that are printed and hung up: each must fit on one sheet."""
