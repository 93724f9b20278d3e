"""Which kinds of record there are and where each lies: one explicit list of path patterns.

Knows paths and types; knows no file's content.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from importlib import import_module
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.problems import Words
from generator.records.scalars import is_id

if TYPE_CHECKING:
    from generator.records.base import Record

ROOT = "records"

_SLOTS = {
    "year": r"\d{4}",
    "month": r"\d{4}-(?:0[1-9]|1[0-2])",
    "period": r"\d{4}(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?",
}
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class Kind(Struct, frozen=True, dict=True):
    """A kind of record: its code name, titles, path pattern below `records/`, and where its type is declared."""

    name: str
    title: Words
    pattern: str
    declared: str

    @cached_property
    def model(self) -> type[Record]:
        """The type of the record; its module is loaded when the first record of the kind is met."""
        module, _, name = self.declared.partition(".")
        found: type[Record] = getattr(import_module(f"generator.records.{module}"), name)
        return found

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
    Kind("site", Words("site", "网站"), "site.yaml", "places.Site"),
    Kind("calendar", Words("calendar", "节假日"), "calendar/{year}.yaml", "places.Calendar"),
    Kind("jurisdiction", Words("jurisdiction", "辖区"), f"{_J}/jurisdiction.yaml", "places.Jurisdiction"),
    Kind("award-round", Words("award round", "年度评比"), f"{_J}/awards/{{year}}.yaml", "outcomes.AwardRound"),
    Kind("credit-batch", Words("credit batch", "信用推送"), f"{_J}/credit/{{id}}.yaml", "outcomes.CreditBatch"),
    Kind(
        "jurisdiction-notice",
        Words("notice of the jurisdiction", "辖区公示"),
        f"{_J}/notices/{{id}}.yaml",
        "selection.Notice",
    ),
    Kind("community", Words("community", "社区"), f"{_C}/community.yaml", "places.Community"),
    Kind("person", Words("person", "人员"), f"{_C}/people/{{id}}.yaml", "people.Person"),
    Kind("activity-log", Words("activity log", "活动台账"), f"{_C}/logs/{{month}}.yaml", "activity.ActivityLog"),
    Kind(
        "verification",
        Words("verification", "核实"),
        f"{_C}/verifications/{{month}}.yaml",
        "activity.VerificationSheet",
    ),
    Kind("period-close", Words("period close", "公布的周期"), f"{_C}/periods/{{period}}.yaml", "outcomes.PeriodClose"),
    Kind("correction", Words("correction", "更正"), f"{_C}/corrections/{{id}}.yaml", "activity.Correction"),
    Kind("case", Words("selection case", "选任"), f"{_C}/cases/{{id}}.yaml", "selection.SelectionCase"),
    Kind("notice", Words("notice", "公示"), f"{_C}/notices/{{id}}.yaml", "selection.Notice"),
    Kind("warning", Words("warning", "预警"), f"{_C}/warnings/{{id}}.yaml", "outcomes.Warning"),
    Kind("waiver", Words("waiver", "例外"), f"{_C}/waivers/{{id}}.yaml", "outcomes.Waiver"),
    Kind("decision", Words("decision", "决定"), f"{_C}/decisions/{{id}}.yaml", "outcomes.Decision"),
    Kind("issue", Words("issue", "问题"), f"{_C}/issues/{{id}}.yaml", "outcomes.Issue"),
    Kind(
        "property-check",
        Words("property check", "物业评价"),
        f"{_C}/property_checks/{{id}}.yaml",
        "outcomes.PropertyCheck",
    ),
    Kind("story", Words("story", "事迹"), f"{_C}/stories/{{id}}.yaml", "outcomes.Story"),
    Kind("agreement", Words("agreement", "服务协议"), f"{_C}/agreements/{{id}}.yaml", "service.Agreement"),
    Kind("evaluation", Words("evaluation", "评议"), f"{_C}/evaluations/{{id}}.yaml", "service.Evaluation"),
    Kind("exit-case", Words("exit", "退出"), f"{_C}/exits/{{id}}.yaml", "service.ExitCase"),
    Kind("filing", Words("filing", "备案"), f"{_J}/filings/{{id}}.yaml", "service.Filing"),
    Kind("campaign", Words("campaign", "专项任务"), f"{_C}/campaigns/{{id}}.yaml", "service.CampaignReturn"),
    Kind("pay-run", Words("pay run", "补贴发放"), f"{_C}/pay_runs/{{period}}.yaml", "payment.PayRun"),
    Kind("top-up", Words("top-up", "追加补贴"), f"{_C}/top_ups/{{id}}.yaml", "payment.TopUpPayment"),
    Kind("claims", Words("claims of a month", "积分申报"), f"{_C}/claims/{{month}}.yaml", "claims.ClaimSheet"),
    Kind(
        "claim-correction",
        Words("correction of a claim", "申报更正"),
        f"{_C}/claim_corrections/{{id}}.yaml",
        "claims.ClaimCorrection",
    ),
    Kind("redemption", Words("redemption", "积分兑换"), f"{_C}/redemptions/{{id}}.yaml", "accounts.Redemption"),
    Kind("feedback", Words("feedback", "居民反馈"), f"{_C}/feedback/{{period}}.yaml", "accounts.FeedbackSheet"),
    Kind("catalogue", Words("catalogue", "兑换目录"), f"{_J}/catalogue/{{year}}.yaml", "accounts.Catalogue"),
    Kind("budget", Words("budget", "积分经费"), f"{_J}/budgets/{{year}}.yaml", "accounts.Budget"),
    Kind(
        "scheme-review",
        Words("review of the scheme", "方案评价"),
        f"{_J}/scheme_reviews/{{period}}.yaml",
        "accounts.SchemeReview",
    ),
    Kind(
        "scheme-meeting",
        Words("meeting on the scheme", "方案活动"),
        f"{_J}/scheme_meetings/{{id}}.yaml",
        "accounts.SchemeMeeting",
    ),
    Kind("station", Words("station", "工作站"), f"{_C}/stations/{{id}}.yaml", "stations.Station"),
    Kind("station-plan", Words("station plan", "建站方案"), f"{_C}/station_plans/{{id}}.yaml", "stations.StationPlan"),
    Kind("meetings", Words("meetings", "会议"), f"{_C}/meetings/{{month}}.yaml", "meetings.MeetingSheet"),
    Kind(
        "monthly-record",
        Words("monthly record", "每月工作表现"),
        f"{_C}/monthly_records/{{month}}.yaml",
        "meetings.MonthlyRecord",
    ),
    Kind("incident", Words("incident", "突发事件"), f"{_C}/incidents/{{id}}.yaml", "meetings.Incident"),
    Kind("survey", Words("survey", "群众评议"), f"{_C}/surveys/{{id}}.yaml", "surveys.Survey"),
    Kind("pairing", Words("pairing", "调解员结对"), f"{_C}/pairings/{{id}}.yaml", "support.Pairing"),
    Kind("project", Words("project", "扶持项目"), f"{_C}/projects/{{id}}.yaml", "support.Project"),
    Kind("team", Words("team", "志愿队伍"), f"{_C}/teams/{{id}}.yaml", "support.Team"),
    Kind(
        "award-list", Words("list of chosen leaders", "评选名单"), f"{_J}/award_lists/{{id}}.yaml", "support.AwardList"
    ),
    Kind("figures", Words("published figures", "刊出的统计"), f"{_J}/figures/{{id}}.yaml", "surveys.PublishedFigures"),
)
"""Every kind but the parts of a policy pack, which `generator.policies.reading` knows."""


def kind(name: str) -> Kind:
    """Return the kind with that code name."""
    return next(known for known in KINDS if known.name == name)


def kind_of(path: str) -> tuple[Kind, dict[str, str]] | None:
    """Return the kind a path belongs to and its slots."""
    for known in _likely(path):
        slots = known.match(path)
        if slots is not None:
            return known, slots
    return None


def _likely(path: str) -> tuple[Kind, ...]:
    """Return the kinds whose records lie in a folder of that name, or are called like that."""
    folder, _, file = path.rpartition("/")
    by_name = _by_name()
    return by_name.get(folder.rpartition("/")[2], ()) + by_name.get(file, ())


@cache
def _by_name() -> dict[str, tuple[Kind, ...]]:
    """Map the last fixed name of each pattern to its kinds: the file's, or that of the folder it lies in."""
    found: dict[str, tuple[Kind, ...]] = {}
    for known in KINDS:
        name = next(part for part in reversed(known.pattern.split("/")) if "{" not in part)
        found[name] = (*found.get(name, ()), known)
    return found
