"""Three made-up districts under policies that differ in their boards, with something private beside everything public.

Knows how to write and load them; knows no page. Two rest on bases of the error gallery, the third stands here.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from generator.awards import rounds
from generator.history import History
from generator.ledger import load
from generator.scoring import score
from generator.views import publication
from tests.site.village import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.ledger import Ledger
    from generator.views import Publication

ADDRESS = "address: https://louzhang.example/qu/\n"
GARDEN = "records/jurisdictions/chi/communities/he"
SUN = "records/jurisdictions/xin/communities/yang"
DOOR = "records/jurisdictions/jin/communities/hai"
_WEB, _BOARD, _BOTH = "  - web\n", "  - board\n", "  - web\n  - board\n"


def phone(number: str, channels: str = _BOTH, since: str = "2021-09-10") -> str:
    """Write a duty telephone with consent for some channels."""
    return f"public_phone: {number}\nconsents:\n- to: phone\n  channels:\n{channels}  given_on: {since}\n"


@dataclass(frozen=True)
class District:
    """A district: its policy, its base, its day, what is changed in the base, and what must stay inside."""

    policy: str
    base: str | None
    as_of: date
    records: Mapping[str, str]
    added: Mapping[str, str] = field(default_factory=dict)
    private: tuple[str, ...] = ()

    def ledger(self, folder: Path, changes: Mapping[str, str] | None = None) -> Ledger:
        """Write the district with some files changed and load it; a fault of form fails the test."""
        if self.base is not None:
            shutil.copytree(REPOSITORY / "tests/checks" / self.base / "records", folder / "records")
        shutil.copytree(REPOSITORY / "records/policies" / self.policy, folder / "records/policies" / self.policy)
        shutil.copytree(REPOSITORY / "records/calendar", folder / "records/calendar")
        for path, text in {**self.records, **(changes or {})}.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        for path, text in self.added.items():
            target = folder / path
            if path not in (changes or {}):
                target.write_text(target.read_text("utf-8") + text, encoding="utf-8")
        loaded = load(folder)
        assert loaded.problems == ()
        assert loaded.ledger is not None
        return loaded.ledger

    def publish(self, folder: Path, changes: Mapping[str, str] | None = None, as_of: date | None = None) -> Publication:
        """Return what may be seen of the district on a day."""
        day = as_of or self.as_of
        ledger = self.ledger(folder, changes)
        scores = score(ledger, day)
        found = {name: rounds(one) for name, one in scores.items()}
        return publication(ledger, scores, found, History(), day)


CHIYANG = District(
    policy="c21",
    base="_c21",
    as_of=date(2021, 10, 20),
    records={
        "records/site.yaml": f"title: 荷香楼栋长\n{ADDRESS}jurisdictions:\n- chi\n",
        f"{GARDEN}/issues/i1.yaml": """kind: service
title: 机密事项
raised_by: an
raised_on: 2021-09-20
measure: 机密措施
due_on: 2021-09-30
""",
    },
    added={
        f"{GARDEN}/people/an.yaml": phone("0566-5559001"),
        f"{GARDEN}/people/bo.yaml": phone("0566-5559002", _BOARD),
        f"{GARDEN}/campaigns/merging.yaml": "remark: 三栋并为三个网格\n",
    },
    private=("0566-5559002", "05665559002", "机密", "party_group_head", "none-suitable", "own_building", "社区经办岗"),
)

NEW_AREA = District(
    policy="n22",
    base="_n22",
    as_of=date(2022, 2, 1),
    records={
        "records/site.yaml": f"title: 新区楼栋长\n{ADDRESS}jurisdictions:\n- xin\n",
        f"{SUN}/issues/i1.yaml": """kind: service
title: 小区路灯不亮
raised_by: li
raised_on: 2022-01-04
measure: 更换灯头
due_on: 2022-01-20
handler: clerk
result: 机密结果
""",
        f"{SUN}/issues/i2.yaml": """kind: hazard
title: 楼道堆物
raised_by: li
raised_on: 2022-01-05
measure: 联合清理
due_on: 2022-02-10
handler: clerk
""",
        f"{SUN}/issues/i3.yaml": """kind: hazard
title: 井盖松动
raised_by: li
raised_on: 2022-01-06
measure: 换新井盖
due_on: 2022-01-10
resolved_on: 2022-01-12
""",
        f"{SUN}/issues/i4.yaml": "kind: proposal\ntitle: 机密提议\nraised_by: li\nraised_on: 2022-01-07\n",
    },
    private=("机密", "社区记录岗", "社区复核岗", "对报名时间有疑问", "own_compound", "grid_member_ft", "南聘001"),
)

JINNAN = District(
    policy="j22",
    base=None,
    as_of=date(2022, 10, 20),
    records={
        "records/site.yaml": f"title: 海门楼门栋长\n{ADDRESS}jurisdictions:\n- jin\n",
        "records/jurisdictions/jin/jurisdiction.yaml": """name: 示例海区
policy: j22
fictional: true
time_zone: Asia/Shanghai
offices:
- id: hall
  name: 海门社区居委会
  phone: 022-55550101
  address: 示例道1号
  hours: 工作日 8:30-17:00
staff:
- id: clerk
  title: 机密岗位
  office: hall
places:
- id: qu
  level: district
  name: 示例海区
- id: zhen
  level: town
  name: 示例镇
  parent: qu
""",
        f"{DOOR}/community.yaml": """name: 海门社区
parent: zhen
office: hall
service_numbers:
- label: 物业服务
  phone: 022-55554001
places:
- id: x1
  level: compound
  name: 海晏里
- id: b1
  level: building
  name: 1号楼
  parent: x1
- id: b1-1
  level: door
  name: 1门
  parent: b1
- id: b1-2
  level: door
  name: 2门
  parent: b1
- id: b2
  level: building
  name: 2号楼
  parent: x1
- id: b2-1
  level: door
  name: 1门
  parent: b2
- id: b3
  level: building
  name: 3号楼
  parent: x1
""",
        f"{DOOR}/people/men.yaml": f"""name: 门长青
appointments:
- id: a1
  role: door-leader
  places:
  - b1-1
  from: 2022-03-01
education: master
tags:
- party_member
{phone("022-55559001", _WEB, "2022-03-01")}""",
        f"{DOOR}/people/dong.yaml": f"""name: 董楼
appointments:
- id: a1
  role: building-leader
  places:
  - b2
  from: 2022-03-01
{phone("022-55559002", _BOTH, "2022-03-01")}""",
    },
    private=("机密岗位", "master", "party_member"),
)

DISTRICTS = {"c21": CHIYANG, "n22": NEW_AREA, "j22": JINNAN}
