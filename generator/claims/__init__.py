"""Monthly claims: from what leaders claim to final points, accounts and rankings."""

from __future__ import annotations

from generator.claims.accounts import AccountEntry, Accounts, accounts, redemption_machine
from generator.claims.earnings import Earning, claimed_earnings, earning_roles, earnings
from generator.claims.facts import BASIC, ClaimFacts, Window, facts_of, last_day
from generator.claims.faults import ClaimFault, claim_faults
from generator.claims.funds import catalogued, spent_on_prizes, yuan
from generator.claims.months import MonthResult, NoticeRow, month_results, notice_rows, under_review
from generator.claims.parts import Part, parts
from generator.claims.standing import AppealState, appeal_states
from generator.claims.standings import Place, YearAccount, ranked_accounts, standings, year_accounts
from generator.claims.states import claim_walk, voice_walk
from generator.claims.takers import leaders_of

__all__ = [
    "BASIC",
    "AccountEntry",
    "Accounts",
    "AppealState",
    "ClaimFacts",
    "ClaimFault",
    "Earning",
    "MonthResult",
    "NoticeRow",
    "Part",
    "Place",
    "Window",
    "YearAccount",
    "accounts",
    "appeal_states",
    "catalogued",
    "claim_faults",
    "claim_walk",
    "claimed_earnings",
    "earning_roles",
    "earnings",
    "facts_of",
    "last_day",
    "leaders_of",
    "month_results",
    "notice_rows",
    "parts",
    "ranked_accounts",
    "redemption_machine",
    "spent_on_prizes",
    "standings",
    "under_review",
    "voice_walk",
    "year_accounts",
    "yuan",
]
