"""A page's address as a code that a telephone's camera reads, drawn into the page.

Knows one address; neither views nor paper.
"""

from __future__ import annotations

import re
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from generator.pages.symbols import LEVEL, PAD, symbol

if TYPE_CHECKING:
    from collections.abc import Callable

_QUIET_ZONE = 4
"""Modules of white around the code, as its standard asks."""
_TITLE = "本页网址的二维码"
_BYTEWISE = re.compile(r"[!-~]*[a-z][!-~]*")
"""Addresses of one length make one family where they are written in the same way, byte by byte."""


def code(address: str) -> Markup:
    """Draw an address as a QR code that is still read where a quarter of it is worn away."""
    drawn = _drawn(address) if _BYTEWISE.fullmatch(address) else _asked(address)
    return Markup(drawn)  # noqa: S704 - drawn from modules; the address itself is not in it


def _drawn(address: str) -> str:
    """Draw one of many: as segno would, from what segno says of the first."""
    width, modules = symbol(address)
    side = width + 2 * _QUIET_ZONE
    return (
        f'<svg role="img" viewBox="0 0 {side} {side}" class="qr"><title>{_TITLE}</title><path stroke="#000" d="'
        f'{_path(modules, width)}"/></svg>'
    )


def _path(modules: str, width: int) -> str:
    """Draw the modules of a symbol, stretch by stretch."""
    rows, strokes = _drawing(width)
    stretches = f"M{'n'.join(rows(modules))}".split(_GAP)
    return "".join(map(strokes.__getitem__, stretches[:-1]))


_GAP = "100"
"""A stretch of modules begins with the light ones of a gap and ends with the dark one of the next."""


@lru_cache(maxsize=64)
def _drawing(width: int) -> tuple[Callable[[str], tuple[str, ...]], _Strokes]:
    """Return what cuts a symbol into rows, each with the light modules of a gap behind it, and the strokes."""
    stride = width + PAD
    return itemgetter(*(slice(at, at + width + 2) for at in range(0, width * stride, stride))), _Strokes(width)


class _Strokes(dict[str, str]):
    """How stretches are drawn; M stands where the pen begins, n where a row ends."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._end, self._runs = width + 2, dict[str, str]()

    def __missing__(self, stretch: str) -> str:
        runs = f"00{stretch}1".replace("10", "1 0").split()
        drawn = self[stretch] = "".join([self._runs.get(run) or self._drawn(run) for run in runs])
        return drawn

    def _drawn(self, run: str) -> str:
        """Draw a run of dark modules from the end of the one before, with light ones between."""
        light = run.rstrip("1")
        down, last = light.count("n"), len(light.rpartition("n")[2])
        right = last - self._end + light.index("n") if down else last
        move = f"M{_QUIET_ZONE} {_QUIET_ZONE}.5" if "M" in light else f"m{right} {down}"
        drawn = self._runs[run] = f"{move}h{len(run) - len(light)}"
        return drawn


def _asked(address: str) -> str:
    """Let segno draw an address that is written otherwise."""
    import segno

    drawn: Any = segno.make(address, error=LEVEL, micro=False, boost_error=False)
    svg: str = drawn.svg_inline(border=_QUIET_ZONE, omitsize=True, svgclass="qr", lineclass=None, title=_TITLE)
    return svg.replace("<svg ", '<svg role="img" ', 1)
