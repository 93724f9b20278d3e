"""The invented street under the Chiyang plan: grids of about eighty households, agreements and allowances."""

from __future__ import annotations

from generator.demo.chiyang.writing import write_jiaquan

__all__ = ["write_jiaquan"]
