"""State machines as data: every step leads on or is refused with the legal next ones named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import pytest

from generator.documents import read
from generator.language import translate
from generator.ledger import load_pack
from generator.machines import Step, walk
from generator.policies.machines import GUARDS, Guard, MachineName, MachineRule
from generator.policies.reading import read_policy
from generator.records.reading import read_record

if TYPE_CHECKING:
    from generator.machines import Machine

ROOT = Path(__file__).resolve().parents[2]
READY = ROOT / "docs" / "engineering" / "machines"
DAY = date(2022, 3, 1)


def rules() -> dict[str, MachineRule]:
    """The machines of the points scheme, and those that lie ready for other packs."""
    policy, problems = read_policy("pts", load_pack(ROOT, "pts").parts)
    assert problems == ()
    assert policy is not None
    found = {rule.id: rule for rule in policy.pack.machines}
    for path in sorted(READY.glob("*.yaml")):
        document, faults = read(f"records/policies/x1/{path.name}", path.read_bytes())
        assert faults == ()
        assert document is not None
        rule, faults = read_record(MachineRule, document)
        assert faults == ()
        assert rule is not None
        found[rule.id] = rule
    return {str(name): rule for name, rule in found.items()}


RULES = rules()


def machine(name: str) -> Machine:
    """The machine of that kind."""
    return RULES[name].machine()


def test_every_kind_of_course_is_written_as_data() -> None:
    """Selection, claim, redemption, award round, exit, pay run and issue (rules 7.2) each have a machine."""
    assert set(RULES) == set(get_args(MachineName))


def test_every_guard_has_its_words() -> None:
    """A guard that does not hold can be told in both languages."""
    assert set(get_args(Guard)) == set(GUARDS)


@pytest.mark.parametrize("name", sorted(get_args(MachineName)))
def test_every_state_is_defined_once_and_can_be_reached(name: str) -> None:
    """A machine names no state that it does not have, and has none that nothing leads to."""
    rule, found = RULES[name], machine(name)
    states = [state.id for state in rule.states]
    assert len(states) == len(set(states))
    assert {state for way in rule.transitions for state in (*way.from_, way.to)} <= set(states)
    reached, pending = {found.start}, [found.start]
    while pending:
        for way in found.next_steps(pending.pop()):
            if way.target not in reached:
                reached.add(way.target)
                pending.append(way.target)
    assert reached == set(states)
    assert any(found.is_end(state) for state in states)


WAYS = {
    "selection": "open nominate check review approve publicise object resolve fix decide start",
    "claim": "submit review record publish appeal resolve finish",
    "redemption": "request approve collect",
    "award-round": "freeze rank tie decide-tie confirm",
    "exit": "propose inform decide take-effect archive",
    "pay-run": "accrue await release check approve transfer pay",
    "issue": "receive accept measure solve",
}


@pytest.mark.parametrize("name", sorted(WAYS))
def test_the_usual_way_leads_to_an_end(name: str) -> None:
    """With every guard held, the steps of the usual way follow each other to an end state."""
    held = frozenset(GUARDS)
    found = walk(machine(name), [Step(event, DAY, holds=held) for event in WAYS[name].split()])
    assert found.block is None
    assert machine(name).is_end(found.state)


@pytest.mark.parametrize("name", sorted(WAYS))
def test_the_usual_way_backwards_is_impossible(name: str) -> None:
    """The last step cannot come first, and the block names what may."""
    found = walk(machine(name), [Step(WAYS[name].split()[-1], DAY, holds=frozenset(GUARDS))])
    assert found.block is not None
    assert found.block.check == "impossible-step"
    assert [way.event for way in found.block.next_steps] == [
        way.event for way in machine(name).transitions if machine(name).start in way.sources
    ]


def said(name: str, *steps: Step) -> tuple[str, str, str, str]:
    """Walk steps of which one is blocked, and say the problem in both languages."""
    found = walk(machine(name), steps)
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
    assert said("redemption", asked, early)[0] == "impossible-step"


def test_the_wrong_actor_cannot_take_a_step() -> None:
    """PTS-7-2: a leader does not review a claim; the department does."""
    handed = Step("submit", DAY, "leader")
    review = Step("review", DAY, "leader", frozenset(GUARDS))
    found = walk(machine("claim"), [handed, review])
    assert (found.state, found.block is not None and found.block.check) == ("submitted", "impossible-step")
    assert walk(machine("claim"), [handed, Step("review", DAY, "department", frozenset(GUARDS))]).state == "reviewed"


def test_a_walk_tells_where_it_ended_and_since_when() -> None:
    """The steps before a block are taken."""
    found = walk(machine("issue"), [Step("receive", DAY), Step("solve", date(2022, 3, 2))])
    assert (found.state, found.since, len(found.taken)) == ("received", DAY, 1)
