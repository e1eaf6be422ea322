"""On PostgreSQL the API gives the same answers as on SQLite."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sites
from fastapi.testclient import TestClient

from riwaya.surface.serve.serving import Serving
from riwaya.surface.site import site

_SPEC = importlib.util.spec_from_file_location("stores", Path(__file__).parents[2] / "store" / "conftest.py")
assert _SPEC
assert _SPEC.loader
_STORES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_STORES)
postgres = _STORES.postgres
API = "/api/v1"
PATHS = (
    "/claims?limit=100", "/claims?words=تل الغزلان", "/claims?type=battles&since=2024-06-01&limit=3", "/claims?losses=killed:10", "/counts/claims?step=month",
    "/claims?near=35.1,36.7,100", "/events?limit=100", "/counts/events?words=قصف", "/map?zoom=4", "/pages?limit=5", "/rejections", "/sources",
    "/review/queue?limit=5",
    "/exports/events/csv", "/exports/claims/jsonl",
)  # fmt: skip


@pytest.fixture(scope="module")
def server(postgres: Callable[[], str]) -> Iterator[TestClient]:
    address = postgres()
    sites.fill(address)
    with TestClient(site(Serving(address)), base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as opened:
        yield opened


@pytest.mark.parametrize("path", PATHS)
def test_the_answers_are_the_same(standing: TestClient, server: TestClient, path: str) -> None:
    one, other = standing.get(f"{API}{path}"), server.get(f"{API}{path}")
    assert one.status_code == other.status_code == 200, other.text
    assert one.text == other.text


def test_a_judgement_and_a_withdrawal_work_there(server: TestClient) -> None:
    claim = server.get(f"{API}/claims").json()["data"][0]
    made = server.post(f"{API}/review/judgements", json={"verdict": "reject", "targets": [claim["id"]]}).json()["data"]
    assert claim["id"] not in server.get(f"{API}/claims").text
    assert server.post(f"{API}/review/judgements/{made['id']}/undo", json={}).status_code == 201
    assert server.post(f"{API}/withdrawals", json={"page": claim["page"], "why": "خدعة"}).status_code == 201
    assert server.get(f"{API}/pages/{claim['page']}").status_code == 410


@pytest.mark.parametrize(
    "asked", [{"words": "a\x00b"}, {"actor": "\x00"}, {"losses": "killed:999999999999"}, {"after": "__________8"}, {"since": "0001-01-01"}]
)
def test_what_postgresql_cannot_hold_is_refused_or_finds_nothing(server: TestClient, asked: dict[str, str]) -> None:
    for path in ("/claims", "/events", "/counts/claims"):
        assert server.get(f"{API}{path}", params=asked).status_code in {200, 400, 422}
