"""How candidates come forward and are looked at: notice, joint proposals, organisations, opinion, interview.

Closed sets of named rules; nobody who supports a candidate is ever named in a record.
"""

from __future__ import annotations

from typing import Literal

from generator.policies.selection import Choice
from generator.policies.settings import Setting
from generator.records.base import PUBLIC, Record, field
from generator.records.people import SourceTag
from generator.records.scalars import Flag, Id, Line, Whole


class Recruitment(Record):
    """The notice that calls for candidates."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    level: Id = field("层级", "Level", "在哪一层级张贴", "Level at which it is put up", PUBLIC)
    required: Setting[Flag] = field("须张贴", "Required", "是否须张贴", "Whether it must be put up", PUBLIC)
    days: Setting[Whole] = field("天数", "Days", "张贴几天", "How long it hangs", PUBLIC)


class JointProposal(Record):
    """A channel by which residents propose somebody together."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    channel: Id = field("渠道", "Channel", "推荐渠道代码", "Code of the channel", PUBLIC)
    least: Setting[Whole] = field("人数", "Least", "最少多少，含", "Fewest, included", PUBLIC)
    unit: Setting[Literal["person", "household"]] = field(
        "计数单位", "Unit", "按人或按户计", "Persons or households", PUBLIC
    )
    same_place: Setting[Flag] = field(
        "限本栋", "Same place", "只计本栋居民", "Only residents of the place count", PUBLIC
    )
    nominee_counts: Setting[Flag] = field(
        "计本人", "Nominee counts", "被推荐人是否计入", "Whether the nominee counts", PUBLIC
    )


class OrganisationProposal(Record):
    """A channel by which organisations propose somebody."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    channel: Id = field("渠道", "Channel", "推荐渠道代码", "Code of the channel", PUBLIC)
    kinds: tuple[Choice, ...] = field("组织", "Kinds", "可以推荐的组织", "Organisations that may propose", PUBLIC)


class Opinion(Record):
    """An outside opinion that the check of qualifications takes in; only yes or no is kept."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    of: Line = field("单位", "Of", "征求谁的意见", "Whose opinion", PUBLIC)
    required: Setting[Flag] = field("必须", "Required", "没有意见时不得通过", "Without it nobody passes", PUBLIC)
    negative: Setting[Literal["stop", "warn"]] = field(
        "不同意", "Negative", "意见为否时怎样处理", "What a negative opinion means", PUBLIC
    )


class Interview(Record):
    """Talks and visits that settle the preliminary list."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    required: Setting[Flag] = field("必须", "Required", "是否必须", "Whether it must take place", PUBLIC)
    scored: Setting[Flag] = field("计分", "Scored", "是否打分", "Whether marks are given", PUBLIC)


class TiePriority(Record):
    """Who goes first where the interview finds candidates equal; never more than that."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    tags: tuple[SourceTag, ...] = field("来源", "Tags", "同等条件下优先的来源", "Sources that go first", PUBLIC)


class ResidentShare(Record):
    """How many of the leaders should live in the compound themselves."""

    clause: Line = field("条款", "Clause", "条款编号", "Id of an article", PUBLIC)
    percent: Setting[Whole] = field(
        "占比", "Percent", "应超过的百分比", "The share should be above this per cent", PUBLIC
    )


class Nomination(Record):
    """The rules of coming forward and of being looked at."""

    recruitment: Recruitment | None = field(
        "征集公告", "Recruitment", "征集公告", "Notice that calls for candidates", PUBLIC, default=None
    )
    joint: JointProposal | None = field(
        "联名推荐", "Joint proposal", "居民联名推荐", "Residents together", PUBLIC, default=None
    )
    organisations: OrganisationProposal | None = field(
        "组织推荐", "Organisations", "组织推荐", "Organisations", PUBLIC, default=None
    )
    opinion: Opinion | None = field(
        "征求意见", "Opinion", "资格审核时征求的意见", "Opinion taken in", PUBLIC, default=None
    )
    interview: Interview | None = field("面试", "Interview", "面试", "Interview", PUBLIC, default=None)
    tie_priority: TiePriority | None = field(
        "同等优先", "Tie priority", "同等条件下谁优先", "Who goes first among equals", PUBLIC, default=None
    )
    resident_share: ResidentShare | None = field(
        "常住居民占比", "Resident share", "以常住居民为主", "Mainly permanent residents", PUBLIC, default=None
    )
