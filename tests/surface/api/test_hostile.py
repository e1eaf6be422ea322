"""Strings that try to be SQL, markup, headers or formulas go in and come out as text."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.model import Claim, Party, Place, Span, Voice
from riwaya.service import ingest
from riwaya.store import open_store
from riwaya.surface.serve.serving import Serving
from riwaya.surface.site import site

API = "/api/v1"
HOSTILE = (
    "'; DROP TABLE claims; --",
    '" OR 1=1 --',
    "') UNION SELECT password FROM users --",
    '"x" NEAR("y" 3) * AND NOT (',
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "x\r\nSet-Cookie: riwaya=stolen\r\n\r\n<html>",
    '=HYPERLINK("http://evil.example","x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "\t=1+1",
    "{{7*7}} ${7*7} %s %(x)s {0}",
    "../../../../etc/passwd",
    "\u202eمقلوب\u202c\u2067",
    "%00%0d%0a",
)


@pytest.fixture(scope="module")
def hostile(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server over the filled store with claims whose every name is hostile."""
    file = tmp_path_factory.mktemp("hostile") / "store.sqlite"
    shutil.copy(filled, file)
    store, known = open_store(f"sqlite:///{file}"), ingest.ground(Config())
    answers = [_answer(number, text) for number, text in enumerate(HOSTILE)]
    ingest.link_after(store, ingest.ingest_answers(store, answers, known), known)
    store.close()
    with TestClient(site(Serving(f"sqlite:///{file}")), base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client


def _answer(number: int, text: str) -> Answer:
    page, span, party, place = f"hostile {number}", (Span(0, len(text)),), (Party(None, text),), (Place(text),)
    claim = Claim(page, span, "battles", "armed-clash", sources=(Voice(text),), actors=party, places=place, rules=(text,))
    return Answer(page, text, (claim,), (f"claim {number}",), text, None, text)


def test_hostile_claims_come_out_as_they_are(hostile: TestClient) -> None:
    for number, text in enumerate(HOSTILE):
        answer = hostile.get(f"{API}/claims/claim {number}")
        held = answer.json()["data"]
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
        told = [held["outlet"], held["title"], held["words"], held["actors"][0]["name"], held["places"][0]["name"], held["evidence"][0]["quote"]]
        assert told == [text, text, " ".join(text.split()), text, text, text]
        assert hostile.get(f"{API}/pages/hostile {number}").json()["data"]["text"] == text


def test_hostile_claims_are_found_by_what_they_say(hostile: TestClient) -> None:
    for number, text in enumerate(HOSTILE):
        for slot in ("actor", "speaker", "outlet", "place", "party"):
            found = hostile.get(f"{API}/claims", params={slot: text, "limit": 100})
            assert f"claim {number}" in [one["id"] for one in found.json()["data"]], (slot, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_are_questions(standing: TestClient, text: str) -> None:
    before = standing.get(f"{API}/counts/claims").json()["data"]["number"]
    asked = [("/claims", slot) for slot in ("words", "place", "actor", "outlet", "type")]
    asked += [(path, "words") for path in ("/counts/claims", "/events", "/counts/events", "/map", "/exports/claims/csv")]
    for path, slot in (*asked, ("/places", "name"), ("/audit", "who"), ("/sources", "name")):
        assert standing.get(f"{API}{path}", params={slot: text}).status_code == 200
    for path in ("/claims", "/events", "/pages", "/originals", "/places", "/actors", "/review/claims"):
        answer = standing.get(f"{API}{path}/{quote(text, safe='')}")
        assert answer.status_code in {400, 404, 422}
        assert "set-cookie" not in answer.headers
        assert answer.json()["error"]["code"] in {"not-found", "bad-input", "invalid"}
    assert standing.get(f"{API}/counts/claims").json()["data"]["number"] == before


def test_hostile_notes_pages_and_people_are_kept_as_text(client: TestClient) -> None:
    claim = client.get(f"{API}/claims").json()["data"][0]["id"]
    for text in HOSTILE[::3]:
        made = client.post(f"{API}/review/judgements", json={"verdict": "note", "targets": [claim], "why": text})
        assert made.status_code == 201
        assert made.json()["data"]["why"] == "".join(letter for letter in text if letter.isprintable() or letter == "\n").strip()
        page = client.post(
            f"{API}/pages", json={"content": f"قصف الطيران قرية الوادي أمس وقتل ثلاثة مدنيين. {text}", "outlet": text, "title": text, "url": text}
        )
        held = client.get(f"{API}/pages/{page.json()['data']['page']}").json()["data"]
        assert (held["outlet"], held["url"]) == (text, text)
        client.post(f"{API}/users", json={"name": text, "role": "viewer", "password": "كلام طويل جديد"})
    assert client.get(f"{API}/counts/claims").json()["data"]["number"] > 1


@pytest.mark.parametrize("what", ["claims", "events"])
def test_no_cell_of_a_table_is_a_formula(hostile: TestClient, what: str) -> None:
    answer = hostile.get(f"{API}/exports/{what}/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) > len(HOSTILE)
    numbers = {"lat", "lon"}
    plain = [cell for row in rows[1:] for name, cell in zip(rows[0], row, strict=True) if name not in numbers]
    assert not [cell for cell in plain if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=") for cell in plain)
