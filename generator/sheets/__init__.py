"""What goes on paper or into a spreadsheet: internal tables and filled-in forms, never the public site.

Knows reports, forms and the vault's fields; writes no file.
"""

from __future__ import annotations

from generator.sheets.exports import FORMATS, Asked, SheetFormat, export_files
from generator.sheets.filling import SheetError

__all__ = ["FORMATS", "Asked", "SheetError", "SheetFormat", "export_files"]
