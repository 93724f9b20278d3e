"""Record types of money: pay runs as they were settled, top-ups and yearly funds.

Amounts are written in yuan with two decimals and held in fen; what somebody is due is computed elsewhere.
"""

from __future__ import annotations

from generator.records.base import INTERNAL, Record, field
from generator.records.scalars import Day, Id, Line, PeriodText, Yuan


class PaidRow(Record):
    """One line of a pay run as it was settled."""

    person: Id = field("人员", "Person", "人员编号", "Id of the person", INTERNAL)
    component: Id = field("项目", "Component", "政策包中的补贴项目代码", "Component code of the policy", INTERNAL)
    amount: Yuan = field("金额", "Amount", "元，两位小数", "Yuan with two decimals", INTERNAL)


class PayRun(Record):
    """`pay_runs/<period>.yaml`: a month's allowances, or a year's lump sums, as settled and paid."""

    rows: tuple[PaidRow, ...] = field("名单", "Rows", "逐人逐项", "Person by person", INTERNAL)
    prepared_by: Id = field("编制", "Prepared by", "编制的岗位", "Post that prepared it", INTERNAL)
    calculated_on: Day = field("核算日", "Calculated on", "核算的日子", "Day it was worked out", INTERNAL)
    checked_by: Id | None = field(
        "复核", "Checked by", "复核的岗位，须与编制不同", "A post other than the preparer", INTERNAL, default=None
    )
    checked_on: Day | None = field("复核日", "Checked on", "复核的日子", "Day of the check", INTERNAL, default=None)
    approved_by: Id | None = field("批准", "Approved by", "批准的岗位", "Post that approved", INTERNAL, default=None)
    approved_on: Day | None = field("批准日", "Approved on", "批准的日子", "Day of approval", INTERNAL, default=None)
    transferred_on: Day | None = field(
        "拨付日", "Transferred on", "街道拨给社区的日子", "Day the street transferred it", INTERNAL, default=None
    )
    paid_on: Day | None = field("发放日", "Paid on", "发给本人的日子", "Day it was paid out", INTERNAL, default=None)
    corrects: PeriodText | None = field(
        "更正对象", "Corrects", "补发或扣回的周期", "Period that it makes good", INTERNAL, default=None
    )


class TopUpPayment(Record):
    """`top_ups/<id>.yaml`: extra pay for a month's major task, or for a task of a department."""

    component: Id = field("项目", "Component", "政策包中的补贴项目代码", "Component code of the policy", INTERNAL)
    person: Id = field("人员", "Person", "人员编号", "Id of the person", INTERNAL)
    month: PeriodText = field("月份", "Month", "补贴的月份", "Month it is for", INTERNAL)
    task: Line = field("任务", "Task", "什么任务", "The task", INTERNAL)
    department: Line = field("部门", "Department", "出资的部门", "Department that pays", INTERNAL)
    amount: Yuan = field("金额", "Amount", "元，两位小数", "Yuan with two decimals", INTERNAL)
    applied_on: Day = field("申请日", "Applied on", "申请的日子", "Day of the application", INTERNAL)
    approved_on: Day | None = field("批准日", "Approved on", "批准的日子", "Day of approval", INTERNAL, default=None)
    approved_by: Id | None = field("批准人", "Approved by", "批准的岗位", "Post that approved", INTERNAL, default=None)
