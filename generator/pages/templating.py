"""The templates' environment; its templates are compiled to plain Python where the engine would look around first.

Knows the templating engine and the filters; no view and no page. In our templates a dot is an attribute of a frozen
type and a call is a call of a macro, so neither needs the engine's search for another meaning.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.utils import missing
from markupsafe import _escape_inner  # type: ignore[attr-defined] # escapes text to text, without a type around it

from generator.pages.codes import code
from generator.pages.drafts import HOLE
from generator.pages.wording import FILTERS, HARMLESS
from generator.resources import templates

if TYPE_CHECKING:
    from types import FunctionType

    from jinja2.compiler import Frame, MacroRef

ROOT = "\0"
"""Stands for the way up to the site's root until the page's depth is known; no record may hold this character."""


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
        self.write("(" if _is_harmless(node) else "(environment.escaped(shown) if type(shown := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        del frame, finalize
        self.write(")" if _is_harmless(node) else ")) is str else environment.shown(shown))")


def _is_harmless(node: nodes.Expr) -> bool:
    """Tell whether an expression is a filter's whose words hold nothing to be escaped."""
    return isinstance(node, nodes.Filter) and node.name in HARMLESS


def macro(made: FunctionType) -> FunctionType:
    """Let the parameters of a macro be left out; it has defaults of its own for what is missing."""
    made.__defaults__ = (missing,) * made.__code__.co_argcount
    return made


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
    )
    made.filters.update(FILTERS, code=code, url=url)
    made.globals["hole"] = Shown(HOLE)
    return made


def url(path: str) -> str:
    """Return the way to a path of the site."""
    return ROOT + path
