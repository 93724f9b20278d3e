"""Writes the parts of the handbook that the program knows better: outputs of commands, the tables, the editor's map.

Knows the markers in the pages; the words around them are written by people. Run it after a command or a table changed.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from generator.reports import REPORTS
from tests.tools.handbook_records import SAMPLED

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
DAY = "2026-11-20"
_LOG = "records/jurisdictions/gangcheng/communities/c001/logs/2026-09.yaml"
EDITS = {("first-steps.md", 1): (_LOG, "date: 2026-09-02", "date: 2026.9.2")}
"""The change of the demonstration records that goes before a command, by page and number of its block."""

_TABLE = re.compile(r"(```\nlouzhang (.+)\n```\n\n<!-- answer(.*) -->\n)(?:.*\n)*?(<!-- /answer -->\n)")
"""A command, and below it what it answers; the mark may name the columns to show."""
_CONSOLE = re.compile(r"```console\n\$ louzhang (.*)\n(?:(?!```).*\n)*```\n")
_KINDS = {"month": "月", "quarter": "季度", "half": "半年", "year": "年"}


def pages() -> dict[str, str]:
    """Return every page of the handbook as it should be."""
    found = {path.name: path.read_text("utf-8") for path in sorted(HANDBOOK.glob("*.md"))}
    return {name: _between(_tabled(_answered(name, text))) for name, text in found.items()}


def stale() -> list[str]:
    """Return the pages whose parts differ from what the program says."""
    return [name for name, text in pages().items() if text != (HANDBOOK / name).read_text("utf-8")]


def _answered(page: str, text: str) -> str:
    """Put the real answer below each command."""
    blocks = list(_CONSOLE.finditer(text))
    for number in reversed(range(len(blocks))):
        block = blocks[number]
        answer = run(block[1].split(), EDITS.get((page, number)))
        text = f"{text[: block.start()]}```console\n$ louzhang {block[1]}\n{answer}```\n{text[block.end() :]}"
    return text


def _tabled(text: str) -> str:
    """Put the table that a command prints below it; box drawing needs a terminal's letters."""

    def answer(found: re.Match[str]) -> str:
        head, *rows = csv.reader(io.StringIO(run([*found[2].split(), "--format", "csv"]).removeprefix("\ufeff")))
        shown = [head.index(name) for name in found[3].split()] or range(len(head))
        lines = [[line[number] for number in shown] for line in (head, ["---"] * len(head), *rows)]
        return found[1] + "".join(f"| {' | '.join(line)} |\n" for line in lines) + found[4]

    return _TABLE.sub(answer, text)


def run(arguments: list[str], edit: tuple[str, str, str] | None = None) -> str:
    """Run a command on the demonstration records and return what it prints; an edit is made in a copy of them."""
    with tempfile.TemporaryDirectory() as folder:
        root = ROOT
        if edit:
            root = Path(folder)
            shutil.copytree(ROOT / "records", root / "records")
            path, old, new = root / edit[0], edit[1], edit[2]
            text = path.read_text("utf-8")
            if old not in text:
                raise LookupError(f"{old} is not in {edit[0]}")
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        command = [sys.executable, "-m", "generator", *arguments, "--as-of", DAY]
        environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100", "PYTHONUTF8": "1"}
        done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
        if done.stderr:
            raise RuntimeError(done.stderr)
        return done.stdout


def _between(text: str) -> str:
    """Fill what stands between the markers of a page."""
    for name, part in {"reports": _reports, "settings": _settings}.items():
        marked = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->\n)", re.DOTALL)
        found = marked.search(text)
        if found:
            text = text[: found.start()] + found[1] + part() + found[2] + text[found.end() :]
    return text


def _reports() -> str:
    rows = "\n".join(
        f"| `{report.name}` | {report.title.zh} | {report.about.zh} "
        f"| {'、'.join(_KINDS[kind] for kind in report.needs_period or ())} |"
        for report in REPORTS
    )
    return f"| 名字 | 表格 | 内容 | 周期 |\n| --- | --- | --- | --- |\n{rows}\n"


def _settings() -> str:
    wanted = {
        f"./docs/schemas/{sampled.name}.json": "records/" + re.sub(r"\{\w+\}", "*", sampled.pattern)
        for sampled in SAMPLED
        if (ROOT / "docs" / "schemas" / f"{sampled.name}.json").is_file()
    }
    return "```json\n" + json.dumps({"yaml.schemas": wanted}, ensure_ascii=False, indent=2) + "\n```\n"


def main() -> int:
    """Fill every page that is not current."""
    for name, text in pages().items():
        if text != (HANDBOOK / name).read_text("utf-8"):
            (HANDBOOK / name).write_text(text, encoding="utf-8")
    sys.stdout.write("The handbook's generated parts are current.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
