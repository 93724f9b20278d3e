"""The committed demonstration: one town of each kind of trouble and event."""

from __future__ import annotations

from generator.demo.special.committed import LAST_MONTH, write_committed

__all__ = ["LAST_MONTH", "write_committed"]
