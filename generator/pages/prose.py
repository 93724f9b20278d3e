"""From the simple Markdown of a notice to HTML that can do nothing: no raw HTML, no pictures, strict links.

Knows text only. Two locks hold each other: the parser is told to refuse, and a sanitizer looks again. Text without any
character that could mean something else needs neither.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markupsafe import Markup

_LINK = re.compile(
    r"https://[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#][!-~]*)?"
    r"|mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|tel:\+?\d{3,15}",
    re.ASCII,
)
_CALM = r"[A-Za-z0-9\u4e00-\u9fff，。、；：？！（）《》“”]+(?: [A-Za-z0-9\u4e00-\u9fff，。、；：？！（）《》“”]+)*"
_CALM_TEXT = re.compile(rf"\n*{_CALM}(?:\n+{_CALM})*\n*")
"""Lines of characters that mean themselves alone, to the parser and in HTML; blank lines part paragraphs."""
_TAGS = {
    *("p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "a"),
}
_LOWER = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6"}
"""A notice's own headings stand below those of its page."""


def allowed_link(href: str) -> bool:
    """Tell whether a link may be followed: https, mail or a telephone number, and nothing that hides a host."""
    return "\\" not in href and _LINK.fullmatch(href) is not None


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "typographer": False})
    parser.enable("table").disable(["image", "html_block", "html_inline", "autolink"])
    setattr(parser, "validateLink", allowed_link)  # noqa: B010 - the library's own hook, typed as a method
    return parser


def prose(text: str) -> Markup:
    """Render the text of a notice; most are nothing but paragraphs, for which the parser need not be loaded."""
    from markupsafe import Markup

    if _CALM_TEXT.fullmatch(text):
        paragraphs = re.split(r"\n{2,}", text.strip("\n"))
        return Markup("".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs))  # noqa: S704 - see there
    return Markup(parsed(text))  # noqa: S704 - what the sanitizer lets through is the point of this module


def parsed(text: str) -> str:
    """Render any text."""
    import nh3

    tokens = _parser().parse(text)
    for token in tokens:
        token.tag = _LOWER.get(token.tag, token.tag) if token.type.startswith("heading") else token.tag
        token.attrs.pop("style", None)
    html = _parser().renderer.render(tokens, _parser().options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https", "mailto", "tel"},
        link_rel="noopener nofollow",
    )
