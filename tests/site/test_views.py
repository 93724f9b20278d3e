"""What may be seen and what may not: the border between records and pages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import pytest
from msgspec import Struct
from pydantic import BaseModel

from generator.policies.pack import Pack
from generator.policies.settings import Setting
from generator.records.base import declared, type_of
from generator.views import addresses, rankings
from generator.views.cards import CardPage, FormerPage
from generator.views.choices import choice_word
from generator.views.finder import first_initial, place_code, sounds
from generator.views.people import masked
from tests.site.village import HOME, LAKE, PEOPLE, RECORDS, REPOSITORY, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.views import CommunityPublication, JurisdictionPublication, Publication
    from generator.views.notices import NoticePage
    from generator.views.rankings import RankingPage
    from generator.views.standpoint import Link

POLICY = "records/policies/r18/policy.yaml"


def _jurisdiction(found: Publication) -> JurisdictionPublication:
    return found.jurisdictions[0]


def _lake(found: Publication) -> CommunityPublication:
    return _jurisdiction(found).communities[0]


def _card(found: Publication, person: str) -> CardPage:
    card = next(card for card in _lake(found).cards if card.path.endswith(f"/{person}.html"))
    assert isinstance(card, CardPage)
    return card


def _notice(found: Publication, name: str) -> NoticePage:
    return next(page for page in _notices(found) if page.path.endswith(f"/{name}.html"))


def _notices(found: Publication) -> tuple[NoticePage, ...]:
    return (*_jurisdiction(found).notices, *_lake(found).notices)


def _values(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from _values(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _values(one)


def test_no_record_crosses_the_border(tmp_path: Path) -> None:
    """A publication holds only its own types and plain values, all of them frozen and so hashable."""
    allowed = (str, int, Decimal, date, tuple, type(None))
    for value in _values(publish(tmp_path)):
        assert not isinstance(value, BaseModel)
        assert isinstance(value, (Struct, *allowed)), type(value)
        assert hash(value) is not None


@pytest.mark.parametrize(
    ("consent", "shown"),
    [
        ("to: phone\n  channels:\n  - web\n  given_on: 2018-11-20", True),
        ("to: phone\n  channels:\n  - web\n  given_on: 2018-11-21", False),
        ("to: phone\n  channels:\n  - board\n  given_on: 2018-03-05", False),
        ("to: story\n  channels:\n  - web\n  given_on: 2018-03-05", False),
        ("to: phone\n  channels:\n  - web\n  given_on: 2018-03-05\n  withdrawn_on: 2018-11-20", False),
        ("to: phone\n  channels:\n  - web\n  given_on: 2018-03-05\n  withdrawn_on: 2018-11-21", True),
    ],
)
def test_a_duty_telephone_needs_consent_for_the_web(tmp_path: Path, consent: str, *, shown: bool) -> None:
    """The number is seen from the day of consent until the day before withdrawal, and for the web only."""
    path = f"{LAKE}/people/ccc.yaml"
    found = publish(tmp_path, {path: f"{PEOPLE[path]}consents:\n- {consent}\n"})
    assert _card(found, "ccc").phone == ("0631-5559003" if shown else None)


def test_somebody_who_left_is_named_on_published_lists_only(tmp_path: Path) -> None:
    """R18-2.4.1-3: boards, cards, finder and index lose the name at once; a published list keeps it, unlinked."""
    found = publish(tmp_path)
    lake, jurisdiction = _lake(found), _jurisdiction(found)
    kept = {row.name.text: row.name.card for page in lake.points for role in page.roles for row in role.rows}
    assert kept["吴离任"] is None
    elsewhere = (lake.page, lake.boards, lake.cards, lake.finder, jurisdiction.leaders, _notices(found))
    assert not [value for value in _values(elsewhere) if isinstance(value, str) and "吴离任" in value]
    former = next(card for card in lake.cards if isinstance(card, FormerPage))
    assert (former.path, [link.text for link in former.boards]) == ("xiaocun/p/ddd.html", ["湖光里4号楼"])


def test_somebody_is_in_post_on_the_last_day(tmp_path: Path) -> None:
    """The last day of an appointment still shows the leader; the next day does not."""
    assert _card(publish(tmp_path / "a", as_of=date(2018, 9, 30)), "ddd").name == "吴离任"
    gone = publish(tmp_path / "b", as_of=date(2018, 10, 1))
    assert any(isinstance(card, FormerPage) for card in _lake(gone).cards)


def test_a_vacancy_is_an_empty_seat(tmp_path: Path) -> None:
    """B-01: a building without a leader shows the post, nobody in it, and the community's office."""
    board = next(page for page in _lake(publish(tmp_path)).boards if page.path.endswith("--b05.html"))
    assert [(seat.role, [line.name for line in seat.leaders]) for seat in board.seats] == [
        ("楼长", []),
        ("网格长", ["周大海"]),
    ]
    assert board.office is not None
    assert board.office.phone == "0631-5550101"


