"""One page of each kind that only some policies have, whose body was read by a person; run as a module it writes them.

Knows which page of the town or the district stands for which template.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.pages import bodies
from tests.site.golden_pages import golden_file
from tests.site.others import DISTRICT_DAY, TOWN_DAY, district, seen, town

FURTHER = {
    "month": "tang/points/2018-10/yun.html",
    "earned": "tang/ranking/2018.html",
    "catalogue": "tang/catalogue.html",
    "tallies": "tang/tallies/2018.html",
    "scheme": "tang/scheme.html",
    "opinions": "jin/satisfaction.html",
    "roster": "jin/roster.html",
    "chosen": "jin/chosen/2022.html",
}
"""Kinds of page by template."""
MORE = {
    "card-of-claims": "tang/p/ma.html",
    "card-of-the-chosen": "jin/p/p0.html",
    "jurisdiction-of-claims": "tang/index.html",
    "jurisdiction-without-points": "jin/index.html",
}
"""Pages of other kinds that look otherwise here."""


def further_bodies() -> dict[str, str]:
    """Return the body of every page of the town and of the district."""
    found: dict[str, str] = {}
    with TemporaryDirectory() as folder:
        for name, make, day in (("town", town, TOWN_DAY), ("district", district, DISTRICT_DAY)):
            root = Path(folder, name)
            root.mkdir()
            found |= {path: page.body_html for path, page in bodies(seen(make(root), day)).items()}
    return found


def bless() -> None:
    """Write every golden body."""
    pages = further_bodies()
    for kind, path in {**FURTHER, **MORE}.items():
        golden_file(kind).write_text(pages[path], encoding="utf-8")


if __name__ == "__main__":
    bless()
