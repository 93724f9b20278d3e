"""One page of each kind of the demonstration, by the name of its template.

Knows addresses of pages; knows nothing of what they say.
"""

from __future__ import annotations

CARD = "gangcheng/p/gndjnyv4irtfkodi.html"
NOTICE = "gangcheng/notices/c001--candidates-2026-11.html"

KINDS = {
    "index": "index.html",
    "find": "find.html",
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
