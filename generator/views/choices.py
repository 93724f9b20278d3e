"""The Chinese words for the choices, units, audiences and kinds of data that a pack may name.

Knows words only; a choice that is missing here fails a test, and would be shown as it is written.
"""

from __future__ import annotations

import re
from decimal import Decimal

from generator.policies.machines import GUARDS

_MONTH_DAY = re.compile(r"([01][0-9])-([0-3][0-9])")
_CHOICES = {
    "year": "一年",
    "half": "半年",
    "quarter": "一个季度",
    "month": "一个月",
    "week": "一周",
    "day": "一天",
    "ever": "始终",
    "natural": "自然日",
    "working": "工作日",
    "none": "不折算",
    "allow": "允许",
    "warn": "提醒",
    "refuse": "不允许",
    "event_date": "做事的日子",
    "verified_on": "核实的日子",
    "jurisdiction": "整个辖区",
    "street": "本街道",
    "community": "本社区",
    "grid": "本网格",
    "bonus": "加分",
    "score": "得分",
    "competition": "同分同名次，后面的名次空出",
    "dense": "同分同名次，后面的名次不空",
    "ordinal": "名次不并列",
    "in_post_on_last_day": "年末最后一天在任的",
    "in_post_any_day": "当年任过职的",
    "floor": "舍去小数",
    "half_up": "四舍五入",
    "half_even": "四舍六入五成双",
    "ceil": "有小数就进一",
    "cumulative_floor": "逐档累计后舍去小数",
    "largest_remainder": "按余数大小分配",
    "exclude_until_decided": "先不列入，等书面决定",
    "include_all": "全部列入",
    "exclude_all": "全部不列入",
    "absorb_next": "占用下一档名额",
    "keep": "下一档名额不变",
    "highest": "取最高一项",
    "sum": "各项相加",
    "on_time": "按时到会",
    "late": "迟到",
    "absent": "缺席",
    "excused": "请假",
    "at_selection": "选拔时查",
    "warn_at_renewal": "选拔时查，续聘时提醒再查",
    "rate": "按次按户计分",
    "judgement": "酌情加分",
    "within_days": "限期告知",
    "attendance_in": "到会情况",
    "first_of_event": "首报计分",
    "min_headcount": "最少人数",
    "distinct": "同一对象限次",
    "per_period": "周期限次",
    "last_place_run": "连续末位",
    "inactivity": "长期无记录",
    "checklist": "逐项核对",
    "least_grade": "最低等级",
    "age_at_most": "年龄上限",
    "any_of": "任一即可",
    "all_of": "全部都要",
    "appointment": "从任职起",
    "renewal": "续任时",
    "birthday": "生日当天",
    "day_after": "生日次日",
    "resident": "实际居住户数",
    "total": "含本人原有的",
    "additional": "只计兼任的",
    "all": "全体楼长",
    "concurrent": "兼任",
    "later_signature": "双方签齐那天起",
    "passed_evaluation": "评议合格后",
    "days": "天",
    "may_be_vacant": "允许空缺",
    "task": "列入待办",
    "error": "报错",
    "warning": "提醒",
    "own_building": "本楼栋",
    "own_compound": "本小区",
    "anywhere": "不限",
    "appointed": "任职",
    "left": "离任",
    "places_changed": "网格变动",
    "persons": "按人数",
    "posts": "按岗位数",
    "once": "一次",
    "nothing": "不提建议",
    "adjust": "建议调整",
    "end": "建议解除",
    "replace": "建议更换",
    "holder_on_day": "归某日在任的人",
    "full_month_only": "满月才计",
    "any_day": "在任一天就计",
    "prorata_calendar_days": "按日历天折算",
    "prorata_working_days": "按工作日折算",
    "place": "按地点",
    "person": "按人",
    "monthly": "按月发放",
    "year_end": "年终发放",
    "top_up": "追加补贴",
    "fund": "工作经费",
    "pending": "评议后再发",
    "pay": "照发",
    "forfeit": "不再发",
    "by_month": "按月折算",
    "months": "个月",
    "nominate": "推荐",
    "review": "审查",
    "approve": "审批",
    "publicise": "公示",
    "community_worker": "社区工作者",
    "grid_member_ft": "专职网格员",
    "grid_member_pt": "兼职网格员",
    "party_group_head": "党小组长",
    "earned": "已得积分",
    "balance": "积分余额",
    "yearly": "每年清零",
    "selection": "选任",
    "claim": "按月申报",
    "redemption": "积分兑换",
    "award-round": "年度评比",
    "exit": "退出",
    "pay-run": "补贴发放",
    "issue": "问题办理",
    "leader": "楼长",
    "department": "社区管理部门",
    "meeting": "居民代表会议",
    "program": "程序",
    "carry_over": "不清零，结转下年",
    "middle_day": "按周四、15日在任计",
    "whole": "整期在任才计",
    "building": "楼栋",
    "never": "不跳过",
    "no_working_day": "整期没有工作日的跳过",
    "invited": "邀请即可",
    "attended": "须到会",
    "home-visit": "入户走访",
    "visit-nobody-home": "走访未遇",
    "term": "一届之内累计",
    "assessment_year": "考核年度内累计",
    "rolling_12m": "任意十二个月内累计",
    "consecutive": "连续",
    "household": "按户计",
    "stop": "不再往下走",
    "decision": "由社区决定",
    "due": "照常办理",
    "not_due": "不办理",
    "decision_if_qualified": "合格的，由社区决定",
    "compound": "按小区",
    "village": "按村",
    "not_yet": "暂不要求",
    "election": "由选举产生",
    "community-police": "社区民警",
    "rhythm": "每期至少几次",
    "visits": "每户走访",
    "monthly_records": "每月一份记录",
}
_CHOICES |= {guard: words.zh for guard, words in GUARDS.items()}
_UNITS = {
    "points": "分",
    "points/household": "分/户",
    "points/time": "分/次",
    "points/place": "分/处",
    "percent": "%",
    "days": "天",
    "working_days": "个工作日",
    "months": "个月",
    "people": "人",
    "per_year": "次/年",
    "hours": "小时",
    "yuan": "元",
    "households": "户",
    "years": "年",
}
_AUDIENCES = {
    "public": "所有人",
    "consent": "本人同意后公开",
    "public_while_displayed": "公示期内公开，期满撤下",
    "community": "社区工作人员",
    "higher": "社区和上级主管部门",
    "never": "任何时候都不公开",
}
_DATA = {
    "name_role_place": "在任楼长的姓名、职务、楼栋",
    "duties": "职责",
    "contact": "联系电话",
    "photo": "照片",
    "candidates": "候选人姓名",
    "points": "积分",
    "monthly_rank": "月度排名",
    "honours": "评比结果",
    "credit": "信用等级和信用分",
    "personal_attributes": "个人情况",
    "households": "住户信息",
    "incidents": "情况报告",
    "issues": "反映的问题",
    "property_checks": "物业评价",
    "exits": "退出和预警",
    "statistics": "统计数字",
    "policy": "办法和取值",
    "evaluations": "评议等次",
    "allowances": "补贴",
    "agreements": "服务协议",
    "insurance": "保险",
    "claims": "积分申报和审核",
    "balances": "积分余额和兑换",
    "feedback": "意见和投诉",
    "budget": "经费",
    "meetings": "会议和到会情况",
    "stations": "工作站名称、职责和状态",
}


def choice_word(value: object) -> str:
    """Return the words for a value: a choice, a flag, a number, or several of them."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        return "、".join(choice_word(one) for one in value)
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        month_day = _MONTH_DAY.fullmatch(value)
        return f"{int(month_day[1])}月{int(month_day[2])}日" if month_day else _CHOICES.get(value, value)
    return str(value)


def unit_word(unit: str) -> str:
    """Return the words for a unit."""
    return _UNITS[unit]


def audience_word(audience: str) -> str:
    """Return the words for an audience."""
    return _AUDIENCES[audience]


def data_word(data: str) -> str:
    """Return the words for a kind of data."""
    return _DATA[data]