@pytest.mark.parametrize(
    ("day", "named"), [(date(2018, 11, 19), True), (date(2018, 11, 23), True), (date(2018, 11, 24), False)]
)
def test_candidates_are_named_while_displayed(tmp_path: Path, day: date, *, named: bool) -> None:
    """R18-2.3-3, B-04: the names stand from the first to the last day of the window and then go, in the text too."""
    page = _notice(publish(tmp_path, as_of=day), "hupan--n2")
    assert [one.name for one in page.candidates] == (["郑候选"] if named else [])
    assert page.body.startswith("郑候选" if named else "郑某")


def test_a_withdrawn_notice_names_no_candidate(tmp_path: Path) -> None:
    """A notice that was withdrawn inside its window displays nobody."""
    path = f"{LAKE}/notices/n2.yaml"
    text = f"{RECORDS[path]}withdrawn:\n  on: 2018-11-20\n  by: clerk\n  reason: 郑候选退出\n"
    page = _notice(publish(tmp_path, {path: text}), "hupan--n2")
    assert (page.state, page.candidates, page.withdrawn_why) == ("withdrawn", (), "郑某退出")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2018, 4, 12), "open"),
        (date(2018, 4, 16), "objected"),
        (date(2018, 5, 1), "objected"),
        (date(2018, 5, 2), "over"),
    ],
)
def test_a_notice_has_a_state_on_each_day(tmp_path: Path, day: date, state: str) -> None:
    """An objection that waits for its answer shows, in the window and after it; the answer ends that."""
    assert _notice(publish(tmp_path, as_of=day), "hupan--n1").state == state


def test_a_notice_before_its_first_day_is_not_there(tmp_path: Path) -> None:
    """What is dated after the as-of day is not seen."""
    found = publish(tmp_path, as_of=date(2018, 11, 18))
    assert not [page for page in _notices(found) if page.path.endswith("--n2.html")]


def test_working_days_left_are_counted_to_the_last_day(tmp_path: Path) -> None:
    """From Tuesday to Friday, both included, four working days are left."""
    assert _notice(publish(tmp_path), "hupan--n2").days_left == 4


def test_without_a_calendar_no_days_are_counted(tmp_path: Path) -> None:
    """A window that ends in a year without calendar shows its dates and guesses nothing."""
    path = f"{LAKE}/notices/n2.yaml"
    text = RECORDS[path].replace("closes: 2018-11-23", "closes: 2031-01-05")
    assert _notice(publish(tmp_path, {path: text}), "hupan--n2").days_left is None


def test_points_wait_for_their_publication(tmp_path: Path) -> None:
    """R18-2.4.2-3: verified points of a quarter without a published list are nowhere but in the announcement of it."""
    card = _card(publish(tmp_path), "aaa")
    assert [(found.period, found.bonus) for found in card.receipts] == [
        ("2018年第二季度", Decimal(0)),
        ("2018年第一季度", Decimal("4.5")),
    ]
    assert card.next_list == "2018年第三季度"


def test_a_list_appears_on_its_day(tmp_path: Path) -> None:
    """A list is seen from its day of publication on, not from its closing day."""
    assert _lake(publish(tmp_path / "a", as_of=date(2018, 4, 11))).points == ()
    assert len(_lake(publish(tmp_path / "b", as_of=date(2018, 4, 12))).points) == 1


def test_a_correction_is_an_adjustment_with_its_reason(tmp_path: Path) -> None:
    """G-18: the later list carries minus one, the published reason, the record and the objection behind it."""
    receipt = _card(publish(tmp_path), "aaa").receipts[0]
    (line,) = receipt.adjustments
    assert (line.points, line.path) == (Decimal(-1), f"{LAKE}/corrections/k1.yaml")
    assert line.correction is not None
    assert line.correction.reason == "同一件事重复登记"
    assert line.correction.objection is not None
    assert line.correction.objection.href == "xiaocun/notices/hupan--n1.html"


