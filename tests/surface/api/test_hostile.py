"""Strings that try to be SQL, markup, headers or formulas go in and come out as text."""

from __future__ import annotations

import csv
import io
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.model import Claim, Party, Place, Span, Voice
from riwaya.service import ingest
from riwaya.service.linking import relink
from riwaya.store import open_store

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


@pytest.fixture
def hostile(address: str) -> str:
    """The filled store with claims whose every name is hostile."""
    store, known = open_store(address), ingest.ground(Config())
    answers = []
    for number, text in enumerate(HOSTILE):
        span = (Span(0, len(text)),)
        claim = Claim(
            f"hostile {number}", span, "battles", "armed-clash", sources=(Voice(text),), actors=(Party(None, text),), places=(Place(text),), rules=(text,)
        )
        answers.append(Answer(f"hostile {number}", text, (claim,), (f"claim {number}",), text, None, text))
    ingest.ingest_answers(store, answers, known)
    relink(store, known.known)
    store.close()
    return address


def test_hostile_claims_come_out_as_they_are(hostile: str, client: TestClient) -> None:
    assert hostile
    for number, text in enumerate(HOSTILE):
        answer = client.get(f"{API}/claims/claim {number}")
        held = answer.json()["data"]
        assert answer.headers["content-type"] == "application/json"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "set-cookie" not in answer.headers
        told = [held["outlet"], held["title"], held["words"], held["actors"][0]["name"], held["places"][0]["name"], held["evidence"][0]["quote"]]
        assert told == [text, text, " ".join(text.split()), text, text, text]
        assert client.get(f"{API}/pages/hostile {number}").json()["data"]["text"] == text


def test_hostile_claims_are_found_by_what_they_say(hostile: str, client: TestClient) -> None:
    assert hostile
    for number, text in enumerate(HOSTILE):
        for slot in ("actor", "speaker", "outlet", "place", "party"):
            found = client.get(f"{API}/claims", params={slot: text, "limit": 100})
            assert f"claim {number}" in [one["id"] for one in found.json()["data"]], (slot, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_questions_are_questions(client: TestClient, text: str) -> None:
    before = client.get(f"{API}/counts/claims").json()["data"]["number"]
    for path in ("/claims", "/counts/claims", "/events", "/counts/events", "/map", "/exports/claims/csv"):
        for slot in ("words", "place", "actor", "outlet", "type"):
            assert client.get(f"{API}{path}", params={slot: text}).status_code == 200
    for path in ("/claims", "/events", "/pages", "/originals", "/places", "/actors", "/review/claims"):
        answer = client.get(f"{API}{path}/{quote(text, safe='')}")
        assert answer.status_code in {400, 404}
        assert "set-cookie" not in answer.headers
        assert answer.json()["error"]["code"] in {"not-found", "bad-input"}
    assert client.get(f"{API}/places", params={"name": text}).status_code == 200
    assert client.get(f"{API}/audit", params={"who": text}).json()["data"] == []
    assert client.get(f"{API}/counts/claims").json()["data"]["number"] == before


def test_hostile_notes_pages_and_people_are_kept_as_text(client: TestClient) -> None:
    claim = client.get(f"{API}/claims").json()["data"][0]["id"]
    for text in HOSTILE:
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
def test_no_cell_of_a_table_is_a_formula(hostile: str, client: TestClient, what: str) -> None:
    assert hostile
    answer = client.get(f"{API}/exports/{what}/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) > len(HOSTILE)
    numbers = {"lat", "lon"}
    plain = [cell for row in rows[1:] for name, cell in zip(rows[0], row, strict=True) if name not in numbers]
    assert not [cell for cell in plain if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'=") for cell in plain)
