"""The committed demonstration of the Jinnan mechanism: doors and buildings, surveys, pairs, chosen leaders."""

from __future__ import annotations

from generator.demo.jinnan.district import write_district

__all__ = ["write_district"]
