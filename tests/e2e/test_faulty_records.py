"""Faulty records at the door: each is told with its place and the way out, and readers keep the site they had."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.e2e import town

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.e2e.town import Answer

TOWN = f"records/jurisdictions/{town.TOWN}"
C1 = f"{town.COMMUNITIES}/c001"
PLACE = re.compile(r"^(records/[^:\n]+):(\d+):\d+: ([a-z0-9-]+): \S", re.MULTILINE)


class Fault(NamedTuple):
    """A change of the demonstration, and what must be printed of it."""

    path: str
    old: str
    new: str
    said: str


def _tie(tier: str, *chosen: str) -> str:
    who = "".join(f"  - {one}\n" for one in chosen)
    reason = "同分，由市社区办集体评议，按全年带头参加应急任务的情况确定（演示）"
    head = f"- honour: star\n  tier: {tier}\n  chosen:\n{who}"
    return f"{head}  by: city-prepare\n  on: 2026-01-16\n  reason: {reason}\n"


THREE_STAR = _tie("three-star", "m53pyow5i42ahttg", "sx2pa5xxhdsfbqzr")
FIRST = "- id: 001\n  date: 2026-10-01\n  leader: u5nbhhdnpp7oa7du\n"

FAULTS = {
    "a policy that is missing": Fault(
        f"{TOWN}/jurisdiction.yaml",
        "policy: r18",
        "policy: r81",
        f"{TOWN}/jurisdiction.yaml:2:9: unknown-policy: 没有政策 r81。\n"
        "  2 | policy: r81\n"
        "    |         ^\n"
        "  怎么改：您是不是想写 r18？\n",
    ),
    "an unknown activity in a log": Fault(
        f"{C1}/logs/2026-10.yaml",
        f"{FIRST}  activity: unusual-visitors",
        f"{FIRST}  activity: unusual-visitor",
        f"{C1}/logs/2026-10.yaml:6:13: unknown-activity: 记录 001：政策里没有活动 unusual-visitor。\n"
        "  6 |   activity: unusual-visitor\n"
        "    |             ^\n"
        "  怎么改：您是不是想写 unusual-visitors？\n",
    ),
    "an unknown code in a policy": Fault(
        "records/policies/r18/policy.yaml",
        "  activities:\n  - household-info\n",
        "  activities:\n  - household-infos\n",
        "undefined-code: activities（活动）：政策包里没有定义 household-infos。\n",
    ),
    "a log for somebody not in post": Fault(
        f"{C1}/logs/2026-10.yaml",
        FIRST,
        FIRST.replace("u5nbhhdnpp7oa7du", "yrzrwll4xckrbqov"),
        f"{C1}/logs/2026-10.yaml:5:11: not-in-post: 记录 001：2026-10-01 当天，yrzrwll4xckrbqov 不在任。\n",
    ),
    "a log for somebody unknown": Fault(
        f"{C1}/logs/2026-10.yaml",
        FIRST,
        FIRST.replace("u5nbhhdnpp7oa7du", "u5nbhhdnpp7oa7dv"),
        f"{C1}/logs/2026-10.yaml:5:11: unknown-person: ",
    ),
    "one person records and verifies": Fault(
        f"{C1}/verifications/2026-10.yaml",
        "- on: 2026-10-17\n  by: c001-check",
        "- on: 2026-10-17\n  by: c001-record",
        f"{C1}/verifications/2026-10.yaml:3:7: recorder-verifies: c001-record 核实了记录 001，而那是自己的记录。\n",
    ),
    "one person prepares and approves": Fault(
        f"{C1}/periods/2026-Q3.yaml",
        "approved_by: c001-check",
        "approved_by: c001-record",
        f"{C1}/periods/2026-Q3.yaml:4:14: preparer-approves: c001-record 既编制又审核了这份名单。\n",
    ),
    "one person asks for a correction and approves it": Fault(
        f"{town.COMMUNITIES}/c003/corrections/restate-2026-05.yaml",
        "approved_by: street-3-approve",
        "approved_by: c003-record",
        f"{town.COMMUNITIES}/c003/corrections/restate-2026-05.yaml:13:14: requester-approves: ",
    ),
    "a tie without a decision in a confirmed round": Fault(
        f"{TOWN}/awards/2025.yaml",
        THREE_STAR,
        "",
        f"{TOWN}/awards/2025.yaml:1:1: tie-without-decision: 星级楼长：档次 three-star 只有 2 个名额，"
        "同分的有 3 人：m53pyow5i42ahttg, sx2pa5xxhdsfbqzr, nw67fia46cpqau6h。\n",
    ),
    "a published figure changed afterwards": Fault(
        f"{C1}/periods/2026-Q3.yaml",
        "  bonus: 20.5\n  adjustment: 0\n  to_date: 62\n",
        "  bonus: 21\n  adjustment: 0\n  to_date: 62\n",
        f"{C1}/periods/2026-Q3.yaml:8:10: published-row-differs: "
        "m53pyow5i42ahttg，2026年第三季度：公布的 bonus 是 21，按记录应为 20.5。\n",
    ),
    "a notice that closes before it opens": Fault(
        f"{C1}/notices/candidates-2026-11.yaml",
        "closes: 2026-11-24",
        "closes: 2026-11-13",
        f"{C1}/notices/candidates-2026-11.yaml:8:9: notice-closes-before-it-opens: ",
    ),
    "a full-width colon": Fault(
        "records/site.yaml",
        "title: 楼长",
        "title：楼长",
        "records/site.yaml:1:6: fullwidth-colon: “title”后面的冒号是全角冒号。\n",
    ),
}

VALUES = {
    "points in words": ("bonus: 20.5\n  adjustment: 0\n  to_date: 62\n", "bonus: 二十\n", "bad-points"),
    "points that are no number": ("bonus: 20.5\n  adjustment: 0\n  to_date: 62\n", "bonus: .nan\n", "bad-points"),
    "points with an exponent": ("bonus: 20.5\n  adjustment: 0\n  to_date: 62\n", "bonus: 1e999\n", "bad-points"),
    "points of 5,000 digits": ("bonus: 20.5\n  adjustment: 0\n  to_date: 62\n", f"bonus: {'9' * 5000}\n", "bad-points"),
    "points with a flag": ("bonus: 20.5\n  adjustment: 0\n  to_date: 62\n", "bonus: true\n", "bad-points"),
    "a 30th of February": ("closed_on: 2026-10-08", "closed_on: 2026-02-30", "bad-date"),
    "a day without zeros": ("closed_on: 2026-10-08", "closed_on: 2026-10-8", "bad-date"),
    "a day in full-width digits": ("closed_on: 2026-10-08", "closed_on: ２０２６-10-08", "bad-date"),
    "an id that leads elsewhere": ("prepared_by: c001-record", "prepared_by: ../../c001", "bad-id"),
    "an id of a device": ("prepared_by: c001-record", "prepared_by: CON", "bad-id"),
    "an id in per cent form": ("prepared_by: c001-record", 'prepared_by: "%2e%2e"', "bad-id"),
    "an id of 81 letters": ("prepared_by: c001-record", f"prepared_by: {'a' * 81}", "bad-id"),
    "a key that nobody knows": ("prepared_by: c001-record", "prepared_bye: c001-record", "unknown-key"),
}

BYTES: dict[str, bytes] = {
    "gbk": "name: 张三\n".encode("gbk"),
    "utf-16": "name: 张三\n".encode("utf-16"),
    "broken-utf-8": b"name: \xff\xfe\n",
    "overlong-utf-8": b"name: \xe0\x80\xaf\n",
    "surrogate": b"name: \xed\xa0\x80\n",
    "nul": b"name: x\0\n",
    "lone-return": b"name: x\rtags: y\n",
    "escaped-nul": b'name: "x\\0"\n',
    "escaped-direction": b'name: "x\\u202e"\n',
    "direction": "name: x\u202ey\n".encode(),
    "line-separator": "name: x\u2028y\n".encode(),
    "zero-width": "name: x\u200by\n".encode(),
    "tags": "name: x\U000e0041\n".encode(),
    "tab": b"name: x\nappointments:\n\t- id: a1\n",
    "tab-after-colon": b"name:\tx\n",
    "anchor": b"name: &a x\n",
    "alias": b"name: *a\n",
    "merge": b"<<: x\nname: y\n",
    "laughs": b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nname: x\n",
    "python": b"name: !!python/object/apply:os.getcwd []\n",
    "binary": b"name: !!binary aGk=\n",
    "local-tag": b"name: !x y\n",
    "directive": b"%YAML 1.1\n---\nname: no\n",
    "duplicate-key": b"name: x\nname: y\n",
    "two-documents": b"name: x\n---\nname: y\n",
    "empty": b"",
    "only-a-comment": b"# name: x\n",
    "list": b"- name: x\n",
    "flow": b"{name: x}\n",
    "full-width-colon": "name：张三\n".encode(),
    "never-closed": b"name: 'x\n",
    "deep": b"name: " + b"[" * 5000 + b"]" * 5000 + b"\n",
    "nested": b"".join(b"  " * depth + b"a:\n" for depth in range(400)),
    "many-keys": b"".join(b"k%d: x\n" % number for number in range(30_000)),
    "long-line": b"name: " + b"x" * 300_000 + b"\n",
    "json": b'{"name": "x", "appointments": [1, 2.5e3, null, true]}\n',
    "phone": "name: 张三\npublic_phone: 13800138000\n".encode(),
}
"""Files that trust.md 4A names, each under the name of a person."""


@pytest.fixture
def spoiled(tmp_path: Path, demonstration: Path) -> Path:
    """Copy the demonstration with its site, to be spoiled."""
    return town.twin(demonstration, tmp_path / "town")


def _refused(root: Path, spoil: Callable[[], None]) -> Answer:
    """Spoil the records, build, and hold that nothing was published and nothing crashed."""
    before = town.hashes(root / "build/site")
    spoil()
    answer = town.louzhang(root, "build")
    assert "Traceback" not in answer.err
    assert (answer.code, answer.out) == (1, "")
    assert PLACE.search(answer.err)
    assert town.hashes(root / "build/site") == before
    return answer


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_and_the_site_stays(fault: Fault, spoiled: Path) -> None:
    """The exact sentence with file, line and column is printed, and the site is still the one before."""
    answer = _refused(spoiled, lambda: town.edit(spoiled, fault.path, fault.old, fault.new))
    assert fault.said in answer.err
    assert "怎么改：" in answer.err


def test_a_missing_calendar_is_told_where_days_are_counted(spoiled: Path) -> None:
    """Without the calendar of its year a notice's working days cannot be counted, and the notice is named."""
    answer = _refused(spoiled, (spoiled / "records/calendar/2026.yaml").unlink)
    assert (
        f"{C1}/notices/candidates-2026-11.yaml:1:1: calendar-year-missing: 这里要数工作日，但没有 2026 年的日历。\n"
        "  1 | kind: candidates\n"
        "    | ^\n"
        "  怎么改：先运行 louzhang calendar scaffold 2026 建一份空白日历，再照国务院办公厅的通知抄写。\n"
    ) in answer.err


