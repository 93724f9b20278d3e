"""The command and its verbs, as click knows them.

Knows which verbs there are and in which module; a verb's module is read when the verb is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import h

if TYPE_CHECKING:
    from collections.abc import Mapping

VERBS: Mapping[str, str] = {
    "check": "building",
    "build": "building",
    "serve": "building",
    "explain": "asking",
    "report": "asking",
    "export": "exporting",
    "new": "writing",
    "close": "writing",
    "fmt": "writing",
    "policy": "packs",
    "calendar": "calendars",
    "schema": "packs",
    "demo": "writing",
}
"""Each verb and the module of this folder that holds it under the same name."""


class _Verbs(click.Group):
    """A group that reads a verb's module when the verb is asked for (decision 25)."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return every verb, in the order of the alphabet as click shows them."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Return a verb, or None where there is no such verb."""
        module = VERBS.get(cmd_name)
        if module is None:
            return None
        found = getattr(import_module(f"generator.cli.{module}"), cmd_name)
        return found if isinstance(found, click.Command) else None


def _print_version(ctx: click.Context, _option: click.Parameter, wanted: Any) -> None:
    if wanted:
        from generator import resources

        click.echo(f"louzhang, version {resources.version()}")
        ctx.exit()


@click.group(cls=_Verbs, help=h("Louzhang (楼长): records of building leaders in Git, checked, scored, published."))
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_print_version,
    help=h("Show the version and exit."),
)
def louzhang() -> None:
    """Gather the verbs."""
