"""The API as a program uses it: claims with their quotes, pages, marks of next pages, one envelope, entity tags."""

from __future__ import annotations

import base64
import json

import pytest
from fastapi.testclient import TestClient

from riwaya import samples

API = "/api/v1"
WIRE = (samples.folder() / "04-hill-nahr-wire.txt").read_text(encoding="utf-8")


def data(client: TestClient, path: str, **asked: object) -> object:
    answer = client.get(f"{API}{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]


def test_quotes_stand_beside_offsets_and_are_the_pages_own_words(standing: TestClient) -> None:
    for claim in data(standing, "/claims", limit=60):
        text = data(standing, f"/pages/{claim['page']}")["text"]
        slots = [one for slot in ("sources", "actors", "targets", "places", "casualties", "equipment") for one in claim[slot]]
        quotes = [*claim["evidence"], *(one["span"] for one in [*slots, claim["date"] or {}] if one.get("span"))]
        assert quotes
        assert all(text[one["start"] : one["end"]] == one["quote"] for one in quotes)


def test_pages_of_a_list_follow_one_another_without_gap_or_double(standing: TestClient) -> None:
    for path in ("/claims", "/events", "/pages"):
        whole = [one["id"] for one in data(standing, path, limit=500)]
        found, after = [], None
        while True:
            answer = standing.get(f"{API}{path}", params={"limit": 3, **({"after": after} if after else {})}).json()
            found += [one["id"] for one in answer["data"]]
            if (after := answer["meta"]["next"]) is None:
                break
        assert found == whole
        assert len(set(whole)) == len(whole) > 3


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ({"words": "تل الغزلان"}, lambda claim: "الغزلان" in claim["words"]),
        ({"type": "battles"}, lambda claim: claim["event_type"] == "battles"),
        ({"stance": "denied"}, lambda claim: claim["stance"] == "denied"),
        ({"actor": "الجيش السوري"}, lambda claim: any(one["actor"].startswith("sy.") for one in claim["actors"] if one["actor"])),
        ({"since": "2024-06-19", "until": "2024-06-19"}, lambda claim: claim["date"]["start"] == "2024-06-19"),
        ({"losses": ["killed:10"]}, lambda claim: any(one["outcome"] == "killed" and (one["low"] or one["high"] or 0) >= 10 for one in claim["casualties"])),
        ({"outlet": "وكالة البادية للأنباء"}, lambda claim: claim["outlet"] == "وكالة البادية للأنباء"),
        ({"near": "35.13,36.75,100"}, lambda claim: any(one["lat"] for one in claim["places"])),
    ],
)
def test_filters_find_what_they_say(standing: TestClient, asked: dict[str, object], holds: object) -> None:
    found = data(standing, "/claims", limit=100, **asked)
    assert 0 < len(found) < len(data(standing, "/claims", limit=100))
    assert all(map(holds, found))  # type: ignore[arg-type]  # what holds of a claim
    counted = data(standing, "/counts/claims", **asked)
    assert counted["number"] == len(found)


