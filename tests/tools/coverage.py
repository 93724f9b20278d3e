"""Writes the page that says, for each rule of each policy, its clause, what runs it, what tests it and what shows it.

Knows the packs, the lists of tables and of pages, and the text of tests and gallery; judges nothing.
Run: `python -m tests.tools.coverage`.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cases import run_cases
from generator.checks.walking import within
from generator.documents import read
from generator.ledger import load_pack
from generator.policies.pack import Articles, Pack
from generator.policies.reading import read_policy
from generator.records.base import title_of, written_fields
from generator.records.reading import read_record
from generator.reports import REPORTS
from tests.tools.shown import citing_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "handbook" / "coverage.md"
GALLERY = ROOT / "tests" / "checks"
_RULE = re.compile(r"\b(?:R18|C21|N22|PTS|J22)-[A-Za-z0-9.]+(?:-[A-Za-z0-9.]+)*")
_CLAUSE = re.compile(r"^  Clause: (\S+) (\S+)$", re.MULTILINE)
HEAD = """# 规则覆盖

每条政策规则的编号、条款，由什么执行、由什么检验、在哪里能看到。本页由程序从政策包、算例、测试和
表格清单生成，测试保证它始终是新的（`python -m tests.tools.coverage`）。

- **执行**：政策包 `policy.yaml` 里依据这一条款的部分；★ 后面是依据这一条款的[检查](errors.md)。
- **检验**：`louzhang policy test` 跑的算例；▸ 后面是 `tests/` 里点名这条规则的测试个数和所在文件。
- **看得到**：演示站里依据这一条款的网页（“办法和取值”一页列出每一条，不再重复）；▪ 后面是[内部表格](reports.md)，
  ▫ 后面是[打印的单据](exports.md)。
- **只是叙述**的规则没有可以执行的内容，也列在这里。
"""


class Coverage(NamedTuple):
    """A rule, where it stands, what runs it, what tests it and what shows it."""

    rule: str
    clause: str
    narrative: bool
    sections: tuple[str, ...]
    checks: tuple[str, ...]
    cases: tuple[str, ...]
    tests: tuple[str, ...]
    pages: tuple[str, ...]
    tables: tuple[str, ...]
    forms: tuple[str, ...]


def coverage(policy: str, cited: Mapping[str, list[str]]) -> Iterator[Coverage]:
    """Yield the rules of a policy in the order of its articles."""
    cases: dict[str, list[str]] = defaultdict(list)
    for result in run_cases(ROOT, policy).results:
        example = result.id.partition("/")[0]
        for rule in result.rules:
            if example not in cases[rule]:
                cases[rule].append(example)
    path = f"records/policies/{policy}/articles.yaml"
    document, _ = read(path, (ROOT / path).read_bytes())
    articles = read_record(Articles, document)[0] if document else None
    sections, checks, forms = citing_sections(policy), citing_checks(), citing_forms(policy)
    for article in articles.articles if articles else ():
        for rule in article.rules:
            yield Coverage(
                rule,
                article.id,
                False,
                tuple(sections.get(article.id, ())),
                tuple(checks.get((policy, article.id), ())),
                tuple(cases[rule]),
                tuple(cited.get(rule, ())),
                citing_pages().get((policy, article.id), ()),
                tuple(report.title.zh for report in REPORTS if rule in report.rule_ids),
                tuple(forms.get(article.id, ())),
            )
        for rule in article.narrative:
            yield Coverage(rule, article.id, True, (), (), (), (), (), (), ())


def citing_sections(policy: str) -> dict[str, list[str]]:
    """Map each clause to the titles of the sections of the pack that rest on it, in their order."""
    found, _ = read_policy(policy, load_pack(ROOT, policy).parts)
    sections: dict[str, list[str]] = defaultdict(list)
    for key, name in written_fields(Pack).items() if found else ():
        for record in within(getattr(found.pack, name)) if found else ():
            clause = getattr(record, "clause", None)
            title = title_of(Pack, key).zh
            if clause is not None and title not in sections[clause]:
                sections[clause].append(title)
    return dict(sections)


def citing_forms(policy: str) -> dict[str, list[str]]:
    """Map each clause to the forms of the policy that rest on it."""
    found, _ = read_policy(policy, load_pack(ROOT, policy).parts)
    forms: dict[str, list[str]] = defaultdict(list)
    for form in found.forms.forms if found else ():
        forms[form.clause].append(form.title)
    return dict(forms)


def citing_checks() -> dict[tuple[str, str], list[str]]:
    """Map each policy and clause to the checks whose problem in the gallery cites it."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for expected in sorted(GALLERY.glob("*/expected.txt")):
        for policy, clause in sorted(set(_CLAUSE.findall(expected.read_text(encoding="utf-8")))):
            found[policy, clause].append(expected.parent.name)
    return dict(found)


