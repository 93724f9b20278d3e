"""The demonstration: its shape, its truth, its repeatability, and the committed records themselves."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.awards import hold_round
from generator.checks import check
from generator.demo import make_demo
from generator.demo.closing import BrokenDemonstrationError, settle
from generator.demo.deeds import make_month
from generator.demo.folder import Folder, written
from generator.demo.making import Plan, months_up_to, settle_jurisdiction
from generator.demo.names import RARE, area_name, full_name, office_phone, opaque_id
from generator.demo.reread import Reread
from generator.demo.special import LAST_MONTH
from generator.demo.town import Plain, build_town
from generator.demo.wide_names import WIDE, wide_compound, wide_name
from generator.documents import canonical, dump, read
from generator.documents.limits import LOG_LIMITS
from generator.history import read_history
from generator.ledger import CommunityBook, JurisdictionBook, Ledger, load
from generator.periods import Period
from generator.records.activity import ActivityLog
from generator.records.log_lane import read_log
from generator.records.reading import read_record
from generator.records.scalars import is_id
from generator.scoring import JurisdictionScores, score
from generator.scoring.alerts import raised_alerts
from tests.tools import demo_records

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2026, 11, 20)
APRIL = Period.parse("2026-04")


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the committed set into a folder of its own."""
    root = tmp_path_factory.mktemp("committed")
    demo_records.write_demonstration(root)
    return root


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    """Load the records of this repository."""
    loaded = load(ROOT)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    return loaded.ledger


@pytest.fixture(scope="module")
def scores(ledger: Ledger) -> JurisdictionScores:
    """Score the committed jurisdiction on its day."""
    return score(ledger, AS_OF)["gangcheng"]


def town(ledger: Ledger, community: str) -> CommunityBook:
    """Return a community of the committed jurisdiction."""
    return ledger.jurisdictions["gangcheng"].communities[community]


def files(root: Path, *names: str) -> dict[str, str]:
    """Map each file below parts of `records/` to the hash of its bytes."""
    found = [file for name in names for part in [root / "records" / name] for file in [part, *part.rglob("*")]]
    return {
        file.relative_to(root).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in found
        if file.is_file()
    }


def small(root: Path, *, seed: int = 5, git: bool = False) -> Path:
    """Make the smallest demonstration that closes a quarter and a year."""
    make_demo(root, leaders=6, months=5, seed=seed, last_month=APRIL, git=git)
    return root


def test_the_committed_records_are_what_the_generator_writes(committed: Path) -> None:
    """Nobody edits the demonstration by hand: `make demo` changes no byte of it."""
    assert files(ROOT, *demo_records.OWN) == files(committed, *demo_records.OWN)


def test_the_town_of_the_tests_is_what_the_generator_writes(tmp_path: Path) -> None:
    """The small town is written by the same generator, byte for byte."""
    demo_records.write_town(tmp_path)
    assert files(ROOT / "tests" / "town", *demo_records.OWN) == files(tmp_path, *demo_records.OWN)


def test_the_town_of_the_tests_is_complete_and_without_problems(tmp_path: Path) -> None:
    """The fixture that other tests stand on loads, breaks no rule, and holds closes and a confirmed round."""
    demo_records.lay_out_town(tmp_path)
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    assert check(loaded.ledger, date(2026, 4, 20)) == ()
    book = loaded.ledger.jurisdictions["xiaogang"]
    assert [len(community.people) for community in book.communities.values()] == [6, 6, 6]
    assert [quarter.text for quarter in book.communities["c001"].closes] == ["2025-Q4", "2026-Q1"]
    assert [year.text for year, held in book.awards.items() if held.confirmed_on] == ["2025"]


def test_the_committed_records_stay_small() -> None:
    """A clone is not burdened: no jurisdiction of the demonstration takes more than eight hundred kilobytes."""
    for folder in (ROOT / "records" / "jurisdictions").iterdir():
        assert sum(file.stat().st_size for file in folder.rglob("*.yaml")) < 800_000, folder.name


def test_every_committed_file_is_in_canonical_form() -> None:
    """`louzhang fmt` has nothing to change in the demonstration."""
    for file in sorted((ROOT / "records" / "jurisdictions").rglob("*.yaml")):
        path = file.relative_to(ROOT).as_posix()
        assert canonical(file.read_bytes(), path) == (file.read_bytes(), ()), path


