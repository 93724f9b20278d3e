"""A page's address as a code that a telephone's camera reads, drawn into the page.

Knows one address; neither views nor paper.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from generator.pages.symbols import LEVEL, PAD, Family, family

_QUIET_ZONE = 4
"""Modules of white around the code, as its standard asks."""
_TITLE = "本页网址的二维码"
_BYTEWISE = re.compile(r"[!-~]*[a-z][!-~]*")
"""Addresses of one length make one family where they are written in the same way, byte by byte."""


@lru_cache(maxsize=128)
def code(address: str) -> Markup:
    """Draw an address as a QR code that is still read where a quarter of it is worn away."""
    drawn = _drawn(address) if _BYTEWISE.fullmatch(address) else _asked(address)
    return Markup(drawn)  # noqa: S704 - drawn from modules; the address itself is not in it


def _drawn(address: str) -> str:
    """Draw one of many: as segno would, from what segno says of the first."""
    families = _families()
    found = families.get(len(address)) or families.setdefault(len(address), family(address))
    stride, rows = found.size + PAD, found.rows(address)
    lines = "n".join([rows[at : at + found.size + 1] for at in range(0, found.size * stride, stride)])
    runs = lines.replace("10", "1 0").rstrip("0").split()
    side = found.size + 2 * _QUIET_ZONE
    return (
        f'<svg role="img" viewBox="0 0 {side} {side}" class="qr"><title>{_TITLE}</title><path stroke="#000" d="'
        f'{"".join(map(_runs(found.size).__getitem__, runs))}"/></svg>'
    )


@lru_cache(maxsize=1)
def _families() -> dict[int, Family]:
    return {}


class _Runs(dict[str, str]):
    """What is drawn for a run of dark modules and the light before it; n stands where a row ends."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def __missing__(self, run: str) -> str:
        light, dark = run.rstrip("1"), len(run) - len(run.rstrip("1"))
        down, last = light.count("n"), len(light.rpartition("n")[2])
        right = last - self.size + light.index("n") - 1 if down else last
        move = f"m{right} {down}" if light else f"M{_QUIET_ZONE} {_QUIET_ZONE}.5"
        drawn = self[run] = f"{move}h{dark}"
        return drawn


@lru_cache(maxsize=64)
def _runs(size: int) -> _Runs:
    return _Runs(size)


def _asked(address: str) -> str:
    """Let segno draw an address that is written otherwise."""
    import segno

    drawn: Any = segno.make(address, error=LEVEL, micro=False, boost_error=False)
    svg: str = drawn.svg_inline(border=_QUIET_ZONE, omitsize=True, svgclass="qr", lineclass=None, title=_TITLE)
    return svg.replace("<svg ", '<svg role="img" ', 1)
