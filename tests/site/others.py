"""Two made-up places beside the village: a town under the points scheme, and a district under the Jinnan mechanism.

Knows how to write and load them; knows no page. What must stay inside is named in `INSIDE`.
"""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

from msgspec.structs import replace

from generator.awards import rounds
from generator.documents import dump
from generator.history import FileCommit, History
from generator.ledger import load
from generator.scoring import score
from generator.views import publication
from tests.checks import gallery

if TYPE_CHECKING:
    from pathlib import Path

    from generator.ledger import Ledger
    from generator.views import Publication

TOWN_DAY, DISTRICT_DAY = date(2019, 2, 20), date(2023, 5, 1)
COMMIT = FileCommit("0123456789abcdef0123456789abcdef01234567", datetime(2019, 2, 20, tzinfo=UTC))

INSIDE = (
    *("没有签到", "当天有签到", "连夜处理漏水", "zm-001", "漏报一项", "材料不全", "凭据柜三层", "修好三盏路灯"),
    *("积分登记岗", "积分审核岗", "complaint", "anonymous", "15.00", "200.00", "120.00", "缝补角", "读书角", "莫言和"),
    *("党建联络员一号", "party_liaison", "lane_steward", "不宜续任"),
)
"""Reasons, grounds, proofs, posts, prices, funds, projects' titles, a mediator, and words of single surveys."""

_XI = {
    "community": {
        "name": "西塘社区",
        "parent": "west",
        "office": "yun-hall",
        "places": [{"id": f"x{n}", "level": "building", "name": f"{n}号楼", "households": "30"} for n in (1, 2)],
    },
    "people/fan": {
        "name": "范若水",
        "appointments": [{"id": "a1", "role": "building-leader", "places": ["x1"], "from": "2018-09-01"}],
    },
    "people/gu": {
        "name": "顾长风",
        "appointments": [
            {
                "id": "a1",
                "role": "building-leader",
                "places": ["x2"],
                "from": "2018-09-01",
                "ended": {"on": "2018-12-31", "ground": "resigned"},
            }
        ],
    },
}
_ACCEPT = {"result": "accept", "on": "2018-12-03", "by": "review"}
_CONTACT = {"office": "yun-hall", "post": "积分负责岗"}


def _claim(leader: str, *lines: dict[str, Any]) -> dict[str, Any]:
    basic = {"done": "true", "decision": _ACCEPT}
    return {"leader": leader, "submitted_on": "2018-12-01", "basic": basic, "lines": list(lines)}


def _line(number: str, activity: str, day: str, **more: Any) -> dict[str, Any]:
    return {"id": number, "activity": activity, "date": day, **more}


def _notice(month: str, opens: str, closes: str) -> dict[str, Any]:
    title = f"{month[:4]}年{int(month[5:])}月积分公示"
    return {
        "kind": "points",
        "title": title,
        "clause": "7.3",
        "period": month,
        "opens": opens,
        "closes": closes,
        "working_days": "5",
        "body": "积分见表。",
        "contact": _CONTACT,
        "issued_by": "yun-hall",
    }


_NOVEMBER = {
    "recorder": "desk",
    "claims": [
        _claim(
            "ma",
            _line(
                "001", "cultural", "2018-11-03", event="chess", headcount="12", evidence="凭据柜三层", decision=_ACCEPT
            ),
            _line("002", "volunteer", "2018-11-05", event="snow"),
            _line("003", "hazard", "2018-11-06", decision={**_ACCEPT, "result": "reject", "reason": "材料不全"}),
        ),
    ],
}
_XI_NOVEMBER = {
    "recorder": "desk",
    "claims": [
        _claim("fan", _line("001", "volunteer", "2018-11-07", event="tea", decision=_ACCEPT)),
        _claim("gu", _line("001", "community-task", "2018-11-08", event="bins", decision=_ACCEPT)),
    ],
}
TOWN: dict[str, dict[str, Any]] = {
    "communities/yun/claims/2018-11": _NOVEMBER,
    "communities/yun/notices/p11": _notice("2018-11", "2018-12-05", "2018-12-12"),
    **{f"communities/xi/{name}": content for name, content in _XI.items()},
    "communities/xi/claims/2018-11": _XI_NOVEMBER,
    "communities/xi/notices/p11": _notice("2018-11", "2018-12-05", "2018-12-12"),
    "communities/xi/feedback/2018-Q4": {
        "surveys": [{"satisfied": "30", "basically": "6", "dissatisfied": "4", "blank": "2"}]
    },
    "catalogue/2019": {
        "rules": "云溪社区积分兑换规定",
        "places": ["社区服务站"],
        "items": [
            {"id": "ticket", "name": "社区活动券", "kind": "prize", "cost": "20", "stock": "10", "price": "15.00"},
            {"id": "cleaning", "name": "家政优惠券", "kind": "service", "cost": "30"},
            {"id": "lamp", "name": "台灯", "kind": "prize", "cost": "60", "stock": "0", "price": "45.00"},
        ],
    },
}


