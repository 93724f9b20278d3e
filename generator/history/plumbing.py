"""How Git is run: as a plain child process, guarded against whatever a repository carries.

The only module that starts Git, read-only and with constant arguments; it knows no record and nothing of commits.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from generator.problems import Message

# Nothing a repository can carry may run a program, reach the network or rewrite what a commit says.
_OVERRIDES = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "log.showSignature": "false",
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "LANGUAGE": "C",
    "LC_ALL": "C",
}
_KEPT = frozenset({"GIT_EXEC_PATH", "GIT_CONFIG_GLOBAL"})
"""Where Git itself and the user's own settings are; all other GIT_* (those of a hook, say) would lead elsewhere."""
LOG = ("log", "--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", "--no-notes", "--no-follow")


_UNKNOWN = 1


class HistoryError(Exception):
    """Git cannot tell the history; the message says why."""

    def __init__(self, message: Message) -> None:
        """Remember the sentence for the person at the door."""
        super().__init__(message.template)
        self.message = message


class Git:
    """Git in one folder; every command gets the guarded environment.

    Python's files are closed in children anyway: `close_fds=False` lets them start by posix_spawn. `told` does so
    itself, since importing subprocess takes longer than most answers.
    """

    def __init__(self, root: Path) -> None:
        """Find the program.

        Raises:
            HistoryError: Git is not installed.
        """
        self._root = os.fspath(root)
        self._program = _program()

    def run(self, *arguments: str) -> tuple[int, bytes, str]:
        """Exit status, standard output and standard error of one command; arguments are constants and ids."""
        import subprocess

        done = subprocess.run(  # noqa: S603 - constants and ids, no shell
            self._command(arguments),
            env=environment({}, {}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            close_fds=False,
        )
        return done.returncode, done.stdout, os.fsdecode(done.stderr)

    def told(
        self, *arguments: str, settings: Mapping[str, str] | None = None, extra: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Exit status and standard output of a command, read in one go; what it complains of is dropped.

        Args:
            arguments: constants and ids of objects.
            settings: settings of Git for this command, beside those that always hold.
            extra: variables of the environment for this command.
        """
        command = self._command(arguments)
        reading, writing = os.pipe()
        with os.fdopen(reading, "rb", buffering=0) as answers:
            try:
                child = os.posix_spawn(
                    command[0],
                    command,
                    environment(settings or {}, extra or {}),
                    file_actions=(
                        (os.POSIX_SPAWN_DUP2, writing, 1),
                        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                        (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                    ),
                )
            finally:
                os.close(writing)
            out = answers.readall()
        try:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), out
        except ChildProcessError:  # whoever started us wants to hear of no child's end
            return _UNKNOWN, out

    def output(self, *arguments: str) -> bytes:
        """Standard output of a command that must succeed."""
        status, out, error = self.run(*arguments)
        if status:
            raise unreadable(error)
        return out

    def opened(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a command that is asked and answers until its standard input is closed."""
        import subprocess

        return subprocess.Popen(  # noqa: S603 - as above
            self._command(arguments),
            env=environment({}, {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            close_fds=False,
        )

    def _command(self, arguments: Sequence[str]) -> list[str]:
        return [self._program, "-C", self._root, "--no-pager", *arguments]


def environment(settings: Mapping[str, str], extra: Mapping[str, str]) -> dict[str, str]:
    """Return the guarded environment, with further settings and variables for one command."""
    settings = {**_OVERRIDES, **settings}
    own = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
    counted = {"GIT_CONFIG_COUNT": str(len(settings))}
    for number, (key, value) in enumerate(settings.items()):
        counted[f"GIT_CONFIG_KEY_{number}"] = key
        counted[f"GIT_CONFIG_VALUE_{number}"] = value
    return {**own, **_ENVIRONMENT, **counted, **extra}


def unreadable(error: str) -> HistoryError:
    """Quote Git in a sentence."""
    reason = next((line for line in error.splitlines() if line.startswith(("fatal:", "error:"))), error)
    from generator.problems import msg

    return HistoryError(msg("Git cannot read the history of this folder. Git says: {reason}", reason=reason.strip()))


def top_of(root: Path) -> Path | None:
    """Return the nearest folder that Git keeps, from here upwards."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)


def _program() -> str:
    for folder in os.get_exec_path():
        program = os.path.join(folder, "git")  # noqa: PTH118 - plain text, a hundred times cheaper
        if os.path.isabs(folder) and os.access(program, os.X_OK):  # noqa: PTH117
            return program
    from generator.problems import msg

    raise HistoryError(msg("Git is not installed, so the history of the records cannot be read."))
