"""State machines as data: one engine that walks recorded steps and names the legal next ones."""

from __future__ import annotations

from generator.machines.engine import Block, Machine, Step, Transition, Walk, advance, named, walk

__all__ = ["Block", "Machine", "Step", "Transition", "Walk", "advance", "named", "walk"]
