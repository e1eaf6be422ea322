"""What a claim is found by: the stems of its words, and its filters as terms of the search index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

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
    return tuple(chain.from_iterable(map(_stems, words.split())))


@lru_cache(maxsize=1 << 16)  # few words make up most of all text
def _stems(written: str) -> tuple[str, ...]:
    """Return the stems of what stands between two blanks: letters fold one by one, whatever stands beside them, so no more of the text need be looked at."""
    return tuple([text.stem(word)[0] for word in _WORD.findall(arabic.key(written))])


@lru_cache(maxsize=1 << 16)  # of parties, places and outlets, which stand on claim after claim
def _name(written: str) -> str:
    return arabic.key(written)


def filed(claim: Claim, name: str, document: Document, ground: Ground) -> Filed:
    """Work out what a claim is found by; `name` is its id."""
    said = " ".join([span.of(document.text) for span in claim.evidence])
    known = [place for place in claim.places if place.id]
    first = next(iter(known or claim.places), None)
    entries = [entry for place in known if place.id and (entry := ground.atlas.get(place.id))]
    units = _units(entries[0]) if entries else (None, None, None)
    point = (first.lat, first.lon) if first and first.lat is not None and first.lon is not None else None
    terms = dict.fromkeys(chain.from_iterable(_terms(claim, document, entries, ground)))
    return Filed(name, claim, stems(said), tuple(terms), units, point, _losses(claim))


def _units(entry: Entry) -> tuple[str | None, str | None, str | None]:
    admin1 = entry.id if entry.kind == "governorate" else entry.admin1
    admin2 = entry.id if entry.kind == "district" else entry.admin2
    return entry.country or None, admin1 or None, admin2 or None


def _terms(claim: Claim, document: Document, entries: Sequence[Entry], ground: Ground) -> list[tuple[str, ...]]:
    """Return a claim's filters, those of each of its slots together: the same slots stand on claim after claim."""
    found = [_deed_terms(claim.event_type, claim.sub_event_type, claim.stance, claim.background)]
    found += [_unit_terms((one.id, one.country, one.admin1, one.admin2)) for one in entries]
    found += [_place_terms(one.name, one.within) for one in claim.places]
    found += [_party_terms(_ids(one, ground), one.name, ("doer", "party")) for one in claim.actors]
    found += [_party_terms(_ids(one, ground), one.name, ("victim", "party")) for one in claim.targets]
    found += [_party_terms(_ids(one, ground), one.name, ("speaker",)) for one in claim.sources[-1:]]
    if document.outlet:
        found.append((term("outlet", _name(document.outlet)),))
    return found


@lru_cache(maxsize=1 << 10)
def _deed_terms(kind: str, sub_kind: str, stance: str, background: bool) -> tuple[str, ...]:  # noqa: FBT001  # a slot like the others
    return ANY, term("kind", kind), term("kind", sub_kind), term("stance", stance), term("background", str(int(background)))


@lru_cache(maxsize=1 << 15)
def _unit_terms(units: tuple[str | None, ...]) -> tuple[str, ...]:
    return tuple([term("unit", one) for one in units if one])


@lru_cache(maxsize=1 << 15)
def _place_terms(*names: str | None) -> tuple[str, ...]:
    return tuple([term("place", _name(one)) for one in names if one])


@lru_cache(maxsize=1 << 15)
def _party_terms(ids: tuple[str, ...], name: str | None, roles: tuple[str, ...]) -> tuple[str, ...]:
    return tuple([term(role, value) for value in _keys(ids, name) for role in roles])


def party_keys(party: Party, ground: Ground) -> list[str]:
    """Return what a party is known by: its id, those of its parents and side, its folded name."""
    return _keys(_ids(party, ground), party.name)


def _ids(party: Party | Voice, ground: Ground) -> tuple[str, ...]:
    return lineage(party.actor, ground.known) if party.actor else ()


def _keys(ids: tuple[str, ...], name: str | None) -> list[str]:
    return [*ids, _name(name)] if name else [*ids]


def _losses(claim: Claim) -> frozenset[tuple[str, int]]:
    told = [(one.outcome, one.figure) for several in (claim.casualties, claim.equipment) for one in several]
    return frozenset([(outcome, min(number, 2**62)) for outcome, figure in told if (number := _number(figure)) is not None])


def _number(figure: Figure) -> int | None:
    return figure.low if figure.low is not None else figure.high
