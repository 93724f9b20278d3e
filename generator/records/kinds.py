"""Which kinds of record there are and where each lies: one explicit list of path patterns.

Knows paths and types; knows no file's content.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from generator.problems import Words
from generator.records.accounts import Budget, Catalogue, FeedbackSheet, Redemption, SchemeMeeting, SchemeReview
from generator.records.activity import ActivityLog, Correction, VerificationSheet
from generator.records.claims import ClaimCorrection, ClaimSheet
from generator.records.meetings import Incident, MeetingSheet, MonthlyRecord
from generator.records.outcomes import (
    AwardRound,
    CreditBatch,
    Decision,
    Issue,
    PeriodClose,
    PropertyCheck,
    Story,
    Waiver,
    Warning,
)
from generator.records.payment import PayRun, TopUpPayment
from generator.records.people import Person
from generator.records.places import Calendar, Community, Jurisdiction, Site
from generator.records.scalars import is_id
from generator.records.selection import Notice, SelectionCase
from generator.records.service import Agreement, CampaignReturn, Evaluation, ExitCase, Filing
from generator.records.stations import Station, StationPlan
from generator.records.support import AwardList, Pairing, Project, Team
from generator.records.surveys import PublishedFigures, Survey

if TYPE_CHECKING:
    from generator.records.base import Record

ROOT = "records"

_SLOTS = {
    "year": r"\d{4}",
    "month": r"\d{4}-(?:0[1-9]|1[0-2])",
    "period": r"\d{4}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?",
}
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True)
class Kind:
    """A kind of record: its code name, titles, path pattern below `records/` and type."""

    name: str
    title: Words
    pattern: str
    model: type[Record]

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        parts = re.split(r"(\{\w+\})", self.pattern)
        body = "".join(
            f"(?P<{part[1:-1]}>{_SLOTS.get(part[1:-1], _ID)})" if part.startswith("{") else re.escape(part)
            for part in parts
        )
        return re.compile(body, re.ASCII)

    def match(self, path: str) -> dict[str, str] | None:
        """Return the slots of a path below the root folder, or None where it is another kind."""
        found = self._expression.fullmatch(path.removeprefix(f"{ROOT}/"))
        slots = found.groupdict() if found else None
        return slots if slots is not None and all(name in _SLOTS or is_id(slots[name]) for name in slots) else None

    def path(self, **slots: str) -> str:
        """Return the path of a record of this kind below the root folder."""
        return f"{ROOT}/{self.pattern.format(**slots)}"


_J = "jurisdictions/{jurisdiction}"
_C = "jurisdictions/{jurisdiction}/communities/{community}"

KINDS: tuple[Kind, ...] = (
    Kind("site", Words("site", "网站"), "site.yaml", Site),
    Kind("calendar", Words("calendar", "节假日"), "calendar/{year}.yaml", Calendar),
    Kind("jurisdiction", Words("jurisdiction", "辖区"), f"{_J}/jurisdiction.yaml", Jurisdiction),
    Kind("award-round", Words("award round", "年度评比"), f"{_J}/awards/{{year}}.yaml", AwardRound),
    Kind("credit-batch", Words("credit batch", "信用推送"), f"{_J}/credit/{{id}}.yaml", CreditBatch),
    Kind("jurisdiction-notice", Words("notice of the jurisdiction", "辖区公示"), f"{_J}/notices/{{id}}.yaml", Notice),
    Kind("community", Words("community", "社区"), f"{_C}/community.yaml", Community),
    Kind("person", Words("person", "人员"), f"{_C}/people/{{id}}.yaml", Person),
    Kind("activity-log", Words("activity log", "活动台账"), f"{_C}/logs/{{month}}.yaml", ActivityLog),
    Kind("verification", Words("verification", "核实"), f"{_C}/verifications/{{month}}.yaml", VerificationSheet),
    Kind("period-close", Words("period close", "公布的周期"), f"{_C}/periods/{{period}}.yaml", PeriodClose),
    Kind("correction", Words("correction", "更正"), f"{_C}/corrections/{{id}}.yaml", Correction),
    Kind("case", Words("selection case", "选任"), f"{_C}/cases/{{id}}.yaml", SelectionCase),
    Kind("notice", Words("notice", "公示"), f"{_C}/notices/{{id}}.yaml", Notice),
    Kind("warning", Words("warning", "预警"), f"{_C}/warnings/{{id}}.yaml", Warning),
    Kind("waiver", Words("waiver", "例外"), f"{_C}/waivers/{{id}}.yaml", Waiver),
    Kind("decision", Words("decision", "决定"), f"{_C}/decisions/{{id}}.yaml", Decision),
    Kind("issue", Words("issue", "问题"), f"{_C}/issues/{{id}}.yaml", Issue),
    Kind("property-check", Words("property check", "物业评价"), f"{_C}/property_checks/{{id}}.yaml", PropertyCheck),
    Kind("story", Words("story", "事迹"), f"{_C}/stories/{{id}}.yaml", Story),
    Kind("agreement", Words("agreement", "服务协议"), f"{_C}/agreements/{{id}}.yaml", Agreement),
    Kind("evaluation", Words("evaluation", "评议"), f"{_C}/evaluations/{{id}}.yaml", Evaluation),
    Kind("exit-case", Words("exit", "退出"), f"{_C}/exits/{{id}}.yaml", ExitCase),
    Kind("filing", Words("filing", "备案"), f"{_J}/filings/{{id}}.yaml", Filing),
    Kind("campaign", Words("campaign", "专项任务"), f"{_C}/campaigns/{{id}}.yaml", CampaignReturn),
    Kind("pay-run", Words("pay run", "补贴发放"), f"{_C}/pay_runs/{{period}}.yaml", PayRun),
    Kind("top-up", Words("top-up", "追加补贴"), f"{_C}/top_ups/{{id}}.yaml", TopUpPayment),
    Kind("claims", Words("claims of a month", "积分申报"), f"{_C}/claims/{{month}}.yaml", ClaimSheet),
    Kind(
        "claim-correction",
        Words("correction of a claim", "申报更正"),
        f"{_C}/claim_corrections/{{id}}.yaml",
        ClaimCorrection,
    ),
    Kind("redemption", Words("redemption", "积分兑换"), f"{_C}/redemptions/{{id}}.yaml", Redemption),
    Kind("feedback", Words("feedback", "居民反馈"), f"{_C}/feedback/{{period}}.yaml", FeedbackSheet),
    Kind("catalogue", Words("catalogue", "兑换目录"), f"{_J}/catalogue/{{year}}.yaml", Catalogue),
    Kind("budget", Words("budget", "积分经费"), f"{_J}/budgets/{{year}}.yaml", Budget),
    Kind(
        "scheme-review", Words("review of the scheme", "方案评价"), f"{_J}/scheme_reviews/{{period}}.yaml", SchemeReview
    ),
    Kind(
        "scheme-meeting", Words("meeting on the scheme", "方案活动"), f"{_J}/scheme_meetings/{{id}}.yaml", SchemeMeeting
    ),
    Kind("station", Words("station", "工作站"), f"{_C}/stations/{{id}}.yaml", Station),
    Kind("station-plan", Words("station plan", "建站方案"), f"{_C}/station_plans/{{id}}.yaml", StationPlan),
    Kind("meetings", Words("meetings", "会议"), f"{_C}/meetings/{{month}}.yaml", MeetingSheet),
    Kind(
        "monthly-record", Words("monthly record", "每月工作表现"), f"{_C}/monthly_records/{{month}}.yaml", MonthlyRecord
    ),
    Kind("incident", Words("incident", "突发事件"), f"{_C}/incidents/{{id}}.yaml", Incident),
    Kind("survey", Words("survey", "群众评议"), f"{_C}/surveys/{{id}}.yaml", Survey),
    Kind("pairing", Words("pairing", "调解员结对"), f"{_C}/pairings/{{id}}.yaml", Pairing),
    Kind("project", Words("project", "扶持项目"), f"{_C}/projects/{{id}}.yaml", Project),
    Kind("team", Words("team", "志愿队伍"), f"{_C}/teams/{{id}}.yaml", Team),
    Kind("award-list", Words("list of chosen leaders", "评选名单"), f"{_J}/award_lists/{{id}}.yaml", AwardList),
    Kind("figures", Words("published figures", "刊出的统计"), f"{_J}/figures/{{id}}.yaml", PublishedFigures),
)
"""Every kind but the parts of a policy pack, which `generator.policies.reading` knows."""


def kind(name: str) -> Kind:
    """Return the kind with that code name."""
    return next(known for known in KINDS if known.name == name)


def kind_of(path: str) -> tuple[Kind, dict[str, str]] | None:
    """Return the kind a path belongs to and its slots."""
    for known in KINDS:
        slots = known.match(path)
        if slots is not None:
            return known, slots
    return None
