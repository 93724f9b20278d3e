"""Record types of one person: appointments, consents, training and kit.

Holds nothing private (decision 10): no identity number, birth date, home address or mobile number.
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import CONSENT, INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Id, Line, Name, OfficePhone, PeriodText, Whole

Channel = Literal["web", "board"]
ConsentField = Literal["phone", "photo", "story", "name"]
SourceTag = Literal[
    "retired_official",
    "party_member",
    "civil_servant",
    "volunteer",
    "enterprise_staff",
    "community_retiree",
    "property_manager",
    "keen_resident",
    "party_group_head",
    "model_worker",
    "lane_steward",
    "community_talent",
    "party_liaison",
]
Education = Literal["below_college", "college", "bachelor", "master", "doctor"]

KitItem = Literal[
    "badge",
    "sign",
    "handbook",
    "record_book",
    "clothes",
    "bag",
    "notebook",
    "armband",
    "cap",
    "torch",
]
StaffType = Literal["community_worker", "grid_member_ft", "grid_member_pt"]


class Ending(Record):
    """How an appointment ended."""

    on: Day = field("离任日", "Last day", "在任的最后一天", "Last day in post", PUBLIC)
    ground: Literal["resigned", "moved_away", "replaced", "term_ended", "deceased"] = field(
        "原因", "Ground", "离任原因", "Why the appointment ended", INTERNAL
    )
    decision: Id | None = field(
        "决定", "Decision", "决定记录的编号", "Id of the decision record", INTERNAL, default=None
    )


class Concurrence(Record):
    """Why somebody who holds a post already takes on further places, and that the person agreed."""

    ground: Id = field("原因", "Ground", "政策包中的兼任原因代码", "Ground code of the policy", INTERNAL)
    consent_on: Day = field("同意日", "Agreed on", "本人同意兼任的日子", "Day the person agreed", INTERNAL)


class AppointmentLetter(Record):
    """The letter by which somebody is appointed."""

    number: Line = field("编号", "Number", "聘书编号", "Number of the letter", INTERNAL)
    on: Day = field("日期", "Day", "颁发的日子", "Day it was given", INTERNAL)


class Appointment(Record):
    """One post held by the person, from a day on."""

    id: Id = field("编号", "Id", "任职编号，本人之内不重复", "Id, unique for the person", INTERNAL)
    role: Id = field("角色", "Role", "政策包中的角色代码", "Role code of the policy", PUBLIC)
    places: tuple[Id, ...] = field("负责地点", "Places", "负责的地点编号", "Places in the person's care", PUBLIC)
    from_: Day = field("到任日", "First day", "在任的第一天", "First day in post", PUBLIC, alias="from")
    ended: Ending | None = field(
        "离任", "Ended", "离任后填写", "Filled in when the person leaves", PUBLIC, default=None
    )
    case: Id | None = field("选任", "Selection", "选任记录的编号", "Id of the selection case", INTERNAL, default=None)
    concurrent: Concurrence | None = field(
        "兼任", "Concurrent", "兼任其他地点时填写", "Where further places are taken on", INTERNAL, default=None
    )
    residence: Literal["own_building", "own_compound", "elsewhere"] | None = field(
        "居住",
        "Residence",
        "只写是否住在本楼栋、本小区",
        "Only whether in the building or the compound",
        INTERNAL,
        default=None,
    )
    letter: AppointmentLetter | None = field(
        "聘书", "Letter", "由上级聘任的填写", "Where appointed by letter", INTERNAL, default=None
    )
    basis: Literal["election", "selection"] | None = field(
        "产生方式", "Basis", "选举产生的写 election", "Election where elected", INTERNAL, default=None
    )


class Consent(Record):
    """That the person agreed to publish a field, where and since when (PIPL art. 25)."""

    to: ConsentField = field("同意公开", "Agreed field", "同意公开的内容", "What may be published", INTERNAL)
    channels: tuple[Channel, ...] = field("渠道", "Channels", "网页、公示牌", "Web, board", INTERNAL)
    given_on: Day = field("同意日", "Given on", "签字的日子", "Day of signature", INTERNAL)
    withdrawn_on: Day | None = field(
        "撤回日", "Withdrawn on", "撤回的日子", "Day of withdrawal", INTERNAL, default=None
    )


class Training(Record):
    """A training the person attended."""

    on: Day = field("日期", "Day", "培训的日子", "Day of the training", INTERNAL)
    topic: Line = field("主题", "Topic", "培训主题", "Topic", INTERNAL)
    kind: Literal["induction", "regular"] | None = field(
        "种类", "Kind", "上岗培训或经常培训", "Before duty, or later on", INTERNAL, default=None
    )
    result: Literal["passed", "failed"] | None = field(
        "结果", "Result", "合格或不合格", "Passed or failed", INTERNAL, default=None
    )
    provider: Literal["street", "community", "social_work", "venture_project"] | None = field(
        "承办", "Provider", "街镇、社区、社工站、公益创投", "Who gave it", INTERNAL, default=None
    )


class Kit(Record):
    """A thing issued to the person: badge, sign, handbook, record book."""

    item: KitItem = field("物品", "Item", "发放的物品", "What was issued", INTERNAL)
    on: Day = field("日期", "Day", "发放的日子", "Day of issue", INTERNAL)
    number: Line | None = field("号码", "Number", "证件号码", "Number on the badge", INTERNAL, default=None)


class InsuranceCover(Record):
    """An accident policy bought for the person; its number stays outside."""

    from_: Day = field("起", "From", "保险的第一天", "First day covered", INTERNAL, alias="from")
    until: Day = field("止", "Until", "保险的最后一天，含当日", "Last day covered, included", INTERNAL)
    bought_on: Day = field("投保日", "Bought on", "投保的日子", "Day it was bought", INTERNAL)


class AgeCheck(Record):
    """A clerk certifies full years on a day; the birth date stays outside."""

    on: Day = field("日期", "Day", "核对的日子", "Day of the check", INTERNAL)
    full_years: Whole = field("周岁", "Full years", "当天的周岁", "Age in full years on that day", INTERNAL)


class Person(Record):
    """`people/<person>.yaml`: a leader, a grid head or a candidate."""

    name: Name = field("姓名", "Name", "在任期间公开的姓名", "The name shown while in post", PUBLIC)
    pinyin: Line | None = field(
        "拼音", "Pinyin", "读音特殊时填写", "Where the usual reading is wrong", PUBLIC, default=None
    )
    public_phone: OfficePhone | None = field(
        "值班电话",
        "Duty telephone",
        "仅填值班电话，须有本人同意",
        "A duty line, published with consent only",
        CONSENT,
        default=None,
    )
    tags: tuple[SourceTag, ...] = field(
        "来源",
        "Source",
        "离退休干部、在职党员、机关干部等",
        "Retired official, Party member, civil servant …",
        INTERNAL,
        default=(),
    )
    staff_type: StaffType | None = field(
        "工作人员身份",
        "Staff type",
        "社区工作者、专职或兼职网格员",
        "Community worker, full-time or part-time grid member",
        INTERNAL,
        default=None,
    )
    insurance: tuple[InsuranceCover, ...] = field(
        "保险", "Insurance", "社区购买的意外险", "Accident policies bought", INTERNAL, default=()
    )
    appointments: tuple[Appointment, ...] = field(
        "任职", "Appointments", "担任过的职务", "Posts held", PUBLIC, default=()
    )
    consents: tuple[Consent, ...] = field(
        "同意书", "Consents", "公开个人信息的同意", "Agreements to publish", INTERNAL, default=()
    )
    trainings: tuple[Training, ...] = field(
        "培训", "Trainings", "参加过的培训", "Trainings attended", INTERNAL, default=()
    )
    kit: tuple[Kit, ...] = field(
        "物品", "Kit", "领取的标牌、手册等", "Badge, handbook and the like", INTERNAL, default=()
    )
    education: Education | None = field(
        "学历", "Education", "只用于统计", "Counted in figures only", INTERNAL, default=None
    )
    age_check: AgeCheck | None = field(
        "年龄核对", "Age check", "由工作人员核对", "Certified by a clerk", INTERNAL, default=None
    )
    opted_out: tuple[PeriodText, ...] = field(
        "不参评",
        "Opted out",
        "本人不参加评比的年度",
        "Years in which the person takes no part in contests",
        INTERNAL,
        default=(),
    )
