"""The contestants: what each makes of a work, and how it is built anew or once more.

Knows their projects and commands; knows no measuring of time and no table.
"""

from __future__ import annotations

import json
import shutil
import sys
from abc import ABC, abstractmethod
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.processes import LIMIT, Cost, run
from tests.benchmarks.tools import PEERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.tools import Tools

REPOSITORY = Path(__file__).resolve().parents[2]


@dataclass
class Contestant(ABC):
    """One way to make the site of a work; all of them read the same records.

    Attributes:
        tools: the contestants' programs.
        work: the folder that holds `records/`.
        project: a folder of its own.
        rates: the file with what the peers know of the policy.
        limit: seconds after which one of its runs is given up.
    """

    tools: Tools
    work: Path
    project: Path
    rates: Path
    limit: float = LIMIT
    name = ""
    incremental = False
    """Whether a build takes up an earlier one, so that each must start from the same state."""

    @abstractmethod
    def site(self) -> Path:
        """The folder of the pages."""

    @abstractmethod
    def prepare(self) -> None:
        """Lay out the project, before any measuring."""

    def follow(self) -> None:  # noqa: B027 - most need nothing
        """Do what somebody would do by hand after a change of the records; not measured."""

    def clean(self) -> None:
        """Remove everything that earlier builds left."""
        shutil.rmtree(self.site(), ignore_errors=True)

    @abstractmethod
    def build(self) -> Cost:
        """Build the site in new processes."""

    def run(self, folder: Path, *command: object, **environment: str) -> Cost:
        """Run one of its programs."""
        return run([str(part) for part in command], folder, environment, self.limit)

    def pages(self) -> tuple[int, int]:
        """Return how many pages there are, and their bytes."""
        sizes = [file.stat().st_size for file in self.site().resolve().rglob("*.html")]
        return len(sizes), sum(sizes)


class Louzhang(Contestant):
    """This product, through its command line."""

    name = "Louzhang"
    incremental = True

    def site(self) -> Path:
        """Return the folder of the pages."""
        return self.work / "build" / "site"

    def prepare(self) -> None:
        """Do nothing: the work is all it needs."""

    def clean(self) -> None:
        """Remove the site and every cache."""
        shutil.rmtree(self.work / "build", ignore_errors=True)

    def build(self) -> Cost:
        """Build the site."""
        command = (sys.executable, "-m", "generator", "build", "--root", self.work)
        return self.run(self.work, *command, PYTHONPATH=str(REPOSITORY))


class Stock(Contestant):
    """Markdown written by a script that reads with ruamel.yaml's C parser, then MkDocs with the Material theme."""

    name = "ruamel C + MkDocs Material"

    def site(self) -> Path:
        """Return the folder of the pages."""
        return self.project / "site"

    def prepare(self) -> None:
        """Write the configuration."""
        self.project.mkdir(parents=True, exist_ok=True)
        (self.project / "mkdocs.yml").write_text(self.tools.mkdocs_config(), encoding="utf-8")

    def clean(self) -> None:
        """Remove the site and the Markdown."""
        super().clean()
        shutil.rmtree(self.project / "docs", ignore_errors=True)

    def write(self) -> Cost:
        """Write the Markdown."""
        script = (self.tools.python, PEERS / "markdown.py")
        return self.run(self.project, *script, self.work / "records", self.rates, self.project / "docs")

    def build(self) -> Cost:
        """Write the Markdown and build the site."""
        written = self.write()
        return added((written, self.run(self.project, self.tools.program("mkdocs"), "build", "-q")))


class Zensical(Stock):
    """The theme's successor, from the Markdown alone: what it takes to write it is not counted."""

    name = "Zensical, from Markdown"
    incremental = True

    def prepare(self) -> None:
        """Write the configuration and the Markdown."""
        super().prepare()
        self.follow()

    def follow(self) -> None:
        """Write the Markdown of what changed."""
        written = self.write()
        if written.code:
            raise RuntimeError(written.told)

    def clean(self) -> None:
        """Remove the site and the cache, not the Markdown."""
        shutil.rmtree(self.site(), ignore_errors=True)
        shutil.rmtree(self.project / ".cache", ignore_errors=True)

    def build(self) -> Cost:
        """Build the site."""
        return self.run(self.project, self.tools.program("zensical"), "build")


class Hugo(Contestant):
    """Hugo, which reads the records itself and makes pages by content adapters."""

    name = "Hugo, from the records"

    def site(self) -> Path:
        """Return the folder of the pages."""
        return self.project / "public"

    def prepare(self) -> None:
        """Lay out templates, configuration and the theme's shell."""
        before, between, after = self.tools.shell(self.project.with_name("shell"))
        shutil.copytree(PEERS / "hugo", self.project, dirs_exist_ok=True)
        config = self.project / "hugo.yaml"
        text = (PEERS / "hugo" / "hugo.yaml").read_text(encoding="utf-8")
        config.write_text(text.replace("RECORDS", str(self.work / "records")), encoding="utf-8")
        frame = f'{before}{{{{ .Title }}}}{between}{{{{ block "main" . }}}}{{{{ end }}}}{after}'
        (self.project / "layouts" / "baseof.html").write_text(frame, encoding="utf-8")
        self.follow()

    def follow(self) -> None:
        """Take the rates as they are now."""
        (self.project / "data").mkdir(exist_ok=True)
        shutil.copy(self.rates, self.project / "data" / "rates.json")

    def build(self) -> Cost:
        """Build the site."""
        return self.run(self.project, self.tools.hugo, "--quiet")


class Eleventy(Contestant):
    """Eleventy with templates in JavaScript, which reads the records with js-yaml."""

    name = "Eleventy, from the records"

    def site(self) -> Path:
        """Return the folder of the pages."""
        return self.project / "_site"

    def prepare(self) -> None:
        """Lay out templates, packages and the theme's shell."""
        shutil.copytree(PEERS / "eleventy", self.project, dirs_exist_ok=True)
        (self.project / "package.json").write_text('{"type": "module"}\n', encoding="utf-8")
        shell = self.tools.shell(self.project.with_name("shell"))
        (self.project / "shell.json").write_text(json.dumps(shell, ensure_ascii=False), encoding="utf-8")
        if not (self.project / "node_modules").is_symlink():
            (self.project / "node_modules").symlink_to(self.tools.modules)
        self.follow()

    def follow(self) -> None:
        """Take the rates as they are now."""
        shutil.copy(self.rates, self.project / "rates.json")

    def build(self) -> Cost:
        """Build the site."""
        command = ("node", "--max-old-space-size=14000", self.tools.eleventy, "--quiet")
        return self.run(self.project, *command, RECORDS=str(self.work / "records"))


ALL: tuple[type[Contestant], ...] = (Louzhang, Stock, Zensical, Hugo, Eleventy)


def added(costs: Sequence[Cost]) -> Cost:
    """Add up steps that follow each other."""
    first, *rest = costs
    for cost in rest:
        first = replace(
            cost,
            cpu=first.cpu + cost.cpu,
            wall=first.wall + cost.wall,
            peak_mib=max(first.peak_mib, cost.peak_mib),
            code=first.code or cost.code,
            finished=first.finished and cost.finished,
        )
    return first
