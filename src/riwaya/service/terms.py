"""What a claim is found by: the stems of its words, and its filters as terms of the search index."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from riwaya import arabic
from riwaya.gazetteer import Atlas, Entry
from riwaya.lexicon import Lexicon
from riwaya.link import text
from riwaya.link.knowledge import Knowledge
from riwaya.link.signs import lineage
from riwaya.model import Claim, Document, Figure, Party, Voice
from riwaya.store import Filed
from riwaya.store.match import ANY, term

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Ground:
    """What filing and searching need to know: words and parties, and where places lie."""

    lexicon: Lexicon
    known: Knowledge
    atlas: Atlas


def stems(words: str) -> tuple[str, ...]:
    """Return the words of a text, folded, without article and clitics, in order."""
    return tuple([text.stem(word)[0] for word in _WORD.findall(arabic.key(words))])


@lru_cache(maxsize=1 << 16)  # of parties, places and outlets, which stand on claim after claim
def _name(written: str) -> str:
    return arabic.key(written)


def filed(claim: Claim, name: str, document: Document, ground: Ground) -> Filed:
    """Work out what a claim is found by; `name` is its id."""
    said = " ".join(span.of(document.text) for span in claim.evidence)
    first = next((place for place in claim.places if place.id), None) or next(iter(claim.places), None)
    entries = [entry for place in claim.places if place.id and (entry := ground.atlas.get(place.id))]
    units = _units(entries[0]) if entries else (None, None, None)
    point = (first.lat, first.lon) if first and first.lat is not None and first.lon is not None else None
    terms = dict.fromkeys((ANY, *_terms(claim, document, entries, ground)))
    return Filed(name, claim, stems(said), tuple(terms), units, point, frozenset(_losses(claim)))


def _units(entry: Entry) -> tuple[str | None, str | None, str | None]:
    own = {"governorate": "admin1", "district": "admin2"}.get(entry.kind)
    admin1, admin2 = (entry.id if own == column else held for column, held in (("admin1", entry.admin1), ("admin2", entry.admin2)))
    return entry.country or None, admin1 or None, admin2 or None


def _terms(claim: Claim, document: Document, entries: list[Entry], ground: Ground) -> Iterator[str]:
    yield from (term("kind", kind) for kind in (claim.event_type, claim.sub_event_type))
    yield term("stance", claim.stance)
    yield term("background", str(int(claim.background)))
    for entry in entries:
        yield from (term("unit", unit) for unit in (entry.id, entry.country, entry.admin1, entry.admin2) if unit)
    yield from (term("place", _name(name)) for place in claim.places for name in (place.name, place.within) if name)
    for role, parties in (("doer", claim.actors), ("victim", claim.targets)):
        for one in parties:
            yield from _party_terms(_ids(one, ground), one.name, (role, "party"))
    if claim.sources:
        last = claim.sources[-1]
        yield from _party_terms(_ids(last, ground), last.name, ("speaker",))
    if document.outlet:
        yield term("outlet", _name(document.outlet))


@lru_cache(maxsize=1 << 15)  # the same parties stand in claim after claim
def _party_terms(ids: tuple[str, ...], name: str | None, roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term(role, value) for value in _keys(ids, name) for role in roles)


def party_keys(party: Party, ground: Ground) -> list[str]:
    """Return what a party is known by: its id, those of its parents and side, its folded name."""
    return _keys(_ids(party, ground), party.name)


def _ids(party: Party | Voice, ground: Ground) -> tuple[str, ...]:
    return lineage(party.actor, ground.known) if party.actor else ()


def _keys(ids: tuple[str, ...], name: str | None) -> list[str]:
    return [*ids, _name(name)] if name else [*ids]


def _losses(claim: Claim) -> Iterator[tuple[str, int]]:
    for outcome, figure in (*((one.outcome, one.figure) for one in claim.casualties), *((one.outcome, one.figure) for one in claim.equipment)):
        if (number := _number(figure)) is not None:
            yield outcome, min(number, 2**62)


def _number(figure: Figure) -> int | None:
    return figure.low if figure.low is not None else figure.high