def test_no_check_finds_anything(ledger: Ledger) -> None:
    """The committed records break no rule and deserve no warning on the day they stand on."""
    assert check(ledger, AS_OF) == ()


def test_logs_are_written_as_the_canonical_writer_would() -> None:
    """Joined text and the canonical writer agree on a month, and the fast lane takes it."""
    months = months_up_to(APRIL, 2)
    made = make_month(build_town("lane", 0, 24, months[0]), months[0], date(2026, 4, 20))
    document, problems = read("records/jurisdictions/a/communities/b/logs/2026-03.yaml", made.log.encode())
    assert problems == ()
    assert document is not None
    assert canonical(made.log.encode(), "records/x.yaml")[0] == made.log.encode()
    assert made.entries == made.log.count("\n- id: ")
    assert read_log(document.path, made.log.encode(), LOG_LIMITS) == read_record(ActivityLog, document)[0]


_PIECES = (
    "0",
    "a",
    "9",
    "y",
    "NO",
    "号",
    "𠮷",
    "（",
    "，",
    "“",
    "。",
    ":",
    ": ",
    "12:30",
    "-",
    "- ",
    " ",
    "#",
    "~",
    "\n",
)


@pytest.mark.parametrize(
    "text", ["a b", "no", "NO", "y", "0302", "", " a", "a ", "12:30", "a: b", "#a", "-", "-1", "-1:30", "𠮷桂兰", "~"]
)
def test_simple_records_are_written_as_the_canonical_writer_would(text: str) -> None:
    """Joining lines never differs from the canonical writer: it steps aside where quotes may be needed."""
    record: Plain = {"a": text, "b": [text, "x"], "c": [{"d": text, "e": {"f": text}}]}
    try:
        wanted = dump(record)
    except ValueError:
        with pytest.raises(ValueError, match=r".+"):
            written(record)
    else:
        assert written(record) == wanted


@given(st.lists(st.sampled_from(_PIECES), max_size=6).map("".join))
def test_any_text_is_written_as_the_canonical_writer_would(text: str) -> None:
    """Whatever a text is made of, several lines included, both writers agree or both refuse."""
    test_simple_records_are_written_as_the_canonical_writer_would(text)


def test_every_file_of_a_demonstration_is_in_canonical_form(tmp_path: Path) -> None:
    """`louzhang fmt` has nothing to change in a demonstration of any size."""
    for file in sorted((small(tmp_path) / "records" / "jurisdictions").rglob("*.yaml")):
        path = file.relative_to(tmp_path).as_posix()
        assert canonical(file.read_bytes(), path) == (file.read_bytes(), ()), path


def test_one_community_at_a_time_gives_what_reading_back_the_whole_gives(tmp_path: Path) -> None:
    """A demonstration made community by community equals one closed from the loaded whole, ties included."""
    one, whole = tmp_path / "one", tmp_path / "whole"
    make_demo(one, leaders=60, months=5, seed=5, last_month=APRIL, git=False)
    plan = Plan(leaders=60, seed=5, policy="r18", months=months_up_to(APRIL, 5), lexicon=WIDE)
    Folder(whole).copy_law("r18")
    settle_jurisdiction(Folder(whole), plan, "gangcheng", "港澄市")
    assert "tie_decisions" in (one / "records/jurisdictions/gangcheng/awards/2025.yaml").read_text()
    assert files(one, *demo_records.OWN) == files(whole, *demo_records.OWN)


def test_a_record_that_does_not_fit_its_type_is_refused(tmp_path: Path) -> None:
    """A demonstration cannot write what could not be read."""
    folder = Reread(tmp_path)
    with pytest.raises(BrokenDemonstrationError, match=r"^records/jurisdictions/a/communities/b/people/c\.yaml:1:1: "):
        folder.put("person", {"colour": "red"}, jurisdiction="a", community="b", id="c")
    with pytest.raises(BrokenDemonstrationError, match=r"^records/jurisdictions/a/communities/b/logs/2026-03\.yaml:"):
        folder.put_bytes("activity-log", b"recorder: [\n", jurisdiction="a", community="b", month="2026-03")


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    """A demonstration is decided by its arguments alone."""
    one, again, other = small(tmp_path / "1"), small(tmp_path / "2"), small(tmp_path / "3", seed=6)
    assert files(one, "site.yaml", "jurisdictions") == files(again, "site.yaml", "jurisdictions")
    assert files(one, "jurisdictions") != files(other, "jurisdictions")


