"""The columns that several reports share, so that one thing has one key and one title.

Knows titles only; what stands in a column is the report's.
"""

from __future__ import annotations

from generator.problems import Words
from generator.reports.table import Column

COMMUNITY = Column("community", Words("Community", "社区"))
PERSON = Column("person", Words("Person", "人员编号"))
NAME = Column("name", Words("Name", "姓名"))
ROLE = Column("role", Words("Role", "角色"))
PLACE = Column("place", Words("Place", "地点"))
DAY = Column("day", Words("Day", "日期"), "day")
MONTH = Column("month", Words("Month", "月份"), "period")
YEAR = Column("year", Words("Year", "年度"), "period")
NUMBER = Column("number", Words("Number", "序号"))
ACTIVITY = Column("activity", Words("Activity", "活动"))
ITEM = Column("item", Words("Item", "指标"))
POINTS = Column("points", Words("Points", "分值"), "points")
BONUS = Column("bonus", Words("Bonus", "加分"), "points")
SCORE = Column("score", Words("Score", "得分"), "points")
RANK = Column("rank", Words("Rank", "名次"), "whole")
HONOUR = Column("honour", Words("Honour", "评比"))
TIER = Column("tier", Words("Tier", "档次"))
STATE = Column("state", Words("State", "状态"))
REASON = Column("reason", Words("Reason", "理由"))
CLAUSE = Column("clause", Words("Clause", "条款"))
NOTE = Column("note", Words("Note", "备注"))
SOURCE = Column("source", Words("Record", "记录"))
ENTERED_BY = Column("entered_by", Words("Entered by", "录入人"))
ENTERED_ON = Column("entered_on", Words("Entered on", "录入日"), "day")
ID_NUMBER = Column("id_number", Words("Identity number (from the vault)", "身份证号（另从保密库填入）"))

UNSET = Words("unset", "未定")