def town(folder: Path, changes: dict[str, dict[str, Any]] | None = None) -> Ledger:
    """Write the town and load it."""
    gallery.make("claims-without-rules", "good", folder)
    _write(folder / "records/jurisdictions/tang", {**TOWN, **(changes or {})})
    return _loaded(folder)


def leader(name: str, role: str, place: str, **more: Any) -> dict[str, Any]:
    """Write a leader who passed the training and received both things before the first day."""
    training = {"on": "2022-01-10", "topic": "上岗", "kind": "induction", "result": "passed", "provider": "street"}
    badge = {"item": "badge", "on": "2022-01-12", "number": f"N-{place}"}
    return {
        "name": name,
        **more,
        "appointments": [{"id": "a1", "role": role, "places": [place], "from": "2022-02-01"}],
        "trainings": [training],
        "kit": [badge, {"item": "armband", "on": "2022-01-12"}],
    }


def _survey(person: str, satisfied: int, basically: int, not_satisfied: int) -> dict[str, Any]:
    answers = {"satisfied": f"{satisfied}", "basically": f"{basically}", "not_satisfied": f"{not_satisfied}"}
    about = {"survey": "half-year", "person": person, "period": "2022-H1", "held_on": "2022-06-20"}
    return {**about, "counted_by": "clerk", **answers}


def _list(honour: str, year: str, place: str, **holders: str) -> dict[str, Any]:
    return {
        "honour": honour,
        "period": year,
        "place": place,
        "decided_on": f"{int(year) + 1}-01-20",
        "decided_by": "clerk",
        "holders": [{"person": person, "certificate": number} for person, number in holders.items()],
    }


_NAMES = "安宁 薄云 岑雨 戴月 方舟 高远 何川 季秋 康宁 雷鸣 孟夏 宁静 潘安 秦川".split()  # noqa: SIM905


