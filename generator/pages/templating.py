"""The templates' environment; its templates are compiled to plain Python where the engine would look around first.

Knows the templating engine and the filters; no view and no page. In our templates a dot is an attribute of a frozen
type and a call is a call of a macro, so neither needs the engine's search for another meaning.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2 import __version__ as jinja_version
from jinja2.compiler import CodeGenerator
from jinja2.utils import missing
from markupsafe import _escape_inner  # type: ignore[attr-defined] # escapes text to text, without a type around it

from generator.pages.codes import code
from generator.pages.drafts import HOLE
from generator.pages.wording import FILTERS, HARMLESS
from generator.resources import templates

if TYPE_CHECKING:
    from types import FunctionType

    from jinja2.bccache import Bucket
    from jinja2.compiler import Frame, MacroRef

ROOT = "\0"
"""Stands for the way up to the site's root until the page's depth is known; no record may hold this character."""


_MOST_KNOWN = 1024
"""How many results are remembered of a macro that is run `once` for equal values, such as the office of a community."""


class Shown(str):
    """HTML that a macro made: not to be escaped again."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return the text as it is."""
        return self


def shown(value: object) -> str:
    """Return what is not plain text as HTML: escaped, unless it is HTML already."""
    if type(value) is int:
        return str(value)
    html = getattr(value, "__html__", None)
    text: str = html() if html else _escape_inner(str(value))
    return text


class PlainCode(CodeGenerator):
    """Writes attributes as attributes, calls as calls, and macros as functions."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - the engine's name
        """Write an attribute."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802, FBT001, FBT002
        """Write a call."""
        if forward_caller or node.kwargs or node.dyn_args or node.dyn_kwargs:
            self.fail("a call takes plain arguments", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in node.args:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Write the value of a macro's name: its function, in which a parameter may be missing."""
        del macro_ref, frame
        self.write("environment.macro(macro)")

    def return_buffer_contents(self, frame: Frame, force_unescaped: bool = False) -> None:  # noqa: FBT001, FBT002
        """Write the end of a macro or of a set block."""
        del force_unescaped
        self.writeline(f"return environment.made(concat({frame.buffer}))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del frame, finalize
        self.write(_AROUND[_kind(node)][0])

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del frame, finalize
        self.write(_AROUND[_kind(node)][1])


_AROUND = {
    "harmless": ("(", ")"),
    "call": ("(shown if type(shown := (", ")) is environment.made else environment.shown(shown))"),
    "other": ("(environment.escaped(shown) if type(shown := (", ")) is str else environment.shown(shown))"),
}
"""What is written before and after an expression that is shown: what it gives most often is dealt with first."""


def _kind(node: nodes.Expr) -> str:
    """Tell what an expression is: a filter whose words hold nothing to be escaped, a call of a macro, or other."""
    if isinstance(node, nodes.Filter) and node.name in HARMLESS:
        return "harmless"
    return "call" if isinstance(node, nodes.Call) else "other"


def macro(made: FunctionType) -> FunctionType:
    """Let the parameters of a macro be left out; it has defaults of its own for what is missing."""
    made.__defaults__ = (missing,) * made.__code__.co_argcount
    return made


class CompiledBeside(BytecodeCache):
    """Keeps what templates were compiled to beside the compiled modules of this package, and trusts it as those.

    Where that folder may not be written, templates are compiled in each run.
    """

    folder = Path(__file__).parent / "__pycache__"

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """Name the file of a template: another for another compiler, engine or Python."""
        made_by = (Path(__file__).read_bytes(), jinja_version.encode(), str(sys.implementation.cache_tag).encode())
        digest = blake2b(name.encode(), digest_size=12)
        for part in made_by:
            digest.update(b"%d:%b" % (len(part), part))
        del filename
        return digest.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take up what was compiled from the same text."""
        with suppress(OSError, EOFError, ValueError, TypeError), self._place(bucket).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where Python keeps modules; the file is there whole or not at all."""
        place = self._place(bucket)
        if sys.dont_write_bytecode:
            return
        with suppress(OSError):
            place.parent.mkdir(exist_ok=True)
            draft = place.with_suffix(f".{os.getpid()}")
            with draft.open("wb") as file:
                bucket.write_bytecode(file)
            draft.replace(place)

    def _place(self, bucket: Bucket) -> Path:
        return self.folder / f"{bucket.key}.template"


class PlainEnvironment(Environment):
    """An environment of such templates."""

    code_generator_class = PlainCode
    made = Shown
    escaped = staticmethod(_escape_inner)
    shown = staticmethod(shown)
    macro = staticmethod(macro)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates' environment: everything escaped, nothing undefined, no template from outside."""
    made = PlainEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FileSystemLoader(templates() / "pages"),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=CompiledBeside(),
    )
    made.filters.update(FILTERS, code=code, url=url)
    made.globals.update(hole=Shown(HOLE), once=lru_cache(maxsize=_MOST_KNOWN))
    return made


def url(path: str) -> str:
    """Return the way to a path of the site."""
    return ROOT + path
