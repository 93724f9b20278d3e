"""The sentences about what became of a deed, for outcomes that the small town does not show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, get_args

import pytest

from generator.periods import Period
from generator.policies.pack import Policy
from generator.problems import Source
from generator.records.activity import Entry
from generator.records.people import SourceTag
from generator.reports import leaders
from generator.scoring import Deed, ScoreLine, score_deeds
from generator.scoring.words import counted_before, outcome_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.reports import Context

LOG = "logs/2018-05.yaml"


@pytest.fixture(scope="module")
def town(context_of: Callable[[str, str], Context]) -> Context:
    """Return the small town with the real policy."""
    return context_of("town", "2018-10-15")


def deed(number: int, leader: str, activity: str, **more: Any) -> Deed:
    """Make a verified deed of 10 + number May, written at line 10 × number."""
    day = date(2018, 5, 10 + number)
    entry = Entry(id=f"{number:03}", date=day, leader=leader, activity=activity, **more)
    month = Period.parse("2018-05")
    return Deed(entry, month, "building-leader", Source(LOG, 10 * number, 3), date(2018, 6, 1))


def scored(town: Context, *deeds: Deed, policy: Policy | None = None) -> tuple[ScoreLine, ...]:
    """Score deeds by the real policy, or by a changed one."""
    return score_deeds(policy or town.policy, deeds, town.ledger.working_days)


def sentences(lines: tuple[ScoreLine, ...]) -> list[str]:
    """Say every outcome in Chinese."""
    return [outcome_words(line, counted_before(line, lines)).zh for line in lines]


def changed(town: Context, item: str, key: str, setting: dict[str, Any]) -> Policy:
    """Return the policy with one setting of an item replaced."""
    written = town.policy.pack.model_dump(by_alias=True, exclude_none=True)
    for known in written["items"]:
        for part in (*known["conditions"], *known["caps"]) if known["id"] == item else ():
            if key in part:
                part[key] = (setting,)
    pack = type(town.policy.pack).model_validate(written)
    return Policy(town.policy.id, pack, town.policy.articles)


def test_the_second_to_report_a_problem_learns_that_it_was_known(town: Context) -> None:
    """Only the first reporter scores; who that was is not said (R18-2.4.2-i05)."""
    lines = scored(
        town, deed(1, "ann", "property-report", event="lamp"), deed(2, "bo", "property-report", event="lamp")
    )
    assert sentences(lines) == ["计分", "未计分：已有其他楼长先上报"]
    assert outcome_words(lines[1]).en == "not counted: another leader reported it first"


def test_a_dispute_counts_once(town: Context) -> None:
    """The second visit of one dispute points to the first (R18-2.4.2-i08, R18-2.1.3-1)."""
    lines = scored(town, deed(1, "ann", "mediation", event="noise"), deed(2, "ann", "mediation", event="noise"))
    assert sentences(lines)[1] == f"封顶：1次中计0次；同一件事已在2018年5月11日计过，见 {LOG}:10"


def test_a_corridor_counts_once_a_year(town: Context) -> None:
    """The second time points to the first, in both languages (R18-2.4.2-i10)."""
    lines = scored(
        town, deed(1, "ann", "civilised-stairwell", place="b1-1"), deed(2, "ann", "civilised-stairwell", place="b1-1")
    )
    assert outcome_words(lines[1], counted_before(lines[1], lines)).en == (
        f"capped: 0 of 1 places counted; the place was already counted on 2018-05-11 at {LOG}:10"
    )


def test_a_cap_of_the_day_names_the_item(town: Context) -> None:
    """With a cap of one a day the second service of a day points to the first (R18-2.4.2-i03)."""
    policy = changed(town, "i03", "times", {"value": "1", "clause": "2.4.2-i03", "status": "stated"})
    deeds = (deed(1, "ann", "community-service"), deed(1, "ann", "emergency-response", event="storm"))
    second = Deed(deeds[1].entry, deeds[1].month, deeds[1].role, Source(LOG, 20, 3), deeds[1].known_on)
    lines = scored(town, deeds[0], second, policy=policy)
    assert sentences(lines)[1] == f"封顶：1次中计0次；本项已在2018年5月11日计过，见 {LOG}:10"


def test_too_few_people_are_counted_out(town: Context) -> None:
    """Where a policy sets a least number, the sentence names both (R18-2.4.2-i07)."""
    policy = changed(town, "i07", "people", {"value": "10", "clause": "2.4.2-i07", "status": "stated"})
    lines = scored(
        town, deed(1, "ann", "mobilise", headcount=6), deed(2, "ann", "mobilise", headcount=10), policy=policy
    )
    assert sentences(lines) == ["未计分：参加6人，至少须有10人", "计分"]


def test_news_without_a_day_of_telling_is_late(town: Context) -> None:
    """Nothing shows that it was told in time (R18-2.1.1-2)."""
    lines = scored(town, deed(1, "ann", "household-change", change="birth"))
    assert sentences(lines) == ["迟报，未计分：没有告知日；最迟应在2018年5月18日告知"]


def test_a_restated_line_points_to_what_it_replaces(town: Context) -> None:
    """Withdrawn and restated lines both name the first record, and the cap is free again (R18-2.4.2-2, G-18)."""
    first = deed(1, "ann", "mediation", event="noise")
    told = {"known_on": date(2018, 7, 10), "corrects": first.source}
    place = Source("corrections/c2.yaml", 1, 1)
    withdrawn = Deed(first.entry, first.month, first.role, place, withdraws=True, **told)  # type: ignore[arg-type]
    restated = Deed(first.entry, first.month, first.role, place, **told)  # type: ignore[arg-type]
    lines = scored(town, first, withdrawn, restated)
    assert [line.points for line in lines] == [Decimal(1), Decimal(-1), Decimal(1)]
    assert sentences(lines) == [
        "计分",
        f"已由2018年7月10日的更正撤销，原记录见 {LOG}:10",
        f"按2018年7月10日的更正计分，原记录见 {LOG}:10",
    ]


def test_every_source_of_leaders_has_its_words() -> None:
    """No tag that a person's record may carry is without a term; a list of sources would stop there."""
    assert set(leaders._TAGS) == set(get_args(SourceTag))
