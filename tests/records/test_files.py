"""One way from bytes to a record, whichever lane reads them; paths lead to their kind at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.ledger import load
from generator.records.activity import ActivityLog
from generator.records.files import read_file
from generator.records.kinds import KINDS, kind_of
from generator.records.outcomes import Story

if TYPE_CHECKING:
    from pathlib import Path

    from generator.records.kinds import Kind

SITE = """\
title: 楼长台账（演示）
jurisdictions:
- xiaogang
"""
LOG_PATH = "records/jurisdictions/x/communities/y/logs/2026-03.yaml"
LOG = """\
recorder: p01
entries:
- id: 001
  date: 2026-03-01
  leader: l1
  activity: visit
  note: 走访
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [("id: 001", "id: 001 "), ("note: 走访", "note: '走访' # 备注"), ("recorder: p01", "recorder: {a: b}")],
)
def test_a_log_out_of_the_ordinary_is_read_the_ordinary_way(old: str, new: str) -> None:
    """The lane reads the canonical log; a blank too many, a remark or a fault leaves it to the parser."""
    assert read_file(ActivityLog, LOG_PATH, LOG.encode()).fast
    assert not read_file(ActivityLog, LOG_PATH, LOG.replace(old, new).encode()).fast


@pytest.mark.parametrize(
    ("old", "new", "check", "line"),
    [
        ("id: 001", "id: 1", "bad-entry-number", 3),
        ("2026-03-01", "2026-02-30", "bad-date", 4),
        ("note: 走访", "remark: 走访", "unknown-key", 7),
        ("  leader: l1\n", "", "missing-key", 3),
        ("note: 走访", "note: 【待填】", "unfilled-blank", 7),
        ("note: 走访", "origin: x", "reserved-key", 7),
        ("note: 走访", "note:\n  - 走访", "wrong-shape", 7),
        ("note: 走访", "note: 走\u200b访", "invisible-character", 7),
        ("note: 走访", "date: 2026-03-02", "duplicate-key", 7),
    ],
)
def test_a_fault_in_a_canonical_log_is_told_with_its_place(old: str, new: str, check: str, line: int) -> None:
    """What the types or the gate refuse is a problem with file and line, as if there were no lane."""
    found = read_file(ActivityLog, LOG_PATH, LOG.replace(old, new).encode())
    assert (found.record, found.fast) == (None, False)
    assert check in [problem.check for problem in found.problems]
    place = next(problem.source for problem in found.problems if problem.check == check)
    assert (place.path, place.line) == (LOG_PATH, line + ("\n  - " in new))


def test_a_warning_does_not_get_lost_in_a_lane() -> None:
    """A file that deserves a warning is read, and the warning is told."""
    found = read_file(ActivityLog, LOG_PATH, "\ufeff".encode() + LOG.encode())
    assert found.record == read_file(ActivityLog, LOG_PATH, LOG.encode()).record
    assert [problem.check for problem in found.problems] == ["byte-order-mark"]


def test_loading_counts_the_files_that_needed_no_parser(tmp_path: Path) -> None:
    """Of two files one is in canonical form; parts of packs are not counted."""
    (tmp_path / "records/calendar").mkdir(parents=True)
    (tmp_path / "records/site.yaml").write_text(SITE, "utf-8")
    (tmp_path / "records/calendar/2026.yaml").write_text("days_off: [ 2026-01-01 ]\n", "utf-8")
    loaded = load(tmp_path)
    assert (loaded.files, loaded.fast) == (2, 1)


@pytest.mark.parametrize("known", KINDS, ids=lambda known: known.name)
def test_the_path_of_each_kind_leads_to_it_whatever_its_folders_are_called(known: Kind) -> None:
    """Jurisdictions, communities and records may be called like other folders."""
    for name in ("people", "logs", "site", "x1"):
        places = {"jurisdiction": name, "community": name, "id": name}
        found = kind_of(known.path(**places, month="2026-03", period="2026-03", year="2026"))
        assert found is not None
        assert found[0] is known


def test_a_kind_knows_its_type() -> None:
    """A kind names its type without loading it, and gives it when asked."""
    assert next(kind for kind in KINDS if kind.name == "story").model is Story
