"""The committed demonstration of the new area: stations, heads, building leaders and everything around them."""

from __future__ import annotations

from generator.demo.newarea.area import write_new_area

__all__ = ["write_new_area"]
