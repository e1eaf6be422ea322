"""Pages with ready claims for the tests of the service; every happening is made up."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from riwaya.model import Casualty, Claim, Document, Figure, Party, Place, Span, Voice, When
from riwaya.people import Person
from riwaya.service.linking import relink
from riwaya.service.terms import Ground, filed
from riwaya.store import Reading, Run, Store

TEXT = "قصفت طائرات السوق في تل النخيل فقتل ستة. ونفى الجيش ذلك."
RUN = Run("run", "0", "test", "2020-01-01T00:00:00+00:00", "")
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


def document(name: str, text: str = TEXT) -> Document:
    return Document(name, f"{text} {name}", title="خبر", outlet=f"وكالة {name}", published=date(2020, 1, 3))


def reading(name: str, ground: Ground, *claims: Claim, text: str = TEXT) -> Reading:
    page = document(name, text)
    told = claims or (claim(name),)
    key = hashlib.sha256(f"{name}/{page.text}".encode()).hexdigest()
    return Reading(key, page, tuple(filed(one, one.id, page, ground) for one in told), page.text.encode())


def denial(doc: str) -> Claim:
    return claim(doc, 41, 56, stance="denied", sources=(Voice("الجيش", "sy.armed-forces", "statement"),), casualties=())


def filled(store: Store, ground: Ground, number: int = 3) -> list[str]:
    """Put pages with a claim each, the first with its denial too, into a store; return the ids of their claims."""
    given = [reading("p0", ground, claim("p0"), denial("p0")), *(reading(f"p{one}", ground) for one in range(1, number))]
    store.add(given, RUN)
    relink(store, ground.known)
    return [one.id for page in given for one in page.claims]