def test_a_community_does_not_depend_on_the_others() -> None:
    """Each community draws from its own generator, so the order of work does not matter."""
    first = Period.parse("2026-01")
    towns = [build_town("s", number, 9, first) for number in (4, 2)]
    assert [made.people for made in towns] == [build_town("s", number, 9, first).people for number in (4, 2)]
    assert towns[0].people != towns[1].people


def test_a_demonstration_has_the_leaders_and_months_asked_for(tmp_path: Path) -> None:
    """Leaders, communities, months and the day it stands on are as asked."""
    make_demo(tmp_path, leaders=50, months=3, seed=1, last_month=APRIL, git=False)
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    book = loaded.ledger.jurisdictions["gangcheng"]
    assert book.jurisdiction.fictional
    held = [p for c in book.communities.values() for p in c.posts if p.appointment.role != "grid-head"]
    assert (len(held), len(book.communities)) == (50, 3)
    assert {tuple(month.text for month in c.logs) for c in book.communities.values()} == {
        ("2026-02", "2026-03", "2026-04")
    }
    entries = [entry for c in book.communities.values() for log in c.logs.values() for entry in log.entries]
    assert max(entry.date for entry in entries) == date(2026, 4, 20)
    assert 7 < len(entries) / (50 * (2 + 20 / 30)) < 9


