"""Brings the files of a build to disk, whole or not at all.

Knows nothing of what the files say.
"""

from __future__ import annotations

from generator.publish.manifest import PublishError
from generator.publish.releases import PublishReport, publish

__all__ = ["PublishError", "PublishReport", "publish"]
