"""Who asks: sessions, tokens, forms of the session, and the slowing of guesses."""

from __future__ import annotations

from collections.abc import Callable

from fastapi.testclient import TestClient
from sites import PASSWORD, people

from riwaya.people import Role

Open = Callable[..., TestClient]
SESSION = "/api/v1/session"


def log_in(client: TestClient, name: str = "سلمى", password: str = PASSWORD) -> dict[str, str]:
    """Log in; return the header that changes must carry."""
    answer = client.post(SESSION, json={"name": name, "password": password})
    assert answer.status_code == 200, answer.text
    return {"X-CSRF-Token": answer.json()["data"]["csrf"]}


def test_without_accounts_there_is_one_local_user(client: TestClient) -> None:
    told = client.get(SESSION).json()["data"]
    assert (told["role"], told["local"], told["csrf"]) == ("admin", True, "")


def test_with_accounts_a_stranger_is_asked_who_he_is(tokens: dict[Role, str], served: Open) -> None:
    answer = served().get(SESSION)
    assert tokens
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"


def test_accounts_that_are_made_while_the_server_runs_hold_at_once(served: Open, address: str) -> None:
    client = served()
    assert client.get(SESSION).status_code == 200
    people(address)
    assert client.get(SESSION).status_code == 401


def test_a_session_opens_and_ends(tokens: dict[Role, str], served: Open) -> None:
    client = served()
    header = log_in(client)
    assert tokens
    assert client.get(SESSION).json()["data"]["name"] == "سلمى"
    held = client.cookies["riwaya"]
    assert client.delete(SESSION, headers=header).status_code == 204
    client.cookies.set("riwaya", held)
    assert client.get(SESSION).status_code == 401


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(tokens: dict[Role, str], served: Open) -> None:
    assert tokens
    for base, name, secure in (("http://127.0.0.1:8000", "riwaya", False), ("https://127.0.0.1:8000", "__Host-riwaya", True)):
        answer = served(base).post(SESSION, json={"name": "سلمى", "password": PASSWORD})
        cookie = answer.headers["set-cookie"].lower()
        assert cookie.startswith(f"{name.lower()}=")
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert ("secure" in cookie) is secure


def test_a_change_by_cookie_needs_the_sessions_token(tokens: dict[Role, str], served: Open) -> None:
    client = served()
    header = log_in(client)
    assert tokens
    for headers in ({}, {"X-CSRF-Token": "guess"}, {"X-CSRF-Token": ""}):
        assert client.delete(SESSION, headers=headers).status_code == 403
    assert client.get(SESSION).status_code == 200
    assert client.delete(SESSION, headers=header).status_code == 204


def test_a_token_needs_no_session(tokens: dict[Role, str], served: Open) -> None:
    client = served()
    answer = client.get(SESSION, headers={"Authorization": f"Bearer {tokens['viewer']}"})
    assert answer.json()["data"]["role"] == "viewer"
    for wrong in ("Bearer riwaya_guess", "Bearer", "Basic abc", f"Basic {tokens['viewer']}"):
        assert client.get(SESSION, headers={"Authorization": wrong}).status_code == 401


def test_guesses_are_told_alike_and_slowed(tokens: dict[Role, str], served: Open) -> None:
    client = served()
    assert tokens
    told = [client.post(SESSION, json={"name": "سلمى", "password": f"wrong wrong {number}"}) for number in range(7)]
    assert {one.status_code for one in told} == {401, 429}
    assert int(told[-1].headers["retry-after"]) >= 1
    nobody = client.post(SESSION, json={"name": "nobody", "password": "wrong wrong wrong"})
    assert nobody.json()["error"]["detail"] == told[0].json()["error"]["detail"]


def test_a_log_in_of_another_sites_page_is_refused(tokens: dict[Role, str], served: Open) -> None:
    assert tokens
    answer = served().post(SESSION, json={"name": "سلمى", "password": PASSWORD}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
