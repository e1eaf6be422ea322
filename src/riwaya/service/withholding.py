"""What a store withholds from whom: its policy, names and marks, set by admins and reviewers, and the sight that a reader has of its values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from math import ceil, floor
from typing import Literal

from sqlalchemy import Connection

from riwaya import link, people
from riwaya.errors import BadInput
from riwaya.gazetteer.atlas import Atlas
from riwaya.lexicon import Lexicon
from riwaya.lexicon.forms import forms
from riwaya.link import Knowledge, Linker
from riwaya.model import Claim, Document, Event, Place, Report, Span
from riwaya.people import Denied, Person
from riwaya.policy import NONE, Policy, Reader, Withheld, apply, names, read_policy
from riwaya.policy import Ground as Shade
from riwaya.service import events as happenings
from riwaya.service import search as searching
from riwaya.service.events import Box, Cell, Grid
from riwaya.service.query import Query
from riwaya.service.search import Found
from riwaya.service.settling import Loaded
from riwaya.service.terms import Ground
from riwaya.store import Store, holding, pages, withheld
from riwaya.store import people as accounts
from riwaya.store.people import Deed
from riwaya.store.search import Counts

DISTRICT, GOVERNORATE = 3, 4  # UCDP's precision of a place known by its unit only
COARSEST = 6  # zoom of the finest map of who may not see exact points: a cell is 1.4 degrees wide
UNITS = frozenset({"country", "governorate", "district"})


@dataclass(frozen=True, slots=True)
class Sight:
    """A reader's sight of a store's values: what a policy lets through, and how much it withheld."""

    policy: Policy
    reader: Reader
    ground: Shade

    def claim(self, report: Report) -> Withheld[Report]:
        """Return a claim as the reader may see it."""
        return apply(self.policy, self.reader, report, self.ground)

    def event(self, event: Event) -> Withheld[Event]:
        """Return an event as the reader may see it."""
        return apply(self.policy, self.reader, event, self.ground)

    def page(self, document: Document, claims: Sequence[Claim]) -> Withheld[Document]:
        """Return a page's text, given its claims, as the reader may see it."""
        return apply(self.policy, self.reader, document, self.ground, claims)

    def events(self, given: Iterable[Event]) -> Iterator[Event]:
        """Yield events as the reader may see them, without those of which he or she may see nothing."""
        yield from (seen for event in given if (seen := self.event(event).value) is not None)

    def query(self, query: Query) -> Query | None:
        """Return a search as the reader may ask it; None where its answer would tell that a withheld name stands somewhere.

        Where claims of every type are withheld until they are accepted, only accepted ones are looked for, so that counts do not tell of the others.
        Raises Denied for a circle where points are withheld: a few circles tell a point.
        """
        if query.near and self.policy.withholds("points", self.reader):
            raise Denied("near: exact points are withheld from you; search by the name of a place")
        asked = (query.words, query.place, query.actor, query.victim, query.party, query.speaker, query.outlet)
        if self.policy.withholds("names", self.reader) and names(self.ground.listed).holds(" ، ".join(one for one in asked if one)):
            return None
        if any(rule.withhold == "unpublished" and self.reader in rule.readers and not rule.types for rule in self.policy.rules):
            return replace(query, state="accepted") if query.state in {None, "accepted"} else None
        return query


def find(store: Store, query: Query, ground: Ground, seen: Sight, limit: int = 20, after: str | None = None) -> Found:
    """Return a page of claims as a reader may see them; those withheld whole are left out of it. Raises what `search.find` raises, and Denied."""
    asked = seen.query(query)
    found = searching.find(store, asked, ground, limit, after) if asked else Found((), None)
    shown = ((hit, seen.claim(Report(hit.id, hit.claim)).value) for hit in found.hits)
    return replace(found, hits=tuple(replace(hit, claim=one.claim) for hit, one in shown if one))


def count(store: Store, query: Query, ground: Ground, seen: Sight) -> Counts:
    """Return how many claims a reader may find, by facet and by day. Raises what `search.count` raises, and Denied."""
    asked = seen.query(query)
    return searching.count(store, asked, ground) if asked else Counts(0, {}, {})


def cells(store: Store, query: Query, ground: Ground, seen: Sight, box: Box, zoom: int, of: Literal["events", "claims"] = "events") -> Grid:
    """Gather points as `events.cells` does; who may not see exact points gets the middles of wide cells, and a box drawn out to them, lest a small one tell.

    Raises what `events.cells` raises, and Denied.
    """
    asked = seen.query(query)
    coarse = seen.policy.withholds("points", seen.reader)
    size = happenings.cell_size(min(zoom, COARSEST) if coarse else zoom)
    if asked is None:
        return Grid((), size, 0, 0)
    if not coarse:
        return happenings.cells(store, asked, ground, box, zoom, of)
    found = happenings.cells(store, asked, ground, _drawn_out(box, size), min(zoom, COARSEST), of)
    return replace(found, cells=tuple(_middle(cell, size) for cell in found.cells))


