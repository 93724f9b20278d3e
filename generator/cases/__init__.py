"""The worked cases of a policy pack, run against the real engine."""

from __future__ import annotations

from generator.cases.findings import Difference
from generator.cases.runner import CaseResult, CaseRun, run_cases, run_documents

__all__ = ["CaseResult", "CaseRun", "Difference", "run_cases", "run_documents"]
