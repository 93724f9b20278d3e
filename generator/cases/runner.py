"""Runs every worked case of a pack, each under its own settings.

Knows which runner serves which kind of case; prints nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct

from generator.cases.allowances import run_allowances, run_funds
from generator.cases.changes import change_settings
from generator.cases.claims import run_claims
from generator.cases.duties import run_absences, run_records, run_rhythm, run_visits
from generator.cases.findings import Difference, Findings
from generator.cases.lists import run_credit, run_grades, run_push, run_round
from generator.cases.points import run_points
from generator.cases.runs import run_runs
from generator.cases.service import (
    run_chosen,
    run_display,
    run_gap,
    run_heads,
    run_joint,
    run_service,
    run_settlement,
    run_station,
)
from generator.cases.staffing import (
    run_ages,
    run_campaign,
    run_capacity,
    run_evaluation,
    run_leaving,
    run_nomination,
    run_tagged,
)
from generator.cases.surveys import SURVEY_RUNNERS
from generator.ledger import load_pack
from generator.periods import CalendarYearMissing
from generator.policies.case_claims import ClaimsGiven
from generator.policies.case_duties import AbsencesGiven, RecordsGiven, RhythmGiven, VisitsGiven
from generator.policies.case_lists import (
    CreditExpected,
    CreditGiven,
    GradesExpected,
    GradesGiven,
    PushExpected,
    PushGiven,
    RoundExpected,
    RoundGiven,
)
from generator.policies.case_money import AllowancesExpected, AllowancesGiven, FundsExpected, FundsGiven
from generator.policies.case_points import PointsExpected, PointsGiven, RunsExpected, RunsGiven
from generator.policies.case_service import (
    ChosenGiven,
    DisplayGiven,
    GapGiven,
    HeadsGiven,
    JointGiven,
    ServiceGiven,
    SettlementGiven,
    StationGiven,
)
from generator.policies.case_staffing import (
    AgesExpected,
    AgesGiven,
    CampaignExpected,
    CampaignGiven,
    CapacityExpected,
    CapacityGiven,
    LeavingExpected,
    LeavingGiven,
    NominationExpected,
    NominationGiven,
    TaggedExpected,
    TaggedGiven,
    WeightsExpected,
    WeightsGiven,
)
from generator.policies.cases import CASE_FAULTS, CaseFile
from generator.policies.reading import read_policy
from generator.policies.settings import UnsetSettingError
from generator.problems import in_order, msg
from generator.records.reading import read_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from generator.documents import Document
    from generator.periods import WorkingDays
    from generator.policies.case_frame import Override, Variant
    from generator.policies.cases import Case
    from generator.policies.pack import Policy
    from generator.problems import Problem, Source
    from generator.records.base import Record

CASES = "cases/"

# The frame of a case pairs each type of facts with its own type of results.
_WITH_CALENDAR: dict[type[Record], Callable[[Policy, Any, Any, WorkingDays, Findings], None]] = {
    RhythmGiven: run_rhythm,
    DisplayGiven: run_display,
    ClaimsGiven: run_claims,
}
_PLAIN: dict[type[Record], Callable[[Policy, Any, Any, Findings], None]] = {
    VisitsGiven: run_visits,
    RecordsGiven: run_records,
    AbsencesGiven: run_absences,
    JointGiven: run_joint,
    StationGiven: run_station,
    HeadsGiven: run_heads,
    SettlementGiven: run_settlement,
    ChosenGiven: run_chosen,
    ServiceGiven: run_service,
    GapGiven: run_gap,
}


class CaseResult(Struct, frozen=True):
    """How one case, or one variant of it, came out; no differences means that it holds."""

    id: str
    title: str
    rules: tuple[str, ...]
    source: Source
    differences: tuple[Difference, ...]

    @property
    def ok(self) -> bool:
        """Tell whether everything came out as expected."""
        return not self.differences


class CaseRun(NamedTuple):
    """The results of a pack's cases in the order of files, and the problems of form on the way."""

    results: tuple[CaseResult, ...]
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Tell whether every case could be read and holds."""
        return not self.problems and all(result.ok for result in self.results)


class _Task(Struct, frozen=True):
    """One run: a case or a variant with its own facts and settings."""

    id: str
    title: str
    case: Case
    given: Record
    overrides: tuple[Override, ...]
    expect: Record
    source: Source


def run_cases(root: Path, policy: str) -> CaseRun:
    """Run every worked case of the pack that lies in `root/records/policies/<policy>`."""
    pack = load_pack(root, policy)
    if not {"policy", "articles"} <= set(pack.parts):
        return CaseRun((), pack.problems)
    run = run_documents(policy, pack.parts, pack.working_days)
    return CaseRun(run.results, in_order(pack.problems + run.problems))


def run_documents(policy: str, parts: Mapping[str, Document], working_days: WorkingDays) -> CaseRun:
    """Run every worked case of a pack that is already read.

    Args:
        policy: the id of the pack.
        parts: its documents by part, `policy`, `articles` and each `cases/<name>`.
        working_days: the calendars at hand.
    """
    results: list[CaseResult] = []
    problems: list[Problem] = []
    for part in sorted(part for part in parts if part.startswith(CASES)):
        file, faults = read_record(CaseFile, parts[part], CASE_FAULTS)
        problems.extend(faults)
        for task in _tasks(file) if file else ():
            document, faults = change_settings(parts["policy"], task.overrides)
            found, more = read_policy(policy, {"policy": document, "articles": parts["articles"]})
            problems.extend(faults + more)
            if found is not None and not faults:
                results.append(_run(found, task, working_days))
    return CaseRun(tuple(results), in_order(problems))


def _tasks(file: CaseFile) -> Iterator[_Task]:
    for case in file.cases:
        yield _Task(case.id, case.title, case, case.given, case.with_, case.expect, case.origin)
        variants: tuple[Variant[Any, Any], ...] = case.variants
        for number, variant in enumerate(variants, start=2):
            yield _Task(
                f"{case.id}/{number}",
                f"{case.title}：{variant.title}",
                case,
                variant.given or case.given,
                case.with_ + variant.with_,
                variant.expect,
                variant.origin,
            )


def _run(policy: Policy, task: _Task, working_days: WorkingDays) -> CaseResult:
    findings = Findings()
    try:
        _dispatch(policy, task, working_days, findings)
    except UnsetSettingError as error:
        place = str(error.dated.origin)
        findings.fail(task.source, msg("A setting that the case needs is unset: {place}.", place=place))
    except CalendarYearMissing as error:
        findings.fail(task.source, msg("There is no calendar for {year}.", year=error.year))
    return CaseResult(task.id, task.title, task.case.rules, task.source, tuple(findings.differences))


def _dispatch(policy: Policy, task: _Task, working_days: WorkingDays, findings: Findings) -> None:
    match task.given, task.expect:
        case PointsGiven() as given, PointsExpected() as expect:
            run_points(policy, given, expect, working_days, findings)
        case RunsGiven() as given, RunsExpected() as expect:
            run_runs(policy, given, expect, findings)
        case RoundGiven() as given, RoundExpected() as expect:
            run_round(policy, given, expect, findings)
        case CreditGiven() as given, CreditExpected() as expect:
            run_credit(policy, given, expect, findings)
        case PushGiven() as given, PushExpected() as expect:
            run_push(policy, given, expect, findings)
        case GradesGiven() as given, GradesExpected() as expect:
            run_grades(policy, given, expect, findings)
        case AllowancesGiven() as given, AllowancesExpected() as expect:
            run_allowances(policy, given, expect, working_days, findings)
        case FundsGiven() as given, FundsExpected() as expect:
            run_funds(policy, given, expect, findings)
        case given, expect if type(given) in _WITH_CALENDAR:
            _WITH_CALENDAR[type(given)](policy, given, expect, working_days, findings)
        case _:
            _dispatch_staffing(policy, task, findings)


def _dispatch_staffing(policy: Policy, task: _Task, findings: Findings) -> None:
    match task.given, task.expect:
        case CapacityGiven() as given, CapacityExpected() as expect:
            run_capacity(policy, given, expect, findings)
        case AgesGiven() as given, AgesExpected() as expect:
            run_ages(policy, given, expect, findings)
        case NominationGiven() as given, NominationExpected() as expect:
            run_nomination(policy, given, expect, findings)
        case CampaignGiven() as given, CampaignExpected() as expect:
            run_campaign(policy, given, expect, findings)
        case TaggedGiven() as given, TaggedExpected() as expect:
            run_tagged(policy, given, expect, findings)
        case WeightsGiven() as given, WeightsExpected() as expect:
            run_evaluation(policy, given, expect, findings)
        case LeavingGiven() as given, LeavingExpected() as expect:
            run_leaving(policy, given, expect, findings)
        case given, expect if type(given) in _PLAIN:
            _PLAIN[type(given)](policy, given, expect, findings)
        case given, expect if type(given) in SURVEY_RUNNERS:
            SURVEY_RUNNERS[type(given)](policy, given, expect, findings)
        case _:
            raise TypeError(task.id)
