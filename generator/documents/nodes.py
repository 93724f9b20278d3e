"""What a YAML file says, as text with places: scalars, items, fields and the document.

Knows nothing of YAML's grammar, of values' types or of records.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, Union

from msgspec import Struct

if TYPE_CHECKING:
    from generator.problems import Source


class Scalar(Struct, frozen=True):
    """One text; `plain` tells that it was written without quotes and not as a block."""

    text: str
    source: Source
    plain: bool = True


class Items(Struct, frozen=True):
    """A list in the order written; its place is that of the first hyphen or of the bracket."""

    items: tuple[Node, ...]
    source: Source


class Fields(Struct, frozen=True):
    """Keys with values in the order written; its place is that of the first key."""

    entries: tuple[tuple[Scalar, Node], ...]
    source: Source


Node: TypeAlias = Union[Scalar, Items, Fields]


class Document(Struct, frozen=True):
    """One record file that has passed the gate; its root always has keys."""

    path: str
    root: Fields
