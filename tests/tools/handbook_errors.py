"""Writes `docs/handbook/errors.md`: every check with what it means and what it prints, from the error gallery.

Knows the order of the page; the words are in the gallery and in the catalogue. Run it after the gallery changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from generator.checks import CHECKS, check_id
from generator.documents import DOCUMENT_CHECKS
from generator.ledger.loading import LOADING_CHECKS
from generator.policies.forms import FORM_FAULTS
from generator.policies.layers import LAYER_CHECKS
from generator.policies.settings import SETTING_FAULTS
from generator.records.reading import STRUCTURE_CHECKS
from generator.records.scalars import FAULTS
from tests.checks import gallery

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = gallery.ROOT / "docs" / "handbook" / "errors.md"

_SUBJECTS = {
    "places": "辖区和地点",
    "calendars": "节假日历",
    "packs": "政策包",
    "references": "政策包里的引用",
    "settings": "政策包里没有定的值",
    "people": "人员",
    "posts": "任职和决定",
    "activity": "台账",
    "claims": "重复申报",
    "judged": "酌情加分",
    "verification": "核实和更正",
    "closing": "结账和公布",
    "dates": "日期",
    "selection": "选任",
    "windows": "公示",
    "objections": "异议",
    "rounds": "评比和推送",
    "candidates": "候选人的年龄和推荐",
    "signing": "签字和公示期满",
    "staffing": "配备和协议",
    "evaluations": "评议",
    "payment": "补贴发放",
    "nomination": "报名、推荐和公示",
    "stations": "工作站",
    "meetings": "会议、每月记录和突发事件",
    "choices": "按处评优",
    "surveys": "评议、表决和统计",
    "support": "上岗、结对和评选名单",
    "privacy": "个人信息和姓名",
    "outcomes": "结果与记录不符",
    "monthly": "按月申报",
    "courses": "办理流程",
    "accounts": "积分账户",
}
_FORM = {
    "键和值的写法": (*STRUCTURE_CHECKS, *FAULTS, *SETTING_FAULTS),
    "打印的表格": tuple(FORM_FAULTS),
    "文件的位置": LOADING_CHECKS,
    "下级政策包": LAYER_CHECKS,
    "文字和编码": DOCUMENT_CHECKS,
}
_INTRO = """# 出错信息

运行 `louzhang check` 时看到的每一种问题，都在这里有一个例子。用浏览器的查找功能，找英文代号（如 `unknown-place`）。

一条问题分几行：第一行是文件、行、列、代号和一句话；下面是出错的那一行，`^` 指着位置；
有依据的写出条款；最后一行告诉您怎么改。说的是一整组内容时，位置指到这一组的第一行。
标着“（提醒）”的不影响生成网站，其余的改好才能生成。

例子里的市、社区和人都是虚构的。
"""


def render_error_pages() -> str:
    """Return the page: the checks by subject in the order in which they run, then those of form."""
    return "\n".join((_INTRO, *_parts()))


def _parts() -> Iterator[str]:
    for module, subject in _SUBJECTS.items():
        yield f"## {subject}\n"
        for check in CHECKS:
            if check.__module__.rpartition(".")[2] == module:
                yield _entry(check_id(check))
    for subject, names in _FORM.items():
        yield f"## {subject}\n"
        for name in names:
            if name not in gallery.OUTSIDE:
                yield _entry(name)


def _entry(name: str) -> str:
    folder = gallery.FOLDER / name
    about = folder / "about.zh.txt"
    what, why = about.read_text("utf-8").splitlines() if about.exists() else ("", "")
    example = (folder / "expected.zh.txt").read_text("utf-8").rpartition("\n\n")[0]
    reason = f"{why}\n\n" if why else ""
    return f"### {name} {what}".rstrip() + f"\n\n{reason}```text\n{example}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(render_error_pages(), "utf-8")
