"""What every page says of its own origin: the site's name, the records, the day, the program.

Knows nothing of Git, the clock or how pages are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


class Stamp(Struct, frozen=True):
    """The three things a build is a function of: commit of the records, as-of day, generator version."""

    commit: str
    as_of: date
    version: str


class Imprint(Struct, frozen=True):
    """What is the same on every page of one day; an announcement is shown under the header of each.

    The commit is not on them, or each would be another page after every commit: it is on the page of the release.
    """

    site_name: str
    stamp: Stamp
    announcement: str = ""

    def slots(self) -> Mapping[str, str]:
        """Give the HTML for each constant slot of the frame."""
        from markupsafe import Markup, escape

        announcement = Markup('<p class="announcement">{}</p>').format(self.announcement) if self.announcement else ""
        return {
            SITE_NAME: str(escape(self.site_name)),
            ANNOUNCEMENT: str(announcement),
            AS_OF: self.stamp.as_of.isoformat(),
            VERSION: str(escape(self.stamp.version)),
        }


RELEASE = "release.html"
"""The page that names the commit."""
SITE_NAME = "zzSITENAMEzz"
ANNOUNCEMENT = "zzANNOUNCEMENTzz"
AS_OF = "zzASOFzz"
VERSION = "zzVERSIONzz"
