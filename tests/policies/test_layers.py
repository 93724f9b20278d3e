"""A street's pack over its district's: which values hold, where each comes from, and what may not be changed."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.cases import run_cases
from generator.ledger import load, load_pack
from generator.policies.files import part_of
from generator.policies.reading import read_policy

if TYPE_CHECKING:
    from generator.ledger.loading import LoadedPack
    from generator.policies.pack import Policy

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 6, 1)

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
  - value: 60
    unit: percent
    clause: 2.3.3
    status: stated
  - from: 2026-07-01
    value: 65
    unit: percent
    clause: 镇3
    status: stated
- path: surveys.half-year.counted
  values:
  - choices:
    - satisfied
    clause: 镇3
    status: stated
locked:
- surveys.half-year
"""
VILLAGE = """extends: tingtao
title: 柳村办法
short_title: 柳村
issuers:
- 柳村
in_force_from: 2026-05-01
interpreter: 柳村
settings:
- path: {path}
  values:
  - value: 1
    clause: 村1
    status: assumed
    assumption: G-06
"""
CASE = """cases:
- id: TT-1
  title: 镇里只有满意才算
  rules:
  - TT-3
  kind: surveys
  given:
    survey: half-year
    in_post_since: 2026-04-01
    surveys:
    - leader: a
      period: 2026-H1
      held_on: 2026-06-20
      satisfied: 59
      basically: 41
      not_satisfied: 0
    as_of: 2026-07-01
  expect:
    surveys:
    - percent: 59.00
      low: true
    proposals:
    - a
    barred:
    - a
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Lay down the district's pack, a town's layer over it, and calendars."""
    shutil.copytree(ROOT / "records" / "policies" / "j22", tmp_path / "records" / "policies" / "j22")
    town = tmp_path / "records" / "policies" / "tingtao"
    (town / "cases").mkdir(parents=True)
    (town / "layer.yaml").write_text(LAYER, "utf-8")
    (town / "articles.yaml").write_text(
        "articles:\n- id: 镇3\n  heading: 评议\n  text: 界线从七月起提高。\n  rules:\n  - TT-3\n", "utf-8"
    )
    (town / "cases" / "own.yaml").write_text(CASE, "utf-8")
    return tmp_path


def village(root: Path, path: str) -> LoadedPack:
    """Lay a third pack over the town's and read it."""
    folder = root / "records" / "policies" / "liu"
    folder.mkdir()
    (folder / "layer.yaml").write_text(VILLAGE.format(path=path), "utf-8")
    (folder / "articles.yaml").write_text("articles:\n- id: 村1\n  heading: 显示\n  text: 显示一位小数。\n", "utf-8")
    return load_pack(root, "liu")


def policy(root: Path, name: str) -> Policy:
    """Read a pack from the whole of the records, as a build does."""
    (root / "records" / "site.yaml").write_text("title: 示例\njurisdictions:\n- none\n", "utf-8")
    ledger = load(root).ledger
    assert ledger is not None
    return ledger.policies[name]


def test_a_layer_changes_its_settings_and_keeps_the_rest(root: Path) -> None:
    """The town's values hold from their days on; what it does not name is the district's."""
    town = policy(root, "tingtao")
    rule = town.pack.surveys[0]
    assert [rule.threshold.on(day) for day in (DAY, date(2026, 7, 1))] == [60, 65]
    assert rule.counted.on(DAY) == ("satisfied",)
    assert rule.times.on(DAY) == 1
    assert (town.pack.title, town.pack.in_force_from) == ("听涛镇办法", date(2026, 4, 1))
    assert town.bases == ("j22",)
    assert policy(root, "j22").pack.surveys[0].counted.on(DAY) == ("satisfied", "basically")


def test_each_value_knows_the_pack_it_comes_from(root: Path) -> None:
    """A value, and a clause, is at home in the pack in whose file it stands."""
    town = policy(root, "tingtao")
    rule = town.pack.surveys[0]
    assert town.home_of(rule.threshold.dated(DAY)) == "tingtao"
    assert town.home_of(rule.times.dated(DAY)) == "j22"
    homes = {article.id: town.home_of(article) for article in town.articles}
    assert (homes["镇3"], homes["2.3.3"]) == ("tingtao", "j22")


def test_layers_may_lie_on_layers(root: Path) -> None:
    """A village's pack over the town's over the district's has the nearest value of each."""
    pack = village(root, "statistics.decimals")
    assert pack.problems == ()
    found = policy(root, "liu")
    assert found.bases == ("tingtao", "j22")
    assert found.pack.statistics is not None
    assert found.pack.statistics.decimals.on(DAY) == 1
    assert found.pack.surveys[0].threshold.on(date(2026, 7, 1)) == 65


@pytest.mark.parametrize("path", ["surveys.half-year.decimals", "surveys.half-year.threshold"])
def test_what_a_layer_locked_cannot_be_changed_above_it(root: Path, path: str) -> None:
    """A lock holds for everything below its path, and the value stays as it was."""
    pack = village(root, path)
    assert [problem.check for problem in pack.problems] == ["locked-setting"]
    found, problems = read_policy("liu", pack.parts)
    assert problems == ()
    assert found is not None
    assert found.pack.surveys[0].decimals.on(DAY) == 2


def test_the_cases_of_a_layer_run_under_the_whole(root: Path) -> None:
    """A town's own worked case is judged by the town's settings in the district's pack."""
    run = run_cases(root, "tingtao")
    assert run.problems == ()
    assert [(result.id, result.ok) for result in run.results] == [("TT-1", True)]


def test_a_layer_has_a_file_of_its_own_name() -> None:
    """`layer.yaml` is a part of a pack beside `articles.yaml` and the cases."""
    assert part_of("records/policies/tingtao/layer.yaml") == ("tingtao", "layer")
    assert part_of("records/policies/tingtao/layers.yaml") is None
