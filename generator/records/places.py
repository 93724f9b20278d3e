"""Record types of the site, the calendar, a jurisdiction and a community with its places.

The levels a place may have, and which lies in which, are the policy's; nothing here knows them.
"""

from __future__ import annotations

from typing import Literal

from generator.records.base import INTERNAL, PUBLIC, Record, field
from generator.records.scalars import Day, Flag, Id, Line, LongText, Name, OfficePhone, TimeZone, WebAddress, Whole

Settlement = Literal["urban", "village", "village_like_community", "transition", "village_as_compound"]
"""How people live together in a place; which rules hold there is the policy's to say."""


class Site(Record):
    """`site.yaml`: what holds for the whole site."""

    title: Line = field("网站名称", "Site title", "显示在每一页顶部", "Shown at the top of each page", PUBLIC)
    language: Literal["zh_CN", "en"] = field(
        "语言", "Language", "检查结果用的语言", "The language of messages", PUBLIC, default="zh_CN"
    )
    address: WebAddress | None = field(
        "网址",
        "Address",
        "网站的网址，印成公示牌上的二维码；不写就不印",
        "Where the site stands; printed as a code on boards, which have none without it",
        PUBLIC,
        default=None,
    )
    jurisdictions: tuple[Id, ...] = field(
        "辖区", "Jurisdictions", "按首页显示的先后列出", "In the order of the home page", PUBLIC
    )


class DaysOff(Record):
    """A run of days declared off."""

    from_: Day = field("起", "From", "第一天", "First day", PUBLIC, alias="from")
    until: Day = field("止", "Until", "最后一天，含当日", "Last day, included", PUBLIC)
    name: Line = field("名称", "Name", "节日名称", "Name of the holiday", PUBLIC)


class Calendar(Record):
    """`calendar/<year>.yaml`: days off and make-up working days as the State Council set them."""

    paper: Line = field("文件", "Paper", "国务院办公厅通知的名称", "Title of the paper", PUBLIC)
    number: Line = field("文号", "Document number", "通知的文号", "Number of the paper", PUBLIC)
    issued_on: Day = field("发文日", "Issued on", "通知落款的日子", "Day at the end of the paper", PUBLIC)
    amended_by: tuple[Line, ...] = field(
        "后续通知", "Amended by", "修改安排的后续通知文号", "Later papers", PUBLIC, default=()
    )
    days_off: tuple[DaysOff, ...] = field("放假", "Days off", "放假的日子", "Days declared off", PUBLIC)
    make_up_days: tuple[Day, ...] = field(
        "调休上班", "Make-up days", "周末上班的日子", "Weekend days that are worked", PUBLIC, default=()
    )


class Office(Record):
    """An office that residents may turn to."""

    id: Id = field("编号", "Id", "办公室编号", "Id of the office", PUBLIC)
    name: Line = field("名称", "Name", "办公室名称", "Name of the office", PUBLIC)
    phone: OfficePhone = field("电话", "Telephone", "办公电话", "Office telephone", PUBLIC)
    address: Line = field("地址", "Address", "办公地址", "Office address", PUBLIC)
    hours: Line = field("办公时间", "Hours", "何时可以来访", "When to visit", PUBLIC)


class StaffPost(Record):
    """A post in an office that records or checks; the post is named, not the person."""

    id: Id = field("编号", "Id", "岗位编号", "Id of the post", INTERNAL)
    title: Line = field("岗位", "Post", "岗位名称", "Title of the post", INTERNAL)
    office: Id = field("办公室", "Office", "所在办公室编号", "Id of the office", INTERNAL)


class UpperPlace(Record):
    """A place above the communities: a street, a city, a district."""

    id: Id = field("编号", "Id", "地点编号", "Id of the place", PUBLIC)
    level: Id = field("层级", "Level", "政策包中的层级代码", "Level code of the policy", PUBLIC)
    name: Line = field("名称", "Name", "地点名称", "Name of the place", PUBLIC)
    parent: Id | None = field("上级", "Parent", "上级地点编号", "Id of the place above", PUBLIC, default=None)


