"""How a process that works on many records looks for garbage.

Knows what Python does on its own, and when that is too often; nothing of records. Imports next to nothing.
"""

from __future__ import annotations

import gc
from functools import cache

COLLECTED_AFTER = (50_000, 20, 50)
"""How many new objects, and how many rounds over the young and the middle-aged, call for a search for garbage.

Records come by the hundred thousand and stay; with Python's own figures a sixth of a check went into looking at them
again and again. Circles are still found, so that a preview that runs all day does not grow.
"""


@cache
def make_room() -> None:
    """Set the search for garbage up for records, once in a process; what importing made stays until the end."""
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)
