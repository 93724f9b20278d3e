"""Public views, templates and the frame become the files of the site.

Knows nothing of records, scoring or disk: what is public was decided on the floor below.
"""

from __future__ import annotations

from generator.pages.bodies import Page, bodies
from generator.pages.rendering import render

__all__ = ["Page", "bodies", "render"]