def test_more_communities_than_one_file_can_list_become_several_jurisdictions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large demonstration is split, so that no jurisdiction file outgrows the gate, and keeps its leaders."""
    monkeypatch.setattr("generator.demo.making._MOST_COMMUNITIES", 1)
    make_demo(tmp_path, leaders=30, months=1, seed=1, last_month=APRIL, git=False)
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    assert loaded.ledger.site.jurisdictions == ("gangcheng", "jiaquan")
    people = [c.people for book in loaded.ledger.jurisdictions.values() for c in book.communities.values()]
    assert sum(len(found) - 2 for found in people) == 30
    assert len({person for found in people for person in found}) == sum(map(len, people))


def test_one_leader_makes_a_demonstration(tmp_path: Path) -> None:
    """The smallest number of leaders works."""
    make_demo(tmp_path, leaders=1, months=1, seed=1, last_month=APRIL, git=False)
    loaded = load(tmp_path)
    assert loaded.problems == ()
    assert loaded.ledger is not None
    assert list(loaded.ledger.jurisdictions["gangcheng"].communities) == ["c001"]


def test_the_repository_has_fixed_commits(tmp_path: Path) -> None:
    """Two demonstrations of one seed have the same HEAD; its day is the day they stand on, and nothing is left over."""
    roots = [small(tmp_path / name, git=True) for name in "ab"]
    histories = [read_history(root) for root in roots]
    assert histories[0].head == histories[1].head
    assert histories[0].day("Asia/Shanghai") == date(2026, 4, 20)
    assert not histories[0].dirty
    command = ["git", "log", "--reverse", "--format=%an <%ae> %cs %s"]
    log = subprocess.run(command, cwd=roots[0], capture_output=True, text=True, check=True).stdout.splitlines()
    author = "Louzhang demo <demo@example.invalid>"
    days = ["2025-11-30", "2026-01-10", "2026-01-20", "2026-02-10", "2026-03-10", "2026-04-10", "2026-04-20"]
    assert log == [f"{author} {day} Records up to {day}" for day in days]


def test_records_that_do_not_read_back_are_refused(tmp_path: Path) -> None:
    """A demonstration whose pack does not know its words is reported, not closed."""
    folder = Folder(tmp_path)
    folder.copy_law("r18")
    folder.put("site", {"title": "a", "jurisdictions": ["a"], "colour": "red"})
    with pytest.raises(BrokenDemonstrationError, match=r"^records/site\.yaml:4:1: unknown-key: "):
        settle(folder, months_up_to(APRIL, 1), date(2026, 4, 20))


def test_published_rows_are_the_true_figures(ledger: Ledger, scores: JurisdictionScores) -> None:
    """Every closed quarter holds what the scoring computes for its closing day (R18-2.4.2-3, R18-2.4.2-4)."""
    for name, community in scores.communities.items():
        closes = town(ledger, name).closes
        assert [quarter.text for quarter in closes] == ["2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"]
        for quarter, close in closes.items():
            rows = [(r.leader, r.role, r.bonus, r.adjustment, r.to_date, r.score) for r in close.rows]
            found = community.rows(quarter, close.closed_on)
            assert rows == [(r.leader, r.role, r.bonus, r.adjustment, r.to_date, r.score) for r in found]


def test_a_tie_on_a_quota_boundary_is_decided(scores: JurisdictionScores) -> None:
    """The confirmed round of 2025 met equal scores at the five-star boundary, and a decision settles them (G-09)."""
    result = hold_round(scores, Period.parse("2025"))
    star = result.honours[0]
    ties = [(tie.tier, tie.places, len(tie.contenders)) for _, found in star.allotments for tie in found.ties]
    assert ties == [("five-star", 1, 2), ("three-star", 2, 3)]
    assert (result.confirmed, result.provisional) == (True, False)
    assert [len(star.holders(tier.id)) for tier in star.honour.tiers] == [1, 4, 5]


def test_only_the_intended_leader_is_last_for_three_months(ledger: Ledger, scores: JurisdictionScores) -> None:
    """The one alert of the demonstration has its warning and its talk by the grid head (R18-2.4.3-1)."""
    (alert,) = raised_alerts(scores)
    warning = town(ledger, "c002").warnings["last-2026-05"]
    assert (alert.leader, alert.months[-1], alert.alert) == (warning.person, warning.until, warning.alert)
    assert warning.talk is not None
    assert warning.talk.by == alert.told


def test_every_outcome_of_scoring_has_an_example(scores: JurisdictionScores) -> None:
    """A late report, a capped household, a missed meeting and a withdrawn deed are there."""
    found = {line.outcome for community in scores.communities.values() for line in community.lines}
    assert found == {"counted", "capped", "late", "not_attended", "withdrawn"}


def test_a_household_is_capped_twice(scores: JurisdictionScores) -> None:
    """One household named by one leader in January, April and July counts once (R18-2.4.2-i01)."""
    named = {
        (line.leader, *(line.entry.households or ()), line.day.month): line.outcome
        for line in scores.communities["c003"].lines
        if line.item.id == "i01" and line.units == 1 and line.day in {date(2026, month, 8) for month in (1, 4, 7)}
    }
    (repeated,) = {key[:2] for key in named if (*key[:2], 4) in named and (*key[:2], 7) in named}
    assert [named.get((*repeated, month)) for month in (4, 7)] == ["capped", "capped"]


def test_corrections_show_as_adjustments(ledger: Ledger) -> None:
    """A withdrawn and a restated deed lower the next quarter's list and leave the published one alone (G-18)."""
    second = Period.parse("2026-Q2")
    lowered = {
        name: [str(row.adjustment) for row in town(ledger, name).closes[second].rows if row.adjustment]
        for name in ("c001", "c002", "c003")
    }
    assert lowered == {"c001": ["-1"], "c002": [], "c003": ["-2"]}


def test_an_objection_led_to_a_correction(ledger: Ledger) -> None:
    """The upheld objection, its notice and the correction name each other (R18-2.4.2-3)."""
    book = town(ledger, "c001")
    correction = book.corrections["withdraw-2026-04"]
    assert correction.objection is not None
    (objection,) = book.notices[correction.objection].objections
    assert (objection.decision, objection.decided_on) == ("upheld", correction.approved_on)


def test_a_leader_left_and_another_followed(ledger: Ledger) -> None:
    """One post ended with a decision, stood empty and was filled after a selection case."""
    book = town(ledger, "c002")
    (ended,) = [post for post in book.posts if post.appointment.ended]
    (place,) = ended.appointment.places
    days = (date(2026, 5, 31), date(2026, 6, 10), date(2026, 6, 16))
    assert [len(book.holders(place, day)) for day in days] == [1, 0, 1]
    follower = book.holders(place, AS_OF)[0]
    assert follower.appointment.case in book.cases
    assert ended.appointment.ended is not None
    assert ended.appointment.ended.decision in book.decisions


