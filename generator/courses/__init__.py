"""Courses: the recorded steps of whatever goes through states, walked through the policy's machine.

Knows which record is which step; a machine itself is data of the policy, and no fault is reported here.
"""

from __future__ import annotations

from generator.courses.every import community_courses, courses, upper_courses
from generator.courses.pay_runs import pay_run_walk
from generator.courses.standing import Course

__all__ = ["Course", "community_courses", "courses", "pay_run_walk", "upper_courses"]