def test_a_day_before_the_policy_is_told(spoiled: Path) -> None:
    """A deed of a day on which the policy was not in force cannot be judged by it."""

    def early() -> None:
        town.edit(spoiled, f"{C1}/people/gndjnyv4irtfkodi.yaml", "from: 2024-02-27", "from: 2018-01-01")
        entry = "- id: 001\n  date: 2018-02-28\n  leader: gndjnyv4irtfkodi\n  activity: community-service\n"
        (spoiled / f"{C1}/logs/2018-02.yaml").write_text(f"recorder: c001-record\nentries:\n{entry}", "utf-8")

    answer = _refused(spoiled, early)
    assert f"{C1}/logs/2018-02.yaml:4:9: policy-not-in-force: 记录 001：2018-02-28 时，" in answer.err
    assert "  怎么改：自 2018-03-01 起施行。\n" in answer.err


def test_all_problems_are_told_in_one_run(spoiled: Path) -> None:
    """Three broken files are three problems of one run, in the order of their places."""
    paths = [f"{C1}/logs/2026-10.yaml", f"{C1}/people/gndjnyv4irtfkodi.yaml", "records/site.yaml"]

    def three() -> None:
        for path in paths:
            (spoiled / path).write_text("name: 'never closed\n", "utf-8")

    answer = _refused(spoiled, three)
    assert [(path, line) for path, line, _ in PLACE.findall(answer.err)] == [(path, "1") for path in paths]
    assert answer.err.endswith("3 处错误，0 处提醒。\n")


