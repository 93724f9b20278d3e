"""The invented street under the points scheme: monthly claims, accounts, redemption, first places."""

from __future__ import annotations

from generator.demo.points.writing import write_lanshi

__all__ = ["write_lanshi"]
