"""Makes a demonstration: the records of invented jurisdictions, of any size, from a seed.

Knows in which order the parts are written; figures come from the scoring, never from here.
"""

from __future__ import annotations

import gc
from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from generator.demo.closing import hold_rounds, put_closes, read_back, settle, summed
from generator.demo.commits import commit_all
from generator.demo.days import published_on
from generator.demo.deeds import make_month
from generator.demo.folder import Folder
from generator.demo.names import Lexicon, office_phone
from generator.demo.notices import points_notice, points_notice_id
from generator.demo.reread import Reread
from generator.demo.town import build_town, streets
from generator.demo.wide_names import WIDE
from generator.ledger import JurisdictionBook
from generator.scoring import JurisdictionScores, score_community

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from generator.demo.town import Plain, Town
    from generator.ledger import CommunityBook, Ledger
    from generator.periods import Period
    from generator.scoring import CommunityScores

_COMMUNITY_SIZE = 24
_FEWEST_COMMUNITIES = 3
_MOST_COMMUNITIES = 300
_ADDRESS = "https://louzhang.example/"
_LAST_DAY = timedelta(days=19)
_CITIES = ("港澄市", "岬泉市", "汐原市", "澜石市", "屿宁市", "渚安市")
_IDS = ("gangcheng", "jiaquan", "xiyuan", "lanshi", "yuning", "zhuan")


class Plan(Struct, frozen=True):
    """What a demonstration is to hold."""

    leaders: int
    seed: int
    policy: str
    months: tuple[Period, ...]
    lexicon: Lexicon = field(default_factory=Lexicon)

    @property
    def as_of(self) -> date:
        """The day on which the demonstration stands: the twentieth of its last month."""
        return self.months[-1].first + _LAST_DAY


