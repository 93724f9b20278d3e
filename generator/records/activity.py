"""Record types of what leaders did: the month's log, its verification and later corrections.

Which activities exist and what they earn is the policy's; nothing here knows points' values.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias

from msgspec import Struct
from pydantic import ValidatorFunctionWrapHandler, WrapValidator

from generator.problems import Source
from generator.records.base import INTERNAL, PUBLIC, Record, field, written_fields
from generator.records.scalars import Day, EntryNumber, Id, Line, PeriodText, Points, Whole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from decimal import Decimal

Attendance = Literal["on_time", "late", "absent", "excused"]
HouseholdChange = Literal["moved_in", "moved_out", "birth", "death"]


class Entry(Struct, frozen=True, gc=False, eq=False):
    """One thing one leader did on one day, as the ledger holds it: what `WrittenEntry` declares, and where it stands.

    There are far more entries than anything else, so they are light; each value was judged when it was read.
    """

    id: str
    date: dt.date
    leader: str
    activity: str
    path: str = ""
    line: int = 1
    column: int = 1
    role: str | None = None
    count: int | None = None
    households: tuple[str, ...] | None = None
    place: str | None = None
    event: str | None = None
    attendance: Attendance | None = None
    change: HouseholdChange | None = None
    known_on: dt.date | None = None
    told_on: dt.date | None = None
    headcount: int | None = None
    points: Decimal | None = None
    reason: str | None = None
    approved_by: str | None = None
    recorder: str | None = None
    note: str | None = None

    @property
    def origin(self) -> Source:
        """The place of its first key."""
        return Source(self.path, self.line, self.column)

    def __eq__(self, other: object) -> bool:
        """Compare what was written, not where."""
        if not isinstance(other, Entry):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in ENTRY_KEYS)

    def __hash__(self) -> int:
        """Hash what `__eq__` compares."""
        return hash(tuple(getattr(self, name) for name in ENTRY_KEYS))


class WrittenEntry(Record):
    """One thing one leader did on one day."""

    id: EntryNumber = field("序号", "Number", "本月台账内的序号", "Number in this month's log", PUBLIC)
    date: Day = field("日期", "Day", "事情发生的日子，决定计入哪个周期", "Day of the event; decides the period", PUBLIC)
    leader: Id = field("楼长", "Leader", "人员编号", "Id of the person", PUBLIC)
    activity: Id = field("活动", "Activity", "政策包中的活动代码", "Activity code of the policy", PUBLIC)
    role: Id | None = field(
        "角色", "Role", "兼任两职时写明", "Needed when the person holds two roles", PUBLIC, default=None
    )
    count: Whole | None = field("次数", "Count", "不写为 1", "Absent means 1", PUBLIC, default=None)
    households: tuple[Id, ...] | None = field(
        "住户",
        "Households",
        "住户代码，不是门牌号",
        "Opaque household codes, never door numbers",
        INTERNAL,
        default=None,
    )
    place: Id | None = field("地点", "Place", "相关的地点编号", "Id of the place concerned", PUBLIC, default=None)
    event: Id | None = field(
        "事件", "Event", "几人同做一事时用同一编号", "Shared by all who took part", PUBLIC, default=None
    )
    attendance: Attendance | None = field(
        "到会", "Attendance", "会议到会情况", "Attendance of a meeting", INTERNAL, default=None
    )
    change: HouseholdChange | None = field(
        "变动", "Change", "住户变动的种类", "Kind of household change", INTERNAL, default=None
    )
    known_on: Day | None = field(
        "获知日", "Known on", "楼长得知的日子", "Day the leader learned of it", INTERNAL, default=None
    )
    told_on: Day | None = field(
        "告知日", "Told on", "告知网格长的日子", "Day the grid head was told", INTERNAL, default=None
    )
    headcount: Whole | None = field("人数", "Headcount", "参加人数", "People who took part", PUBLIC, default=None)
    points: Points | None = field(
        "分值", "Points", "酌情加分项的分值", "Points of a judgement item", PUBLIC, default=None
    )
    reason: Line | None = field(
        "理由", "Reason", "酌情加分的理由", "Reason for a judgement item", INTERNAL, default=None
    )
    approved_by: Id | None = field(
        "批准人", "Approved by", "批准酌情加分的岗位", "Post that approved it", INTERNAL, default=None
    )
    recorder: Id | None = field(
        "记录人", "Recorder", "与文件开头不同时填写", "Where it differs from the header", INTERNAL, default=None
    )
    note: Line | None = field("备注", "Note", "内部备注", "Internal note", INTERNAL, default=None)


ENTRY_KEYS = tuple(written_fields(WrittenEntry).values())
"""What a person may write of an entry."""


class Entries(tuple[Entry, ...]):  # noqa: SLOT001 - the columns are its own
    """Entries that were read key by key.

    Attributes:
        columns: what stands under a key, None where an entry lacks it; without the keys that no entry has.
        origins: the places of the entries.
    """

    columns: Mapping[str, tuple[Any, ...]]
    origins: tuple[Source, ...]


Fact: TypeAlias = Record | Entry
"""Anything a person wrote under keys, with its place."""


def entry_of(written: WrittenEntry) -> Entry:
    """Return what the ledger holds of a written entry."""
    values = {name: getattr(written, name) for name in ENTRY_KEYS}
    origin = written.origin
    return Entry(**values, path=origin.path, line=origin.line, column=origin.column)


def _entry(value: Any, judge: ValidatorFunctionWrapHandler) -> Entry:
    return value if isinstance(value, Entry) else entry_of(judge(value))


if TYPE_CHECKING:
    _Entry = Entry
else:
    _Entry = Annotated[WrittenEntry, WrapValidator(_entry)]
"""An entry is judged, titled and described as `WrittenEntry` declares it, and held as `Entry`."""


class ActivityLog(Record):
    """`logs/<month>.yaml`: everything recorded in one community for one month."""

    recorder: Id = field("记录人", "Recorder", "记录的岗位或人员编号", "Post or person that records", INTERNAL)
    entries: tuple[_Entry, ...] = field("台账", "Entries", "按序号排列", "In the order of their numbers", PUBLIC)


class Rejection(Record):
    """An entry that did not pass verification."""

    entry: EntryNumber = field("序号", "Entry", "未通过的序号", "Number of the entry", INTERNAL)
    reason: Line = field("理由", "Reason", "未通过的理由", "Why it did not pass", INTERNAL)


class Verification(Record):
    """One sitting in which a range of entries was checked."""

    on: Day = field("核实日", "Verified on", "核实的日子", "Day of the check", INTERNAL)
    by: Id = field("核实人", "Verified by", "核实的岗位，须与记录人不同", "A post other than the recorder", INTERNAL)
    first: EntryNumber = field("自", "First", "第一个序号", "First entry covered", INTERNAL)
    last: EntryNumber = field("至", "Last", "最后一个序号", "Last entry covered", INTERNAL)
    rejected: tuple[Rejection, ...] = field(
        "未通过", "Rejected", "未通过的记录", "Entries refused", INTERNAL, default=()
    )


class VerificationSheet(Record):
    """`verifications/<month>.yaml`: the checks made of that month's log."""

    verifications: tuple[Verification, ...] = field("核实", "Verifications", "逐次列出", "One per sitting", INTERNAL)


