"""`policy` and `schema`: the packs' worked examples, and JSON Schema of every kind of record.

Knows where packs lie; the cases are run on the floor below.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from generator.cli.options import h, session_options
from generator.cli.session import FOUND
from generator.policies.pack import Articles, Pack
from generator.problems import msg
from generator.records.kinds import KINDS

if TYPE_CHECKING:
    from pydantic import BaseModel

    from generator.cli.session import Session


@click.group(help=h("Policies: list them, run their worked examples."))
def policy() -> None:
    """Gather the commands about policies."""


@policy.command("test", help=h("Run the worked examples of a policy, or of all."))
@click.argument("name", required=False)
@session_options
def policy_test(session: Session, name: str | None) -> None:
    """Run cases; exit code 1 where one fails."""
    from generator.cases import run_cases

    folder = session.root / "records" / "policies"
    known = sorted(p.name for p in folder.iterdir() if p.is_dir()) if folder.is_dir() else []
    if name is not None and name not in known:
        session.refuse(msg("There is no policy {name}. Known: {known}.", name=name, known=", ".join(known)))
    failed = False
    for policy_id in [name] if name else known:
        results, problems = run_cases(session.root, policy_id)
        session.show(problems)
        passed = sum(result.ok for result in results)
        for result in results:
            click.echo(f"{'✓' if result.ok else '✗'} {result.id}  {result.title}")
            for difference in result.differences:
                click.echo(f"    {difference}")
        click.echo(
            session.say(
                msg("{policy}: {passed} of {total} examples", policy=policy_id, passed=passed, total=len(results))
            )
        )
        failed = failed or bool(problems) or passed < len(results)
    sys.exit(FOUND if failed else 0)


@click.command(help=h("Write JSON Schema for each kind of record."))
@click.argument("folder", type=click.Path(file_okay=False))
@session_options
def schema(session: Session, folder: str) -> None:
    """Write one schema per kind."""
    from pathlib import Path

    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    for name, content in schemas().items():
        (place / name).write_text(content, encoding="utf-8")
    click.echo(session.say(msg("{count} schemas are in {folder}.", count=len(schemas()), folder=folder)))


def schemas() -> dict[str, str]:
    """Return the JSON Schema (2020-12) of each kind of record, by file name."""
    models: dict[str, tuple[type[BaseModel], str]] = {kind.name: (kind.model, kind.title.zh) for kind in KINDS}
    models |= {"policy": (Pack, "政策包"), "articles": (Articles, "政策条款")}
    return {f"{name}.json": _schema(model, title) for name, (model, title) in sorted(models.items())}


def _schema(model: type[BaseModel], title: str) -> str:
    found: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    found |= model.model_json_schema(by_alias=True)
    found["title"] = title
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