def test_a_receipt_says_why_and_from_where(tmp_path: Path) -> None:
    """Each line has its reason, record line, commit and day of knowing; attendance and refused entries are left out."""
    receipt = _card(publish(tmp_path), "aaa").receipts[1]
    (group,) = receipt.groups
    assert (group.path, group.commit) == (f"{LAKE}/logs/2018-03.yaml", "0123456789")
    assert [(line.points, line.words.why, line.line) for line in group.lines] == [
        (Decimal(2), "2户", 3),
        (Decimal(0), "告知超过期限，最迟应在3月15日，不计分", 11),
        (Decimal(1), "1次", 17),
        (Decimal("1.5"), "酌情给分", 41),
        (Decimal(0), "封顶：1户中计0户", 48),
    ]
    assert {line.known_on for line in group.lines} == {date(2018, 4, 2)}


def test_a_list_shows_each_item_and_shares_ranks(tmp_path: Path) -> None:
    """B-02: rank, unit, name, items, bonus, adjustment and score stand beside each other; equal scores share a rank."""
    path = f"{LAKE}/periods/2018-Q1.yaml"
    found = publish(
        tmp_path, {path: RECORDS[path].replace("to_date: 1\n  score: 101\n", "to_date: 4.5\n  score: 104.5\n")}
    )
    page = _lake(found).points[-1]
    leaders = page.roles[0]
    assert leaders.role == "楼长"
    assert [(row.rank, row.name.text) for row in leaders.rows] == [(1, "曾小敏"), (1, "吴离任")]
    assert [head.number for head in page.items] == ["①", "②", "③", "④", "⑧", "⑪"]
    assert leaders.rows[0].by_item == tuple(Decimal(p) for p in ("2", "0", "1", "0", "0", "1.5"))
    assert page.base == Decimal(100)


def test_a_policy_that_closes_points_shows_none(tmp_path: Path) -> None:
    """G-24: without the rule that opens points there is no list, no ranking, no receipt and no announcement."""
    text = (REPOSITORY / POLICY).read_text(encoding="utf-8")
    closed = text.replace("- data: points\n  audience: public\n", "- data: points\n  audience: community\n")
    assert closed != text
    found = publish(tmp_path, {POLICY: closed})
    card = _card(found, "aaa")
    assert (_lake(found).points, _jurisdiction(found).rankings) == ((), ())
    assert (card.receipts, card.next_list) == ((), "")


def test_a_ranking_waits_for_its_round(tmp_path: Path) -> None:
    """B-03: a year is ranked in public once its round is recorded, marked until somebody confirmed it."""
    path = f"{HOME}/awards/2018.yaml"
    (provisional,) = _jurisdiction(publish(tmp_path / "a")).rankings
    assert provisional.provisional
    later = {path: RECORDS[path].replace("2018-11-15", "2018-11-21")}
    assert _jurisdiction(publish(tmp_path / "b", later)).rankings == ()
    confirmed = {path: f"{RECORDS[path]}confirmed_on: 2018-11-20\nconfirmed_by: checker\n"}
    (final,) = _jurisdiction(publish(tmp_path / "c", confirmed)).rankings
    assert not final.provisional


def test_a_long_ranking_goes_on_from_page_to_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page shows so many, in the order of the whole, says which places it holds and leads to all others."""
    (whole,) = _jurisdiction(publish(tmp_path / "a")).rankings
    rows = [(role.label, role.scope, row) for role in whole.roles for row in role.rows]
    assert len(rows) > 2
    assert [page.text for page in whole.pages] == [f"1–{len(rows)}"]
    monkeypatch.setattr(rankings, "ROWS", 2)
    found = _jurisdiction(publish(tmp_path / "b"))
    told = [(role.label, role.scope, row) for page in found.rankings for role in page.roles for row in role.rows]
    assert told == rows
    assert {sum(len(role.rows) for role in page.roles) for page in found.rankings[:-1]} == {2}
    assert [page.path for page in found.rankings] == [link.href for link in _pages_of(found.rankings)]
    assert [page.text for page in _pages_of(found.rankings)][:2] == ["1–2", f"3–{min(4, len(rows))}"]
    assert [page.path for page in found.front.results.rankings] == [whole.path]


def _pages_of(pages: tuple[RankingPage, ...]) -> tuple[Link, ...]:
    """Return the list of pages, which is on each of them."""
    (links,) = {page.pages for page in pages}
    return links


def test_a_story_needs_consent(tmp_path: Path) -> None:
    """B-10: only the story whose person agreed is told."""
    stories = _jurisdiction(publish(tmp_path)).stories.stories
    assert [(story.title, story.name) for story in stories] == [("雨夜守井盖", "曾小敏")]


def test_every_setting_of_the_pack_is_on_the_method_page(tmp_path: Path) -> None:
    """B-51: as many settings are shown as the pack has, each with a status word, and no choice is left in English."""
    found = publish(tmp_path)
    method = _jurisdiction(found).method
    shown = [value for group in method.groups for setting in group.settings for value in setting.values]
    written = (REPOSITORY / POLICY).read_text(encoding="utf-8").count("status: ")
    assert len(shown) == written
    assert {value.status for value in shown} == {"原文", "推定", "未定"}
    anchors = {f"{method.path}#{article.anchor}" for article in method.articles}
    assert {value.cite.href for value in shown} <= anchors


def test_every_course_of_the_policy_is_on_the_method_page_step_by_step(tmp_path: Path) -> None:
    """B-51: the steps stand in the policy's order, each with who takes it, what it needs and its clause (R18-2.3-2)."""
    method = _jurisdiction(publish(tmp_path)).method
    assert [course.label for course in method.courses] == ["楼长选拔", "年度评比", "约谈与调换", "问题办理"]
    selection = method.courses[0]
    assert selection.start == "未启动"
    assert [(step.label, step.before, step.after, step.who) for step in selection.steps[:4]] == [
        ("评估现任、汇总推荐", "未启动", "已推荐", "社区"),
        ("核对条件、列出候选名单", "已推荐", "已核对", "社区"),
        ("街道社区办批准", "已核对", "已批准", "街道或镇"),
        ("小区公示", "已批准", "公示中", "社区"),
    ]
    decided = next(step for step in selection.steps if step.label == "确定人选")
    assert decided.needs == "公示期已满；没有未决定的异议"
    anchors = {f"{method.path}#{article.anchor}" for article in method.articles}
    assert {step.cite.href for course in method.courses for step in course.steps} <= anchors


