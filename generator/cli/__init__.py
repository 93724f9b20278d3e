"""The door: one command with verbs. It parses arguments, picks the day, prints and exits.

Knows how a run begins; a build of what did not change ends here, and everything else is left to the verbs.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from generator.cli.still import request_of, say_again
from generator.shards.memory import make_room

if TYPE_CHECKING:
    from generator.cli.verbs import louzhang

__all__ = ["louzhang", "main"]

WITHOUT_PHRASES = {"PYPINYIN_NO_PHRASES": "true", "PYPINYIN_NO_DICT_COPY": "true"}
"""Names are read character by character; the dictionary of phrases would take 30 MiB and a tenth of a second."""
WITHOUT_PLUGINS = {"PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""No other installed package has a say in how records are read, and none is searched for one."""


def main() -> None:
    """Run the command line; an outer Git's settings (a hook runs us so) must not lead us elsewhere."""
    make_room()
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    os.environ.update(WITHOUT_PHRASES | WITHOUT_PLUGINS)
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