class Jurisdiction(Record):
    """`jurisdiction.yaml`: who runs the scheme, under which policy, with which offices."""

    name: Line = field("名称", "Name", "辖区名称", "Name of the jurisdiction", PUBLIC)
    policy: Id = field("政策", "Policy", "适用的政策包编号", "Id of the policy pack", PUBLIC)
    fictional: Flag = field(
        "虚构", "Fictional", "为 true 时每页标明是虚构数据", "Marks every page as invented data", PUBLIC, default=False
    )
    time_zone: TimeZone = field("时区", "Time zone", "决定当天是哪一天", "Decides which day it is", PUBLIC)
    offices: tuple[Office, ...] = field("办公室", "Offices", "受理意见的办公室", "Offices that take objections", PUBLIC)
    staff: tuple[StaffPost, ...] = field("岗位", "Posts", "记录和核实的岗位", "Posts that record and check", INTERNAL)
    places: tuple[UpperPlace, ...] = field(
        "上级地点", "Upper places", "社区以上的地点", "Places above communities", PUBLIC
    )
    rules_document: Line | None = field(
        "协作规范",
        "Cooperation rules",
        "日常协作规范文件的名称",
        "Title of the rules of daily cooperation",
        PUBLIC,
        default=None,
    )


class ChatGroup(Record):
    """That a grid's chat group exists; join codes are never recorded."""

    exists: Flag = field("已建群", "Exists", "是否已建立微信群", "Whether the group exists", INTERNAL)
    owner: Id | None = field(
        "群主", "Owner", "群主的岗位或人员编号", "Post or person that runs it", INTERNAL, default=None
    )


class Place(Record):
    """A place inside a community: grid, compound, building, stairwell, as the policy's levels say."""

    id: Id = field("编号", "Id", "地点编号，社区内不重复", "Id, unique in the community", PUBLIC)
    level: Id = field("层级", "Level", "政策包中的层级代码", "Level code of the policy", PUBLIC)
    name: Line = field("名称", "Name", "地点名称", "Name of the place", PUBLIC)
    parent: Id | None = field(
        "上级",
        "Parent",
        "上级地点编号；不写则直属社区",
        "Place above; absent means the community",
        PUBLIC,
        default=None,
    )
    compound: Id | None = field(
        "小区", "Compound", "所在小区的地点编号", "The residential compound it stands in", PUBLIC, default=None
    )
    households: Whole | None = field("户数", "Households", "住户数", "Number of households", PUBLIC, default=None)
    households_resident: Whole | None = field(
        "常住户数", "Resident households", "实际居住的户数", "Households that really live there", INTERNAL, default=None
    )
    counted_on: Day | None = field(
        "统计日", "Counted on", "户数统计的日子", "Day the households were counted", INTERNAL, default=None
    )
    buildings: tuple[Id, ...] = field(
        "包含楼栋", "Buildings", "网格包含的楼栋编号", "Buildings that a grid covers", PUBLIC, default=()
    )
    vacant_reason: Id | None = field(
        "空缺原因",
        "Vacant because",
        "政策包中的空缺原因代码",
        "Code of the policy for a vacancy",
        INTERNAL,
        default=None,
    )
    settlement: Settlement | None = field(
        "居住形态", "Settlement", "城镇小区不写", "Absent means an urban compound", INTERNAL, default=None
    )
    moved_back_on: Day | None = field(
        "回迁日", "Moved back on", "过渡安置的回迁日", "Day people moved back", INTERNAL, default=None
    )
    chat_group: ChatGroup | None = field(
        "微信群", "Chat group", "网格的楼长微信群", "The grid's chat group of leaders", INTERNAL, default=None
    )
    board_up_on: Day | None = field(
        "公示牌上墙", "Board put up", "公示牌上墙的日子", "Day the notice board was put up", PUBLIC, default=None
    )


class ServiceNumber(Record):
    """A telephone that stands on each board of the community."""

    label: Name = field("名称", "Label", "如：物业、派出所", "Such as property company, police", PUBLIC)
    phone: OfficePhone = field("电话", "Telephone", "办公电话", "Office telephone", PUBLIC)


class Community(Record):
    """`community.yaml`: a community, where it belongs, its office and its places."""

    name: Line = field("名称", "Name", "社区名称", "Name of the community", PUBLIC)
    parent: Id = field("上级", "Parent", "所属街道的编号", "Id of the place above", PUBLIC)
    office: Id = field("办公室", "Office", "社区办公室编号", "Id of its office", PUBLIC)
    service_numbers: tuple[ServiceNumber, ...] = field(
        "服务电话", "Service numbers", "印在公示牌上的电话", "Printed on each board", PUBLIC, default=()
    )
    note: LongText | None = field("说明", "Note", "对居民的一句介绍", "A word to residents", PUBLIC, default=None)
    places: tuple[Place, ...] = field(
        "地点", "Places", "网格、小区、楼栋、楼道", "Grids, compounds, buildings, stairwells", PUBLIC
    )
