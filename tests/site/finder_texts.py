"""What the finder's files say, in words: their values are coded, and a search of their bytes would find nothing.

That the files say this and nothing else, `test_finder.py` shows.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from generator.views.addresses import finder_rows
from generator.views.finder import FinderRow

if TYPE_CHECKING:
    from generator.views import Publication

_VALUES = attrgetter(*FinderRow.__match_args__)


def finder_texts(publication: Publication) -> dict[str, str]:
    """Return the values of all rows of each jurisdiction's file by its address."""
    return {
        finder_rows(found.id): "\n".join(
            value for community in found.communities for row in community.finder for value in _VALUES(row)
        )
        for found in publication.jurisdictions
    }
