"""Which kinds of page show the doing of which rules.

Knows titles and rule ids only; the test of coverage holds that each rule exists.
"""

from __future__ import annotations

PAGES: dict[str, tuple[str, ...]] = {}
