"""Downloads a country's tables from GeoNames: the dump, and its names by language."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from pathlib import Path

from riwaya.errors import BadInput

GEONAMES = "https://download.geonames.org/export/dump"
TIMEOUT = 30.0  # seconds without a byte
LARGEST = 500_000_000  # bytes; the dump of the largest country is a tenth of it


def fetch(code: str, folder: Path, base: str = GEONAMES) -> list[Path]:
    """Download the tables of a country (ISO code) into `folder`; return them. Raises BadInput, and then no half file is left."""
    if len(code) != 2 or not code.isascii() or not code.isalpha():
        raise BadInput(f"{code}: no country code; give the two letters of ISO 3166, such as SY")
    name = f"{code.upper()}.zip"
    wanted = {f"{base.rstrip('/')}/{name}": folder / name, f"{base.rstrip('/')}/alternatenames/{name}": folder / f"alternatenames-{name}"}
    folder.mkdir(parents=True, exist_ok=True)
    return [_download(url, path) for url, path in wanted.items()]


def _download(url: str, path: Path) -> Path:
    if not url.startswith(("https://", "http://")):
        raise BadInput(f"{url}: only http and https are fetched")
    draft = path.with_suffix(".part")
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer, draft.open("wb") as file:  # noqa: S310  # the scheme is checked above
            if int(answer.headers.get("Content-Length") or 0) > LARGEST:
                raise BadInput(f"{url}: larger than {LARGEST // 1_000_000} MB; is it the right address?")
            shutil.copyfileobj(answer, file)
        draft.replace(path)
    except (OSError, urllib.error.URLError) as error:
        raise BadInput(f"{url}: cannot be fetched ({error}); download it where a network allows, then: riwaya places import {path.name}") from error
    finally:
        draft.unlink(missing_ok=True)
    return path
