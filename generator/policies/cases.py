"""What a worked case of a pack may say: a small fictional town, and what must come of it.

Closed set of named kinds of case; how a case is run is the business of `generator.cases`.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from generator.policies.case_claims import ClaimsCase
from generator.policies.case_duties import DutyCase
from generator.policies.case_frame import CASE_FAULTS
from generator.policies.case_lists import CreditCase, GradesCase, PushCase, RoundCase
from generator.policies.case_money import AllowancesCase, FundsCase
from generator.policies.case_points import PointsCase, RunsCase
from generator.policies.case_service import ServiceCases
from generator.policies.case_staffing import (
    AgesCase,
    CampaignCase,
    CapacityCase,
    LeavingCase,
    NominationCase,
    TaggedCase,
    WeightsCase,
)
from generator.policies.case_surveys import SurveyCases
from generator.records.base import PUBLIC, Record, field

__all__ = ["CASE_FAULTS", "Case", "CaseFile"]

Case = Annotated[
    PointsCase
    | RunsCase
    | RoundCase
    | CreditCase
    | PushCase
    | GradesCase
    | AllowancesCase
    | FundsCase
    | CapacityCase
    | AgesCase
    | NominationCase
    | CampaignCase
    | TaggedCase
    | WeightsCase
    | LeavingCase
    | ClaimsCase
    | DutyCase
    | ServiceCases
    | SurveyCases,
    Field(discriminator="kind"),
]


class CaseFile(Record):
    """`cases/<name>.yaml`: worked cases that belong together."""

    cases: tuple[Case, ...] = field("案例", "Cases", "逐个列出", "One by one", PUBLIC)