@pytest.mark.parametrize(
    "asked",
    [
        {"sincee": "2024-01-01"}, {"since": "2024-13-01"}, {"since": "1718755200"}, {"limit": 0}, {"limit": 501}, {"near": "91,0,1"}, {"near": "nan,0,1"},
        {"losses": "killed"}, {"grade": "sure"}, {"after": "??"}, {"words": "x" * 1001}, {"words": "a\x00b"}, {"after": "خطأ"},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_its_reason(standing: TestClient, asked: dict[str, object]) -> None:
    for path in ("/claims", "/events"):
        answer = standing.get(f"{API}{path}", params=asked)
        assert answer.status_code in {400, 422}
        assert answer.json()["error"]["detail"]


def test_a_claim_says_what_led_to_it(standing: TestClient) -> None:
    claim = data(standing, "/claims", words="تل الغزلان")[0]
    held = data(standing, f"/claims/{claim['id']}")
    text = data(standing, f"/pages/{claim['page']}")["text"]
    assert [one["rule"] for one in held["explanation"]] == claim["rules"]
    fired = [one for one in held["explanation"] if one["quotes"]]
    assert fired
    assert all(one["kind"] for one in fired)
    assert all(text[quote["start"] : quote["end"]] == quote["quote"] for one in fired for quote in one["quotes"])
    assert data(standing, f"/events/{held['event']}")["event"]["id"] == held["event"]


def test_an_event_shows_its_accounts_side_by_side(standing: TestClient) -> None:
    event = max(data(standing, "/events", limit=100), key=lambda one: one["accounts"])
    held = data(standing, f"/events/{event['id']}")
    assert held["event"] == event
    assert len(held["accounts"]) == event["accounts"] > 1
    assert {one["id"] for one in held["claims"]} == set(event["claims"]) == {claim for one in held["accounts"] for claim in one["claims"]}
    assert all(one["evidence"][0]["quote"] for one in held["claims"])
    assert all(number < len(held["accounts"]) for one in held["comparisons"] for value in one["values"] for number in value["accounts"])


def test_events_are_counted_and_gathered_for_a_map(standing: TestClient) -> None:
    events = data(standing, "/events", limit=500)
    counted = data(standing, "/counts/events", step="month")
    assert counted["number"] == len(events)
    assert sum(counted["facets"]["grade"].values()) == len(events)
    assert sum(bar["number"] for bar in counted["histogram"]) == sum(one["date"] is not None for one in events)
    grid = data(standing, "/map", zoom=3)
    assert sum(cell["number"] for cell in grid["cells"]) + grid["unplaced"] + grid["outside"] == len(events)
    assert grid["cells"]


@pytest.mark.parametrize(
    "path", ["/claims/none", "/events/none", "/pages/none", "/originals/none", "/places/none", "/actors/none", "/exports/claims/none", "/x"]
)
def test_what_is_not_there_is_said(standing: TestClient, path: str) -> None:
    answer = standing.get(f"{API}{path}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not-found")


def test_a_page_as_it_came_is_a_file_to_keep(standing: TestClient) -> None:
    page = next(one["id"] for one in data(standing, "/pages", limit=100) if one["id"].endswith(".html"))
    answer = standing.get(f"{API}/originals/{page}")
    assert answer.content == (samples.folder() / page.rsplit("/", 1)[-1]).read_bytes()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["content-security-policy"]


def test_reading_stores_nothing(standing: TestClient) -> None:
    before = data(standing, "/counts/claims")["number"]
    answer = standing.post(f"{API}/read", json={"content": WIRE, "published": "2024-06-20", "outlet": "النهر"}).json()["data"]
    assert answer["text"] == WIRE.rstrip() or answer["text"] in WIRE
    assert len(answer["claims"]) > 1
    assert answer["outlet"] == "النهر"
    assert data(standing, "/counts/claims")["number"] == before


def test_bytes_in_another_encoding_are_read(standing: TestClient) -> None:
    body = (samples.folder() / "10-market-nahr-1256.html").read_bytes()
    answer = standing.post(f"{API}/read", json={"base64": base64.b64encode(body).decode()})
    assert "سوق" in answer.json()["data"]["text"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422), ({"content": "a", "base64": "YQ=="}, 422), ({"base64": "not base64!"}, 422), ({"content": ""}, 400),
        ({"content": "x", "published": "2024"}, 422),
        ({"content": "hello"}, 400), ({"content": "\ud800" * 50}, 422), ({"base64": "JVBERi0xLjQK"}, 400),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_read_is_refused_with_its_reason(standing: TestClient, body: dict[str, str], status: int) -> None:
    answer = standing.post(f"{API}/read", content=json.dumps(body), headers={"Content-Type": "application/json"})
    assert answer.status_code == status, answer.text
    assert answer.json()["error"]["detail"]


def test_a_page_that_is_given_is_stored_once_and_linked(client: TestClient) -> None:
    page = {"content": WIRE + "\n", "published": "2024-06-20", "outlet": "النهر الجديد", "url": "https://nahr.example/1"}
    first = client.post(f"{API}/pages", json=page).json()["data"]
    assert first["new"]
    assert first["claims"] > 1
    again = client.post(f"{API}/pages", json=page).json()["data"]
    assert (again["new"], again["claims"]) == (False, 0)
    held = data(client, f"/pages/{first['page']}")
    assert held["url"] == "https://nahr.example/1"
    assert data(client, f"/claims/{held['claims'][0]['id']}")["event"]
    assert [one["action"] for one in data(client, "/audit")][:2] == ["ingest", "ingest"]
    refused = client.post(f"{API}/pages", json={"content": "   "}).json()["data"]
    assert refused["rejected"] == "empty"
    assert data(client, "/rejections")[0]["reason"] == "empty"


def test_the_description_is_openapi_3_1_and_tells_every_refusal(standing: TestClient) -> None:
    told = standing.get(f"{API}/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for path, methods in told["paths"].items():
        for method, one in methods.items():
            assert {"400", "401", "403", "413", "422", "500"} <= one["responses"].keys(), f"{method} {path}"
            assert one["summary"]
            assert one["description"], f"{method} {path}"


def test_what_nobody_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{API}/claims")
    assert client.get(f"{API}/claims", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    claim = first.json()["data"][0]["id"]
    client.post(f"{API}/review/judgements", json={"verdict": "reject", "targets": [claim]})
    changed = client.get(f"{API}/claims", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert claim not in [one["id"] for one in changed.json()["data"]]
