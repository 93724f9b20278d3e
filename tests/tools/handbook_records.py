"""Writes `docs/records/`: one page for each kind of record, from its sample and its type's schema.

Knows where samples and pages lie; what a key means is said by the types alone. Run it after a type or a sample changed.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.policies.cases import CaseFile
from generator.policies.forms import Forms
from generator.policies.layers import Layer
from generator.policies.pack import Articles, Pack
from generator.records.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "records"
SAMPLES = PAGES / "samples"
INDEX = "index.md"

_SLOTS = {
    "jurisdiction": "辖区",
    "community": "社区",
    "id": "编号",
    "year": "年",
    "month": "年-月",
    "period": "周期",
    "policy": "政策",
    "name": "名字",
}
_SEEN = {"public": "公开", "consent": "同意后公开", "internal": "内部"}
_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "编号",
    r"^\d{4}(-(H[12]|Q[1-4]|W\d{2}|\d{2}))?$": "周期，如 `2026-Q3`、`2026-09`",
    r"^\d{3,6}$": "序号，如 `001`",
    r"^\d{2}-\d{2}$": "月-日，如 `01-31`",
}
_PLAIN = {"boolean": "`true` 或 `false`", "integer": "整数", "number": "数字", "string": "文字"}
_HEAD = "| 键 | 名称 | 说明（写法） | 谁能看 | 必填 |\n| --- | --- | --- | --- | --- |\n"
_DATED, _DATED_TITLE = "DatedValue", "带日期的值"


@dataclass(frozen=True)
class Sampled:
    """A kind of file that people write: its code name, Chinese title, path pattern below `records/` and type."""

    name: str
    title: str
    pattern: str
    model: type[BaseModel]

    @property
    def sample(self) -> Path:
        """The file of the annotated sample."""
        return SAMPLES / f"{self.name}.yaml"

    @property
    def place(self) -> str:
        """The path pattern with its slots in Chinese."""
        return "records/" + re.sub(r"\{(\w+)\}", lambda slot: f"<{_SLOTS[slot[1]]}>", self.pattern)

    @property
    def path(self) -> str:
        """A path at which the sample might stand."""
        filled = dict.fromkeys(_SLOTS, "x1") | {"year": "2026", "month": "2026-09", "period": "2026-Q3"}
        return "records/" + self.pattern.format(**filled)


SAMPLED: tuple[Sampled, ...] = (
    *(Sampled(kind.name, kind.title.zh, kind.pattern, kind.model) for kind in KINDS),
    Sampled("policy", "政策包", "policies/{policy}/policy.yaml", Pack),
    Sampled("layer", "下级政策包", "policies/{policy}/layer.yaml", Layer),
    Sampled("articles", "政策条款", "policies/{policy}/articles.yaml", Articles),
    Sampled("forms", "政策表格", "policies/{policy}/forms.yaml", Forms),
    Sampled("policy-case", "政策案例", "policies/{policy}/cases/{name}.yaml", CaseFile),
)


def pages() -> dict[str, str]:
    """Return every page of `docs/records/` by file name."""
    return {f"{sampled.name}.md": _page(sampled) for sampled in SAMPLED} | {INDEX: _index()}


def _index() -> str:
    rows = "".join(f"| [{s.title}]({s.name}.md) | `{s.place}` |\n" for s in SAMPLED)
    return (
        "# 每种文件怎么写\n\n"
        "一种文件一页：先看一份带注释的样例，再查每个键。样例里的地名、人名和号码都是虚构的。\n\n"
        "编号和层次由文件的位置决定，文件里不再写。还不懂缩进和连字符的，先看"
        "[五分钟学会写记录](../handbook/yaml.md)。\n\n"
        "| 种类 | 文件放在哪里 |\n| --- | --- |\n" + rows
    )


def _page(sampled: Sampled) -> str:
    blank = f"打印一份空白的：`louzhang new {sampled.name}`\n\n" if sampled in SAMPLED[: len(KINDS)] else ""
    sample = sampled.sample.read_text("utf-8")
    return (
        f"# {sampled.title}\n\n"
        f"文件：`{sampled.place}`\n\n"
        f"{blank}"
        f"## 样例\n\n```yaml\n{sample}```\n\n"
        f"## 每个键\n\n{_tables(sampled.model)}\n"
        "[回到全部种类](index.md)\n"
    )


def _tables(model: type[BaseModel]) -> str:
    schema = model.model_json_schema(by_alias=True)
    return _Tables(schema.get("$defs", {})).told(schema)


class _Tables:
    """The tables of one type: its own keys, then those of every group below it, each once."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self._definitions = definitions
        self._pending: list[tuple[str, str]] = []
        self._dated = False

    def told(self, schema: dict[str, Any]) -> str:
        """Write the table of a type and those of the groups below."""
        text = self._table(schema)
        done: set[str] = set()
        while self._pending:
            heading, name = self._pending.pop(0)
            if name not in done:
                done.add(name)
                text += f"\n### {heading}\n\n" + self._table(self._definitions[name])
        if self._dated:
            dated = next(found for name, found in self._definitions.items() if name.startswith(_DATED))
            own = dated["properties"] | {"value": dated["properties"]["value"] | {"anyOf": [], "type": ""}}
            text += (
                f"\n### {_DATED_TITLE}\n\n每项一个值，先旧后新；只有第一项不写 `from`。值怎么写，看用到它的那一行。\n\n"
            )
            text += self._table(dated | {"properties": own})
        return text

    def _table(self, schema: dict[str, Any]) -> str:
        needed = schema.get("required", [])
        rows = (
            f"| `{key}` | {about['title']} | {about['description']}{self._bracketed(key, about)} "
            f"| {_SEEN[about['visibility']]} | {'是' if key in needed else ''} |\n"
            for key, about in schema["properties"].items()
        )
        return _HEAD + "".join(rows)

    def _bracketed(self, key: str, about: dict[str, Any]) -> str:
        way = self._way(f"{key}（{about['title']}）", about)
        return f"（{way}）" if way else ""

    def _way(self, heading: str, node: dict[str, Any]) -> str:
        """Say how a value is written, and remember the groups it leads to."""
        node = _present(node)
        if "$ref" in node:
            return self._referred(heading, node["$ref"].rpartition("/")[2])
        if "oneOf" in node:
            tag = node["discriminator"]["propertyName"]
            for value, target in node["discriminator"]["mapping"].items():
                self._pending.append((f"{heading}，{tag}: {value}", target.rpartition("/")[2]))
            return "几个键，见下"
        if node.get("type") == "array":
            return "列表：" + self._way(heading, node["items"])
        return _scalar(node)

    def _referred(self, heading: str, name: str) -> str:
        found = self._definitions[name]
        if "properties" in found:
            self._pending.append((heading, name))
            return "几个键，见下"
        if not name.startswith("Setting"):
            return self._way(heading, found)
        self._dated = True
        dated = self._definitions[found["items"]["$ref"].rpartition("/")[2]]
        return f"{_DATED_TITLE}：" + self._way(heading, dated["properties"]["value"])


def _present(node: dict[str, Any]) -> dict[str, Any]:
    """Drop the alternative that nothing is written."""
    kept = [choice for choice in node.get("anyOf", ()) if choice.get("type") != "null"]
    return kept[0] if kept else node


def _scalar(node: dict[str, Any]) -> str:
    if "const" in node:
        return f"`{node['const']}`"
    if "enum" in node:
        return " ".join(f"`{choice}`" for choice in node["enum"])
    if node.get("format") == "date":
        return "日期，如 `2026-03-05`"
    return _PATTERNS.get(node.get("pattern", ""), _PLAIN.get(node.get("type", ""), ""))


def stale() -> Iterator[str]:
    """Yield the pages that are missing, differ from what their sample and type say, or belong to nothing."""
    wanted = pages()
    found = {path.name: path.read_text("utf-8") for path in PAGES.glob("*.md")}
    for name in sorted(wanted.keys() | found.keys()):
        if wanted.get(name) != found.get(name):
            yield name


def main() -> int:
    """Write every page and delete those that belong to nothing."""
    wanted = pages()
    for path in PAGES.glob("*.md"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (PAGES / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(wanted)} pages are in {PAGES.relative_to(ROOT)}.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
