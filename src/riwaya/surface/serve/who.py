"""Who asks, and whether he or she may: sessions, tokens, the guard against other sites' forms, and rights."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request, Response, Security
from fastapi.security import APIKeyCookie, HTTPBearer

from riwaya import people
from riwaya.people import Denied, Person
from riwaya.people.roles import Verb
from riwaya.service.accounts import ABSOLUTE
from riwaya.surface.serve.desk import Desk, desk_of
from riwaya.surface.serve.problems import Problem

COOKIE = "riwaya"
CSRF_HEADER, CSRF_FIELD = "X-CSRF-Token", "csrf"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_token = HTTPBearer(auto_error=False, scheme_name="token", description="an API token: `riwaya users token NAME`, or POST /api/v1/users/{name}/tokens")
_cookie = APIKeyCookie(name=COOKIE, auto_error=False, scheme_name="session", description="the session of a log-in: POST /api/v1/session")
SECURITY = (Security(_token), Security(_cookie))  # for OpenAPI; `who` reads the request itself


def cookie_name(request: Request) -> str:
    """Return the name of the session's cookie; under TLS with the prefix by which browsers bind it to this host."""
    return f"__Host-{COOKIE}" if request.url.scheme == "https" else COOKIE


def session_of(request: Request) -> str | None:
    """Return the secret of the session that the request's cookie holds."""
    return request.cookies.get(cookie_name(request))


def bearer_of(request: Request) -> str | None:
    """Return the token of the Authorization header."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


def who(request: Request) -> Person:
    """Return who asks: the one local user while accounts are off, else the owner of the token or session. Raises Problem `not-known`."""
    accounts = desk_of(request).accounts
    if not accounts.on():
        return accounts.local()
    token, session = bearer_of(request), session_of(request)
    try:
        if token is not None:
            return accounts.by_token(token)
        if session is not None:
            return accounts.by_session(session)
    except Denied as error:
        raise _not_known(str(error)) from error
    raise _not_known("log in (POST /api/v1/session), or send a token: Authorization: Bearer riwaya_…")


def _not_known(detail: str) -> Problem:
    return Problem("not-known", detail, {"WWW-Authenticate": "Bearer"})


def csrf_token(request: Request) -> str:
    """Return what forms and scripts of this session must send with every change; "" where there is no session."""
    session = session_of(request)
    return people.csrf(session) if session else ""


def own_site(request: Request) -> None:
    """Refuse a change that another site's page asks for: browsers say where a request comes from. Raises Problem `forbidden`."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site", "none")
    foreign = origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower()
    if request.method not in _SAFE and (foreign or site not in {"none", "same-origin"}):
        raise Problem("forbidden", "the request comes from a page of another site; open riwaya itself and try again")


async def genuine(request: Request) -> None:
    """Refuse a change that does not come from riwaya's own pages or from a program with a token. Raises Problem `forbidden`."""
    if request.method in _SAFE or bearer_of(request):
        return
    own_site(request)
    expected = csrf_token(request)
    if expected and not people.same_secret(await _sent(request), expected):
        raise Problem("forbidden", f"the form is out of date; load the page again (programs send the session's csrf as {CSRF_HEADER}, or use a token)")


async def _sent(request: Request) -> str:
    if CSRF_HEADER in request.headers:
        return request.headers[CSRF_HEADER]
    if request.headers.get("content-type", "").startswith(_FORMS):
        field = (await request.form()).get(CSRF_FIELD)
        return field if isinstance(field, str) else ""
    return ""


def needs(verb: Verb) -> Callable[[Person, None], Person]:
    """Return the dependency that gives who asks, where that person has the right to a verb. Raises Problem `not-known` and Denied."""

    def allowed(person: Annotated[Person, Depends(who)], _: Annotated[None, Depends(genuine)]) -> Person:
        people.check(person, verb)
        return person

    return allowed


def actor(person: Annotated[Person, Depends(who)], _: Annotated[None, Depends(genuine)]) -> Person:
    """Give who asks to a verb that itself asks for the right. Raises Problem `not-known`."""
    return person


def log_in(request: Request, response: Response, name: str, password: str) -> tuple[Person, str]:
    """Open a session, set its cookie, and return the person and the session's csrf token. Raises Problem, Denied, Wait."""
    own_site(request)
    desk = desk_of(request)
    if not desk.accounts.on():
        raise Problem("bad-input", "this store has no accounts: there is nothing to log in to (riwaya users add NAME --role admin turns them on)")
    with desk.hashing:
        try:
            secret, person = desk.accounts.log_in(name, password, request.client.host if request.client else "unknown")
        except people.Wait:
            raise
        except Denied as error:
            raise _not_known(str(error)) from error
    secure = request.url.scheme == "https"
    response.set_cookie(cookie_name(request), secret, max_age=int(ABSOLUTE.total_seconds()), httponly=True, secure=secure, samesite="lax")
    return person, people.csrf(secret)


def log_out(request: Request, response: Response) -> None:
    """End the request's session, if it has one, and take its cookie away."""
    session = session_of(request)
    if session:
        desk_of(request).accounts.log_out(session)
    response.delete_cookie(cookie_name(request), httponly=True, secure=request.url.scheme == "https", samesite="lax")


WhoDep = Annotated[Person, Depends(who)]
ActorDep = Annotated[Person, Depends(actor)]
DeskDep = Annotated[Desk, Depends(desk_of)]
