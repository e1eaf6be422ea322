"""What stands before every route: host names, other sites' forms, sizes, headers, and errors that nobody foresaw."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from riwaya.errors import BadInput
from riwaya.surface.serve.serving import Tiles

Open = Callable[..., TestClient]
LOG_IN = "/api/v1/session"


def code(answer: object) -> str:
    told: str = answer.json()["error"]["code"]  # type: ignore[attr-defined]  # an answer of the client
    return told


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/session", "/api/v1/nothing", "/"])
def test_every_answer_has_the_headers_that_keep_browsers_safe(standing: TestClient, path: str) -> None:
    answer = standing.get(path)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])
    assert "strict-transport-security" not in answer.headers


def test_only_the_host_of_the_tiles_is_let_in_beside_our_own(served: Open) -> None:
    policy = served(tiles=Tiles("https://tiles.example.org:8443/a/{z}/{x}/{y}.png?key=1")).get("/healthz").headers["content-security-policy"]
    assert "img-src 'self' data: https://tiles.example.org:8443;" in policy
    assert policy.count("example") == 1


@pytest.mark.parametrize(
    "pattern",
    [
        "tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org/", "https://a.example/{z}/{x}.png", "javascript:/{z}/{x}/{y}", "https://{z}.example/{x}/{y}",
        "https://a.example;script-src *//{z}/{x}/{y}", "https://a.example b.example/{z}/{x}/{y}", "https://a.example/{z}/{x}/{y}\nX: 1", "https:///{z}/{x}/{y}",
    ],
)  # fmt: skip
def test_a_pattern_of_tiles_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(BadInput, match="not a pattern of tiles"):
        Tiles(pattern)


def test_under_tls_browsers_are_told_to_stay_there(served: Open) -> None:
    assert "max-age" in served("https://127.0.0.1:8000").get("/healthz").headers["strict-transport-security"]


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "", "127.0.0.1@evil.example", "[::1", "xn--e1awd7f.example:8000"])
def test_on_loopback_no_other_host_name_is_answered(standing: TestClient, host: str) -> None:
    answer = standing.get("/api/v1/session", headers={"Host": host})
    assert answer.status_code == 421
    assert code(answer) == "misdirected"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:1", "[::1]:8000", "LOCALHOST:8000"])
def test_on_loopback_its_own_names_are_answered(standing: TestClient, host: str) -> None:
    assert standing.get("/api/v1/session", headers={"Host": host}).status_code == 200


def test_a_name_that_was_given_is_answered(served: Open) -> None:
    assert served(names=("archive.example",)).get("/healthz", headers={"Host": "archive.example"}).status_code == 200


@pytest.mark.parametrize("setting", [{"host": "0.0.0.0"}, {"host": "203.0.113.5"}, {"host": "::"}, {"host": "archive.example"}, {"proxy": True}])  # noqa: S104  # what is refused
def test_without_accounts_nobody_else_is_let_in(served: Open, setting: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="has no accounts"):
        served(**setting)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_change_that_another_sites_page_asks_for_is_refused(standing: TestClient, headers: dict[str, str]) -> None:
    answer = standing.delete(LOG_IN, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.json()["error"]["detail"]


def test_a_change_from_riwayas_own_page_is_taken(standing: TestClient) -> None:
    own = {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
    assert standing.delete(LOG_IN, headers=own).status_code == 204


def test_a_body_over_the_limit_is_refused_by_its_length(served: Open) -> None:
    answer = served(largest=1000).post(LOG_IN, content=b" " * 1001, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert code(answer) == "too-large"


def test_a_body_over_the_limit_is_refused_while_it_comes(served: Open) -> None:
    sent = []

    def pieces() -> Iterator[bytes]:
        for _ in range(100):
            sent.append(1)
            yield b" " * 100

    answer = served(largest=1000).post(LOG_IN, content=pieces(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert code(answer) == "too-large"


def test_a_length_that_is_a_lie_does_not_open_the_door(served: Open) -> None:
    answer = served(largest=1000).post(LOG_IN, content=b" " * 5000, headers={"Content-Type": "application/json", "Content-Length": "10"})
    assert answer.status_code == 413


def test_a_small_body_is_read(served: Open) -> None:
    answer = served(largest=1000).post(LOG_IN, json={"name": "سلمى", "password": "x"})
    assert answer.status_code == 400
    assert "no accounts" in answer.json()["error"]["detail"]


def test_errors_are_told_in_both_languages(standing: TestClient) -> None:
    told = standing.get("/api/v1/nothing").json()["error"]
    assert told["code"] == "not-found"
    assert re.search("[a-z]", told["message"])
    assert re.search("[\u0600-\u06ff]", told["message_ar"])


def test_an_error_that_nobody_foresaw_tells_nothing_of_itself(client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_: object) -> bool:
        raise RuntimeError("the secret of the store")

    monkeypatch.setattr("riwaya.service.accounts.Accounts.on", broken)
    with caplog.at_level(logging.ERROR, "riwaya.serve"):
        answer = client.get(LOG_IN)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["content-security-policy"]
    assert answer.json()["error"]["request"] == answer.headers["x-request-id"]
    assert answer.headers["x-request-id"] in caplog.text
    assert "the secret of the store" in caplog.text


def test_what_is_held_already_is_not_sent_again(standing: TestClient) -> None:
    first = standing.get(LOG_IN)
    again = standing.get(LOG_IN, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "no-cache" in first.headers["cache-control"]
    assert standing.get(LOG_IN, headers={"If-None-Match": '"another"'}).status_code == 200
