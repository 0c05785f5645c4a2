"""Static files under a path that changes with them: browsers keep them for ever."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, url_for
from werkzeug.security import safe_join

STATIC: Final = Path(__file__).parent / "static"
ASSETS: Final = "assets.asset"

TYPES: Final = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".wasm": "application/wasm",
    ".png": "image/png",
}
"""What is served; licences and lists in the same folders are not."""

_YEAR: Final = 365 * 86_400


def assets_blueprint() -> Blueprint:
    """Return the static files, and the templates that every page extends."""
    blueprint = Blueprint("assets", __name__, template_folder="templates")

    @blueprint.get("/static/<version>/<path:name>")
    def asset(version: str, name: str) -> Response:
        kind, path = TYPES.get(Path(name).suffix), safe_join(str(STATIC), name)
        if kind is None or path is None or not Path(path).is_file():
            abort(404)
        # read whole: Flask-Compress never closes the file of an answer that it compresses
        answer = Response(Path(path).read_bytes(), mimetype=kind)
        answer.cache_control.public = True
        answer.cache_control.max_age = _YEAR
        answer.cache_control.immutable = version == release()
        return answer

    @blueprint.app_template_global()
    def asset_url(name: str) -> str:
        return url_for(ASSETS, version=release(), name=name)

    @blueprint.app_template_global()
    def modules(folder: str) -> list[str]:
        return module_urls(folder)

    return blueprint


def module_urls(folder: str) -> list[str]:
    """Return the addresses of a folder's modules: a page that names them gets them at once."""
    return [
        url_for(ASSETS, version=release(), name=f"{folder}/{path.name}")
        for path in sorted((STATIC / folder).glob("*.js"))
    ]


@cache
def release() -> str:
    """Return a short hash of every static file: same files, same addresses."""
    found = hashlib.sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.suffix in TYPES:
            found.update(path.relative_to(STATIC).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:12]
