"""A folder of records in which somebody planted everything that other programs would run or read.

Knows what each plant would do: leave a file in the trip-wire folder, or the word `PLANTED` on a page.
"""

from __future__ import annotations

import os
import stat
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PLANTED = "PLANTED"

MODULES = (
    *("sitecustomize", "usercustomize", "conftest", "setup", "yaml", "click", "git", "generator", "mkdocs"),
    *("jinja2", "material", "markdown", "pydantic", "ruamel", "rich", "zoneinfo", "encodings", "re", "json", "typing"),
)
"""Names that Python, our program, the engine or a test runner imports, as modules and as packages."""

TEXTS = {
    "mkdocs.yml": (
        f"site_name: {PLANTED}\ntheme: {{name: material, custom_dir: overrides}}\nhooks: [conftest.py]\n"
        'extra: {found: !!python/object/apply:os.system ["{fire} mkdocs-yml"]}\n'
    ),
    "docs/index.md": f"---\ntemplate: main.html\n---\n# {PLANTED}\n",
    "overrides/main.html": f"{PLANTED} {{{{ config.__class__ }}}}",
    "site_templates/theme/main.html": PLANTED,
    "site_templates/pages/card.html": PLANTED,
    "site_templates/assets/louzhang.js": PLANTED,
    "generator/_shipped/mkdocs.yml": f"site_name: {PLANTED}\n",
    "generator/locale/zh_CN/LC_MESSAGES/louzhang.po": f'msgid "Building"\nmsgstr "{PLANTED}"\n',
    "pyproject.toml": f'[project]\nname = "louzhang"\nversion = "{PLANTED}"\n',
    "uv.toml": f'index-url = "{PLANTED}"\n',
    "pip.conf": f"[global]\nindex-url = {PLANTED}\n",
    "requirements.txt": f"{PLANTED}\n",
    ".env": f"PYTHONPATH=.\nLOUZHANG_TITLE={PLANTED}\n",
    ".python-version": f"{PLANTED}\n",
    "pyvenv.cfg": "home = .\n",
    "planted.pth": "import conftest\n",
    ".mailmap": f"{PLANTED} <demo@example.invalid>\n",
    ".gitmodules": f'[submodule "x"]\n\tpath = x\n\turl = ext::{PLANTED}\n',
    ".gitattributes": "* filter=plant diff=plant merge=plant export-subst ident\n",
    "louzhang-0.0.0.dist-info/METADATA": f"Name: louzhang\nVersion: {PLANTED}\n",
}

PROGRAMS = ("git", "python", "python3", "less", "cat", "sh")
"""Programs by whose bare name something might call them, if it looked into the current folder."""

SETTINGS = (
    *("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "core.askPass", "diff.external", "gpg.program"),
    *("diff.plant.textconv", "diff.plant.command", "merge.plant.driver"),
    *("filter.plant.clean", "filter.plant.smudge", "filter.plant.process"),
)
"""Settings of a repository that name a program."""

HOOKS = ("post-index-change", "post-checkout", "reference-transaction", "pre-commit", "fsmonitor-watchman")


def plant(root: Path, wires: Path) -> None:
    """Plant everything beside the records, and nothing that Git would count as a change of them."""
    wires.mkdir()
    fire = wires.parent / "fire"
    program(fire, f'touch "{wires}/$(basename "$1")"\nexit 1\n')
    for name in MODULES:
        code = f"open({str(wires / name)!r}, 'w').close()\n"
        write(root / f"{name}.py", code)
        if name not in PROGRAMS:
            write(root / name / "__init__.py", code)
    for path, text in TEXTS.items():
        write(root / path, text.replace("{fire}", str(fire)))
    for name in PROGRAMS:
        program(root / name, f'touch "{wires}/program-{name}"\nexit 1\n')
    for name in (f"$({fire} shell)", f";{fire.name} shell;", "line\nbreak", "--help", "-c"):
        write(root / name.replace("/", "_"), PLANTED)
    for hook in HOOKS:
        program(root / ".git" / "hooks" / hook, f'touch "{wires}/hook-{hook}"\nexit 1\n')
    for setting in SETTINGS:
        configure(root, setting, f"{fire} git-{setting}")
    for name in ("status", "log", "ls-tree", "ls-files", "rev-parse"):
        configure(root, f"alias.{name}", f"!{fire} alias-{name}")
    configure(root, "log.showSignature", "true")
    embedded(root / "embedded", fire)


def embedded(folder: Path, fire: Path) -> None:
    """Lay a bare repository among the files, which a Git command started in it would take for its own."""
    subprocess.run(["git", "init", "-q", "--bare", folder], check=True)
    subprocess.run(["git", "--git-dir", folder, "config", "core.fsmonitor", f"{fire} git-embedded"], check=True)


def configure(root: Path, key: str, value: str) -> None:
    """Write a setting into the repository, from a folder in which nothing is planted."""
    subprocess.run(["git", "config", "--file", root / ".git" / "config", key, value], cwd=os.sep, check=True)


def program(path: Path, script: str) -> None:
    """Write a shell script that can be run."""
    write(path, f"#!/bin/sh\n{script}")
    path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)


def write(path: Path, text: str) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