@pytest.mark.parametrize(("old", "new", "check"), VALUES.values(), ids=VALUES)
def test_a_wrong_value_is_told_at_its_line(old: str, new: str, check: str, spoiled: Path) -> None:
    """A value of the wrong form is told once, at its own line of its own file, and never taken for another."""
    path = f"{C1}/periods/2026-Q3.yaml"
    text = (spoiled / path).read_text("utf-8")
    wanted = str(text[: text.index(old)].count("\n") + 1)
    answer = _refused(spoiled, lambda: town.edit(spoiled, path, old, new))
    assert (path, wanted, check) in PLACE.findall(answer.err)


def test_hostile_bytes_are_each_told(spoiled: Path) -> None:
    """Every hostile file of trust.md 4A has a problem at one of its lines, all of them in one run."""

    def sow() -> None:
        for name, data in BYTES.items():
            (spoiled / C1 / f"people/{name}.yaml").write_bytes(data)

    answer = _refused(spoiled, sow)
    told = {path.rpartition("/")[2].removesuffix(".yaml") for path, _, _ in PLACE.findall(answer.err)}
    assert told == set(BYTES)
    assert not [sign for sign in "\x00\u202e\u2028\u200b\U000e0041" if sign in answer.err]
    assert "13800138000" not in answer.err