def make_demo(
    root: Path,
    *,
    leaders: int,
    months: int,
    seed: int,
    last_month: Period,
    policy: str = "r18",
    git: bool = True,
) -> None:
    """Write a demonstration into an empty or absent folder.

    Args:
        root: gets `records/` and, with `git`, a repository of a few commits with fixed dates.
        leaders: building and stairwell leaders together, about 24 to a community.
        months: months of logs, the last one up to its twentieth day.
        seed: the same seed gives the same bytes.
        last_month: the month in which the demonstration stands.
        policy: the id of a shipped pack with the roles and activities of `r18`.
        git: whether to make the repository.
    """
    plan = Plan(leaders, seed, policy, months_up_to(last_month, months), WIDE)
    folder = Folder(root)
    folder.copy_law(policy)
    jurisdictions = _share(leaders, max(1, -(-leaders // (_COMMUNITY_SIZE * _MOST_COMMUNITIES))))
    names = [_name(n) for n in range(len(jurisdictions))]
    write_site(folder, [name for name, _ in names])
    law = read_back(folder)
    gc.disable()  # nothing made here refers to itself, and looking through it all again and again takes a third
    try:
        for (name, title), share in zip(names, jurisdictions, strict=True):
            _make_jurisdiction(folder, plan, law, (name, title), share)
    finally:
        gc.enable()
    if git:
        commit_all(root, plan.months, plan.as_of)


def settle_jurisdiction(folder: Folder, plan: Plan, name: str, title: str) -> None:
    """Write a site of one plain jurisdiction into a folder that holds the law."""
    write_site(folder, [name])
    write_jurisdiction(folder, plan, name, title, plan.leaders)
    settle(folder, plan.months, plan.as_of)


def write_site(folder: Folder, jurisdictions: list[str]) -> None:
    """Write `site.yaml`."""
    about = {"title": "楼长台账（演示）", "language": "zh_CN", "address": _ADDRESS}
    folder.put("site", about | {"jurisdictions": jurisdictions})


def write_jurisdiction(
    folder: Folder,
    plan: Plan,
    name: str,
    title: str,
    leaders: int,
    shape: Callable[[Town], None] = lambda _: None,
) -> list[Town]:
    """Write a jurisdiction with its communities, people and logs; `shape` may change a town before its months."""
    towns = list(_towns(plan, name, leaders))
    folder.put("jurisdiction", _jurisdiction(plan, title, map(_offices_of, towns)), jurisdiction=name)
    for town in towns:
        shape(town)
        _write_town(folder, plan, name, town)
    return towns


def _towns(plan: Plan, name: str, leaders: int) -> Iterator[Town]:
    communities = max(min(leaders, _FEWEST_COMMUNITIES), round(leaders / _COMMUNITY_SIZE))
    for number, size in enumerate(_share(leaders, communities)):
        yield build_town(f"{plan.seed}/{name}", number, size, plan.months[0], plan.lexicon)


def _make_jurisdiction(folder: Folder, plan: Plan, law: Ledger, named: tuple[str, str], leaders: int) -> None:
    """Write a jurisdiction with its closes and rounds, one community at a time; only its sums are kept.

    What comes out is what `write_jurisdiction` and `settle` write together.
    """
    name, title = named
    policy = law.policies[plan.policy]
    offices: list[_Offices] = []
    summary: dict[str, CommunityScores] = {}
    for town in _towns(plan, name, leaders):
        book = _write_and_read(folder, plan, name, town)
        scores = score_community(book, policy, law.working_days, plan.as_of)
        put_closes(folder, scores, plan.months)
        summary[book.id] = summed(scores, plan.months)
        offices.append(_offices_of(town))
    reread = Reread(folder.root)
    reread.put("jurisdiction", _jurisdiction(plan, title, offices), jurisdiction=name)
    books = {community: found.book for community, found in summary.items()}
    whole = JurisdictionBook(name, reread.jurisdiction(), policy, books, {}, {}, {}, {})
    hold_rounds(folder, JurisdictionScores(whole, policy, summary, plan.as_of), plan.months)


def _write_and_read(folder: Folder, plan: Plan, name: str, town: Town) -> CommunityBook:
    reread = Reread(folder.root)
    _write_town(reread, plan, name, town)
    return reread.community(name, town.id)


def _write_town(folder: Folder, plan: Plan, name: str, town: Town) -> None:
    slots = {"jurisdiction": name, "community": town.id}
    for month in plan.months:
        made = make_month(town, month, plan.as_of)
        folder.put_bytes("activity-log", made.log.encode(), **slots, month=month.text)
        town.sittings[month] = made.sittings
        if made.sittings:
            folder.put("verification", {"verifications": made.sittings}, **slots, month=month.text)
    for quarter in sorted({month.within("quarter") for month in plan.months}):
        if published_on(quarter) <= plan.as_of:
            notice = points_notice(town, quarter, plan.as_of)
            folder.put("notice", notice, **slots, id=points_notice_id(quarter))
    folder.put("community", town.record(), **slots)
    for person, record in town.people.items():
        folder.put("person", record, **slots, id=person)


_Offices: TypeAlias = "tuple[Plain, list[Plain]]"
"""The office of a community and the posts in it, as the jurisdiction lists them."""


def _offices_of(town: Town) -> _Offices:
    return town.office_record(), town.staff()


def _jurisdiction(plan: Plan, title: str, communities: Iterable[_Offices]) -> Plain:
    found = list(communities)
    hours = "工作日 8:30—11:30，13:30—17:00"
    upper = [("city-office", f"{title}城市社区办"), *((f"{s['id']}-office", f"{s['name']}社区办") for s in streets())]
    offices: list[Plain] = [
        {"id": office, "name": label, "phone": office_phone(n), "address": f"{title}示范路{n + 1}号", "hours": hours}
        for n, (office, label) in enumerate(upper)
    ]
    staff: list[Plain] = [
        {"id": "city-prepare", "title": "市社区办编制岗", "office": "city-office"},
        {"id": "city-confirm", "title": "市社区办审核岗", "office": "city-office"},
        *(
            {"id": f"{s['id']}-approve", "title": f"{s['name']}审批岗", "office": f"{s['id']}-office"}
            for s in streets()
        ),
    ]
    return {
        "name": f"{title}（虚构）",
        "policy": plan.policy,
        "fictional": "true",
        "time_zone": "Asia/Shanghai",
        "offices": offices + [office for office, _ in found],
        "staff": staff + [post for _, posts in found for post in posts],
        "places": streets(),
        "rules_document": "楼长日常协作规范（演示）",
    }


def months_up_to(last: Period, count: int) -> tuple[Period, ...]:
    """Return so many months in order, the last one included."""
    found = [last]
    while len(found) < count:
        found.append(found[-1].previous())
    return tuple(reversed(found))


def _share(total: int, parts: int) -> list[int]:
    """Split a number into so many parts that differ by one at most."""
    return [total // parts + (n < total % parts) for n in range(parts)]


def _name(number: int) -> tuple[str, str]:
    again = number // len(_IDS)
    suffix = f"-{again + 1}" if again else ""
    return _IDS[number % len(_IDS)] + suffix, _CITIES[number % len(_CITIES)] + (f"{again + 1}" if again else "")
