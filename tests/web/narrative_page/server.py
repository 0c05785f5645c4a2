"""A tiny static server for the narrative editor's page, as strict as the real desk."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from doc_service.desk.narration import read_text

STATIC = Path(__file__).parents[3] / "doc_service" / "web" / "static"
PAGE = Path(__file__).parent
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
TYPES = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css"}


class Desk(BaseHTTPRequestHandler):
    """Serves the page and the static files, and reads outlines."""

    def do_GET(self) -> None:
        """Answer with a file."""
        path = self.path.partition("?")[0]
        file = PAGE / "index.html"
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
        elif path.startswith("/page/"):
            file = PAGE / path.removeprefix("/page/")
        if file.is_file():
            self.answer(200, TYPES.get(file.suffix, "font/woff2"), file.read_bytes())
        else:
            self.answer(404, "text/plain", b"")

    def do_POST(self) -> None:
        """Read an outline, as the desk does."""
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        read = read_text(asked["text"], pasted=asked["pasted"])
        self.answer(200, "application/json", json.dumps(read.nodes).encode())

    def answer(self, status: int, kind: str, content: bytes) -> None:
        """Send an answer with the policy of the desk."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", CSP)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[str]:
    """Serve while in the block; yields the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