def test_places_that_are_no_plain_files_are_told(spoiled: Path, tmp_path: Path) -> None:
    """Links, pipes, programs and names that are no ids are refused by name; what a link shows is never printed."""
    people = spoiled / C1 / "people"
    (tmp_path / "outside.yaml").write_text("name: 外面的秘密\n", "utf-8")
    (tmp_path / "folder").mkdir()
    odd = ["CON.yaml", "%2e%2e.yaml", "Upper.yaml", "张三.yaml", "a;b.yaml", "$(id).yaml", "x.yml"]
    odd += ["con.yaml", f"{'a' * 81}.yaml"]

    def sow() -> None:
        (people / "link.yaml").symlink_to(tmp_path / "outside.yaml")
        (people.parent / "stories-link").symlink_to(tmp_path / "folder")
        os.mkfifo(people / "pipe.yaml")
        (people / "program.yaml").write_text("name: 张三\n", "utf-8")
        (people / "program.yaml").chmod(0o755)
        for name in odd:
            (people / name).write_text("name: 张三\n", "utf-8")

    answer = _refused(spoiled, sow)
    told = {path.rpartition("/")[2]: check for path, _, check in PLACE.findall(answer.err)}
    assert {told.pop(name) for name in ("link.yaml", "pipe.yaml", "program.yaml")} == {"not-a-plain-file"}
    assert set(odd) <= told.keys()
    assert "外面的秘密" not in answer.err


def test_planted_programs_are_never_run(spoiled: Path) -> None:
    """What a pull request of records may bring along (trust.md 4C) is not imported, not read and not obeyed."""
    planted = "import pathlib\npathlib.Path('planted').touch()\n"
    for name in ("yaml.py", "jinja2.py", "sitecustomize.py", "conftest.py", "hooks.py"):
        (spoiled / name).write_text(planted, "utf-8")
    settings = "site_name: planted\nhooks: [hooks.py]\nplugins: [planted]\n"
    (spoiled / "mkdocs.yml").write_text(settings, "utf-8")
    for folder in ("site_templates/pages", "docs", "overrides"):
        (spoiled / folder).mkdir(parents=True)
        (spoiled / folder / "index.html").write_text("planted {{ 7 * 7 }}", "utf-8")
    before = town.hashes(spoiled / "build/site")
    answer = town.louzhang(spoiled, "build", program=(town.SCRIPT,))
    assert answer.code == 0, answer.err
    assert not (spoiled / "planted").exists()
    assert town.hashes(spoiled / "build/site") == before
