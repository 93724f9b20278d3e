"""One page of each kind whose body was read by a person and is kept; run as a module it writes them anew.

Knows which page stands for which template.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from generator.pages import bodies
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


def golden_file(kind: str) -> Path:
    """Return where the body of a kind is kept."""
    return Path(__file__).parent / "golden" / f"{kind}.html"


def bless() -> None:
    """Write every golden body from the village."""
    with TemporaryDirectory() as folder:
        pages = bodies(publish(Path(folder)))
    for kind, path in GOLDEN.items():
        golden_file(kind).parent.mkdir(exist_ok=True)
        golden_file(kind).write_text(pages[path].body_html, encoding="utf-8")


if __name__ == "__main__":
    bless()
