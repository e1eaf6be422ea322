"""Writes docs/api.md from the API's own routes and the table of roles: python scripts/api_doc.py."""

from __future__ import annotations

import csv
from pathlib import Path

from fastapi import FastAPI

from riwaya.surface import api
from riwaya.surface.serve.problems import STATUS

ROOT = Path(__file__).parents[1]
FILE = ROOT / "docs" / "api.md"
WHO = ("stranger", "viewer", "coder", "reviewer", "admin")
HEAD = """# The API
Written by `python scripts/api_doc.py` from the routes in `src/riwaya/surface/api` and `tests/surface/roles.csv`; do not edit by hand.

`riwaya serve` answers under `/api/v1`; `riwaya demo --serve` serves the made-up sample pages. `/api/v1/openapi.json` is the whole description,
OpenAPI 3.1: every parameter, every
answer, every refusal. There is no page that draws it, since those that exist load themselves from other hosts.

```
riwaya demo --serve &
curl -s 'http://127.0.0.1:8000/api/v1/claims?type=battles&limit=2'
curl -s --get http://127.0.0.1:8000/api/v1/events --data-urlencode 'words="تل الغزلان" -نفى' --data-urlencode 'since=2024-06-01'
curl -s http://127.0.0.1:8000/api/v1/read -H 'Content-Type: application/json' -d '{"content": "<p>…</p>", "published": "2024-06-20"}'
curl -s -OJ 'http://127.0.0.1:8000/api/v1/exports/events/csv?place=حماة'
curl -sN http://127.0.0.1:8000/api/v1/changes
```

## One envelope
```json
{"data": …, "meta": {"next": "…", "limit": 20, "withheld": {"names": 2}}}
{"error": {"code": "not-found", "message": "There is nothing here.", "message_ar": "لا شيء هنا.", "detail": "…", "request": "0f3a…"}}
```
- `meta.next` is given as `after` for the following page; it stays valid while claims come in. A page of a list has at most 500 lines.
- `detail` says what is wrong and what to do; `request` is the id under which the server's log knows the request (`X-Request-Id`).
- Claims are those of [the contract](contract.md), but every offset has its quote beside it: `{"start", "end", "quote"}`, in code points (JavaScript
  counts UTF-16 units: take the quote).
- Every GET has an `ETag`: ask again with `If-None-Match`, and what is the same is not sent again (304).
- A request has at most 12 MB, a page to be read 5 MB and 30 seconds.

| code | status |
| --- | --- |
"""
PEOPLE = """
## Who asks
While the store has no accounts, one local user may do all, and only on this machine: an address that others reach is refused, and so is a `Host` that
is no name of the
server. `riwaya users add` turns accounts on ([people.md](people.md)); then programs send a token, browsers hold a session.
```
riwaya users add salma --role admin
riwaya users token salma script --role coder
curl -s -H "Authorization: Bearer riwaya_…" http://127.0.0.1:8000/api/v1/review/queue
```
`POST /api/v1/session` answers with a cookie (HttpOnly, SameSite=Lax, under TLS Secure and `__Host-`) and with `csrf`, which every change by that
cookie must send as
`X-CSRF-Token`. Changes that another site's page asks for are refused. Guesses of passwords are slowed (429, `Retry-After`).

What the policy withholds from a role is withheld in every answer; a search for a withheld name finds nothing, a circle or a fine map where points are
withheld is refused, and
what is exported is laid under the rules for exports too. `GET /api/v1/withheld` tells what that is for who asks.

Behind a proxy that ends TLS: `riwaya serve --proxy --name riwaya.example.org`. Without one: `--certificate` and `--certificate-key`.

## What can be asked
"""


def text() -> str:
    """Return the whole page."""
    app = FastAPI()
    app.include_router(api.face().routes)
    codes = "".join(f"| `{code}` | {status} |\n" for code, status in STATUS.items())
    return f"{HEAD}{codes}{PEOPLE}| request | who | gives |\n| --- | --- | --- |\n{''.join(_rows(app))}"


def _rows(app: FastAPI) -> list[str]:
    who = _who()
    found = app.openapi()["paths"]
    return [
        f"| `{method.upper()} {path}` | {who[method.upper(), path]} | {one['description']} |\n"
        for path, methods in found.items()
        for method, one in methods.items()
    ]


def _who() -> dict[tuple[str, str], str]:
    """Return for each route the least role that may use it in some way."""
    found: dict[tuple[str, str], str] = {}
    for row in csv.DictReader((ROOT / "tests/surface/roles.csv").read_text(encoding="utf-8").splitlines()):
        least = next(who for who in WHO if row[who] == "yes")
        key = row["method"], row["route"].replace(":path", "")
        found[key] = min(least, found.get(key, least), key=WHO.index)
    return {key: "anybody" if least == "stranger" else least for key, least in found.items()}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
