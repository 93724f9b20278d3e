"""The folder that a demonstration is written into.

Knows paths, bytes and the canonical form; knows nothing of what the records say.
"""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

from msgspec import Struct

from generator import resources
from generator.documents import Scalar, dump, read
from generator.records.kinds import ROOT, kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.demo.town import Plain

_WORD = r"0-9a-zA-Z\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff"
_MARKS = r"、，。；：？！（）“”《》—·/.+_\-"
_SIMPLE = re.compile(
    r"(?!(?i:y|n|yes|no|on|off|null)\Z)(?!-?[0-9][0-9_]*:[0-9_:.]*\Z)"
    rf"(?:-(?=[0-9]))?[{_WORD}（“《](?:[{_WORD}{_MARKS} ]|:(?=[^\s]))*(?<! )"
)
"""A text that the canonical writer puts on the line of its key, without quotes."""
_BLOCK = re.compile(rf"(?=\S)(?:[{_WORD}{_MARKS} ]*[{_WORD}{_MARKS}]\n|\n)+(?<!\n\n)")
"""A text of several lines that ends with one line end."""


class Folder(Struct, frozen=True):
    """Writes records below a root by their kind."""

    root: Path

    def put(self, name: str, record: Plain, **slots: str) -> None:
        """Write one record of a kind."""
        self.put_bytes(name, written(record), **slots)

    def put_bytes(self, name: str, data: bytes, **slots: str) -> None:
        """Write the bytes of one record of a kind."""
        path = self.root / kind(name).path(**slots)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def copy_law(self, policy: str) -> None:
        """Copy the calendars and one policy pack, with those that it rests on, from the shipped files."""
        shutil.copytree(resources.calendars(), self.root / ROOT / "calendar", dirs_exist_ok=True)
        name: str | None = policy
        while name is not None:
            shutil.copytree(resources.packs() / name, self.root / ROOT / "policies" / name, dirs_exist_ok=True)
            name = _below(resources.packs() / name / "layer.yaml")


def _below(layer: Path) -> str | None:
    """Return the pack that a layer rests on; None where the pack is no layer."""
    document = read(layer.name, layer.read_bytes())[0] if layer.is_file() else None
    entries = document.root.entries if document is not None else ()
    return next((value.text for key, value in entries if key.text == "extends" and isinstance(value, Scalar)), None)


def written(record: Plain) -> bytes:
    """Write a record in canonical form: by joining lines where every text is simple, else by the writer."""
    try:
        return "".join(_lines(record, "", "")).encode()
    except _NotSimpleError:
        return dump(record)


class _NotSimpleError(Exception):
    """A text might need quotes."""


def _lines(record: Plain, indent: str, lead: str) -> Iterator[str]:
    below = f"{indent}  "
    for key, value in record.items():
        if isinstance(value, dict):
            yield f"{lead}{key}:\n"
            yield from _lines(value, below, below)
        elif isinstance(value, list):
            yield f"{lead}{key}:\n"
            yield from _items(value, indent)
        elif "\n" in value:
            yield f"{lead}{key}: |\n"
            yield from (below + line if line != "\n" else line for line in _block(value))
        else:
            yield f"{lead}{key}: {_simple(value)}\n"
        lead = indent


def _items(values: list[Plain | str], indent: str) -> Iterator[str]:
    if not values:
        raise _NotSimpleError
    for value in values:
        if isinstance(value, dict):
            yield from _lines(value, f"{indent}  ", f"{indent}- ")
        else:
            yield f"{indent}- {_simple(value)}\n"


def _simple(text: str) -> str:
    if not _SIMPLE.fullmatch(text):
        raise _NotSimpleError
    return text


def _block(text: str) -> list[str]:
    if not _BLOCK.fullmatch(text):
        raise _NotSimpleError
    return text.splitlines(keepends=True)
