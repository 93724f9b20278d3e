"""One page of each kind whose body was read by a person and is kept; run as a module it writes them anew.

Knows which page stands for which template; the part of a name before a hyphen is the template's.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.pages import bodies
from generator.pages.imprint import Stamp
from generator.pages.making import release_bodies
from tests.site.districts import DISTRICTS
from tests.site.village import publish

GOLDEN = {
    "index": "index.html",
    "find": "find.html",
    "jurisdiction": "xiaocun/index.html",
    "community": "xiaocun/c/hupan.html",
    "board": "xiaocun/b/hupan--b03-2.html",
    "card": "xiaocun/p/aaa.html",
    "former": "xiaocun/p/ddd.html",
    "points": "xiaocun/points/2018-Q2/hupan.html",
    "points_index": "xiaocun/points/index.html",
    "ranking": "xiaocun/ranking/2018.html",
    "honours": "xiaocun/honours/2018.html",
    "notices": "xiaocun/notices/index.html",
    "notice": "xiaocun/notices/hupan--n2.html",
    "stories": "xiaocun/stories.html",
    "leaders": "xiaocun/leaders.html",
    "letter": "xiaocun/leaders/z.html",
    "method": "xiaocun/method.html",
}
"""Pages of the village."""

ELSEWHERE = {
    "board-compound": ("c21", date(2021, 10, 20), "chi/b/he--garden.html"),
    "board-building": ("c21", date(2021, 10, 20), "chi/b/he--b2.html"),
    "board-station": ("n22", date(2022, 3, 10), "xin/b/yang--sun.html"),
    "board-under-station": ("n22", date(2022, 2, 1), "xin/b/yang--b1.html"),
    "board-village": ("n22", date(2022, 3, 10), "xin/b/yang--v1.html"),
    "board-doors": ("j22", date(2022, 10, 20), "jin/b/hai--b1.html"),
    "board-door": ("j22", date(2022, 10, 20), "jin/b/hai--b2-1.html"),
    "campaign": ("c21", date(2021, 10, 20), "chi/campaigns/merging.html"),
    "community-stations": ("n22", date(2022, 3, 10), "xin/c/yang.html"),
    "jurisdiction-unscored": ("n22", date(2022, 2, 1), "xin/index.html"),
    "issues": ("n22", date(2022, 2, 1), "xin/issues.html"),
    "stations": ("n22", date(2022, 2, 20), "xin/stations.html"),
    "notice-window": ("n22", date(2022, 2, 7), "xin/notices/yang--n1.html"),
    "notice-call": ("n22", date(2022, 1, 12), "xin/notices/yang--r1.html"),
    "honours-chosen": ("n22", date(2023, 2, 20), "xin/honours/2022.html"),
}
"""Pages of the districts, each with its day."""


def golden_file(kind: str) -> Path:
    """Return where the body of a kind is kept."""
    return Path(__file__).parent / "golden" / f"{kind}.html"


def elsewhere(kind: str, folder: Path) -> str:
    """Return the body of a page of a district."""
    district, day, path = ELSEWHERE[kind]
    return bodies(DISTRICTS[district].publish(folder, as_of=day))[path].body_html


def release() -> str:
    """Return the body of the page that says what a site was made of."""
    ((_, page),) = release_bodies(Stamp("0123456789ab", date(2018, 11, 20), "0.1.0"))
    return page.body_html


def bless() -> None:
    """Write every golden body from the village and the districts."""
    with TemporaryDirectory() as folder:
        pages = bodies(publish(Path(folder)))
    found = {kind: pages[path].body_html for kind, path in GOLDEN.items()}
    found["release"] = release()
    for kind in ELSEWHERE:
        with TemporaryDirectory() as folder:
            found[kind] = elsewhere(kind, Path(folder))
    for kind, body in found.items():
        golden_file(kind).parent.mkdir(exist_ok=True)
        golden_file(kind).write_text(body, encoding="utf-8")


if __name__ == "__main__":
    bless()
