"""What every worked case says: its id, rules, changed settings, variants, and the leaders of its town.

Knows the frame only; what a kind of case holds is said by the types that fill it.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from generator.records.base import PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, Line, Points

G = TypeVar("G")
E = TypeVar("E")

CASE_FAULTS: dict[str, tuple[str, str]] = {
    "override-without-value": (
        "A changed setting has neither a value nor unset, or both.",
        "Give either value: or choices: with the new value, or unset: true.",
    ),
    "score-and-bonus": (
        "A leader has both a score and a bonus.",
        "Give one of them; the score is the base points and the bonus together.",
    ),
}


def _fault(check: str) -> PydanticCustomError:
    return PydanticCustomError(check, CASE_FAULTS[check][0])


class LaterValue(Record):
    """A value that a changed setting holds from a day on."""

    from_: Day = field("起", "From", "生效的日子", "First day", PUBLIC, alias="from")
    value: Line = field("值", "Value", "这天起的值", "The value from that day on", PUBLIC)


class Override(Record):
    """A setting that a case changes: its path in the pack, lists addressed by id or kind."""

    path: Line = field(
        "参数", "Path", "如 items.i01.caps.distinct.times", "Such as items.i01.caps.distinct.times", PUBLIC
    )
    value: Line | None = field("值", "Value", "改成的值", "The new value", PUBLIC, default=None)
    choices: tuple[Line, ...] | None = field(
        "多个值", "Choices", "参数是列表时填写", "Where it holds a list", PUBLIC, default=None
    )
    unset: Flag = field("未定", "Unset", "改为未定", "Whether it becomes unset", PUBLIC, default=False)
    later: tuple[LaterValue, ...] = field(
        "后来的值", "Later", "以后改成的值，按先后列出", "Values of later days, in order", PUBLIC, default=()
    )

    @model_validator(mode="after")
    def _one_of_three(self) -> Override:
        if (self.value is not None) + (self.choices is not None) + self.unset != 1:
            raise _fault("override-without-value")
        return self


class Variant(Record, Generic[G, E]):
    """The same case under other settings, or with other facts."""

    title: Line = field("标题", "Title", "与前面有何不同", "What differs", PUBLIC)
    with_: tuple[Override, ...] = field(
        "改设", "With", "改动的参数", "Settings that differ", PUBLIC, alias="with", default=()
    )
    given: G | None = field("事实", "Given", "不写则与前面相同", "Absent means as before", PUBLIC, default=None)
    expect: E = field("结果", "Expect", "应有的结果", "What must come of it", PUBLIC)


class CaseOf(Record, Generic[G, E]):
    """What every kind of case says."""

    id: Line = field("编号", "Id", "案例编号", "Id of the case", PUBLIC)
    title: Line = field("标题", "Title", "一句话说明", "What it shows", PUBLIC)
    rules: tuple[Line, ...] = field("规则", "Rules", "说明的规则编号", "Rule ids that it shows", PUBLIC)
    with_: tuple[Override, ...] = field(
        "改设", "With", "改动的参数", "Settings that differ", PUBLIC, alias="with", default=()
    )
    given: G = field("事实", "Given", "已知的事实", "The facts", PUBLIC)
    expect: E = field("结果", "Expect", "应有的结果", "What must come of them", PUBLIC)
    variants: tuple[Variant[G, E], ...] = field(
        "变式", "Variants", "只列不同之处", "What differs from it", PUBLIC, default=()
    )


class GivenLeader(Record):
    """A leader of the town; without dates in post from the first day of the policy's first year on."""

    leader: Id = field("楼长", "Leader", "案例中的代号", "Code within the case", PUBLIC)
    role: Id | None = field(
        "角色", "Role", "不写为第一个计分的角色", "Absent means the first scored role", PUBLIC, default=None
    )
    from_: Day | None = field("到任日", "From", "在任的第一天", "First day in post", PUBLIC, alias="from", default=None)
    until: Day | None = field("离任日", "Until", "在任的最后一天", "Last day in post", PUBLIC, default=None)
    community: Id | None = field(
        "社区",
        "Community",
        "所在的社区，不写则同在一个社区",
        "Community; absent means one for all",
        PUBLIC,
        default=None,
    )
    group: Id | None = field(
        "分组", "Group", "所在的网格，不写则同在一个网格", "Grid; absent means one for all", PUBLIC, default=None
    )
    opted_out: Flag = field(
        "不参评", "Opted out", "是否声明不参评", "Whether taking no part in contests", PUBLIC, default=False
    )
    score: Points | None = field("得分", "Score", "年度得分", "Score of the year", PUBLIC, default=None)
    bonus: Points | None = field("加分", "Bonus", "年度加分", "Bonus of the year", PUBLIC, default=None)

    @model_validator(mode="after")
    def _score_or_bonus(self) -> GivenLeader:
        if self.score is not None and self.bonus is not None:
            raise _fault("score-and-bonus")
        return self
