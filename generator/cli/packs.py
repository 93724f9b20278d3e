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
from generator.policies.layers import Layer
from generator.policies.pack import Articles, Pack
from generator.problems import msg
from generator.records.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import BaseModel

    from generator.cases import CaseResult
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
        run = run_cases(session.root, policy_id)
        session.show(run.problems)
        failed = not _report(session, policy_id, run.results) or bool(run.problems) or failed
    sys.exit(FOUND if failed else 0)


def _report(session: Session, policy_id: str, results: Sequence[CaseResult]) -> bool:
    """Print each example with its variants as one line, and what differs; tell whether all hold."""
    examples: dict[str, list[CaseResult]] = {}
    for result in results:
        examples.setdefault(result.id.partition("/")[0], []).append(result)
    for example, runs in examples.items():
        click.echo(f"{'✓' if all(run.ok for run in runs) else '✗'} {example}  {runs[0].title}")
        for run in runs:
            for difference in run.differences:
                click.echo(f"    {difference.source}: {session.say(difference.message)}")
    passed = {example for example, runs in examples.items() if all(run.ok for run in runs)}
    worked = [example for example in examples if example.startswith("EX-")]
    click.echo(
        session.say(
            msg(
                "{policy}: {passed} of {total} worked examples, {more} of {most} further cases",
                policy=policy_id,
                passed=len(passed.intersection(worked)),
                total=len(worked),
                more=len(passed.difference(worked)),
                most=len(examples) - len(worked),
            )
        )
    )
    return len(passed) == len(examples)


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
    models |= {"policy": (Pack, "政策包"), "layer": (Layer, "下级政策包"), "articles": (Articles, "政策条款")}
    return {f"{name}.json": _schema(model, title) for name, (model, title) in sorted(models.items())}


def _schema(model: type[BaseModel], title: str) -> str:
    found: dict[str, Any] = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    found |= model.model_json_schema(by_alias=True)
    found["title"] = title
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
