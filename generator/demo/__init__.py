"""Demonstrations: invented records of any size, made from a seed."""

from __future__ import annotations

from generator.demo.making import make_demo

__all__ = ["make_demo"]
