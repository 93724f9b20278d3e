"""The state machines of a policy: states, events, actors, and guards from a closed set.

Knows the shape of a machine and its guards in words; whether a guard holds is found elsewhere.
"""

from __future__ import annotations

from typing import Literal

from generator.machines import Machine
from generator.machines import Transition as Way
from generator.problems import Words
from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Id, Line

MachineName = Literal["selection", "claim", "redemption", "award-round", "exit", "pay-run", "issue"]
Actor = Literal["leader", "resident", "community", "department", "street", "higher", "meeting", "program"]
Guard = Literal[
    "channel_valid",
    "conditions_met",
    "notice_up",
    "window_over",
    "within_window",
    "no_open_objection",
    "objections_decided",
    "papers_signed",
    "training_passed",
    "kit_issued",
    "all_lines_decided",
    "reasons_given",
    "another_person",
    "owner",
    "redemption_open",
    "balance_covers",
    "stock_left",
    "proof_shown",
    "period_over",
    "tie_open",
    "no_open_tie",
    "signatures_present",
    "decision_recorded",
    "notice_period_over",
    "amounts_match",
    "grade_recorded",
    "handler_named",
]

GUARDS: dict[str, Words] = {
    "channel_valid": Words("the channel of nomination is one of the policy's", "推荐渠道是政策规定的渠道"),
    "conditions_met": Words("the conditions are met or waived", "条件符合，或有经批准的例外"),
    "notice_up": Words("the notice is put up", "公示已张贴"),
    "window_over": Words("the time of display is over", "公示期已满"),
    "within_window": Words("the day lies within the time of display", "日子在公示期内"),
    "no_open_objection": Words("no objection is open", "没有未决定的异议"),
    "objections_decided": Words("every objection is decided", "异议都已决定"),
    "papers_signed": Words("the papers are signed", "文书已签"),
    "training_passed": Words("the training is passed", "培训合格"),
    "kit_issued": Words("the kit is issued", "物品已发"),
    "all_lines_decided": Words("every line of the claim is decided", "申报的每一项都已审核"),
    "reasons_given": Words("every refusal and amendment has a reason", "驳回和改动都写了理由"),
    "another_person": Words("somebody other than the one before acts", "办理人不是前一步的人"),
    "owner": Words("the leader uses the points in person", "积分由楼长本人使用"),
    "redemption_open": Words("redemption is switched on", "积分兑换已开通"),
    "balance_covers": Words("the final balance covers the cost", "已确定的积分余额足够"),
    "stock_left": Words("the catalogue has so many left", "目录中的数量足够"),
    "proof_shown": Words("a proof of points and the place are recorded", "记有积分证明编号和兑换地点"),
    "period_over": Words("the period is over", "周期已结束"),
    "tie_open": Words("a tie is open", "有同分待决定"),
    "no_open_tie": Words("no tie is open", "没有待决定的同分"),
    "signatures_present": Words("the required signatures are there", "要求的签字已齐"),
    "decision_recorded": Words("a signed decision is recorded", "已有签字的决定"),
    "notice_period_over": Words("the time of notice is over", "提前告知的时间已满"),
    "amounts_match": Words("the amounts are as computed", "金额与计算一致"),
    "grade_recorded": Words("the grade is recorded", "评议等级已记录"),
    "handler_named": Words("somebody is named who handles it", "已写明经办人"),
}
"""What each guard says; the set is closed, and a new guard is a reviewed addition."""


ACTORS: dict[str, Words] = {
    "leader": Words("the leader the record is about", "记录所写的楼长本人"),
    "resident": Words("a resident", "居民"),
    "community": Words("the community", "社区的岗位"),
    "department": Words("a post of the department", "管理部门的岗位"),
    "street": Words("a post of the street", "街道的岗位"),
    "higher": Words("an office above", "上级的岗位"),
    "meeting": Words("the meeting", "会议"),
    "program": Words("the program", "程序"),
}
"""Who may take a step, in words."""


class State(Record):
    """A state."""

    id: Id = field("代码", "Code", "状态代码", "Code of the state", PUBLIC)
    label: Line = field("名称", "Label", "状态名称", "Label of the state", PUBLIC)


class Transition(Record):
    """An event that leads to a state."""

    event: Id = field("事件", "Event", "事件代码", "Code of the event", PUBLIC)
    label: Line = field("名称", "Label", "事件名称", "Label of the event", PUBLIC)
    from_: tuple[Id, ...] = field("从", "From", "可以发生的状态", "States it may happen in", PUBLIC, alias="from")
    to: Id = field("到", "To", "之后的状态", "State after it", PUBLIC)
    actors: tuple[Actor, ...] = field(
        "办理", "Actors", "由谁办理，不写为不限", "Who may do it; absent means anybody", PUBLIC, default=()
    )
    guards: tuple[Guard, ...] = field("前提", "Guards", "须满足的前提", "What must hold", PUBLIC, default=())
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)


class MachineRule(Record):
    """A machine: its states, the first of them the start, and what leads from one to another."""

    id: MachineName = field("代码", "Code", "流程的种类", "Kind of course", PUBLIC)
    label: Line = field("名称", "Label", "流程名称", "Label of the machine", PUBLIC)
    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    states: tuple[State, ...] = field("状态", "States", "第一个为起点", "The first is the start", PUBLIC)
    transitions: tuple[Transition, ...] = field("事件", "Transitions", "怎样往下走", "What leads on", PUBLIC)

    def machine(self) -> Machine:
        """Return the machine that the engine walks."""
        ways = tuple(
            Way(t.event, t.label, frozenset(t.from_), t.to, frozenset(t.actors), t.guards, t.clause)
            for t in self.transitions
        )
        return Machine(self.id, self.label, {state.id: state.label for state in self.states}, ways, GUARDS, ACTORS)
