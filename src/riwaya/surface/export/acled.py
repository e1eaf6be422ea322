"""Events as rows of ACLED's 31 columns. What riwaya does not know stays empty; nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from riwaya.lexicon import Actor
from riwaya.model import Event, Party, Report, When
from riwaya.surface.export.plain import killed, outlets
from riwaya.surface.export.table import Cell, Column

_UNKNOWN = "left empty: not known to riwaya"
COLUMNS = (
    Column("event_id_cnty", "riwaya's event id"),
    Column("event_date", "first day, ISO"),
    Column("year", "year of event_date"),
    Column("time_precision", "1 one day, 2 up to a week, 3 longer"),
    Column("disorder_type", "by type and sub-type"),
    Column("event_type", "ACLED's words"),
    Column("sub_event_type", "ACLED's words"),
    Column("actor1", "the actor that most accounts name; accounts that only deny do not count"),
    Column("assoc_actor_1", "those whom a claim names as acting together with actor1, joined by '; '; whom rival claims accuse is left out"),
    Column("inter1", "1 to 8 by the actor's kind, 0 none or not known"),
    Column("actor2", "the target that most accounts name, other than actor1"),
    Column("assoc_actor_2", "those whom a claim names as hit together with actor2, joined by '; '"),
    Column("inter2", "as inter1"),
    Column("interaction", "inter1 and inter2, the lower first; one alone is followed by 0"),
    Column("civilian_targeting", "'Civilian targeting' where inter2 is 7, or for violence against civilians"),
    Column("iso", _UNKNOWN),
    Column("region", _UNKNOWN),
    Column("country", _UNKNOWN),
    Column("admin1", _UNKNOWN),
    Column("admin2", _UNKNOWN),
    Column("admin3", _UNKNOWN),
    Column("location", "the first place's name as the page writes it"),
    Column("latitude", "degrees north"),
    Column("longitude", "degrees east"),
    Column("geo_precision", "where_prec 1 is 1, 2 is 2, all others 3; empty without a point"),
    Column("source", "outlets, joined by '; '"),
    Column("source_scale", _UNKNOWN),
    Column("notes", "grade, deaths as a range, claim ids and page ids"),
    Column("fatalities", "the low figure, as ACLED takes the conservative one; empty where deaths are told without a number, 0 where none are told"),
    Column("tags", "grade=..."),
    Column("timestamp", _UNKNOWN),
)
TYPES: Mapping[str, str] = {
    "battles": "Battles",
    "explosions-remote-violence": "Explosions/Remote violence",
    "violence-against-civilians": "Violence against civilians",
    "protests": "Protests",
    "riots": "Riots",
    "strategic-developments": "Strategic developments",
}
INTER: Mapping[str, int] = {
    "government": 1,
    "military": 1,
    "police": 1,
    "armed-group": 2,
    "militia": 3,
    "rioters": 5,
    "protesters": 6,
    "civilians": 7,
    "civil-organisation": 7,
    "political-party": 7,
    "monitor": 7,
    "outlet": 7,
    "international-organisation": 8,
}
_WEEK = 7


class Side(NamedTuple):
    """The first party of a side, the others joined, and ACLED's code of the first."""

    first: str
    others: str
    inter: int


def cells(event: Event, actors: Mapping[str, Actor], sub_types: Mapping[str, str]) -> tuple[Cell, ...]:
    """Return an event's cells in the order of `COLUMNS`; `actors` give names and kinds by id, `sub_types` ACLED's words by id."""
    acted = [_named(report.claim.actors) for report in _asserting(event)]
    first = _most(acted)
    suffered = [[party for party in _named(report.claim.targets) if party != first] for report in _asserting(event)]
    one, two = _side(acted, actors), _side(suffered, actors)
    days = (event.date.start.isoformat(), event.date.start.year, time_precision(event.date)) if event.date else (None, None, None)
    kind = (disorder(event), TYPES.get(event.event_type, event.event_type), sub_types.get(event.sub_event_type, event.sub_event_type))
    targeted = "Civilian targeting" if two.inter == INTER["civilians"] or event.event_type == "violence-against-civilians" else ""
    tail = (outlets(event), None, _notes(event), fatalities(event), f"grade={event.grade.scale}", None)
    return (event.id, *days, *kind, *one, *two, interaction(one.inter, two.inter), targeted, *(None,) * 6, *_where(event), *tail)


def _asserting(event: Event) -> list[Report]:
    return [report for report in event.reports if report.claim.stance != "denied"]


def _named(parties: Iterable[Party]) -> list[str]:
    return [name for name in dict.fromkeys(one.actor or one.name or "" for one in parties) if name]


def _most(named: Iterable[Iterable[str]]) -> str:
    """Return the party that most claims name, "" where none does."""
    counts = Counter(party for parties in named for party in parties)
    return min(counts, key=lambda party: (-counts[party], party), default="")


def _side(named: Sequence[Sequence[str]], actors: Mapping[str, Actor]) -> Side:
    first = _most(named)
    beside = sorted({party for parties in named if first in parties for party in parties} - {first})
    names = [actors[party].name_en if party in actors else party for party in (first, *beside)]
    return Side(names[0], "; ".join(names[1:]), INTER.get(actors[first].kind, 0) if first in actors else 0)


def interaction(one: int, two: int) -> int:
    """Return ACLED's two digits: the lower first, a party alone followed by 0."""
    low, high = sorted((one, two))
    return high * 10 if low == 0 else low * 10 + high


def time_precision(when: When) -> int:
    """Return 1 for one day, 2 for up to a week, 3 for longer."""
    days = (when.end - when.start).days + 1
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def disorder(event: Event) -> str:
    """Return ACLED's disorder type, two joined by '; ' where both hold."""
    if event.sub_event_type == "excessive-force-against-protesters":
        return "Political violence; Demonstrations"
    if event.event_type == "protests" or event.sub_event_type == "violent-demonstration":
        return "Demonstrations"
    return "Strategic developments" if event.event_type == "strategic-developments" else "Political violence"


def fatalities(event: Event) -> int | None:
    """Return the low figure of deaths: 0 where no death is told, None where deaths are told without a number."""
    return killed(event)[0] if any(toll.outcome == "killed" for toll in event.tolls) else 0


def _where(event: Event) -> tuple[Cell, ...]:
    place = next(iter(event.places), None)
    if place is None:
        return (None,) * 4
    precision = None if place.where_prec is None else min(place.where_prec, 3)
    return place.name, place.lat, place.lon, precision


def _notes(event: Event) -> str:
    told = ", ".join("not told" if figure is None else str(figure) for figure in killed(event))
    claims = ", ".join(report.id for report in event.reports)
    return f"Graded {event.grade.scale}; {len(event.accounts)} accounts; killed (low, best, high): {told}; claims {claims}; pages {', '.join(event.docs)}."
