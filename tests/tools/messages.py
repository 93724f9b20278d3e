"""Keeps the message catalogue: `extract` prints what is untranslated, `compile` sorts and compiles the .po file.

`check` lists every fault of the catalogue, `prune` drops what nobody says any more.

Knows only the calls `msg("…")`, `text("…")` and `h("…")` (help) and the tables `…FAULTS` in `generator/`;
it invents no translation.
"""

from __future__ import annotations

import ast
import io
import sys
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "generator"
PO = SOURCE / "locale" / "zh_CN" / "LC_MESSAGES" / "louzhang.po"
MO = PO.with_suffix(".mo")
CHROME_PO = PO.with_name("messages.po")
CHROME_MO = CHROME_PO.with_suffix(".mo")
"""What click says itself (usage, options, errors), for gettext's default domain."""
KEYWORDS: dict[str, tuple[int, ...] | None] = {"msg": (1,), "text": (1,), "h": (1,)}
# These turn a table of faults into messages; the sentences are extracted from the tables.
TABLE_READERS = frozenset({"generator/records/reading.py"})


def said(source: Path = SOURCE) -> dict[str, list[str]]:
    """Every msgid in the code, with the places (`file:line`) that say it."""
    found: dict[str, list[str]] = {}
    for file, line, message, _comments, _context in extract_from_dir(
        source, method_map=[("**.py", "python")], keywords=KEYWORDS
    ):
        msgid = message if isinstance(message, str) else message[0]
        found.setdefault(msgid, []).append(f"{source.name}/{file}:{line}")
    for msgid, place in tabled(source):
        found.setdefault(msgid, []).append(place)
    return dict(sorted(found.items()))


def unliteral(source: Path = SOURCE) -> list[str]:
    """Places that call `msg` with anything but one literal text, which no catalogue can hold."""
    return [
        place
        for place, node in _nodes(source)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "msg"
        and place.partition(":")[0] not in TABLE_READERS
        and not (node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str))
    ]


def tabled(source: Path = SOURCE) -> Iterator[tuple[str, str]]:
    """Msgid and place of each sentence in a table of faults: a dict assigned to a name ending in FAULTS."""
    for place, node in _nodes(source):
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or not isinstance(node.value, ast.Dict):
            continue
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        if any(isinstance(target, ast.Name) and target.id.endswith("FAULTS") for target in targets):
            for value in node.value.values:
                for part in ast.walk(value):
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value, place


def _nodes(source: Path) -> Iterator[tuple[str, ast.AST]]:
    for file in sorted(source.rglob("*.py")):
        path = file.relative_to(source.parent).as_posix()
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            yield f"{path}:{getattr(node, 'lineno', 0)}", node


def slots(sentence: str) -> list[str]:
    """Names of the slots in a sentence, sorted; a slot used twice counts twice."""
    return sorted(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def translations(po: Path = PO) -> dict[str, str]:
    """What the .po file says for each msgid, the header left out."""
    return {str(m.id): str(m.string) for m in _read(po) if m.id}


def faults(source: Path = SOURCE, po: Path = PO, mo: Path = MO) -> list[str]:
    """Everything that keeps the catalogue from being complete and current, one line each."""
    chinese, code = translations(po), said(source)
    lines = [f"not a literal text: {place}" for place in unliteral(source)]
    for msgid, places in code.items():
        if not chinese.get(msgid):
            lines.append(f"no zh_CN translation: {msgid!r} ({places[0]})")
        elif set(slots(msgid)) != set(slots(chinese[msgid])):
            lines.append(f"slots differ: {msgid!r} -> {chinese[msgid]!r}")
    lines += [f"nobody says it any more: {msgid!r}" for msgid in chinese if msgid not in code]
    if po.read_text(encoding="utf-8").count("\nmsgid ") != len(chinese) + 1:
        lines.append(f"{po.name} translates a msgid twice")
    if compiled(mo) != {msgid: zh for msgid, zh in chinese.items() if zh}:
        lines.append(f"{mo.name} is not compiled from {po.name}")
    return lines


def compiled(mo: Path = MO) -> dict[str, str]:
    """What the .mo file holds, the header left out."""
    with mo.open("rb") as stream:
        catalogue = GNUTranslations(stream)
    entries: dict[str, str] = vars(catalogue)["_catalog"]
    return {msgid: zh for msgid, zh in entries.items() if msgid}


def untranslated(source: Path = SOURCE, po: Path = PO) -> str:
    """Entries for what the code says and the .po file lacks, to be filled in and appended to it."""
    chinese = translations(po)
    stubs = Catalog(locale="zh_CN")
    for msgid, places in said(source).items():
        if not chinese.get(msgid):
            stubs.add(msgid, auto_comments=[places[0]])
    stream = io.BytesIO()
    write_po(stream, stubs, width=0, omit_header=True, sort_output=True)
    return stream.getvalue().decode("utf-8")


def prune(source: Path = SOURCE, po: Path = PO) -> None:
    """Drop from the .po file what nobody says any more."""
    catalogue, code = _read(po), said(source)
    for msgid in translations(po):
        if msgid not in code:
            catalogue.delete(msgid)
    _write(catalogue, po)


def compile_catalogue(po: Path = PO, mo: Path = MO) -> None:
    """Write the .po file back in its one order and the .mo file from it."""
    catalogue = _read(po)
    _write(catalogue, po)
    stream = io.BytesIO()
    write_mo(stream, catalogue)
    mo.write_bytes(stream.getvalue())


def _read(po: Path) -> Catalog:
    with po.open("rb") as stream:
        return read_po(stream, locale="zh_CN", ignore_obsolete=True, abort_invalid=True)


def _write(catalogue: Catalog, po: Path) -> None:
    for message in catalogue:
        message.flags.discard("python-format")
        message.flags.discard("python-brace-format")
    stream = io.BytesIO()
    write_po(stream, catalogue, width=0, sort_output=True, no_location=True)
    po.write_bytes(stream.getvalue())


def main(arguments: list[str]) -> int:
    """Run one of the commands; `check` answers 1 when there are faults."""
    if arguments == ["extract"]:
        sys.stdout.write(untranslated())
    elif arguments == ["prune"]:
        prune()
        compile_catalogue()
        compile_catalogue(CHROME_PO, CHROME_MO)
    elif arguments == ["compile"]:
        compile_catalogue()
        compile_catalogue(CHROME_PO, CHROME_MO)
    elif arguments == ["check"]:
        lines = faults()
        sys.stdout.write("".join(f"{line}\n" for line in lines))
        return 1 if lines else 0
    else:
        sys.stderr.write("messages.py extract | compile | check | prune\n")
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