def test_one_leader_holds_two_roles(ledger: Ledger) -> None:
    """Somebody leads a building and a stairwell, and every entry says for which."""
    book = town(ledger, "c001")
    (person,) = {post.person for post in book.posts if len(book.posts_of(post.person, AS_OF)) > 1}
    roles = {e.role for log in book.logs.values() for e in log.entries if e.leader == person}
    assert roles == {"building-leader", "stairwell-leader"}


def test_each_kind_of_paper_is_there(ledger: Ledger) -> None:
    """Notices open, closed and withdrawn, issues, property checks, a waiver, a story and the credit batch exist."""
    book: JurisdictionBook = ledger.jurisdictions["gangcheng"]
    notices = [notice for c in book.communities.values() for notice in c.notices.values()]
    candidates = [notice for notice in notices if notice.kind == "candidates"]
    assert {notice.opens <= AS_OF <= notice.closes for notice in candidates} == {True, False}
    assert {notice.kind for notice in [*notices, *book.notices.values()]} == {
        "candidates", "general", "honours", "points",
    }  # fmt: skip
    assert [notice.title for notice in notices if notice.withdrawn] == ["春季院落清洁日安排"]
    issues = town(ledger, "c003").issues.values()
    assert {issue.resolved_on is None for issue in issues} == {True, False}
    assert len(town(ledger, "c003").property_checks) == 3
    assert list(town(ledger, "c002").waivers) == ["chat-2026"]
    assert book.credit["push-2025"].sent_on == date(2026, 1, 26)
    missing = [
        p for c in book.communities.values() for p in c.places.values() if p.chat_group and not p.chat_group.exists
    ]
    assert [place.id for place in missing] == ["g2"]


def test_a_story_has_its_consent(ledger: Ledger) -> None:
    """Whoever is told of in a story agreed before it was published."""
    book = town(ledger, "c001")
    for story in book.stories.values():
        given = [consent.given_on for consent in book.people[story.person].consents if consent.to == "story"]
        assert min(given) <= story.published_on


def test_some_entries_wait_for_verification_and_one_was_refused(ledger: Ledger) -> None:
    """The running month is checked in part, and April has a refused entry."""
    book = town(ledger, "c001")
    running = [verified.verification is None for verified in book.verified(LAST_MONTH)]
    assert {True, False} == set(running)
    assert sum(verified.reason is not None for verified in book.verified(APRIL)) == 1


def test_rare_names_are_in_the_committed_set(ledger: Ledger) -> None:
    """Characters and surnames that trip up fonts, sorting and pinyin are on the roster."""
    names = {
        person.name for c in ledger.jurisdictions["gangcheng"].communities.values() for person in c.people.values()
    }
    assert {"龚䶮", "𠮷桂兰", "阿依努尔·买买提", "李㛃", "周〇一"} <= names
    assert {name[0] for name in names} >= set("单仇翟解查曾")


def test_every_community_has_a_vacant_building(ledger: Ledger) -> None:
    """A post without a leader is a legal state that pages must show (G-25)."""
    for book in ledger.jurisdictions["gangcheng"].communities.values():
        assert [p.id for p in book.places.values() if p.level == "building" and not book.holders(p.id, AS_OF)]


def test_invented_names_and_ids_are_well_formed() -> None:
    """Ids are opaque and legal, rare names come up, area names never repeat, telephones are office numbers."""
    random = Random(1)  # noqa: S311 - invents names
    ids = {opaque_id(random) for _ in range(500)}
    assert len(ids) == 500
    assert all(is_id(text) and len(text) == 16 and text[0].isalpha() for text in ids)
    names = {full_name(random).name for _ in range(3000)}
    assert {name for name, _ in RARE} <= names
    wide = [wide_name(random).name for _ in range(3000)]
    assert len(set(wide)) > 2500
    assert sum(name[0] in "王李张刘陈" for name in wide) > sum(name[0] in "鲁章俞季芦" for name in wide) * 5
    assert len({wide_compound(random) for _ in range(500)}) > 450
    assert len({area_name(number) for number in range(300)}) == 300
    assert (office_phone(7), office_phone(10_007)) == ("0631-5550007", "0631-55010007")
