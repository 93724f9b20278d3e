"""How problems are printed: as text with the line at fault, or as data for other programs.

Knows formats and terminals' widths; finds no problem and decides no exit code.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Any, TextIO
from urllib.parse import quote

from msgspec.structs import replace
from rich.cells import cell_len

from generator import resources
from generator.language import LANGUAGES, translate
from generator.problems import Severity, Source, msg

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from generator.language import Language
    from generator.problems import Message, Problem

FORMATS = ("text", "json", "github", "gitlab", "sarif")

_WIDEST = 100
_BEFORE = 40
_LARGEST = 2_000_000
_GITLAB_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def print_problems(
    problems: Sequence[Problem],
    *,
    format: str,  # noqa: A002 - the word of the option --format
    language: Language,
    root: Path,
    stream: TextIO,
) -> None:
    """Print problems in the order given.

    Args:
        problems: what was found.
        format: one of `FORMATS`.
        language: of the sentences; json carries both.
        root: the folder below which the problems' paths lie, to quote the lines at fault.
        stream: where to print.
    """
    excerpts = _Excerpts(root)
    problems = [excerpts.pinpoint(problem) for problem in problems]
    if format == "text":
        stream.writelines(f"{line}\n" for line in _text(problems, language, excerpts))
    elif format == "github":
        stream.writelines(f"{_github(problem, language)}\n" for problem in problems)
    else:
        shape: Callable[[Sequence[Problem], Language], Any] = {"json": _json, "gitlab": _gitlab, "sarif": _sarif}[
            format
        ]
        stream.write(json.dumps(shape(problems, language), ensure_ascii=False, indent=2) + "\n")


def clean(text: str) -> str:
    """Mask private numbers and drop what a terminal might obey: control and format characters; a tab is a blank."""
    from generator.checks.privacy import hidden

    kept = (" " if sign in "\t\n" else sign for sign in text)
    return hidden("".join(sign for sign in kept if unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Zl", "Zp"}))


class _Excerpts:
    """Lines of the record files, each read once, plain files below the root only; finds keys in them."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lines: dict[str, list[str]] = {}

    def line(self, source: Source) -> str | None:
        """Return the line of a place, or None where there is none to show."""
        if source.path not in self._lines:
            self._lines[source.path] = self._read(source.path)
        lines = self._lines[source.path]
        return lines[source.line - 1] if 0 < source.line <= len(lines) else None

    def pinpoint(self, problem: Problem) -> Problem:
        """Move a problem from the first key of its record to the value, or member of a list, that it is about."""
        from generator.checks.keys import key_of, member_of

        key, source = key_of(problem), problem.source
        if not key or self.line(source) is None:
            return problem
        indent = source.column - 1
        for number, line in enumerate(self._lines[source.path][source.line - 1 :], start=source.line):
            before, written = line[:indent], line[indent:]
            if number > source.line and before.strip():
                break
            if written.startswith(f"{key}: "):
                return replace(problem, source=Source(source.path, number, indent + len(key) + 3))
            if written == f"{key}:":
                member = self._member(source.path, number, indent, member_of(problem))
                return replace(problem, source=member or Source(source.path, number, indent + 1))
        return problem

    def _member(self, path: str, key_line: int, indent: int, value: str) -> Source | None:
        """Find the line of a list's member below the line of its key."""
        for number, line in enumerate(self._lines[path][key_line:], start=key_line + 1):
            if not line[indent:].lstrip(" ").startswith("- ") or line[:indent].strip():
                return None
            if value and line.strip() == f"- {value}":
                return Source(path, number, line.index("- ") + 3)
        return None

    def _read(self, path: str) -> list[str]:
        file = self._root / path
        if ".." in file.parts or file.is_symlink() or not file.is_file() or file.stat().st_size > _LARGEST:
            return []
        try:
            return file.read_bytes().decode("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return []


def _text(problems: Sequence[Problem], language: Language, excerpts: _Excerpts) -> Iterator[str]:
    from generator.checks.privacy import PRIVATE_CHECKS

    for problem in problems:
        warned = clean(translate(msg(" (warning)"), language)) if problem.severity is Severity.WARNING else ""
        sentence = clean(translate(problem.message, language))
        yield f"{clean(str(problem.source))}: {problem.check}{warned}: {sentence}"
        shown = problem.check not in PRIVATE_CHECKS
        if shown:
            yield from _excerpt(problem.source, excerpts)
        for related in problem.related:
            yield f"  {clean(str(related.source))}: {clean(translate(related.message, language))}"
            if shown:
                yield from _excerpt(related.source, excerpts)
        if problem.clause:
            yield "  " + clean(translate(msg("Clause: {clause}", clause=problem.clause), language))
        yield "  " + clean(translate(msg("How to fix: {fix}", fix=problem.fix), language))
        yield ""
    yield clean(translate(_summary(problems), language))


def _excerpt(source: Source, excerpts: _Excerpts) -> Iterator[str]:
    line = excerpts.line(source)
    if not line or not line.strip():
        return
    before, after = clean(line[: source.column - 1]), clean(line[source.column - 1 :])
    if len(before) > _BEFORE:
        before = "…" + before[-_BEFORE:]
    whole = before + after
    if len(whole) > _WIDEST:
        whole = whole[:_WIDEST] + "…"
    number = str(source.line)
    yield f"  {number} | {whole}"
    yield f"  {' ' * len(number)} | {' ' * cell_len(before)}^"


def _summary(problems: Sequence[Problem]) -> Message:
    if not problems:
        return msg("No problems found.")
    counts = Counter(problem.severity for problem in problems)
    return msg(
        "{errors} error(s), {warnings} warning(s).", errors=counts[Severity.ERROR], warnings=counts[Severity.WARNING]
    )


def _github(problem: Problem, language: Language) -> str:
    keys = {
        "file": problem.source.path,
        "line": str(problem.source.line),
        "col": str(problem.source.column),
        "title": problem.check,
    }
    listed = ",".join(f"{key}={_escaped(value, ':,')}" for key, value in keys.items())
    return f"::{problem.severity.value} {listed}::{_escaped(_sentences(problem, language))}"


def _escaped(text: str, more: str = "") -> str:
    """Write the signs that a workflow command would read as its own in per cent form."""
    return "".join(f"%{ord(sign):02X}" if sign in "%\r\n" + more else sign for sign in text)


def _sentences(problem: Problem, language: Language) -> str:
    clause = (msg("Clause: {clause}", clause=problem.clause),) if problem.clause else ()
    parts = (problem.message, *clause, msg("How to fix: {fix}", fix=problem.fix))
    return "\n".join(clean(translate(part, language)) for part in parts)


def _json(problems: Sequence[Problem], _language: Language) -> list[dict[str, Any]]:
    return [
        {
            "check": problem.check,
            "severity": problem.severity.value,
            **_place(problem.source),
            "clause": problem.clause,
            "message": _both(problem.message),
            "fix": _both(problem.fix),
            "related": [{**_place(r.source), "message": _both(r.message)} for r in problem.related],
        }
        for problem in problems
    ]


def _place(source: Source) -> dict[str, Any]:
    return {"path": source.path, "line": source.line, "column": source.column}


def _both(message: Message) -> dict[str, str]:
    return {language: clean(translate(message, language)) for language in LANGUAGES}


def _fingerprints(problems: Sequence[Problem]) -> Iterator[tuple[Problem, str]]:
    """Yield each problem with what names it on every run: check, file and words, not the line."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for problem in problems:
        key = (problem.check, problem.source.path, translate(problem.message, "en"))
        text = "\0".join((*key, str(seen[key])))
        seen[key] += 1
        yield problem, hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _gitlab(problems: Sequence[Problem], language: Language) -> list[dict[str, Any]]:
    return [
        {
            "description": _sentences(problem, language),
            "check_name": problem.check,
            "fingerprint": fingerprint,
            "severity": _GITLAB_SEVERITY[problem.severity],
            "location": {"path": problem.source.path, "lines": {"begin": problem.source.line}},
        }
        for problem, fingerprint in _fingerprints(problems)
    ]


def _sarif(problems: Sequence[Problem], language: Language) -> dict[str, Any]:
    checks = sorted({problem.check for problem in problems})
    results = [
        {
            "ruleId": problem.check,
            "ruleIndex": checks.index(problem.check),
            "level": problem.severity.value,
            "message": {"text": _sentences(problem, language)},
            "locations": [_location(problem.source)],
            "relatedLocations": [
                {**_location(related.source), "message": {"text": clean(translate(related.message, language))}}
                for related in problem.related
            ],
            "partialFingerprints": {"louzhang/v1": fingerprint},
        }
        for problem, fingerprint in _fingerprints(problems)
    ]
    driver = {"name": "louzhang", "version": resources.version(), "rules": [{"id": check} for check in checks]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"version": "2.1.0", "runs": [run]}


def _location(source: Source) -> dict[str, Any]:
    region = {"startLine": source.line, "startColumn": source.column}
    return {"physicalLocation": {"artifactLocation": {"uri": quote(source.path)}, "region": region}}