def _choices(model: type[BaseModel], seen: set[Any]) -> Iterator[str]:
    if model in seen:
        return
    seen.add(model)
    for info in model.model_fields.values():
        yield from _choices_in(type_of(info), seen, inside=False)


def _choices_in(annotation: Any, seen: set[Any], *, inside: bool) -> Iterator[str]:
    annotation = declared(annotation)
    if isinstance(annotation, type) and issubclass(annotation, Setting):
        (dated,) = get_args(annotation.model_fields["root"].annotation)[:1]
        yield from _choices_in(dated.model_fields["value"].annotation, seen, inside=True)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _choices(annotation, seen)
    elif get_origin(annotation) is Literal and inside:
        yield from get_args(annotation)
    else:
        for one in get_args(annotation):
            yield from _choices_in(one, seen, inside=inside)


def test_every_choice_of_the_pack_format_has_chinese_words() -> None:
    """A choice that a pack may make is never shown to residents in English."""
    found = set(_choices(Pack, set()))
    assert {"competition", "on_time", "natural"} <= found
    assert {choice for choice in found if choice_word(choice) == choice} == set()


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "是"), (Decimal("0.5"), "0.5"), (7, "7"), ("01-31", "1月31日"), (("on_time", "late"), "按时到会、迟到")],
)
def test_values_are_written_for_residents(value: object, words: str) -> None:
    """Flags, numbers, days and lists of choices have a Chinese form."""
    assert choice_word(value) == words


@pytest.mark.parametrize(
    ("name", "shown"), [("王秀英", "王某"), ("欧阳桂芳", "欧阳某"), ("阿依努尔·买买提", "阿某"), ("欧阳", "欧某")]
)
def test_a_masked_name_keeps_its_surname(name: str, shown: str) -> None:
    """Only the surname stays; of a name with a dot only its first character."""
    assert masked(name) == shown


def test_a_name_is_listed_by_its_reading() -> None:
    """A character has all its readings, the usual one first; the record's own goes before them."""
    assert sounds("曾") == ("ceng", "zeng")
    assert [sounds(sign) for sign in "A·3"] == [("a",), (), ("3",)]
    assert (first_initial("曾敏", "zeng min"), first_initial("周大海", None)) == ("Z", "Z")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("3号楼2单元", "3-2"),
        ("12栋", "12"),
        ("十二号楼", "12"),
        ("二十三栋一单元", "23-1"),
        ("东楼", ""),
        ("三组", ""),
        ("2期3#-1", "3-1"),
    ],
)
def test_a_place_is_found_by_its_numbers(place: str, code: str) -> None:
    """The numbers of buildings make the code of a place, in either kind of figures; others do not."""
    assert place_code(place) == code


def test_addresses_never_meet() -> None:
    """Ids that join to the same letters still have addresses of their own."""
    assert addresses.board("j", "a", "b-c") != addresses.board("j", "a-b", "c")
    assert addresses.notice("j", None, "a-n1") != addresses.notice("j", "a", "n1")
    assert addresses.anchor("2.4.2-i01") == "clause-2.4.2-i01"
    assert addresses.anchor('"><x') == "clause-_22_3e_3cx"
