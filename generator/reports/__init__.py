"""Internal reports and receipts: what offices and leaders may see of the ledger, never published.

Knows results and names; knows neither files, pages nor how a table is printed.
"""

from __future__ import annotations

from generator.reports.catalogue import REPORTS, report
from generator.reports.claim_receipt import claim_receipt
from generator.reports.context import Context
from generator.reports.receipt import Receipt, ReceiptLine, RoleReceipt, receipt, receipt_table
from generator.reports.report import Report, in_turn
from generator.reports.table import Cell, Column, Kind, Table

__all__ = [
    "REPORTS",
    "Cell",
    "Column",
    "Context",
    "Kind",
    "Receipt",
    "ReceiptLine",
    "Report",
    "RoleReceipt",
    "Table",
    "claim_receipt",
    "in_turn",
    "receipt",
    "receipt_table",
    "report",
]
