"""Record types of meetings, who came, the monthly record of each leader, and emergencies on their way up.

Which meetings there are and how often they are held is the policy's; no resident is ever named here.
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import INTERNAL, Record, field
from generator.records.scalars import Day, EntryNumber, Id, Line, Whole


class Attendee(Record):
    """A leader who was called to the meeting."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", INTERNAL)
    state: Literal["present", "excused", "unexcused"] = field(
        "到会", "State", "到会、请假、无故缺席", "Present, excused or unexcused", INTERNAL
    )
    excused_on: Day | None = field("请假日", "Excused on", "请假的日子", "Day of the excuse", INTERNAL, default=None)


class Meeting(Record):
    """One sitting; it may serve several purposes and counts once for whoever stayed away."""

    id: EntryNumber = field("序号", "Number", "本月的序号", "Number in this month", INTERNAL)
    on: Day = field("日期", "Day", "开会的日子", "Day of the meeting", INTERNAL)
    meetings: tuple[Id, ...] = field(
        "会议", "Meetings", "政策包中的会议代码，合开的都写", "Codes of the policy, all that it served", INTERNAL
    )
    place: Id | None = field(
        "地点", "Place", "工作站所在的地点", "Place of the station that held it", INTERNAL, default=None
    )
    chair: Id = field("主持", "Chair", "主持人的人员编号", "Id of the chair", INTERNAL)
    guest: Literal["invited", "attended"] | None = field(
        "受邀方", "Guest", "邀请了，或到会了", "Invited, or came", INTERNAL, default=None
    )
    attendance: tuple[Attendee, ...] = field(
        "到会情况", "Attendance", "应到的人逐个列出", "Everyone who was called", INTERNAL, default=()
    )
    note: Line | None = field("备注", "Note", "内部备注", "Internal note", INTERNAL, default=None)


class MeetingSheet(Record):
    """`meetings/<month>.yaml`: the meetings of one community in one month."""

    meetings: tuple[Meeting, ...] = field("会议", "Meetings", "按序号排列", "In the order of their numbers", INTERNAL)


class MonthlyRow(Record):
    """How one leader worked in the month, beside what logs and meetings show."""

    leader: Id = field("楼长", "Leader", "人员编号", "Id of the leader", INTERNAL)
    disputes: Whole = field("纠纷", "Disputes", "调解的纠纷数", "Disputes mediated", INTERNAL, default=0)
    hazards: Whole = field("隐患", "Hazards", "发现的隐患数", "Hazards found", INTERNAL, default=0)
    requests: Whole = field("诉求", "Requests", "反映的诉求数", "Requests passed on", INTERNAL, default=0)
    tickets: Whole = field("工单", "Tickets", "相关的热线工单数", "Hotline tickets concerned", INTERNAL, default=0)
    remark: Line | None = field("评语", "Remark", "只写工作表现", "On the work alone", INTERNAL, default=None)


class MonthlyRecord(Record):
    """`monthly_records/<month>.yaml`: the month's record of each leader, a basis of the yearly assessment."""

    recorder: Id = field("记录人", "Recorder", "记录的岗位或人员编号", "Post or person that records", INTERNAL)
    checked_by: Id | None = field(
        "核对人", "Checked by", "核对的岗位，须与记录人不同", "A post other than the recorder", INTERNAL, default=None
    )
    checked_on: Day | None = field("核对日", "Checked on", "核对的日子", "Day of the check", INTERNAL, default=None)
    rows: tuple[MonthlyRow, ...] = field("记录", "Rows", "每人一条", "One per leader", INTERNAL)


class Escalated(Record):
    """That a level was told."""

    level: Id = field("层级", "Level", "政策包中的报告层级代码", "Level code of the policy", INTERNAL)
    on: Day = field("日期", "Day", "告知的日子", "Day it was told", INTERNAL)


class Incident(Record):
    """`incidents/<id>.yaml`: an emergency or a matter of public opinion on its way up."""

    kind: Literal["emergency", "opinion"] = field(
        "种类", "Kind", "突发事件或重大舆情", "Emergency or public opinion", INTERNAL
    )
    title: Line = field("事项", "Title", "不写姓名和门牌", "Without names or door numbers", INTERNAL)
    found_on: Day = field("发现日", "Found on", "发现的日子", "Day it was found", INTERNAL)
    escalations: tuple[Escalated, ...] = field("逐级报告", "Escalations", "自下而上", "From the bottom up", INTERNAL)
    closed_on: Day | None = field("办结日", "Closed on", "办结的日子", "Day it was closed", INTERNAL, default=None)
