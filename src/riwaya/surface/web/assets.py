"""The files that pages are drawn with: our own, and those that Python packages carry; held in memory, named by their content."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from riwaya.errors import MissingExtra

MEDIA = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".woff2": "font/woff2", ".svg": "image/svg+xml",
}  # fmt: skip
CARRIED = {
    "leaflet.js": ("js_lib_leaflet", "static/js_lib_leaflet/leaflet.js"),
    "leaflet.css": ("js_lib_leaflet", "static/js_lib_leaflet/leaflet.css"),
    "htmx.js": ("js_lib_htmx", "static/htmx/htmx.min.js"),
}  # name: (package, path in it)
_FOREVER = "public, max-age=31536000, immutable"  # a change of content changes the name


@dataclass(frozen=True, slots=True)
class Asset:
    """One file: its bytes as they are and compressed (None where that gains nothing)."""

    body: bytes
    packed: bytes | None
    media: str
    digest: str


def load() -> Mapping[str, Asset]:
    """Return all files by name. Raises MissingExtra where a package is not installed."""
    own = {path.name: path.read_bytes() for path in _own()}
    carried = {name: _carried(package, inner) for name, (package, inner) in CARRIED.items()}
    return {name: _asset(name, body) for name, body in (own | carried).items()}


def _own() -> Iterator[Path]:
    folder = Path(str(files("riwaya.surface.web") / "static"))
    yield from (path for path in sorted(folder.iterdir()) if path.suffix in MEDIA)


def _carried(package: str, inner: str) -> bytes:
    found = importlib.util.find_spec(package)  # the package itself is not imported: it would ask for Django
    if found is None or not found.submodule_search_locations:
        raise MissingExtra(f"the package {package} is missing; install riwaya anew: pip install riwaya")
    body = (Path(found.submodule_search_locations[0]) / inner).read_bytes()
    return body.replace(b"//# sourceMappingURL=leaflet.js.map", b"")


def _asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    packed = None if suffix == ".woff2" else gzip.compress(body, 9, mtime=0)
    return Asset(body, packed, MEDIA[suffix], hashlib.sha256(body).hexdigest()[:12])


def answer(asset: Asset, request: Request) -> Response:
    """Return a file as an answer that may be kept for good."""
    packed = asset.packed if "gzip" in request.headers.get("accept-encoding", "") else None
    headers = {"cache-control": _FOREVER, "vary": "accept-encoding", "etag": f'"{asset.digest}"', **({"content-encoding": "gzip"} if packed else {})}
    return Response(packed or asset.body, media_type=asset.media, headers=headers)
