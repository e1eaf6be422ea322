"""Every route of the site stands in `roles.csv` with who may use it; what the table forbids is refused, what it allows is not."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sites
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from riwaya.people import Role
from riwaya.surface.serve.serving import Serving
from riwaya.surface.site import site

ROLES: tuple[Role, ...] = ("viewer", "coder", "reviewer", "admin")
TABLE = list(csv.DictReader((Path(__file__).parent / "roles.csv").read_text(encoding="utf-8").splitlines()))


@dataclass(frozen=True)
class Site:
    """A site with accounts: who asks, and ids of what it holds."""

    client: TestClient
    tokens: dict[Role, str]
    ids: dict[str, str]

    def ask(self, row: dict[str, str], role: str) -> int:
        """Ask what a row of the table asks for, in a role; return the status."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}"} if role in self.tokens else {}  # type: ignore[index]  # a role, by the test before
        path, body = self.filled(row["path"]), self.filled(row["body"])
        self.client.cookies.clear()
        answer = self.client.request(row["method"], path, headers=headers, json=json.loads(body) if body else None, follow_redirects=False)
        return 401 if "/login?" in answer.headers.get("location", "") else answer.status_code  # a stranger to a page is led to the log-in

    def filled(self, text: str) -> str:
        for name, value in self.ids.items():
            text = text.replace("{" + name + "}", value)
        return text


@pytest.fixture(scope="module")
def peopled(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    address = f"sqlite:///{tmp_path_factory.mktemp('roles') / 'store.sqlite'}"
    Path(address.removeprefix("sqlite:///")).write_bytes(filled.read_bytes())
    tokens = sites.people(address)
    with TestClient(site(Serving(address)), base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        chief = {"Authorization": f"Bearer {tokens['admin']}"}
        one, other = client.get("/api/v1/claims?limit=2", headers=chief).json()["data"]
        event = client.get("/api/v1/events?limit=1", headers=chief).json()["data"][0]["id"]
        notes = [_note(client, tokens[role], other["id"]) for role in ("admin", "coder")]  # type: ignore[index]  # roles
        yield Site(client, tokens, {"claim": one["id"], "other": other["id"], "page": one["page"], "event": event, "judgement": notes[0], "own": notes[1]})


def _note(client: TestClient, token: str, claim: str) -> str:
    body = {"verdict": "note", "targets": [claim], "why": "ملاحظة"}
    made: str = client.post("/api/v1/review/judgements", headers={"Authorization": f"Bearer {token}"}, json=body).json()["data"]["id"]
    return made


def test_every_route_stands_in_the_table(client: TestClient) -> None:
    found = {(method, one.path) for one in iter_route_contexts(client.app.routes) for method in one.methods or () if method != "HEAD"}  # type: ignore[attr-defined]  # the app of a client
    assert found == {(row["method"], row["route"]) for row in TABLE}


def test_the_table_says_yes_or_no() -> None:
    assert {row[who] for row in TABLE for who in ("stranger", *ROLES)} == {"yes", "no"}


Say = Callable[[dict[str, str]], str]
_NAME: Say = lambda row: f"{row['method']} {row['route']} {row['body']}"  # noqa: E731  # the name of a row


@pytest.mark.parametrize("row", [row for row in TABLE if row["path"]], ids=_NAME)
def test_what_the_table_forbids_is_refused_and_what_it_allows_is_not(peopled: Site, row: dict[str, str]) -> None:
    for who in ("stranger", *ROLES):
        status = peopled.ask(row, who)
        refused = 401 if who == "stranger" else 403
        assert status != 500, f"{who}: {status}"
        if row[who] == "no":
            assert status == refused, f"{who} is let in: {status}"
        else:
            assert status not in {401, 403, 404, 422}, f"{who} is not let in: {status}"