class CorrectedEntry(Record):
    """Which entry of which month a correction concerns."""

    month: PeriodText = field("月份", "Month", "台账的月份", "Month of the log", PUBLIC)
    entry: EntryNumber = field("序号", "Entry", "台账的序号", "Number of the entry", PUBLIC)


class Correction(Record):
    """`corrections/<id>.yaml`: a published entry is taken back or restated, never edited (G-18)."""

    corrects: CorrectedEntry = field("更正对象", "Corrects", "被更正的记录", "The entry concerned", PUBLIC)
    effect: Literal["withdraw", "restate"] = field(
        "处理", "Effect", "withdraw 撤销，restate 改记", "Take the entry back, or record it anew", PUBLIC
    )
    restated: _Entry | None = field(
        "改记为", "Restated", "改记后的内容", "The entry as it should read", PUBLIC, default=None
    )
    requested_by: Id = field("提出人", "Requested by", "提出更正的岗位或人员", "Post or person that asked", INTERNAL)
    approved_by: Id = field(
        "批准人", "Approved by", "批准的岗位，须与提出人不同", "A post other than the requester", INTERNAL
    )
    approved_on: Day = field("批准日", "Approved on", "批准的日子", "Day of approval", PUBLIC)
    reason: Line = field("理由", "Reason", "更正的理由，会公开", "Why; this is published", PUBLIC)
    objection: Id | None = field(
        "异议", "Objection", "起因的公示编号", "The notice whose objection led to it", PUBLIC, default=None
    )
