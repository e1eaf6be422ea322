"""Pages with ready claims for the tests of the service; every happening is made up."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from riwaya.link.knowledge import Knowledge
from riwaya.model import Casualty, Claim, Document, Figure, Page, Party, Place, Span, Voice, When
from riwaya.people import Person
from riwaya.service.linking import relink
from riwaya.store import Intake, Run, Store

TEXT = "قصفت طائرات السوق في تل النخيل فقتل ستة. ونفى الجيش ذلك."
RUN = Run("2020-01-01T00:00:00+00:00", "0", "test")
SALMA, LAYLA, CHIEF, GUEST = Person("سلمى", "coder"), Person("ليلى", "reviewer"), Person("رئيسة", "admin"), Person("زائر", "viewer")
NOW = datetime(2024, 1, 1, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def claim(doc: str, start: int = 0, end: int = 40, **slots: Any) -> Claim:  # noqa: ANN401  # slots by name
    day = date(2020, 1, 2)
    given: dict[str, Any] = {
        "actors": (Party("sy.armed-forces", "الجيش"),),
        "places": (Place("تل النخيل", lat=35.0, lon=36.0, id="gn:1"),),
        "date": When(day, day, "day", "stated"),
        "casualties": (Casualty("killed", "civilians", Figure(6, 6)),),
    }
    return Claim(doc, (Span(start, end),), "explosions-remote-violence", "air-drone-strike", **(given | slots))


def intake(name: str, *claims: Claim, text: str = TEXT) -> Intake:
    body = f"{text} {name}"
    page = Page(name, body.encode(), "text", outlet=f"وكالة {name}", published=date(2020, 1, 3))
    return Intake(page, Document(name, body, title="خبر", outlet=f"وكالة {name}", published=date(2020, 1, 3)), claims or (claim(name),))


def denial(doc: str) -> Claim:
    return claim(doc, 41, 56, stance="denied", sources=(Voice("الجيش", "sy.armed-forces", "statement"),), casualties=())


def filled(store: Store, known: Knowledge, number: int = 3) -> list[str]:
    """Put pages with a claim each, the first with its denial too, into a store; return the ids of their claims."""
    given = [intake("p0", claim("p0"), denial("p0")), *(intake(f"p{one}") for one in range(1, number))]
    store.put(store.begin_run(RUN), given)
    relink(store, known)
    return [one.id for page in given for one in page.claims]
