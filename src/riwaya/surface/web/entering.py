"""Logging in and out."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from riwaya.people import Denied
from riwaya.surface.serve import who
from riwaya.surface.serve.problems import Problem, problem_of
from riwaya.surface.web.site import Visit


def ask(visit: Visit) -> Response:
    """Show the form, or lead on where nothing is to be logged in to."""
    if not visit.desk.accounts.on():
        return RedirectResponse(f"/{visit.frame.lang}/", 303)
    return visit.show("login.html", trouble="", name="", back=_own(visit.asked("next"), visit))


def enter(visit: Visit) -> Response:
    """Open a session and lead on to what was asked for."""
    back = _own(visit.sent("next"), visit)
    answer = RedirectResponse(back, 303)
    try:
        who.log_in(visit.request, answer, visit.sent("name"), visit.sent("password"))
    except (Problem, Denied) as error:
        problem = problem_of(error)
        say = visit.wording.say
        trouble = say("web.login.refused") if problem.code == "not-known" else say(f"refused.{problem.code}")
        return visit.show("login.html", problem.status, trouble=trouble, name=visit.sent("name")[:64], back=back)
    return answer


def leave(visit: Visit) -> Response:
    """End the session."""
    answer = RedirectResponse(visit.frame.to("login"), 303)
    who.log_out(visit.request, answer)
    return answer


def _own(address: str, visit: Visit) -> str:
    """Return an address of this site, never another's."""
    home = f"/{visit.frame.lang}/"
    plain = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isascii() and address.isprintable()
    return address if plain else home