def _community(name: str, parent: str, people: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    doors = [{"id": f"d{n}", "level": "door", "name": f"{n}门", "parent": "b1"} for n in range(1, len(people) + 1)]
    places = [
        {"id": "g1", "level": "grid", "name": "一网格"},
        {"id": "b1", "level": "building", "name": "1号楼", "parent": "g1"},
        *doors,
        {"id": "d99", "level": "door", "name": "99门", "parent": "b1"},
    ]
    frame = {"name": name, "parent": parent, "office": "office", "places": places}
    return {"community": frame, **{f"people/{key}": person for key, person in people.items()}}


def _people(first: int, many: int) -> dict[str, dict[str, Any]]:
    """Write leaders of doors: the first is a master and a liaison, the last is over sixty."""
    found = {}
    for n in range(many):
        more: dict[str, Any] = {
            "age_check": {"on": "2022-01-05", "full_years": "66" if n == many - 1 else "55"},
            "education": "master" if n == 0 else "college",
        }
        if n == 0:
            more["tags"] = ["lane_steward", "party_liaison"]
        found[f"p{first + n}"] = leader(_NAMES[first + n], "door-leader", f"d{n + 1}", **more)
    return found


_EAST = {
    **_community("东社区", "south", _people(0, 6)),
    "people/mo": {
        "name": "莫言和",
        "appointments": [{"id": "a1", "role": "mediator", "places": ["east"], "from": "2022-01-01"}],
    },
    "surveys/s1": _survey("p0", 40, 25, 35),
    "surveys/s2": _survey("p1", 59, 0, 41),
    "pairings/q1": {"mediator": "mo", "leader": "p0", "from": "2022-03-01"},
    "projects/k1": {"leader": "p2", "kind": "volunteering", "title": "缝补角", "proposed_on": "2023-03-01"},
    "projects/k2": {
        "leader": "p1",
        "kind": "door-building",
        "title": "读书角",
        "proposed_on": "2023-04-01",
        "decided_on": "2023-04-20",
        "decided_by": "clerk",
        "support": "granted",
    },
    "teams/t1": {"name": "互助队", "kind": "买菜取药", "leader": "p0", "founded_on": "2022-05-04"},
    "decisions/e1": {
        "kind": "lift_bar",
        "person": "p1",
        "proposed_by": "clerk",
        "decided_by": "head",
        "decided_on": "2022-07-01",
        "reason": "不宜续任",
    },
}
_OFFICE = {"id": "office", "name": "示例区社区办", "phone": "022-55501010", "address": "一路1号", "hours": "工作日"}
_PLACES = [
    {"id": "whole", "level": "district", "name": "示例区"},
    {"id": "south", "level": "town", "name": "南镇", "parent": "whole"},
    {"id": "north", "level": "town", "name": "北镇", "parent": "whole"},
]
DISTRICT: dict[str, dict[str, Any]] = {
    "jurisdiction": {
        "name": "示例区",
        "policy": "j22",
        "fictional": "true",
        "time_zone": "Asia/Shanghai",
        "offices": [_OFFICE],
        "staff": [
            {"id": "clerk", "title": "积分登记岗", "office": "office"},
            {"id": "head", "title": "积分审核岗", "office": "office"},
        ],
        "places": _PLACES,
    },
    "award_lists/l1": _list("district-excellent", "2022", "whole", p1="区〔2022〕1号"),
    "award_lists/l2": _list("town-excellent", "2022", "south", p0="镇〔2022〕1号", p2="镇〔2022〕2号"),
    "award_lists/l3": _list("town-excellent", "2021", "north", p7="镇〔2021〕1号"),
    "figures/f1": {
        "title": "区民政部门2022年文稿",
        "on": "2022-06-30",
        "total": "5990",
        "figures": [
            {"figure": "sixty-or-below", "count": "4667", "printed": "77.92"},
            {"figure": "college-or-more", "count": "2668", "printed": "44.54"},
            {"figure": "master", "count": "190"},
            {"figure": "doctor", "count": "30"},
        ],
    },
    **{f"communities/east/{name}": content for name, content in _EAST.items()},
    **{f"communities/hill/{name}": content for name, content in _community("山社区", "north", _people(6, 7)).items()},
    "communities/hill/surveys/s3": _survey("p6", 9, 1, 0),
}


def district(folder: Path, changes: dict[str, dict[str, Any]] | None = None) -> Ledger:
    """Write the district and load it."""
    records = folder / "records"
    shutil.copytree(gallery.ROOT / "records/policies/j22", records / "policies/j22")
    shutil.copytree(gallery.ROOT / "records/calendar", records / "calendar")
    _write(records, {"site": {"title": "示例区楼门栋长", "jurisdictions": ["jin"]}})
    _write(records / "jurisdictions/jin", {**DISTRICT, **(changes or {})})
    return _loaded(folder)


def both(folder: Path) -> None:
    """Write the town and the district as one site."""
    town(folder)
    records = folder / "records"
    shutil.rmtree(records / "jurisdictions/qiao")
    shutil.rmtree(records / "calendar")
    district(folder)
    _write(records, {"site": {"title": "示例楼长", "jurisdictions": ["tang", "jin"]}})


def _write(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    for name, content in files.items():
        path = folder / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(dump(content))


def _loaded(folder: Path) -> Ledger:
    loaded = load(folder)
    assert loaded.problems == (), loaded.problems
    assert loaded.ledger is not None
    return loaded.ledger


def seen(ledger: Ledger, day: date) -> Publication:
    """Return what may be seen of a place on a day."""
    scores = score(ledger, day)
    history = History(COMMIT.commit, COMMIT.committed_at, False, {})
    return publication(ledger, scores, {name: rounds(found) for name, found in scores.items()}, history, day)


def opened(ledger: Ledger, policy: str, **audiences: str) -> Ledger:
    """Return the ledger with a pack that shows some data to other people."""
    known = ledger.policies[policy]
    rules = {rule.data: rule for rule in known.pack.visibility}
    for data, audience in audiences.items():
        rules[cast("Any", data)] = rules.get(cast("Any", data), known.pack.visibility[0]).model_copy(
            update={"data": data, "audience": audience}
        )
    pack = known.pack.model_copy(update={"visibility": tuple(rules.values())})
    changed = replace(known, pack=pack)
    books = {
        name: replace(book, policy=changed) if book.jurisdiction.policy == policy else book
        for name, book in ledger.jurisdictions.items()
    }
    return replace(ledger, policies={**ledger.policies, policy: changed}, jurisdictions=books)
