"""The door: one command with verbs. It parses arguments, picks the day, prints and exits.

Knows which verbs there are; what each does is in its own module.
"""

from __future__ import annotations

import gc
import os

import click

from generator import resources
from generator.cli.asking import explain, report
from generator.cli.building import build, check, serve
from generator.cli.calendars import calendar
from generator.cli.exporting import export
from generator.cli.options import h, speak
from generator.cli.packs import policy, schema
from generator.cli.writing import close, demo, fmt, new

__all__ = ["main"]


@click.group(help=h("Louzhang (楼长): records of building leaders in Git, checked, scored, published."))
@click.version_option(resources.version(), prog_name="louzhang")
def louzhang() -> None:
    """Gather the verbs."""


for verb in (check, build, serve, explain, report, export, new, close, fmt, policy, calendar, schema, demo):
    louzhang.add_command(verb)


COLLECTED_AFTER = (50_000, 20, 50)
"""How many new objects, and how many rounds over the young and the middle-aged, call for a search for garbage.

Records come by the hundred thousand and stay; with Python's own figures a sixth of a check went into looking at them
again and again. Circles are still found, so that a preview that runs all day does not grow.
"""


def main() -> None:
    """Run the command line; an outer Git's settings (a hook runs us so) must not lead us elsewhere."""
    gc.freeze()  # what importing made stays until the end
    gc.set_threshold(*COLLECTED_AFTER)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    speak()
    louzhang()
