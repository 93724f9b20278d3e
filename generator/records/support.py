"""Record types of those who work with leaders, and of what leaders are chosen and supported for.

Which honours give priority is the policy's; residents are never named here.
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Id, Line, PeriodText


class Pairing(Record):
    """`pairings/<id>.yaml`: a mediator and a leader work together."""

    mediator: Id = field("调解员", "Mediator", "调解员的人员编号", "Id of the mediator", INTERNAL)
    leader: Id = field("楼长", "Leader", "楼长的人员编号", "Id of the leader", INTERNAL)
    from_: Day = field("起", "From", "结对的第一天", "First day", INTERNAL, alias="from")
    until: Day | None = field("止", "Until", "结对的最后一天", "Last day", INTERNAL, default=None)


class Project(Record):
    """`projects/<id>.yaml`: a project of a leader that asks for support."""

    leader: Id = field("楼长", "Leader", "人员编号", "Id of the leader", INTERNAL)
    kind: Id = field("种类", "Kind", "政策包中的项目种类代码", "Kind of project in the policy", INTERNAL)
    title: Line = field("名称", "Title", "项目名称", "Title of the project", INTERNAL)
    proposed_on: Day = field("申报日", "Proposed on", "申报的日子", "Day it was proposed", INTERNAL)
    decided_on: Day | None = field("决定日", "Decided on", "决定的日子", "Day of the decision", INTERNAL, default=None)
    decided_by: Id | None = field("决定人", "Decided by", "决定的岗位", "Post that decided", INTERNAL, default=None)
    support: Literal["granted", "refused"] | None = field(
        "扶持", "Support", "给予或不给予", "Granted or refused", INTERNAL, default=None
    )


class Team(Record):
    """`teams/<id>.yaml`: a group of volunteers that grew out of a door or a building."""

    name: Line = field("名称", "Name", "队伍名称", "Name of the team", PUBLIC)
    kind: Line = field("服务内容", "Kind", "做什么", "What it does", PUBLIC)
    leader: Id = field("牵头", "Leader", "牵头楼长的人员编号", "Id of the leader", INTERNAL)
    founded_on: Day = field("成立日", "Founded on", "成立的日子", "Day it was founded", PUBLIC)
    ended_on: Day | None = field("解散日", "Ended on", "解散的日子", "Day it ended", PUBLIC, default=None)


class Holder(Record):
    """A leader on a list of chosen leaders."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", PUBLIC)
    certificate: Line | None = field(
        "证书编号", "Certificate", "表彰证书编号", "Number of the certificate", PUBLIC, default=None
    )


class AwardList(Record):
    """`award_lists/<id>.yaml`: those whom an office chose for an honour without quota."""

    honour: Id = field("评选", "Honour", "政策包中的评选代码", "Honour code of the policy", PUBLIC)
    period: PeriodText = field("周期", "Period", "评选的周期", "Period it is for", PUBLIC)
    place: Id = field("地点", "Place", "由哪个地点评选", "Place that chose", PUBLIC)
    decided_on: Day = field("决定日", "Decided on", "决定的日子", "Day of the decision", PUBLIC)
    decided_by: Id = field("决定人", "Decided by", "决定的岗位", "Post that decided", INTERNAL)
    holders: tuple[Holder, ...] = field("名单", "Holders", "入选的人员", "Those chosen", PUBLIC)