def _drawn_out(box: Box, size: float) -> Box:
    south, west = (max(floor(edge / size) * size, least) for edge, least in ((box.south, -90), (box.west, -180)))
    north, east = (min(ceil(edge / size) * size, most) for edge, most in ((box.north, 90), (box.east, 180)))
    return Box(south, west, north, east)


def _middle(cell: Cell, size: float) -> Cell:
    lat, lon = (floor(at / size) * size + size / 2 for at in (cell.lat, cell.lon))
    return replace(cell, lat=min(lat, 90.0), lon=min(lon, 180.0), radius_km=None)


def sight(store: Store, reader: Reader, ground: Loaded) -> Sight:
    """Return the sight that a reader has of a store, as the policy, names and decisions are now. "export" is a reader of its own: what leaves the house."""
    with store.reading() as connection:
        text = withheld.policy(connection)
        if not text:
            return Sight(NONE, reader, Shade())
        known = ground()
        held = read_policy(text, frozenset(known.lexicon.event_types))
        accepted = holding.decided(connection, "accepted") if held.withholds("unpublished", reader) else frozenset()
        marks, listed = withheld.all_marks(connection), withheld.listed(connection)
    return Sight(held, reader, Shade(listed, marks, accepted, _described(known.lexicon), _coarse(known.atlas), partial(_assembled, known.known)))


def _assembled(known: Knowledge, reports: tuple[Report, ...]) -> Event:
    linker = Linker(known)
    linker.put(reports)
    return link.assemble(tuple(sorted(report.id for report in reports)), linker)


def _described(lexicon: Lexicon) -> frozenset[str]:
    """Return the folded words by which the lexicon describes sources without naming them («شهود عيان»)."""
    return frozenset(word for entry in lexicon.of_kind("source") for form in forms(entry) for word in form.words)


def _coarse(atlas: Atlas) -> Callable[[Place], Place]:
    def coarse(place: Place) -> Place:
        """Return a place with the point of its district, else of its governorate; without any where neither is known."""
        entry = atlas.get(place.id) if place.id else None
        if entry is not None and entry.kind in UNITS:
            return place
        for precision, key in ((DISTRICT, entry.admin2), (GOVERNORATE, entry.admin1)) if entry is not None else ():
            unit = atlas.get(key) if key else None
            if unit is not None:
                return replace(place, lat=unit.lat, lon=unit.lon, radius_km=unit.radius_km, where_prec=precision, id=unit.id)
        return replace(place, lat=None, lon=None, radius_km=None, where_prec=None, id=None)

    return coarse


def set_policy(store: Store, person: Person, text: str, lexicon: Lexicon) -> Policy:
    """Let a policy hold from now on. Raises Denied, and BadInput for rules that cannot be read."""
    people.check(person, "policy")
    held = read_policy(text, frozenset(lexicon.event_types))
    with store.writing() as connection:
        at = _now()
        withheld.set_policy(connection, text, person.name, at)
        accounts.log(connection, Deed(at, person.name, "policy", "policy", f"{len(held.rules)} rules"))
    return held


def shown_policy(store: Store, person: Person) -> str:
    """Return the policy's text. Raises Denied."""
    people.check(person, "see-withheld")
    with store.reading() as connection:
        return withheld.policy(connection)


def listed_names(store: Store, person: Person) -> list[str]:
    """Return the names that are masked. Raises Denied."""
    people.check(person, "see-withheld")
    with store.reading() as connection:
        return sorted(withheld.listed(connection))


def list_names(store: Store, person: Person, given: Iterable[str], *, remove: bool = False) -> None:
    """Add names to the list that is masked, or take them off. The trail tells how many, not which. Raises Denied and BadInput."""
    people.check(person, "see-withheld")
    wanted = [" ".join(name.split()) for name in given]
    for name in wanted:
        if len(name) > 200 or not name.replace("\u200c", "").isprintable() or sum(letter.isalpha() for letter in name) < 2:
            raise BadInput(f"{name[:200]!r}: a name to mask has at least two letters and at most 200 characters")
    with store.writing() as connection:
        (withheld.unlist_names if remove else withheld.list_names)(connection, wanted)
        accounts.log(connection, Deed(_now(), person.name, "names-remove" if remove else "names-add", "names", str(len(wanted))))


def mark_name(store: Store, person: Person, page: str, span: Span, *, remove: bool = False) -> None:
    """Mark a range of a page's text as a name to mask, or take the mark back. Raises Denied, and BadInput outside of the page."""
    people.check(person, "see-withheld")
    with store.writing() as connection:
        _check_span(connection, page, span)
        (withheld.unmark if remove else withheld.mark)(connection, page, span)
        accounts.log(connection, Deed(_now(), person.name, "mark-remove" if remove else "mark-add", page, f"{span.start}-{span.end}"))


def _check_span(connection: Connection, page: str, span: Span) -> None:
    document = pages.document(connection, page) if page.isprintable() else None
    if document is None:
        raise BadInput(f"{page}: no page that was read has this id")
    if not 0 <= span.start < span.end <= len(document.text):
        raise BadInput(f"{page}: [{span.start}, {span.end}) lies outside of its {len(document.text)} characters")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds")
