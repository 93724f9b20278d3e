"""The finder's rows as a script that a page may load from anywhere, a folder on a stick included.

Knows the form of the rows; the matching is in `site_templates/assets/finder.js`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from generator.views.addresses import finder_rows

if TYPE_CHECKING:
    from generator.views import JurisdictionPublication, Publication

_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def finder_files(publication: Publication) -> dict[str, bytes]:
    """Write one script of rows for each jurisdiction."""
    return {finder_rows(found.id): _script(found) for found in publication.jurisdictions}


def _script(found: JurisdictionPublication) -> bytes:
    rows = [
        [row.name, row.initials, row.pinyin, row.place, row.codes, row.href, row.role, row.community, row.phone]
        for community in found.communities
        for row in community.finder
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows).translate(_UNSAFE)
    return f"window.louzhangFinder=(window.louzhangFinder||[]).concat([\n{lines}\n]);\n".encode()
