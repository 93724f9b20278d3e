"""State machines as data: every step leads on or is refused with the legal next ones named."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings, strategies

from generator.language import translate
from generator.ledger import load_pack
from generator.machines import Step, walk
from generator.policies.machines import ACTORS, COURSE_GUARDS, GUARDS, Actor, Guard, MachineName
from generator.policies.reading import read_policy

if TYPE_CHECKING:
    from generator.machines import Machine
    from generator.policies.machines import MachineRule

ROOT = Path(__file__).resolve().parents[2]
PACKS = {"r18": ROOT, "c21": ROOT, "n22": ROOT, "pts": ROOT, "j22": ROOT, "d6": ROOT / "tests" / "sixth"}
"""Where each pack lies."""
DAY = date(2022, 3, 1)


def rules_of(pack: str) -> dict[str, MachineRule]:
    """The courses that a pack lists, by kind."""
    policy, problems = read_policy(pack, load_pack(PACKS[pack], pack).parts)
    assert problems == ()
    assert policy is not None
    return {str(rule.id): rule for rule in policy.pack.machines}


RULES = {(pack, kind): rule for pack in PACKS for kind, rule in rules_of(pack).items()}


def machine(pack: str, kind: str) -> Machine:
    """The machine of a pack."""
    return RULES[pack, kind].machine()


def test_each_pack_lists_its_courses() -> None:
    """Each policy has the courses that its text describes, and together they are the seven kinds (rules 7.2)."""
    assert {pack: [kind for known, kind in RULES if known == pack] for pack in PACKS} == {
        "r18": ["selection", "award-round", "exit", "issue"],
        "c21": ["selection", "exit", "pay-run"],
        "n22": ["selection", "award-round", "exit", "pay-run", "issue"],
        "pts": ["claim", "redemption", "award-round", "issue"],
        "j22": ["selection", "exit", "award-round"],
        "d6": ["selection", "award-round", "redemption", "pay-run", "exit"],
    }
    assert {kind for _, kind in RULES} == set(get_args(MachineName))


def test_every_guard_has_its_words() -> None:
    """A guard that does not hold can be told in both languages."""
    assert set(get_args(Guard)) == set(GUARDS)


def test_every_guard_can_be_found_out_in_some_course() -> None:
    """No guard is only a word, and no pack lists one in a course that cannot find it out."""
    assert set(get_args(Guard)) == {guard for guards in COURSE_GUARDS.values() for guard in guards}
    for rule in RULES.values():
        assert {guard for way in rule.transitions for guard in way.guards} <= COURSE_GUARDS[rule.id]


def test_every_actor_has_its_words() -> None:
    """Who takes a step can be told in both languages."""
    assert set(get_args(Actor)) == set(ACTORS)


@pytest.mark.parametrize(("pack", "kind"), RULES)
def test_every_course_can_come_to_an_end(pack: str, kind: str) -> None:
    """Some state has no way on, or only one back to itself, as a second push has."""
    found = machine(pack, kind)
    assert [s for s in found.states if all(way.target == s for way in found.next_steps(s))]


@settings(max_examples=60, deadline=None)
@given(data=strategies.data(), of=strategies.sampled_from(sorted(RULES)))
def test_a_walk_never_leaves_the_listed_states(data: strategies.DataObject, of: tuple[str, str]) -> None:
    """Whatever is recorded, the state reached is one of the course, and what is blocked is told with what is legal."""
    found = machine(*of)
    events = strategies.sampled_from([*sorted({way.event for way in found.transitions}), "no-such-step"])
    guards = strategies.frozensets(strategies.sampled_from(sorted(GUARDS)))
    actors = strategies.none() | strategies.sampled_from(sorted(ACTORS))
    days = strategies.dates(DAY, DAY + timedelta(days=3))
    taken = strategies.tuples(events, days, actors, guards)
    steps = [Step(*step) for step in data.draw(strategies.lists(taken, max_size=9))]
    walked = walk(found, steps)
    assert walked.state in found.states
    assert len(walked.taken) == len(steps) or walked.block is not None
    if walked.block is not None:
        assert walked.block.state == walked.state
        assert set(walked.block.next_steps) == {way for way in found.transitions if walked.state in way.sources}
        problem = walked.block.problem()
        assert translate(problem.message, "zh_CN").startswith(found.label)
        assert translate(problem.fix, "zh_CN")


def said(name: str, *steps: Step) -> tuple[str, str, str, str]:
    """Walk steps of which one is blocked, and say the problem in both languages."""
    found = walk(machine("pts", name), steps)
    assert found.block is not None
    problem = found.block.problem("pts 8.1")
    assert problem.clause == "pts 8.1"
    assert problem.source == found.block.step.source
    return (
        problem.check,
        translate(problem.message, "en"),
        translate(problem.message, "zh_CN"),
        translate(problem.fix, "zh_CN"),
    )


def test_an_impossible_step_names_the_legal_ones() -> None:
    """PTS-8-2: a prize is not collected before the redemption is approved."""
    asked = Step("request", DAY, holds=frozenset(GUARDS))
    assert said("redemption", asked, Step("collect", DAY, holds=frozenset(GUARDS))) == (
        "impossible-step",
        "积分兑换: collect（凭证领取） is not possible in the state 已申请.",
        "积分兑换：在“已申请”时不能办理 collect（凭证领取）。",
        "现在可以办理：approve（批准并扣分）, refuse（不批准）, cancel（取消并退分）。",
    )


def test_a_step_after_an_end_is_refused() -> None:
    """Nothing follows an end state, and the block says so."""
    steps = [Step(event, DAY, holds=frozenset(GUARDS)) for event in ("request", "refuse", "approve")]
    assert said("redemption", *steps)[3] == "此后没有别的步骤，请删去这一步。"


def test_an_unmet_guard_is_told_in_words() -> None:
    """PTS-8-3: an approval whose cost the balance does not cover is refused for that reason."""
    held = frozenset(GUARDS) - {"balance_covers"}
    assert said("redemption", Step("request", DAY, holds=held))[:3] == (
        "unmet-guard",
        "积分兑换: request（申请） needs that the final balance covers the cost.",
        "积分兑换：办理 request（申请）的前提是：已确定的积分余额足够。",
    )


def test_a_step_before_the_one_before_it_is_impossible() -> None:
    """Steps are taken in the order of their days."""
    asked = Step("request", DAY, holds=frozenset(GUARDS))
    early = Step("approve", date(2022, 2, 28), holds=frozenset(GUARDS))
    assert said("redemption", asked, early) == (
        "impossible-step",
        "积分兑换: approve（批准并扣分） is of 2022-02-28, before the step before it, of 2022-03-01.",
        "积分兑换：approve（批准并扣分）写的是 2022-02-28，早于前一步的 2022-03-01。",
        "请改正其中一个日子。",
    )


def test_the_wrong_actor_cannot_take_a_step() -> None:
    """PTS-7-2: a leader does not review a claim; the department does."""
    handed = Step("submit", DAY, "leader")
    review = Step("review", DAY, "leader", frozenset(GUARDS))
    assert said("claim", handed, review)[1:] == (
        "按月申报: in the state 已申报, review（逐项审核） is not for the leader to take.",
        "按月申报：在“已申报”时，review（逐项审核）不能由楼长本人办理。",
        "应由社区管理部门办理。",
    )
    found = walk(machine("pts", "claim"), [handed, review])
    assert (found.state, found.block is not None and found.block.check) == ("submitted", "impossible-step")
    assert (
        walk(machine("pts", "claim"), [handed, Step("review", DAY, "department", frozenset(GUARDS))]).state
        == "reviewed"
    )


def test_a_walk_tells_where_it_ended_and_since_when() -> None:
    """The steps before a block are taken."""
    found = walk(machine("pts", "issue"), [Step("receive", DAY), Step("solve", date(2022, 3, 2))])
    assert (found.state, found.since, len(found.taken)) == ("received", DAY, 1)
