"""The built demonstration behind a web server with a strict policy, and browser pages that note what went wrong.

Knows how a page is served and watched; knows nothing of what it says.
"""

from __future__ import annotations

import re
import threading
from base64 import b64encode
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

PHONE = {"width": 360, "height": 740}
_SCRIPT = re.compile(r"<script>(.+?)</script>", re.DOTALL)
_POLICY = (
    "default-src 'none'; script-src 'self' {hashes}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


@dataclass
class Watch:
    """A page with everything it asked for and everything that it complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Note every request, and every warning or error of the console or a script."""
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", lambda answer: self._answered(answer.status, answer.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._said)

    def _failed(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # the page was left before
            self.complaints.append(f"failed: {request.url}")

    def _answered(self, status: int, url: str) -> None:
        if status >= 400:
            self.complaints.append(f"{status}: {url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files with the policy that the handbook of the site's keeper asks of a web server."""

    policy = ""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", self.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _policy(site: Path) -> str:
    """Allow the theme's own inline scripts as they stand in a hand-written page, where no record can have put them."""
    scripts = _SCRIPT.findall((site / "guide/index.html").read_text("utf-8"))
    assert 'new URL("..",location)' in scripts[0]
    depths = [scripts[0].replace('URL("..",', f'URL("{up}",') for up in (".", "../..", "../../..")]
    hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in [*scripts, *depths])
    return _POLICY.format(hashes=" ".join(f"'sha256-{one}'" for one in hashes))


@pytest.fixture(scope="session")
def site(demonstration: Path) -> Iterator[str]:
    """Serve the site below a folder of its own, as beside other sites on one host; the value is its address."""
    with serving(demonstration / "build") as address:
        yield address


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve the folder that a site lies in, with the strict policy; the value is the address of the site."""
    handler = type("Handler", (_Handler,), {"policy": _policy(folder / "site")})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/site/"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Watch]]:
    """Open addresses in fresh browsers, at first as wide as a small phone."""
    contexts = []

    def opened(address: str, **options: Any) -> Watch:
        contexts.append(browser.new_context(**{"viewport": PHONE, **options}))
        watch = Watch(contexts[-1].new_page())
        watch.start()
        watch.page.goto(address)
        return watch

    yield opened
    for context in contexts:
        context.close()
