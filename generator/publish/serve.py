"""A preview on this machine: serves the current release, builds again on a change and tells the browsers.

Knows nothing of records or of how a build is made, and never writes into the site.
"""

from __future__ import annotations

import re
import threading
import traceback
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup
from msgspec import Struct, field
from watchfiles import watch

from generator.problems import msg

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from socket import socket

    from generator.problems import Message

EVENTS = "/_preview/events"
SCRIPT = "/_preview/reload.js"

_RELOAD = f"""\
new EventSource("{EVENTS}?seen=" + document.currentScript.dataset.seen)
  .addEventListener("rebuilt", function () {{ location.reload(); }});
"""
_HEARTBEAT_SECONDS = 15
_BANNER = Markup(
    '<div role="alert" style="padding:1rem;background:#a3211a;color:#fff;font-size:16px;white-space:pre-wrap">'
    "<strong>{}</strong>\n{}</div>"
)
_EMPTY = Markup('<!doctype html><html lang="zh"><meta charset="utf-8"><title>{}</title><body></body></html>')


class BuildResult(Struct, frozen=True):
    """Whether a build was published, and its faults in the words of the person at the keyboard."""

    published: bool
    faults: tuple[str, ...] = ()


FAILED = msg("Not built again: mend the faults below first. You still see the site of the build before.")
NOTHING = msg("There is no site yet")


class _State(Struct):
    """The number of the last build and its faults; browsers wait on it."""

    number: int = 0
    faults: tuple[str, ...] = ()
    closing: bool = False
    changed: threading.Condition = field(default_factory=threading.Condition)

    def record(self, faults: tuple[str, ...]) -> None:
        with self.changed:
            self.number += 1
            self.faults = faults
            self.changed.notify_all()

    def close(self) -> None:
        with self.changed:
            self.closing = True
            self.changed.notify_all()

    def wait_for_another(self, number: int) -> int:
        """Wait for another build than this one, but not for ever: a silent line is cut by some browsers."""
        with self.changed:
            self.changed.wait_for(lambda: self.closing or self.number != number, _HEARTBEAT_SECONDS)
            return self.number


class Preview:
    """A running preview: `start` builds and listens, `address` is where, `stop` ends every thread."""

    def __init__(
        self,
        build: Callable[[], BuildResult],
        watched: Sequence[Path],
        out: Path,
        *,
        host: str = "127.0.0.1",
        port: int = 8000,
        tell: Callable[[str], None],
        say: Callable[[Message], str],
    ) -> None:
        self._build, self._watched, self._tell = build, watched, tell
        self._state = _State()
        self._stop = threading.Event()
        self._server = _Server((host, port), out, self._state, say)
        self._threads = (
            threading.Thread(target=self._server.serve_forever, name="preview-server", daemon=True),
            threading.Thread(target=self._watch, name="preview-watch", daemon=True),
        )

    @property
    def address(self) -> str:
        """Where a browser finds the preview."""
        host, port = self._server.server_address[:2]
        return f"http://{host if isinstance(host, str) else host.decode()}:{port}/"

    def start(self) -> None:
        """Build once, then listen and watch."""
        self._rebuild()
        for thread in self._threads:
            thread.start()

    def wait(self) -> None:
        """Stay until another thread, or the keyboard, ends the preview."""
        self._stop.wait()

    def stop(self) -> None:
        """End the watch, the waiting browsers and the server."""
        self._stop.set()
        self._state.close()
        self._server.shutdown()
        self._server.server_close()
        for thread in self._threads:
            thread.join()

    def _watch(self) -> None:
        for _ in watch(*self._watched, stop_event=self._stop, raise_interrupt=False):
            self._rebuild()

    def _rebuild(self) -> None:
        """Build; a fault of the program must not end the preview, so it is shown like a fault of a record."""
        try:
            result = self._build()
        except Exception:  # noqa: BLE001 - shown in full, and the next change tries again
            result = BuildResult(published=False, faults=(traceback.format_exc(),))
        for fault in result.faults:
            self._tell(fault)
        self._state.record(() if result.published else result.faults or ("",))


def serve(
    build: Callable[[], BuildResult],
    watched: Sequence[Path],
    out: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    tell: Callable[[str], None],
    say: Callable[[Message], str],
) -> None:
    """Serve until the keyboard says stop; the address is told once the first build is done."""
    preview = Preview(build, watched, out, host=host, port=port, tell=tell, say=say)
    preview.start()
    tell(preview.address)
    try:
        preview.wait()
    except KeyboardInterrupt:
        pass
    finally:
        preview.stop()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], out: Path, state: _State, say: Callable[[Message], str]) -> None:
        self.out, self.state, self.say = out, state, say
        super().__init__(address, _Handler)


class _Handler(SimpleHTTPRequestHandler):
    """Answers from the folder that the link shows at this moment; pages get the reload script and the banner."""

    def __init__(self, request: socket, client_address: Any, server: _Server) -> None:
        self._preview = server
        super().__init__(request, client_address, server, directory=str(server.out))

    def do_GET(self) -> None:
        """Answer with an event stream, the reload script or a file of the site."""
        path = urlsplit(self.path).path
        if path == EVENTS:
            self._events()
        elif path == SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", _RELOAD.encode())
        else:
            self._file(path)

    def do_HEAD(self) -> None:
        """Refuse: a preview is read by browsers, which ask for the whole page."""
        self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is for the faults of the records."""

    def _file(self, path: str) -> None:
        place, status = Path(self.translate_path(path)), HTTPStatus.OK
        if place.is_dir():
            place /= "index.html"
        if not place.is_file():
            place, status = self._preview.out / "404.html", HTTPStatus.NOT_FOUND
        if place.is_file():
            kind, data = self.guess_type(str(place)), place.read_bytes()
        else:
            kind, data = "text/html", _EMPTY.format(self._preview.say(NOTHING)).encode()
        if kind == "text/html":
            kind, data = "text/html; charset=utf-8", self._with_preview(data)
        self._send(status, kind, data)

    def _with_preview(self, page: bytes) -> bytes:
        """Put the reload script, and the faults of the last build if it had any, into a page on its way out."""
        faults = self._preview.state.faults
        top = _BANNER.format(self._preview.say(FAILED), "\n".join(faults)) if faults else ""
        script = f'<script src="{SCRIPT}" data-seen="{self._preview.state.number}"></script>'
        return re.sub(rb"<body[^>]*>", lambda found: found[0] + f"{top}{script}".encode(), page, count=1)

    def _events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        state = self._preview.state
        seen = int(query) if (query := urlsplit(self.path).query.removeprefix("seen=")).isdecimal() else state.number
        try:
            while not state.closing:
                self.wfile.write(b": waiting\n\n")
                self.wfile.flush()
                now = state.wait_for_another(seen)
                if now != seen:
                    self.wfile.write(f"event: rebuilt\ndata: {now}\n\n".encode())
                    self.wfile.flush()
                    seen = now
        except (BrokenPipeError, ConnectionResetError):
            return  # the browser has left

    def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)
