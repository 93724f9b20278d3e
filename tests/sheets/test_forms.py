"""The forms of the shipped packs: each can be filled in, says what its object asks for, and rests on its clause."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from generator.checks.packs import unknown_clause
from generator.checks.references import undefined_code
from generator.documents import read
from generator.ledger import load, load_pack
from generator.policies.forms import NEEDED_PARTS, FieldSource, FormKind, Forms, PrivateSource, TableSource, named
from generator.policies.reading import read_policy
from generator.records.reading import read_record
from generator.reports import REPORTS
from generator.resources import templates
from generator.sheets import SheetError
from generator.sheets.desk import Desk
from generator.sheets.filling import fill
from generator.sheets.values import SOURCES
from generator.vault import VAULT_FIELDS

if TYPE_CHECKING:
    from generator.ledger import Ledger
    from generator.policies.forms import Form
    from generator.reports import Context

ROOT = Path(__file__).resolve().parents[2]
WANTED = {
    "r18": {"B-01", "B-06", "B-07", "B-08"},
    "c21": {"B-11", "B-12", "B-14", "B-15", "B-16", "B-18", "B-19"},
    "n22": {"B-22", "B-26", "B-27", "B-28", "B-29"},
    "pts": {"B-38", "B-40", "B-41"},
    "j22": {"B-49"},
}
"""The objects of rules 8 that are forms or prints to be filled in."""


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """Load the records of the product with every pack."""
    found = load(ROOT).ledger
    assert found is not None
    return found


@pytest.mark.parametrize("policy", sorted(WANTED))
def test_a_pack_has_the_forms_that_its_policy_names(ledger: Ledger, policy: str) -> None:
    """B-01 … B-49: every form that a clerk fills in or prints is there."""
    assert {form.object for form in ledger.policies[policy].forms.forms} >= WANTED[policy]


@pytest.mark.parametrize("policy", sorted(WANTED))
def test_the_columns_of_a_form_are_columns_of_its_table(ledger: Ledger, policy: str, chi: Context) -> None:
    """Each form of each pack is filled in from an empty place, whatever the place's own policy: no name dangles."""
    desk = Desk(chi, "zh_CN")
    for form in ledger.policies[policy].forms.forms:
        assert fill(desk, form), form.id


def test_forms_cite_their_clauses_and_known_components(ledger: Ledger) -> None:
    """A clause or a component of the money that a form names is in its pack."""
    day = date(2026, 11, 20)
    assert [*unknown_clause(ledger, day), *undefined_code(ledger, day)] == []


def test_every_source_a_form_may_name_is_known_and_every_kind_has_a_template() -> None:
    """The closed lists of the format and what fills and prints them are the same."""
    assert set(SOURCES) == set(get_args(FieldSource))
    assert set(get_args(TableSource)) <= {report.name for report in REPORTS}
    assert set(get_args(PrivateSource)) == set(VAULT_FIELDS) <= set(get_args(FieldSource))
    assert set(NEEDED_PARTS) == set(get_args(FormKind))
    sheets = {path.stem for path in (templates() / "forms").glob("[!_]*.html")}
    assert sheets == set(get_args(FormKind))


def _form(text: str) -> Form:
    document, problems = read("records/policies/x/forms.yaml", text.encode())
    assert (document is not None, problems) == (True, ())
    assert document is not None
    forms, faults = read_record(Forms, document)
    assert faults == ()
    assert forms is not None
    return forms.forms[0]


SHEET = """forms:
- id: note
  object: B-99
  title: 便条
  kind: record_sheet
  clause: 3.5
  per: leader
"""


def test_a_column_that_the_table_has_not_is_named_with_those_it_has(chi: Context) -> None:
    """What a pack misspells is told with file and line, and nothing is printed."""
    form = _form(SHEET + "  table: kit\n  columns:\n  - label: 姓名\n    key: nmae\n")
    with pytest.raises(SheetError) as caught:
        fill(Desk(chi, "zh_CN"), form)
    (problem,) = caught.value.problems
    assert (problem.check, str(problem.source)) == ("unknown-column", "records/policies/x/forms.yaml:10:5")
    assert dict(problem.message.values) == {"key": "nmae", "table": "kit"}


def test_rows_for_the_pen_are_those_that_the_policy_asks_for_at_least(chi: Context) -> None:
    """N22-A3-3.1-2: ten signatures need ten lines, whatever the layout says."""
    least = "  least_rows:\n  - value: 10\n    unit: people\n    clause: 3.5\n    status: stated\n"
    (first, _) = fill(Desk(chi, "zh_CN"), _form(SHEET + "  columns:\n  - label: 签名\n  rows: 4\n" + least))
    assert (first.rows, first.empty) == ((), 10)


def test_a_lone_brace_in_a_text_names_what_cannot_be_declared() -> None:
    """A text with half a pair of braces is refused like one with an unknown name."""
    assert (named("每月{monthly}元"), named("每月{元"), named("没有")) == (("monthly",), ("",), ())


LAYER = """extends: j22
title: 听涛镇办法
short_title: 听涛
issuers:
- 听涛镇
in_force_from: 2026-04-01
interpreter: 听涛镇
settings:
- path: surveys.half-year.threshold
  values:
  - value: 65
    unit: percent
    clause: 镇3
    status: stated
"""
OWN_FORM = """forms:
- id: armband
  object: B-49
  title: 听涛楼门栋长
  kind: badge
  clause: 镇3
  per: leader
  fields:
  - label: 姓名
    source: name
"""


def test_a_layer_replaces_a_form_of_the_pack_below_and_keeps_the_others(tmp_path: Path) -> None:
    """N22-4.2-2: what a town prints in its own way takes the place of the district's; the rest stays."""
    packs = tmp_path / "records" / "policies"
    shutil.copytree(ROOT / "records" / "policies" / "j22", packs / "j22")
    (packs / "tingtao").mkdir()
    texts = {"layer": LAYER, "articles": "articles:\n- id: 镇3\n  heading: 评议\n  text: 镇里的。\n", "forms": OWN_FORM}
    for name, text in texts.items():
        (packs / "tingtao" / f"{name}.yaml").write_text(text, "utf-8")
    district, _ = read_policy("j22", load_pack(tmp_path, "j22").parts)
    town, problems = read_policy("tingtao", load_pack(tmp_path, "tingtao").parts)
    assert problems == ()
    assert district is not None
    assert town is not None
    assert {form.id for form in town.forms.forms} == {form.id for form in district.forms.forms}
    armband = town.forms.form("armband")
    assert armband is not None
    assert (armband.title, len(town.forms.forms)) == ("听涛楼门栋长", len(district.forms.forms))
