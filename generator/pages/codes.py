"""A page's address as a code that a telephone's camera reads, drawn into the page.

Knows one address; neither views nor paper.
"""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup

_QUIET_ZONE = 4
"""Modules of white around the code, as its standard asks."""


@lru_cache(maxsize=4096)
def code(address: str) -> Markup:
    """Draw an address as a QR code that is still read where a quarter of it is worn away."""
    drawn = segno.make(address, error="q", micro=False, boost_error=False)
    svg = drawn.svg_inline(border=_QUIET_ZONE, omitsize=True, svgclass="qr", lineclass=None, title="本页网址的二维码")
    return Markup(svg.replace("<svg ", '<svg role="img" ', 1))  # noqa: S704 - drawn from modules; the address itself is not in it
