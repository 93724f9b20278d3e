"""The door: one command with verbs. It parses arguments, picks the day, prints and exits.

Knows how a run begins; a build of what did not change ends here, and everything else is left to the verbs.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from generator.cli.still import request_of, say_again

if TYPE_CHECKING:
    from generator.cli.verbs import louzhang

__all__ = ["louzhang", "main"]

COLLECTED_AFTER = (50_000, 20, 50)
"""How many new objects, and how many rounds over the young and the middle-aged, call for a search for garbage.

Records come by the hundred thousand and stay; with Python's own figures a sixth of a check went into looking at them
again and again. Circles are still found, so that a preview that runs all day does not grow.
"""


WITHOUT_PHRASES = {"PYPINYIN_NO_PHRASES": "true", "PYPINYIN_NO_DICT_COPY": "true"}
"""Names are read character by character; the dictionary of phrases would take 30 MiB and a tenth of a second."""


def main() -> None:
    """Run the command line; an outer Git's settings (a hook runs us so) must not lead us elsewhere."""
    gc.freeze()  # what importing made stays until the end
    gc.set_threshold(*COLLECTED_AFTER)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ.update(WITHOUT_PHRASES)
    request = request_of(sys.argv[1:])
    if request and say_again(request):
        return
    from generator.cli.options import speak
    from generator.cli.verbs import louzhang

    speak()
    louzhang(obj=request)


def __getattr__(name: str) -> Any:
    """Import the command with its verbs when it is asked for."""
    if name != "louzhang":
        raise AttributeError(name)
    from generator.cli.verbs import louzhang

    return louzhang
