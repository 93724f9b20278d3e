"""The pages of a work as Markdown, read with ruamel.yaml's C parser: what a stock generator would be fed with.

Runs in the contestants' own environment and knows nothing of Louzhang but the layout of its records; the scores are
a plain sum of rates, without the conditions, caps and corrections that Louzhang works out.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = 20
"""How many lists of names there are."""
_ROLES = {"building-leader": "楼长", "stairwell-leader": "楼道长", "grid-head": "网格长"}


def _read(file: Path) -> Any:
    with file.open(encoding="utf-8") as stream:
        return YAML(typ="safe", pure=False).load(stream)


def _folder(folder: Path) -> dict[str, Any]:
    return {file.stem: _read(file) for file in sorted(folder.glob("*.yaml"))}


def write(records: Path, rates_file: Path, out: Path) -> int:
    """Write every page that is not there with the same text already, and return how many pages there are."""
    rates = json.loads(rates_file.read_text(encoding="utf-8"))
    count = 0
    for path, text in _pages(records, rates):
        file = out / path
        count += 1
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return count


def _pages(records: Path, rates: dict[str, Any]) -> Iterator[tuple[str, str]]:
    everyone: list[tuple[float, str, str, str]] = []
    lists: dict[str, list[str]] = defaultdict(list)
    notices: list[str] = []
    for folder in sorted((records / "jurisdictions").iterdir()):
        jurisdiction = _read(folder / "jurisdiction.yaml")
        offices = {office["id"]: office for office in jurisdiction["offices"]}
        for place in sorted((folder / "communities").iterdir()):
            name = f"{folder.name}-{place.name}"
            community = _Community(place, name, offices, rates)
            yield from community.pages()
            everyone += community.totals()
            for quarter in community.closes:
                lists[quarter].append(f"[{community.name}]({quarter}/{name}.md)")
            notices += [f"- [{n['title']}]({name}--{key}.md) {community.name}" for key, n in community.notices.items()]
    yield from _indexes(everyone, lists, notices)


def _indexes(
    everyone: list[tuple[float, str, str, str]], lists: dict[str, list[str]], notices: list[str]
) -> Iterator[tuple[str, str]]:
    rows = sorted(everyone, key=lambda row: (-row[0], row[1]))
    table = [f"| {n} | [{name}](p/{person}.md) | {c} | {s:g} |" for n, (s, person, name, c) in enumerate(rows, start=1)]
    yield "ranking.md", "# 年度排名\n\n| 名次 | 姓名 | 社区 | 得分 |\n|---|---|---|---|\n" + "\n".join(table) + "\n"
    for letter in range(_LETTERS):
        found = sorted(row[1:] for row in rows if int.from_bytes(row[1].encode()) % _LETTERS == letter)
        names = [f"- [{name}](../p/{person}.md) {community}" for person, name, community in found]
        yield f"leaders/{letter + 1:02}.md", f"# 楼长名录 {letter + 1}\n\n" + "\n".join(names) + "\n"
    listed = [f"## {quarter}\n\n" + "、".join(lists[quarter]) for quarter in sorted(lists, reverse=True)]
    yield "points/index.md", "# 各期积分名单\n\n" + "\n\n".join(listed) + "\n"
    yield "notices/index.md", "# 公示\n\n" + "\n".join(notices) + "\n"
    yield "index.md", "# 楼长公示\n\n[年度排名](ranking.md) [积分](points/index.md) [公示](notices/index.md)\n"


class _Community:
    """One community with the pages made of it."""

    def __init__(self, folder: Path, key: str, offices: dict[str, Any], rates: dict[str, Any]) -> None:
        record = _read(folder / "community.yaml")
        self.key, self.name, self.rates, self.record = key, record["name"], rates, record
        self.office = offices[record["office"]]
        self.places = {place["id"]: place for place in record["places"]}
        self.people = _folder(folder / "people")
        self.closes = _folder(folder / "periods")
        self.notices = _folder(folder / "notices")
        self.deeds: dict[str, dict[str, list[dict[str, Any]]]] = defaultdict(lambda: defaultdict(list))
        for month, log in _folder(folder / "logs").items():
            quarter = f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}"
            for entry in log["entries"]:
                self.deeds[entry["leader"]][quarter].append(entry)
        self.holders: dict[str, list[str]] = defaultdict(list)
        for person, found in self.people.items():
            for appointment in found.get("appointments", ()):
                for place in appointment["places"]:
                    self.holders[place].append(person)

    def pages(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of each page of the community."""
        for place in self.record["places"]:
            if place["level"] in {"building", "stairwell"}:
                yield f"b/{self.key}--{place['id']}.md", self._board(place)
        for person in self.people:
            yield f"p/{person}.md", self._card(person)
        yield f"c/{self.key}.md", self._home()
        for quarter, close in self.closes.items():
            yield f"points/{quarter}/{self.key}.md", self._list(quarter, close)
        for name, notice in self.notices.items():
            yield f"notices/{self.key}--{name}.md", self._notice(notice)

    def totals(self) -> Iterator[tuple[float, str, str, str]]:
        """Yield score, id, name and community of each leader."""
        for person, record in self.people.items():
            if any(a["role"] != "grid-head" for a in record.get("appointments", ())):
                score = sum(self._points(e) for found in self.deeds[person].values() for e in found)
                yield score, person, record["name"], self.name

    def _points(self, entry: dict[str, Any]) -> float:
        if "points" in entry:
            return float(entry["points"])
        return float(self.rates[entry["activity"]]["points"] * len(entry.get("households", (1,))))

    def _place_name(self, place: dict[str, Any]) -> str:
        above = self.places.get(place.get("parent"))
        if place["level"] == "stairwell" and above:
            return self._place_name(above) + str(place["name"])
        compound = self.places.get(place.get("compound"))
        return (str(compound["name"]) if compound else "") + str(place["name"])

    def _contact(self) -> str:
        lines = [f"- **{n['label']}** [{n['phone']}](tel:{n['phone']})" for n in self.record["service_numbers"]]
        office = self.office
        return (
            "## 联系不上时\n\n| 项目 | 内容 |\n|---|---|\n"
            f"| 社区办公室 | {office['name']} |\n| 电话 | [{office['phone']}](tel:{office['phone']}) |\n"
            f"| 地址 | {office['address']} |\n| 时间 | {office['hours']} |\n\n" + "\n".join(lines) + "\n\n"
        )

    def _duties(self) -> str:
        return "\n".join(f"- **{d['label']}**：{d['text']}" for d in self.rates["duties"]) + "\n\n"

    def _leader(self, person: str, role: str) -> str:
        record = self.people[person]
        since = next(str(a["from"]) for a in record["appointments"])
        phone = record.get("public_phone") if record.get("consents") else None
        called = f"[拨打 {phone}](tel:{phone})\n\n" if phone else ""
        return (
            f"## [{record['name']}](../p/{person}.md)\n\n{_ROLES[role]}，在任，{since} 到任\n\n{self._duties()}{called}"
        )

    def _board(self, place: dict[str, Any]) -> str:
        name = self._place_name(place)
        text = f"# {name}公示牌\n\n[{self.name}](../c/{self.key}.md)，{place.get('households', '')} 户\n\n"
        text += f"{self.rates['motto']}\n\n"
        own = self.holders.get(place["id"], [])
        for person in own:
            text += self._leader(person, "building-leader" if place["level"] == "building" else "stairwell-leader")
        if not own:
            text += f"**{name} 空缺**\n\n有事请打社区电话 [{self.office['phone']}](tel:{self.office['phone']})\n\n"
        above = self.places.get(place.get("parent"), {})
        while above:
            for person in self.holders.get(above["id"], []):
                text += self._leader(person, "grid-head" if above["level"] == "grid" else "building-leader")
            above = self.places.get(above.get("parent"), {})
        text += self._contact()
        inside = [p for p in self.record["places"] if p.get("parent") == place["id"]]
        if inside:
            links = "、".join(f"[{self._place_name(p)}]({self.key}--{p['id']}.md)" for p in inside)
            text += f"里面的公示牌：{links}\n\n"
        return text + f"依据第 2.4.1 条设立。墙上的公示牌换于 {place.get('board_up_on', '')}。\n"

    def _card(self, person: str) -> str:
        record = self.people[person]
        appointment = record["appointments"][0]
        place = self.places[appointment["places"][0]]
        role = _ROLES[appointment["role"]]
        text = f"# {record['name']}\n\n[{self.name}](../c/{self.key}.md) {self._place_name(place)} {role}，在任\n\n"
        text += f"## 可以找我做什么\n\n{role}（{appointment['from']} 到任）\n\n{self._duties()}{self._contact()}"
        text += "## 积分从哪里来\n\n"
        published = {(quarter, row["leader"]): row for quarter, close in self.closes.items() for row in close["rows"]}
        for quarter in sorted(self.deeds[person], reverse=True):
            row = published.get((quarter, person))
            text += f"### {quarter}\n\n"
            if row:
                text += (
                    f"本期 +{row['bonus']} 分，累计 {row['score']} 分，[公布](../points/{quarter}/{self.key}.md)\n\n"
                )
            text += "\n".join(map(self._line, self.deeds[person][quarter])) + "\n\n"
        return text

    def _line(self, entry: dict[str, Any]) -> str:
        rate = self.rates[entry["activity"]]
        note = f"，{entry['note']}" if "note" in entry else ""
        return f"- {entry['date']} {rate['mark']} {rate['label']} 第{entry['id']}条{note} **+{self._points(entry):g}**"

    def _home(self) -> str:
        text = f"# {self.name}\n\n{self.record['note']}\n\n{self._contact()}## 楼栋和楼长\n\n"
        for grid in (p for p in self.record["places"] if p["level"] == "grid"):
            text += f"### {grid['name']}\n\n"
            for building in (p for p in self.record["places"] if p.get("parent") == grid["id"]):
                text += self._item(building, "")
                for unit in (p for p in self.record["places"] if p.get("parent") == building["id"]):
                    text += self._item(unit, "    ")
            text += "\n"
        return text

    def _item(self, place: dict[str, Any], indent: str) -> str:
        names = [f"[{self.people[p]['name']}](../p/{p}.md)" for p in self.holders.get(place["id"], [])]
        link = f"[{self._place_name(place)}](../b/{self.key}--{place['id']}.md)"
        return f"{indent}- {link} {'、'.join(names) or '空缺'}\n"

    def _list(self, quarter: str, close: dict[str, Any]) -> str:
        marks = self.rates["marks"]
        text = f"# {self.name} {quarter} 积分名单\n\n{close['published_on']} 公布。\n\n"
        text += f"| 名次 | 姓名 | 累计得分 | 本期加分 | 调整 | 本年累计 | 楼栋 | {' | '.join(marks)} |\n"
        text += "|---" * (7 + len(marks)) + "|\n"
        for n, row in enumerate(sorted(close["rows"], key=lambda r: -float(r["score"])), start=1):
            person = row["leader"]
            by_mark: dict[str, float] = defaultdict(float)
            for entry in self.deeds[person].get(quarter, ()):
                by_mark[self.rates[entry["activity"]]["mark"]] += self._points(entry)
            place = self.places[self.people[person]["appointments"][0]["places"][0]]
            cells = [f"[{self.people[person]['name']}](../../p/{person}.md)", row["score"], row["bonus"]]
            cells += [row["adjustment"], row["to_date"]]
            cells += [f"[{self._place_name(place)}](../../b/{self.key}--{place['id']}.md)"]
            text += f"| {n} | " + " | ".join(map(str, [*cells, *(f"{by_mark[mark]:g}" for mark in marks)])) + " |\n"
        return text

    def _notice(self, notice: dict[str, Any]) -> str:
        result = notice.get("result")
        ended = f"结果（{result['on']}）：{result['text']}\n\n" if result else ""
        return (
            f"# {notice['title']}\n\n{self.name}，{notice.get('period', '')}\n\n"
            f"公示期：{notice['opens']} 至 {notice['closes']}\n\n{ended}{notice['body']}\n{self.office['name']}\n"
        )


if __name__ == "__main__":
    print(write(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])))
