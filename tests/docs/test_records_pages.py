"""The pages about record files: every kind has a sample that the program accepts, explained key by key."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from generator.checks import check
from generator.documents import canonical, read
from generator.ledger import load
from generator.policies.case_frame import CASE_FAULTS
from generator.policies.settings import SETTING_FAULTS
from generator.records.base import written_fields
from generator.records.reading import read_record
from tests.tools.handbook_records import SAMPLED, SAMPLES, Sampled, pages, stale

each_kind = pytest.mark.parametrize("sampled", SAMPLED, ids=lambda sampled: sampled.name)
ROOT = Path(__file__).resolve().parents[2]
_NAMES = {
    "award-round": "2025",
    "person": "pk4w7m2qd6xr3tnz5",
    "activity-log": "2026-09",
    "verification": "2026-09",
    "period-close": "2026-Q3",
    "meetings": "2026-09",
    "monthly-record": "2026-09",
    "notice": "points-2026-q3",
    "case": "choice-2026-03",
    "decision": "end-2026-03",
}
_OTHERS = {
    "pt5x3c6rbw2m7kqd4": (
        "name: 单文\nappointments:\n- id: a1\n  role: grid-head\n  places:\n  - g1\n  from: 2023-03-15\n"
    ),
    "pn3h6v2yzq7k4mwx5": "name: 解冬\n",
}
_OTHER_POLICIES = {"agreement", "evaluation", "exit-case", "filing", "campaign", "pay-run", "top-up"}
"""Records of rules that the policy of the sample community does not have."""
_OF_CLAIMS = {
    *("claims", "claim-correction", "redemption", "feedback", "catalogue", "budget", "scheme-review", "scheme-meeting"),
}
"""Kinds that only a policy with claims knows, which r18 is not; the gallery's `_pts` holds such records together."""
_KEY = re.compile(r" *(?:- )?([a-z_]+):(?: |$)")


@each_kind
def test_sample_is_read_without_problems(sampled: Sampled) -> None:
    """What a clerk copies from the handbook is a record of its kind, in the standard form."""
    data = sampled.sample.read_bytes()
    document, problems = read(sampled.path, data)
    assert document is not None
    record, structure = read_record(sampled.model, document, {**SETTING_FAULTS, **CASE_FAULTS})
    assert (problems, structure) == ((), ())
    assert record is not None
    assert canonical(data, sampled.path) == (data, ())


def test_samples_agree_with_each_other_and_with_a_policy(tmp_path: Path) -> None:
    """Put together, the samples make a community; only what they leave out on purpose is missing."""
    shutil.copytree(ROOT / "records" / "policies" / "r18", tmp_path / "records" / "policies" / "r18")
    shutil.copytree(ROOT / "records" / "calendar", tmp_path / "records" / "calendar")
    for sampled in SAMPLED:
        if (
            sampled.name
            in {"calendar", "policy", "layer", "articles", "forms", "policy-case"} | _OTHER_POLICIES | _OF_CLAIMS
        ):
            continue
        slots = dict.fromkeys(("id", "year", "month", "period"), _NAMES.get(sampled.name, "x1"))
        path = tmp_path / "records" / sampled.pattern.format(jurisdiction="haicheng", community="haiyun", **slots)
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(sampled.sample, path)
    people = tmp_path / "records" / "jurisdictions" / "haicheng" / "communities" / "haiyun" / "people"
    for person, text in _OTHERS.items():
        (people / f"{person}.yaml").write_text(text, encoding="utf-8")
    loaded = load(tmp_path)
    assert loaded.ledger is not None
    found = (*loaded.problems, *check(loaded.ledger, date(2026, 11, 20)))
    named = {(problem.check, next(iter(dict(problem.message.values).values()))) for problem in found}
    assert named == {
        *(("unknown-code", code) for code in ("half-year", "door-building", "town-excellent", "sixty-or-below")),
        ("unknown-notice", "list-2026-03"),
        ("unknown-notice", "honours-2025-draft"),
        ("unknown-batch", "batch-2025-1"),
    }


@each_kind
def test_every_key_of_a_sample_is_explained_where_it_first_stands(sampled: Sampled) -> None:
    """The line above the first use of each key is a Chinese comment."""
    lines = sampled.sample.read_text("utf-8").splitlines()
    seen: set[str] = set()
    bare = []
    for above, line in zip(["", *lines], lines, strict=False):
        found = _KEY.match(line)
        if found and found[1] not in seen:
            seen.add(found[1])
            if not re.match(r" *# .*[\u4e00-\u9fff]", above):
                bare.append(line.strip())
    assert bare == []


@each_kind
def test_required_and_optional_keys_stand_in_the_table(sampled: Sampled) -> None:
    """The first table lists every key that may be written, with 是 exactly where it must be."""
    table = pages()[f"{sampled.name}.md"].partition("\n## 每个键\n")[2].partition("\n### ")[0]
    rows = re.findall(r"^\| `(\w+)` \|.*\| (是)? \|$", table, re.MULTILINE)
    fields = written_fields(sampled.model)
    assert rows == [
        (key, "是" if sampled.model.model_fields[name].is_required() else "") for key, name in fields.items()
    ]


def test_groups_are_listed_below_with_both_kinds_of_a_choice() -> None:
    """A key that leads to one of several groups has a table for each, and dated values have theirs."""
    page = pages()["policy.md"]
    headings = re.findall(r"^### (.+)$", page, re.MULTILINE)
    assert {"formula（算法），kind: rate", "formula（算法），kind: judgement", "roles（角色）", "带日期的值"} <= set(
        headings
    )
    assert len(headings) == len(set(headings))
    assert "| `value` | 值 | 数值或选项 | 公开 |  |" in page


def test_pages_are_current() -> None:
    """`python -m tests.tools.handbook_records` would change nothing."""
    assert list(stale()) == []


def test_every_sample_belongs_to_a_kind() -> None:
    """No sample lies about that no page shows."""
    assert {path.name for path in SAMPLES.iterdir()} == {sampled.sample.name for sampled in SAMPLED}