def citing_tests() -> dict[str, list[str]]:
    """Map each rule id to the test functions that name it, as `module::function`."""
    found: dict[str, list[str]] = defaultdict(list)
    for module in sorted((ROOT / "tests").rglob("test_*.py")):
        text = module.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                name = f"{module.relative_to(ROOT / 'tests').as_posix()}::{node.name}"
                for rule in sorted(set(_RULE.findall(ast.get_source_segment(text, node) or ""))):
                    found[rule].append(name)
    return dict(found)


def page() -> str:
    """Return the whole page."""
    cited = citing_tests()
    tables = {policy: list(coverage(policy, cited)) for policy in policies()}
    lines = [
        HEAD,
        "## 合计",
        "",
        "| 政策 | 规则 | 只是叙述 | 能执行 | 有算例 | 有测试 | 都没有 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [f"| {_titles(policy)} | {_sums(rows)} |" for policy, rows in tables.items()]
    for policy, rows in tables.items():
        lines += ["", f"## {_titles(policy)}", ""]
        lines += ["| 规则 | 条款 | 执行 | 检验 | 看得到 |", "| --- | --- | --- | --- | --- |"]
        lines += [_line(row) for row in rows]
    return "\n".join(lines) + "\n"


def policies() -> list[str]:
    """Return the ids of the shipped packs; a layer that only adopts another pack has no rules of its own."""
    return sorted(path.parent.name for path in (ROOT / "records" / "policies").glob("*/policy.yaml"))


def _titles(policy: str) -> str:
    found, _ = read_policy(policy, load_pack(ROOT, policy).parts)
    return f"{policy} {found.pack.short_title}" if found else policy


def _sums(rows: list[Coverage]) -> str:
    runs = [row for row in rows if not row.narrative]
    with_cases, with_tests = sum(bool(row.cases) for row in runs), sum(bool(row.tests) for row in runs)
    nothing = sum(not (row.cases or row.tests) for row in runs)
    return " | ".join(map(str, (len(rows), len(rows) - len(runs), len(runs), with_cases, with_tests, nothing)))


def _line(row: Coverage) -> str:
    if row.narrative:
        return f"| {row.rule} | {row.clause} | 只是叙述 | – | 办法和取值 |"
    modules = sorted({test.partition("::")[0] for test in row.tests})
    tests = f"▸ {len(row.tests)}：{'、'.join(f'`{module}`' for module in modules)}" if modules else ""
    runs = _joined("、".join(row.sections), "★ " + "、".join(row.checks) if row.checks else "")
    shows = _joined(
        "、".join(row.pages),
        "▪ " + "、".join(row.tables) if row.tables else "",
        "▫ " + "、".join(row.forms) if row.forms else "",
    )
    return f"| {row.rule} | {row.clause} | {runs} | {_joined('、'.join(row.cases), tests)} | {shows} |"


def _joined(*parts: str) -> str:
    return "<br>".join(part for part in parts if part) or "–"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
