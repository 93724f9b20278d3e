"""QR symbols of many addresses from few: a symbol is affine in the bits of its payload, so the others are differences.

Knows modules as bits of integers and the standard's choice of a mask (ISO/IEC 18004, 7.8.3); nothing of pages or SVG.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEVEL = "q"
"""The code is still read where a quarter of it is worn away."""
_MASKS = 8
PAD = 4
"""Light modules that end each row and each symbol: as many as the look for finder patterns needs."""
_FORMAT = 9
_VERSIONED = 45
"""From this width on a symbol also says its version."""


class Family(Struct):
    """All symbols of the addresses of one length; what one payload bit changes is asked of the encoder once."""

    base: str
    size: int
    weigher: Weigher
    finished: tuple[int, ...]
    masked: tuple[int, ...]
    flips: dict[tuple[int, int], int] = field(default_factory=dict)

    def rows(self, address: str) -> str:
        """Return the modules of an address of this length, each row closed by its light modules."""
        change = 0
        for place, (old, new) in enumerate(zip(self.base.encode(), address.encode(), strict=True)):
            if old != new:
                change ^= self.flips.get((place, old ^ new)) or self._flip(place, old ^ new)
        best = self.weigher.lightest([masked ^ change for masked in self.masked])
        return format(self.finished[best] ^ change, f"0{self.weigher.length}b")

    def _flip(self, place: int, bits: int) -> int:
        """Say what changes with some bits of one character: the sum of what each of them changes."""
        change = 0
        for bit in (1 << n for n in range(7) if bits >> n & 1):
            if (place, bit) not in self.flips:
                other = chr(ord(self.base[place]) ^ bit)
                text = f"{self.base[:place]}{other}{self.base[place + 1 :]}"
                self.flips[place, bit] = self.finished[0] ^ _modules(_encode(text, 0))
            change ^= self.flips[place, bit]
        self.flips[place, bits] = change
        return change


class Weigher(Struct, frozen=True):
    """The penalties of masked symbols of one size."""

    size: int
    stride: int
    length: int
    across: int
    down: int

    def lightest(self, symbols: Sequence[int]) -> int:
        """Return which of the symbols has the fewest penalty points, the first of equals."""
        best, fewest = 0, -1
        for mask, dark in enumerate(symbols):
            points = self._blocks(dark)
            if fewest < 0 or points < fewest:
                points += self._finders(dark, 1) + self._finders(dark, self.stride)
                if fewest < 0 or points < fewest:
                    best, fewest = mask, points
        return best

    def _blocks(self, dark: int) -> int:
        """Sum up what runs of five and more, squares of one colour and too much of one colour cost."""
        stride, area = self.stride, self.size * self.size
        level = ~(dark ^ dark >> 1) & self.across
        upright = ~(dark ^ dark >> stride) & self.down
        runs = level & level >> 1
        runs &= runs >> 2
        long = upright & upright >> stride
        long &= long >> 2 * stride
        return (
            runs.bit_count()
            + long.bit_count()
            + 2 * ((runs & ~(runs << 1)).bit_count() + (long & ~(long << stride)).bit_count())
            + 3 * (level & level >> stride & upright).bit_count()
            + 10 * (abs(20 * dark.bit_count() - 10 * area) // area)
        )

    def _finders(self, dark: int, step: int) -> int:
        """Sum up what looks like a finder pattern beside a light stretch, unless it overlaps one that counts already.

        A hit stands at its last module. Outside of the symbol all is light.
        """
        hits = dark & dark >> 2 * step & dark >> 3 * step & dark >> 4 * step & dark >> 6 * step
        hits &= ~(dark >> step | dark >> 5 * step)
        if not hits:
            return 0
        taken = dark | dark >> step
        taken |= taken >> 2 * step
        counted = hits & ~((taken >> 7 * step) & (taken << 4 * step))
        return 40 * (counted.bit_count() - (counted & (counted << 4 * step | counted << 6 * step)).bit_count())


@lru_cache(maxsize=64)
def _weigher(size: int) -> Weigher:
    stride = size + PAD
    row, lines = (1 << size) - 1, [stride * (line + PAD) + PAD for line in range(size)]
    across, down = sum((row >> 1) << at for at in lines), sum(row << at for at in lines[:-1])
    return Weigher(size, stride, stride * stride, across, down)


def family(address: str) -> Family:
    """Begin the family of an address."""
    made = tuple(_encode(address, mask) for mask in range(_MASKS))
    size = len(made[0])
    finished = tuple(_modules(matrix) for matrix in made)
    unsaid = _modules(_unsaid(size))
    return Family(address, size, _weigher(size), finished, tuple(one & ~unsaid for one in finished))


def _encode(text: str, mask: int) -> tuple[bytearray, ...]:
    import segno

    made: Any = segno.make(text, error=LEVEL, micro=False, boost_error=False, mode="byte", mask=mask)
    return tuple(made.matrix)


def _modules(matrix: Iterable[bytearray]) -> int:
    """Put the rows of a symbol behind each other, the first module first."""
    lines = [bytes(row).translate(_DIGITS) + b"0" * PAD for row in matrix]
    return int(b"".join(lines + [b"0" * len(lines[0])] * PAD), 2)


_DIGITS = bytes(48 + (value & 1) for value in range(256))


def _unsaid(size: int) -> tuple[bytearray, ...]:
    """Mark the modules that say mask and version: they are not there yet when the masks are compared."""
    matrix = tuple(bytearray(size) for _ in range(size))
    around = [n for n in range(_FORMAT) if n != 6] + [size - n for n in range(1, _FORMAT)]  # noqa: PLR2004 - timing
    for at in around:
        matrix[8][at] = matrix[at][8] = 1
    for row in range(6) if size >= _VERSIONED else ():
        for column in (size - 11, size - 10, size - 9):
            matrix[row][column] = matrix[column][row] = 1
    return matrix
