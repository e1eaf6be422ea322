"""Try it: a text or a file is read at once and shown; nothing of it is stored."""

from __future__ import annotations

import hashlib
from datetime import date

from starlette.datastructures import UploadFile
from starlette.responses import Response

from riwaya.acquire.files import page as page_of
from riwaya.acquire.source import Known
from riwaya.errors import BadInput
from riwaya.model import Rejected, Report
from riwaya.pipeline import PageClaims
from riwaya.surface.web import pages
from riwaya.surface.web.site import Visit

LARGEST = 2_000_000  # bytes that are tried: far above any report


def ask(visit: Visit) -> Response:
    """Show the form."""
    return visit.show("try.html", result=None, text="", outlet="", published="", trouble="")


def read(visit: Visit) -> Response:
    """Read what was sent, and show it with its claims."""
    outlet, day = visit.sent("outlet").strip()[:200], visit.sent("published").strip()
    told = {"text": visit.sent("text"), "outlet": outlet, "published": day}
    try:
        body = _body(visit)
        given = Known(outlet=outlet or None, published=date.fromisoformat(day) if day else None)
    except BadInput as error:
        return visit.show("try.html", 400, result=None, trouble=str(error), **told)
    except ValueError:
        return visit.show("try.html", 400, result=None, trouble=visit.wording.say("error.no-day", day=day), **told)
    result = _read(visit, body, given)
    if isinstance(result, Rejected):
        reason = visit.wording.words.rejected(result)
        return visit.show("try.html", 422, result=None, trouble=reason, **told)
    document, reports = result.document, [Report(one.id, one, result.document.outlet) for one in result.claims]
    claims = pages.worded(document, reports, visit.desk.ground.lexicon, visit.wording, {})
    drawn = pages.paragraphs(document, reports)
    held = {"document": document, "claims": claims, "paragraphs": drawn, "rejected": frozenset()}
    return visit.show("try.html", result=document, **held, lit=0, slot="", stored=False, trouble="", **told)


def _body(visit: Visit) -> bytes:
    """Return the bytes of the file, or of the text where none was sent. Raises BadInput."""
    file = visit.form.get("file")
    body = file.file.read(LARGEST + 1) if isinstance(file, UploadFile) and file.filename else visit.sent("text").encode("utf-8", "surrogatepass")
    if not body.strip():
        raise BadInput(visit.wording.say("web.try.nothing"))
    if len(body) > LARGEST:
        raise BadInput(visit.wording.say("web.try.large", size=f"{LARGEST:,}"))
    return body


def _read(visit: Visit, body: bytes, given: Known) -> PageClaims | Rejected:
    taken = page_of(hashlib.sha256(body).hexdigest()[:16], body, given, limit=LARGEST)
    if isinstance(taken, Rejected):
        return taken
    return visit.desk.aside.read(taken)
