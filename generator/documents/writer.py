"""The canonical form of record files: what `fmt` makes of a file and how new files are written.

Knows ruamel.yaml's round trip; writes no file and knows no record. Texts stay texts: nothing is taken for a
number, a date or a truth value, so what was `0302` stays `0302`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, Union

from ruamel.yaml import YAML
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from generator.documents.characters import SUSPECT
from generator.documents.comments import with_indent, without_indent
from generator.documents.fast_lane import is_written_canonically
from generator.documents.limits import limits_of
from generator.documents.nodes import Items, Scalar
from generator.documents.reader import read
from generator.problems import Problem, Source, has_errors, in_order, msg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.documents.nodes import Document, Node

Plain: TypeAlias = Union[str, "Sequence[Plain]", "Mapping[str, Plain]"]

_WIDTH = 1 << 30
_PASSES = 4
_UNWRITABLE = re.compile(r"[\t\r]")
_OTHER_READERS = re.compile(
    # What a YAML 1.1 reader takes for a truth value, nothing, a time of day or a merge.
    r"[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|~|null|Null|NULL|=|<<|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?",
    re.ASCII,
)


def canonical(data: bytes, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Bring a file into canonical form, its comments, order of keys and quotes kept.

    Args:
        data: the file's bytes.
        path: POSIX path below the root, for the problems' places.

    Returns:
        The canonical bytes, or None where the gate refuses the file, and the problems.
    """
    return (data, ()) if is_written_canonically(data, limits_of(path)) else round_trip(data, path)


def round_trip(data: bytes, path: str) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Bring a file into canonical form by reading and writing it again; what is canonical comes out as it is."""
    document, problems = read(path, data)
    if document is None:
        return None, problems
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    marks, before = text.count("#"), texts(document)
    for _ in range(_PASSES):
        again = _tidy(_round_trip(text), _last(before))
        if again == text:
            break
        text = again
    else:
        return None, in_order((*problems, _not_formattable(path)))
    written = text.encode()
    reread, found = read(path, written)
    if reread is None or has_errors(found) or texts(reread) != before or text.count("#") < marks:
        return None, in_order((*problems, _not_formattable(path)))
    return written, problems


def dump(plain: Mapping[str, Plain]) -> bytes:
    """Write plain texts, lists and dicts in canonical form, keys in their order.

    Raises:
        ValueError: a text is empty or holds a character that the gate refuses; what is absent is left out.
    """
    stream = io.StringIO()
    _yaml().dump(_dressed(plain), stream)
    return _tidy(stream.getvalue(), _last(plain)).encode()


def texts(document: Document) -> Plain:
    """Return the plain texts, lists and dicts of a document, without places."""
    return _texts(document.root)


def _texts(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [_texts(item) for item in node.items]
    return {key.text: _texts(value) for key, value in node.entries}


class _TextResolver(VersionedResolver):
    """Takes every plain scalar for text."""

    @property
    def versioned_resolver(self) -> dict[Any, Any]:
        return {}


def _yaml() -> YAML:
    yaml = YAML(typ="rt", pure=True)
    yaml.Resolver = _TextResolver
    yaml.preserve_quotes = True
    yaml.width = _WIDTH
    yaml.indent(mapping=2, sequence=2, offset=0)
    return yaml


def _round_trip(text: str) -> str:
    yaml = _yaml()
    stream = io.StringIO()
    yaml.dump(yaml.load(without_indent(text)), stream)
    return with_indent(stream.getvalue())


def _tidy(text: str, last: str) -> str:
    """End a file with exactly one line end, unless the blank lines belong to its last text."""
    if last.endswith("\n\n"):
        return text.removesuffix("...\n")  # ruamel marks the end of a text that ends in blank lines
    return text.rstrip("\n ") + "\n"


def _last(plain: Plain) -> str:
    """Return the text that stands last."""
    if isinstance(plain, str):
        return plain
    return _last(list(plain.values())[-1] if isinstance(plain, Mapping) else plain[-1])


def _dressed(plain: Plain) -> Any:
    """Give each text the style it is written in; refuse what could not be read back."""
    if isinstance(plain, str):
        return _styled(plain)
    if not plain:
        message = "an empty list or group cannot be written"
        raise ValueError(message)
    if isinstance(plain, Mapping):
        return {_key(key): _dressed(value) for key, value in plain.items()}
    return [_dressed(item) for item in plain]


def _key(key: str) -> str:
    if not key or "\n" in key or SUSPECT.search(key) or _UNWRITABLE.search(key):
        message = f"not a key: {key!r}"
        raise ValueError(message)
    return key


def _styled(text: str) -> Any:
    if not text.strip("\n") or SUSPECT.search(text) or _UNWRITABLE.search(text):
        message = f"not a text that a record may hold: {text!r}"
        raise ValueError(message)
    if "\n" in text:
        return LiteralScalarString(text)
    if _OTHER_READERS.fullmatch(text):
        return DoubleQuotedScalarString(text)
    return text


def _not_formattable(path: str) -> Problem:
    return Problem(
        "not-formattable",
        Source(path),
        msg("The file cannot be brought into canonical form without losing something."),
        msg("Move comments to lines of their own above a key, and write lists one item per line."),
    )
