"""B-51: the method page of a layered policy says where each value comes from, what is locked, and how courses go."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from generator.pages import bodies
from tests.site.others import DISTRICT, DISTRICT_DAY, TOWN_DAY, district, seen, town
from tests.site.village import LAKE, RECORDS, publish

if TYPE_CHECKING:
    from pathlib import Path

    from generator.views.method import MethodPage, SettingView

LAYER = """extends: j22
title: 听涛镇楼门栋长办法
short_title: 听涛办法
issuers:
- 听涛镇
in_force_from: 2022-04-01
interpreter: 听涛镇
settings:
- path: surveys.half-year.threshold
  values:
  - value: 60
    unit: percent
    clause: 2.3.3
    status: stated
  - from: 2022-07-01
    value: 65
    unit: percent
    clause: 镇3
    status: stated
locked:
- surveys.half-year
"""
ARTICLES = "articles:\n- id: 镇3\n  heading: 评议\n  text: 界线从七月起提高。\n  rules:\n  - TT-3\n"


@pytest.fixture
def layered(tmp_path: Path) -> dict[str, MethodPage | str]:
    """Give the method page, view and body, of the district under a town's layer."""
    folder = tmp_path / "records/policies/tingtao"
    folder.mkdir(parents=True)
    (folder / "layer.yaml").write_text(LAYER, "utf-8")
    (folder / "articles.yaml").write_text(ARTICLES, "utf-8")
    frame = {**DISTRICT["jurisdiction"], "policy": "tingtao"}
    found = seen(district(tmp_path, {"jurisdiction": frame}), DISTRICT_DAY)
    return {"view": found.jurisdictions[0].method, "body": bodies(found)["jin/method.html"].body_html}


def _setting(page: MethodPage, words: str) -> SettingView:
    return next(setting for group in page.groups for setting in group.settings if setting.label.endswith(words))


def test_each_value_names_the_layer_it_comes_from(layered: dict[str, MethodPage]) -> None:
    """The town's values are its own rules, all others are those of the district above it."""
    page = layered["view"]
    assert page.layers == ("听涛办法", "津南机制（2022）")
    threshold = _setting(page, "界线")
    assert [(value.value, value.home) for value in threshold.values] == [
        ("60%", "本级：听涛办法"),
        ("65%", "本级：听涛办法"),
    ]
    assert [value.home for value in _setting(page, "算满意").values] == ["上级：津南机制（2022）"]
    homes = {article.id: article.home for article in page.articles}
    assert (homes["镇3"], homes["2.3.3"]) == ("本级：听涛办法", "上级：津南机制（2022）")


def test_a_lock_is_shown_for_everything_below_its_path(layered: dict[str, MethodPage]) -> None:
    """What no layer above may change is marked, and nothing else."""
    page = layered["view"]
    locked = {group.label for group in page.groups for setting in group.settings if setting.locked}
    free = {group.label for group in page.groups for setting in group.settings if not setting.locked}
    assert locked == {"群众评议 › 半年评议"}
    assert not locked & free


def test_the_layers_are_on_the_page(layered: dict[str, str]) -> None:
    """Residents read which rules lie on which, and the words for a lock and for each source."""
    body = layered["body"]
    assert "本办法由2级规定叠成：本级“听涛办法”，上级“津南机制（2022）”。" in body
    assert body.count('<span class="badge">已锁定</span>') == 11
    assert "上级：津南机制（2022）" in body


def test_a_policy_of_its_own_speaks_of_no_layers(tmp_path: Path) -> None:
    """Without layers no page says where a value comes from, and nothing is locked."""
    found = seen(district(tmp_path), DISTRICT_DAY)
    body = bodies(found)["jin/method.html"].body_html
    assert found.jurisdictions[0].method.layers == ()
    assert not [word for word in ("本级：", "上级：", "已锁定") if word in body]


def test_courses_are_shown_step_by_step(tmp_path: Path) -> None:
    """PTS-12-1: who does what from which state to which, what must hold before, and the clause, in Chinese."""
    page = next(j for j in seen(town(tmp_path), TOWN_DAY).jurisdictions if j.id == "tang").method
    courses = {course.label: course for course in page.courses}
    assert list(courses) == ["按月申报", "积分兑换", "年度评比", "反馈办理"]
    appeal = next(step for step in courses["按月申报"].steps if step.label == "申诉")
    assert (appeal.before, appeal.after, appeal.who, appeal.needs) == (
        "公示中、申诉已决定",
        "申诉中",
        "楼长本人",
        "日子在公示期内",
    )
    words = [word for course in page.courses for step in course.steps for word in (step.who, step.needs)]
    assert not [word for word in words if word.isascii() and word]


@pytest.mark.parametrize(("score", "base"), [("101", "100"), ("51", None)])
def test_a_base_that_differs_stands_in_each_row(tmp_path: Path, score: str, base: str | None) -> None:
    """A base in full is said once for the list; one that goes by months in post is shown leader by leader."""
    path = f"{LAKE}/periods/2018-Q1.yaml"
    found = publish(tmp_path, {path: RECORDS[path].replace("score: 101\n", f"score: {score}\n")})
    page = found.jurisdictions[0].communities[0].points[-1]
    assert page.base == (Decimal(base) if base else None)
    assert {row.name.text: f"{row.base:f}" for row in page.roles[0].rows} == {
        "曾小敏": "100.0",
        "吴离任": "100" if base else "50",
    }
    body = bodies(found)[page.path].body_html
    assert ("每人相同" in body) is (base is not None)
    assert ('<th scope="col" class="figure">基础分</th>' in body) is (base is None)
