"""A made-up village of two communities with something private beside everything public.

Knows how to write and load it; knows no page. What must stay private is named in `PRIVATE`.
"""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.awards import rounds
from generator.history import FileCommit, History
from generator.ledger import load
from generator.scoring import score
from generator.views import publication

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.ledger import Ledger
    from generator.views import Publication

AS_OF = date(2018, 11, 20)
REPOSITORY = Path(__file__).parents[2]
COMMIT = "0123456789abcdef0123456789abcdef01234567"

HOME = "records/jurisdictions/xiaocun"
LAKE, HILL = f"{HOME}/communities/hupan", f"{HOME}/communities/shanxia"

PRIVATE = (
    *("机密", "h-7k2m", "h-9q4t", "party_member", "moved_away", "three-months-last", "checker", "clerk"),
    *("0631-5559002", "0631-5559003", "0631-5559004", "06315559002", "06315559003", "06315559004"),
    *("欧阳往期", "absent", "at_home"),
)
"""Internal words, household codes, posts, telephones without consent, and the name of a candidate of the past."""

JURISDICTION = """name: 小村市社区办
policy: r18
fictional: true
time_zone: Asia/Shanghai
offices:
- id: city
  name: 小村市社区办
  phone: 0631-5550100
  address: 示范路1号
  hours: 工作日 8:30—17:00
- id: lake-office
  name: 湖畔社区居委会
  phone: 0631-5550101
  address: 示范路2号
  hours: 工作日 8:30—17:00
staff:
- id: clerk
  title: 机密记录岗
  office: lake-office
- id: checker
  title: 机密核实岗
  office: lake-office
places:
- id: east
  level: street
  name: 东街
"""
LAKE_COMMUNITY = """name: 湖畔社区
parent: east
office: lake-office
service_numbers:
- label: 物业服务
  phone: 0631-5554001
- label: 政务服务热线
  phone: 12345
note: 湖边的老社区。
places:
- id: g1
  level: grid
  name: 第一网格
  chat_group:
    exists: false
- id: x1
  level: compound
  name: 湖光里
- id: b03
  level: building
  name: 3号楼
  parent: g1
  compound: x1
  households: 24
- id: b03-2
  level: stairwell
  name: 2单元
  parent: b03
- id: b04
  level: building
  name: 4号楼
  parent: g1
  compound: x1
- id: b05
  level: building
  name: 5号楼
  parent: g1
  compound: x1
"""
HILL_COMMUNITY = """name: 山下社区
parent: east
office: city
places:
- id: b01
  level: building
  name: 1号楼
"""
PEOPLE = {
    f"{LAKE}/people/aaa.yaml": """name: 曾小敏
pinyin: zeng xiao min
public_phone: 0631-5559001
tags:
- party_member
appointments:
- id: one
  role: building-leader
  places:
  - b03
  from: 2018-03-05
consents:
- to: phone
  channels:
  - web
  given_on: 2018-03-05
- to: story
  channels:
  - web
  given_on: 2018-03-05
kit:
- item: badge
  on: 2018-03-06
  number: 机密工牌
""",
    f"{LAKE}/people/bbb.yaml": """name: 阿依努尔·买买提
public_phone: 0631-5559002
appointments:
- id: one
  role: stairwell-leader
  places:
  - b03-2
  from: 2018-03-05
consents:
- to: phone
  channels:
  - web
  given_on: 2018-03-05
  withdrawn_on: 2018-10-01
""",
    f"{LAKE}/people/ccc.yaml": """name: 周大海
public_phone: 0631-5559003
appointments:
- id: one
  role: grid-head
  places:
  - g1
  from: 2018-03-05
""",
    f"{LAKE}/people/ddd.yaml": """name: 吴离任
public_phone: 0631-5559004
appointments:
- id: one
  role: building-leader
  places:
  - b04
  from: 2018-03-05
  ended:
    on: 2018-09-30
    ground: moved_away
consents:
- to: phone
  channels:
  - web
  given_on: 2018-03-05
""",
    f"{LAKE}/people/eee.yaml": "name: 郑候选\n",
    f"{LAKE}/people/fff.yaml": "name: 欧阳往期\n",
}
LOG = """recorder: clerk
entries:
- id: 001
  date: 2018-03-06
  leader: aaa
  activity: household-info
  households:
  - h-7k2m
  - h-9q4t
  note: 机密备注
- id: 002
  date: 2018-03-08
  leader: aaa
  activity: household-change
  change: death
  told_on: 2018-03-20
- id: 003
  date: 2018-03-09
  leader: aaa
  activity: community-service
- id: 004
  date: 2018-03-10
  leader: bbb
  activity: community-service
  count: 2
- id: 005
  date: 2018-03-12
  leader: ddd
  activity: mediation
  event: e1
- id: 006
  date: 2018-03-13
  leader: aaa
  activity: community-service
- id: 007
  date: 2018-03-14
  leader: aaa
  activity: emergency-meeting
  event: m1
  attendance: absent
- id: 008
  date: 2018-03-15
  leader: aaa
  activity: other
  points: 1.5
  reason: 机密理由
  approved_by: checker
- id: 009
  date: 2018-03-16
  leader: aaa
  activity: household-info
  households:
  - h-9q4t
"""
RECORDS = {
    "records/site.yaml": "title: 小村楼长\naddress: https://louzhang.example/xiaocun/\njurisdictions:\n- xiaocun\n",
    f"{HOME}/jurisdiction.yaml": JURISDICTION,
    f"{LAKE}/community.yaml": LAKE_COMMUNITY,
    f"{HILL}/community.yaml": HILL_COMMUNITY,
    **PEOPLE,
    f"{LAKE}/logs/2018-03.yaml": LOG,
    f"{LAKE}/verifications/2018-03.yaml": """verifications:
- on: 2018-04-02
  by: checker
  first: 001
  last: 009
  rejected:
  - entry: 006
    reason: 机密驳回理由
""",
    f"{LAKE}/logs/2018-10.yaml": """recorder: clerk
entries:
- id: 001
  date: 2018-10-09
  leader: aaa
  activity: community-service
  count: 7
""",
    f"{LAKE}/verifications/2018-10.yaml": """verifications:
- on: 2018-11-02
  by: checker
  first: 001
  last: 001
""",
    f"{LAKE}/corrections/k1.yaml": """corrects:
  month: 2018-03
  entry: 003
effect: withdraw
requested_by: clerk
approved_by: checker
approved_on: 2018-05-02
reason: 同一件事重复登记
objection: n1
""",
    f"{LAKE}/periods/2018-Q1.yaml": """closed_on: 2018-04-10
published_on: 2018-04-12
prepared_by: clerk
approved_by: checker
rows:
- leader: aaa
  role: building-leader
  bonus: 4.5
  adjustment: 0
  to_date: 4.5
  score: 104.5
- leader: ddd
  role: building-leader
  bonus: 1
  adjustment: 0
  to_date: 1
  score: 101
- leader: bbb
  role: stairwell-leader
  bonus: 2
  adjustment: 0
  to_date: 2
  score: 102
""",
    f"{LAKE}/periods/2018-Q2.yaml": """closed_on: 2018-07-10
published_on: 2018-07-12
prepared_by: clerk
approved_by: checker
rows:
- leader: aaa
  role: building-leader
  bonus: 0
  adjustment: -1
  to_date: 3.5
  score: 103.5
""",
    f"{LAKE}/warnings/w1.yaml": """person: aaa
role: building-leader
alert: three-months-last
until: 2018-08
raised_on: 2018-09-01
talk:
  by: ccc
  on: 2018-09-03
  at_home: true
  outcome: 机密约谈
""",
    f"{LAKE}/cases/s1.yaml": """role: building-leader
opened_on: 2018-11-01
candidates:
- person: eee
  place: b04
  nominations:
  - channel: self
    on: 2018-11-02
  grade: 机密等级
""",
    f"{LAKE}/cases/s0.yaml": """role: building-leader
opened_on: 2018-06-01
candidates:
- person: fff
  place: b05
  nominations:
  - channel: self
    on: 2018-06-02
""",
    f"{LAKE}/notices/n1.yaml": """kind: points
title: 2018年第一季度积分公示
period: 2018-Q1
opens: 2018-04-12
closes: 2018-04-18
working_days: 5
body: |
  名单见**积分名单**。[点这里](javascript:alert(1)) <script>alert(1)</script>
contact:
  office: lake-office
  post: 值班岗
issued_by: lake-office
objections:
- id: o1
  lodged_on: 2018-04-16
  channel: telephone
  concerns: 机密异议内容
  decided_on: 2018-05-02
  decided_by: checker
  decision: upheld
  answer: 重复登记属实，已撤回。
""",
    f"{LAKE}/notices/n2.yaml": """kind: candidates
title: 4号楼楼长候选人公示
clause: 2.3
case: s1
places:
- x1
opens: 2018-11-19
closes: 2018-11-23
working_days: 4
body: 郑候选同志拟任4号楼楼长。
contact:
  office: lake-office
  post: 值班岗
issued_by: lake-office
""",
    f"{LAKE}/notices/n3.yaml": """kind: candidates
title: 欧阳往期任职公示
case: s0
opens: 2018-06-04
closes: 2018-06-08
body: 欧阳往期拟任5号楼楼长。
contact:
  office: lake-office
  post: 值班岗
issued_by: lake-office
result:
  on: 2018-06-11
  text: 欧阳往期放弃，另行推选。
""",
    f"{HOME}/notices/n1.yaml": """kind: general
title: 关于换发公示牌的通知
opens: 2018-11-01
closes: 2018-11-30
body: 各楼栋的公示牌将陆续更换。
contact:
  office: city
  post: 值班岗
issued_by: city
withdrawn:
  on: 2018-11-05
  by: clerk
  reason: 日期有误，另行通知
""",
    f"{LAKE}/issues/i1.yaml": "kind: hazard\ntitle: 机密问题\nraised_by: aaa\nraised_on: 2018-05-01\n",
    f"{LAKE}/decisions/d1.yaml": """kind: keep
person: aaa
proposed_by: clerk
decided_by: checker
decided_on: 2018-09-10
reason: 机密决定
""",
    f"{LAKE}/stories/t1.yaml": "person: aaa\ntitle: 雨夜守井盖\ntext: 暴雨夜里守着井盖。\npublished_on: 2018-08-01\n",
    f"{LAKE}/stories/t2.yaml": "person: bbb\ntitle: 机密事迹\ntext: 没有同意发布。\npublished_on: 2018-08-01\n",
    f"{HOME}/awards/2018.yaml": "frozen_on: 2018-11-15\nheld_by: city\n",
}


def village(folder: Path, changes: dict[str, str] | None = None, only: Collection[str] = RECORDS) -> Ledger:
    """Write the village with some files changed or only some of them, and load it; a fault of form fails the test."""
    shutil.copytree(REPOSITORY / "records/policies/r18", folder / "records/policies/r18")
    (folder / "records/calendar").mkdir(parents=True)
    shutil.copy(REPOSITORY / "records/calendar/2018.yaml", folder / "records/calendar")
    for path, text in {**{path: RECORDS[path] for path in only}, **(changes or {})}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    loaded = load(folder)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    return loaded.ledger


def publish(
    folder: Path, changes: dict[str, str] | None = None, as_of: date = AS_OF, only: Collection[str] = RECORDS
) -> Publication:
    """Return what may be seen of the village on a day."""
    ledger = village(folder, changes, only)
    scores = score(ledger, as_of)
    commit = FileCommit(COMMIT, datetime(2018, 11, 20, tzinfo=UTC))
    history = History(COMMIT, commit.committed_at, False, dict.fromkeys(RECORDS, commit))
    return publication(ledger, scores, {name: rounds(found) for name, found in scores.items()}, history, as_of)
