"""Whether Git may keep another content than the one on disk: line ends, encodings, filters.

Reads settings and attribute files as text and runs nothing that they name; knows no record.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.history.plumbing import Git

ATTRIBUTES = ".gitattributes"
_CONVERTING = frozenset({"text", "eol", "crlf", "ident", "filter", "working-tree-encoding"})
_ASKED = r"^(filter\..*|core\.(autocrlf|attributesfile))$"
_FOR_EVERYBODY = ("/etc/gitattributes", "~/.config/git/attributes")


class Settings(NamedTuple):
    """What the settings of a repository and its user say of conversions.

    `silenced` are settings under which Git compares bytes with bytes and runs no filter.
    """

    line_ends: bool
    attribute_files: tuple[Path, ...]
    silenced: Mapping[str, str]


def settings_of(git: Git, top: Path) -> Settings | None:
    """Read what is set of conversions; None where Git cannot say."""
    # the system's settings were in force when the files were checked out
    status, out = git.told("config", "-z", "--get-regexp", _ASKED, extra={"GIT_CONFIG_NOSYSTEM": "0"})
    if status not in {0, 1}:
        return None
    silenced = {"core.autocrlf": "false", "core.attributesFile": os.devnull}
    line_ends = False
    files = [Path(name).expanduser() for name in _FOR_EVERYBODY] + [_own_attributes(git, top)]
    for record in os.fsdecode(out).split("\0")[:-1]:
        key, _, value = record.partition("\n")
        if key == "core.autocrlf":
            line_ends = value.lower() != "false"
        elif key == "core.attributesfile":
            files.append(top / Path(value).expanduser())
        else:
            section, _, _ = key.rpartition(".")
            silenced |= {f"{section}.{name}": "" for name in ("clean", "smudge", "process")}
            silenced[f"{section}.required"] = "false"
    return Settings(line_ends, tuple(files), silenced)


def _own_attributes(git: Git, top: Path) -> Path:
    """Return the attribute file of the repository itself, which linked work trees share."""
    if (top / ".git").is_dir():
        return top / ".git/info/attributes"
    return top / os.fsdecode(git.output("rev-parse", "--path-format=absolute", "--git-path", "info/attributes")).strip()


def converts(path: Path) -> bool:
    """Tell whether an attribute file may convert anything; one that is not there does not."""
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    words = (word for line in content.splitlines() for word in line.split()[1:])
    return any(word.partition(b"=")[0].decode("latin-1") in _CONVERTING for word in words)
