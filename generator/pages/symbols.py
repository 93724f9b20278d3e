"""QR symbols of many addresses from few: a symbol is affine in the bits of its payload, so the others are differences.

Knows modules as bits of integers and the standard's choice of a mask (ISO/IEC 18004, 7.8.3); nothing of pages or SVG.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

LEVEL = "q"
"""The code is still read where a quarter of it is worn away."""
_MASKS = 8
PAD = 4
"""Light modules that end each row and each symbol: as many as the look for finder patterns needs."""
_FORMAT = 9
_VERSIONED = 45
"""From this width on a symbol also says its version."""
_LOOKALIKE = 40
"""What a likeness to a finder pattern costs."""
_MANY = 1 << 30
"""More points than any symbol has."""
_OWN = 9 * _LOOKALIKE
"""What each symbol pays for the three rows, and for the three columns, through its own three finder patterns."""


class Mask(NamedTuple):
    """How symbols under a mask differ from the same symbols under the first: a sum without carry for each aspect."""

    said: int
    """With what a symbol says of its mask."""
    dark: int
    """While it says nothing of it."""
    across: int
    """In which modules are unlike their neighbours in the row."""
    down: int
    """In which modules are unlike their neighbours in the column."""


class Size(Struct, frozen=True):
    """What all symbols of one size share; what one payload bit changes is asked of the encoder once."""

    width: int
    told: int
    """The modules that say mask and version: they are not there yet when the masks are compared."""
    across: int
    """The modules with a neighbour in the row, and those with one in the column."""
    down: int
    masks: tuple[Mask, ...]
    flips: dict[tuple[int, int], int]
    """What changes with some bits of the character at a place; in addresses of each length the same."""

    @property
    def stride(self) -> int:
        """How many bits there are from row to row."""
        return self.width + PAD

    def lightest(self, symbol: int) -> int:
        """Return under which mask a symbol has the fewest penalty points, the first of equals; it comes under mask 0.

        Looking for what is like a finder pattern is not needed where the rest is too much already.
        """
        stride, area = self.stride, self.width * self.width
        dark = symbol & ~self.told
        level, upright = ~(dark ^ dark >> 1) & self.across, ~(dark ^ dark >> stride) & self.down
        ranked = sorted(
            (_blocks(level ^ mask.across, upright ^ mask.down, stride), number)
            for number, mask in enumerate(self.masks)
        )
        fewest, best = _MANY, 0
        for points, number in ranked:
            if points + 2 * _OWN > fewest:
                break
            masked = dark ^ self.masks[number].dark
            total = points + 10 * (abs(20 * masked.bit_count() - 10 * area) // area) + _lookalikes(masked, 1)
            if total + _OWN <= fewest:
                fewest, best = min((fewest, best), (total + _lookalikes(masked, stride), number))
        return best


class Family(Struct, frozen=True):
    """All symbols of the addresses of one length, by their difference to one of them under the first mask."""

    address: bytes
    symbol: int
    size: Size

    def rows(self, address: str) -> str:
        """Return the modules of an address of this length, each row closed by its light modules."""
        size, symbol = self.size, self.symbol
        for place, (old, new) in enumerate(zip(self.address, address.encode(), strict=True)):
            if old != new:
                symbol ^= size.flips.get((place, old ^ new)) or self._flip(place, old ^ new)
        symbol ^= size.masks[size.lightest(symbol)].said
        return format(symbol, f"0{size.stride * size.stride}b")

    def _flip(self, place: int, bits: int) -> int:
        """Say what changes with some bits of one character: the sum of what each of them changes."""
        flips, change = self.size.flips, 0
        for bit in (1 << n for n in range(7) if bits >> n & 1):
            if (place, bit) not in flips:
                other = bytearray(self.address)
                other[place] ^= bit
                flips[place, bit] = self.symbol ^ _modules(_encode(other.decode(), 0))
            change ^= flips[place, bit]
        flips[place, bits] = change
        return change


class Known(NamedTuple):
    """What was learned of the encoder: the sizes of symbols by width, and a family for each length of address."""

    sizes: dict[int, Size]
    families: dict[int, Family]


@lru_cache(maxsize=1)
def known() -> Known:
    """Return what was learned so far; no symbol depends on it."""
    return Known({}, {})


def go_on_from(learned: Known) -> None:
    """Take up what was learned earlier."""
    sizes, families = known()
    sizes.update(learned.sizes)
    families.update(learned.families)


def symbol(address: str) -> tuple[int, str]:
    """Return how wide the symbol of an address is, and its modules, each row closed by its light modules."""
    families = known().families
    found = families.get(len(address)) or families.setdefault(len(address), _family(address))
    return found.size.width, found.rows(address)


def _family(address: str) -> Family:
    """Begin the family of an address."""
    sizes, matrix = known().sizes, _encode(address, 0)
    width, first = len(matrix), _modules(matrix)
    size = sizes.get(width) or sizes.setdefault(width, _size(address, width, first))
    return Family(address.encode(), first, size)


def _size(address: str, width: int, first: int) -> Size:
    """Learn from a symbol what all of its size have in common."""
    stride, row = width + PAD, (1 << width) - 1
    lines = [stride * (line + PAD) + PAD for line in range(width)]
    across, down = sum((row >> 1) << at for at in lines), sum(row << at for at in lines[:-1])
    told, masks = _modules(_told(width)), []
    for number in range(_MASKS):
        said = first ^ _modules(_encode(address, number))
        dark = said & ~told
        masks.append(Mask(said, dark, (dark ^ dark >> 1) & across, (dark ^ dark >> stride) & down))
    return Size(width, told, across, down, tuple(masks), {})


def _blocks(level: int, upright: int, stride: int) -> int:
    """Sum up what runs of five and more and squares of one colour cost, from which neighbours are alike."""
    runs = level & level >> 1
    runs &= runs >> 2
    long = upright & upright >> stride
    long &= long >> 2 * stride
    squares = level & level >> stride & upright
    return 3 * (runs.bit_count() + long.bit_count() + squares.bit_count()) - 2 * (
        (runs & runs >> 1).bit_count() + (long & long >> stride).bit_count()
    )


def _lookalikes(dark: int, step: int) -> int:
    """Sum up what is like a finder pattern beside a light stretch, unless it overlaps one that counts already.

    A hit stands at its last module. Outside of the symbol all is light.
    """
    hits = dark & dark >> 2 * step
    hits &= hits >> 4 * step & dark >> 3 * step
    hits ^= hits & (dark | dark >> 4 * step) >> step
    taken = dark | dark >> step
    taken |= taken >> 2 * step
    hits ^= hits & taken >> 7 * step & taken << 4 * step
    return _LOOKALIKE * (hits ^ hits & (hits << 4 * step | hits << 6 * step)).bit_count()


def _encode(text: str, mask: int) -> tuple[bytearray, ...]:
    import segno

    made: Any = segno.make(text, error=LEVEL, micro=False, boost_error=False, mode="byte", mask=mask)
    return tuple(made.matrix)


def _modules(matrix: Iterable[bytearray]) -> int:
    """Put the rows of a symbol behind each other, the first module first."""
    lines = [bytes(row).translate(_DIGITS) + b"0" * PAD for row in matrix]
    return int(b"".join(lines + [b"0" * len(lines[0])] * PAD), 2)


_DIGITS = bytes(48 + (value & 1) for value in range(256))


def _told(width: int) -> tuple[bytearray, ...]:
    """Mark the modules that say mask and version."""
    matrix = tuple(bytearray(width) for _ in range(width))
    around = [n for n in range(_FORMAT) if n != 6] + [width - n for n in range(1, _FORMAT)]  # noqa: PLR2004 - timing
    for at in around:
        matrix[8][at] = matrix[at][8] = 1
    for row in range(6) if width >= _VERSIONED else ():
        for column in (width - 11, width - 10, width - 9):
            matrix[row][column] = matrix[column][row] = 1
    return matrix
