"""Events as rows of the 49 columns of UCDP's Georeferenced Event Dataset (order of version 23.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from math import floor
from typing import NamedTuple

from riwaya.model import Event, When
from riwaya.policy import Withheld
from riwaya.surface.export import losses
from riwaya.surface.export.countries import countries
from riwaya.surface.export.format import Setting, held
from riwaya.surface.export.sides import STATE, Actors, Side, is_civilian, kind_of, lineage, name_of, sides
from riwaya.surface.export.spot import Spot, latin, spot, told_places
from riwaya.surface.export.table import Cell, Column

_UNKNOWN = "left empty: UCDP's own number"
COLUMNS = (
    Column("id", "riwaya's event id", hxl="#event+id"),
    Column("relid", _UNKNOWN),
    Column("year", "year of date_start", "integer", "#date+year"),
    Column("active_year", "left empty: riwaya does not count a dyad's deaths of a year", "integer"),
    Column("code_status", "left empty, but where the policy withheld something from the row: withheld=..."),
    Column("type_of_violence", "3 where civilians or a crowd are the target, else 1 where a side is a state's, else 2", "integer", "#event+type"),
    *(Column(name, _UNKNOWN, "integer") for name in ("conflict_dset_id", "conflict_new_id")),
    Column("conflict_name", "left empty"),
    *(Column(name, _UNKNOWN, "integer") for name in ("dyad_dset_id", "dyad_new_id")),
    Column("dyad_name", "side_a - side_b", hxl="#group+dyad"),
    *(Column(name, _UNKNOWN, "integer") for name in ("side_a_dset_id", "side_a_new_id")),
    Column("side_a", "of violence on civilians the doer; else the state's side ('Government of ...'); else the doer", hxl="#group+side_a"),
    *(Column(name, _UNKNOWN, "integer") for name in ("side_b_dset_id", "side_b_new_id")),
    Column("side_b", "the other side; 'Civilians'", hxl="#group+side_b"),
    Column("number_of_sources", "number of outlets; -1 where none is known", "integer", "#meta+source+num"),
    Column("source_article", "outlet, day and headline of each page, joined by ';'", hxl="#meta+source"),
    Column("source_office", "outlets, joined by ';'", hxl="#meta+source+name"),
    Column("source_date", "days of the pages, joined by ';'", hxl="#meta+source+date"),
    Column("source_headline", "headlines, joined by ';'", hxl="#meta+source+title"),
    Column("source_original", "innermost sources whom accounts cite, as the pages name them, joined by ';'", hxl="#meta+source+original"),
    Column("where_prec", "1 exact, 2 near, 3 district, 4 governorate, 5 part of a region or a line, 6 country, 7 sea", "integer", "#geo+precision"),
    Column("where_coordinates", "name of the place of the point, in Latin letters where the gazetteer has them", hxl="#loc+name"),
    Column("where_description", "places as the pages write them, joined by '; '", hxl="#loc+description"),
    Column("adm_1", "governorate in Latin letters", hxl="#adm1+name"),
    Column("adm_2", "district in Latin letters", hxl="#adm2+name"),
    Column("latitude", "degrees north; empty where the place was not found", "number", "#geo+lat"),
    Column("longitude", "degrees east", "number", "#geo+lon"),
    Column("geom_wkt", "POINT (longitude latitude)", hxl="#geo+wkt"),
    Column("priogrid_gid", "cell of PRIO-GRID, half a degree wide", "integer", "#geo+gid"),
    Column("country", "UCDP's name of the country of the place", hxl="#country+name"),
    Column("country_id", "Gleditsch and Ward's number of it", "integer", "#country+code+gw"),
    Column("region", "UCDP's region, by Gleditsch and Ward's number", hxl="#region"),
    Column("event_clarity", "1 one day; 2 where the event is told for a span of days", "integer", "#event+clarity"),
    Column("date_prec", "1 one day, 2 two to six days, 3 a week, 4 up to 31 days, 5 longer", "integer", "#date+precision"),
    Column("date_start", "first day, as UCDP writes it", hxl="#date+start"),
    Column("date_end", "last day", hxl="#date+end"),
    Column("deaths_a", "best figure of dead whom claims lay to side_a", "integer", "#affected+killed+a"),
    Column("deaths_b", "the same of side_b", "integer", "#affected+killed+b"),
    Column("deaths_civilians", "the same of civilians and crowds", "integer", "#affected+killed+civilians"),
    Column("deaths_unknown", "best less the three before", "integer", "#affected+killed+unknown"),
    Column("best", "what most origins say; sum over groups, or the figure without a group where that is larger", "integer", "#affected+killed"),
    Column("high", "highest figure told, added up the same way, never below best; a bound told as open counts as told", "integer", "#affected+killed+max"),
    Column("low", "lowest figure told, added up the same way, never above best", "integer", "#affected+killed+min"),
    Column("gwnoa", "Gleditsch and Ward's number where side_a is a state's", "integer"),
    Column("gwnob", "the same of side_b", "integer"),
)
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
_SPANS = ((1, 1), (6, 2), (7, 3), (31, 4))  # days at most, and UCDP's date_prec


class Dyad(NamedTuple):
    """UCDP's two sides and its type of violence."""

    kind: int
    a: Side
    b: Side


def rows(given: Iterable[Withheld[Event]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each event in the order of `COLUMNS`."""
    return (_cells(event, withheld, setting) for event, withheld in held(given, setting, _lacking(setting.actors)))


def _lacking(actors: Actors) -> Callable[[Event], str]:
    """Return what tells why UCDP's table cannot hold an event: it has events with a day, a death, and an organised doer only."""

    def lacks(event: Event) -> str:
        if event.grade.scale == "discounted":
            return "not-asserted"
        if not event.date:
            return "no-day"
        if not any(losses.of_event(event, "killed")):
            return "no-number" if losses.deaths_told(event) else "no-deaths"
        return "" if dyad(event, actors) else "no-sides"

    return lacks


def dyad(event: Event, actors: Actors) -> Dyad | None:
    """Return the sides as UCDP orders them; None where no organised party is named on one side, or nobody on the other."""
    one, two = sides(event, actors)
    if not one.first or not two.first or is_civilian(one.first, actors):
        return None
    if is_civilian(two.first, actors):
        return Dyad(ONE_SIDED, one, two)
    states = [kind_of(side.first, actors) in STATE for side in (one, two)]
    if not any(states):
        return Dyad(NON_STATE, one, two)
    return Dyad(STATE_BASED, one, two) if states[0] else Dyad(STATE_BASED, two, one)


def _cells(event: Event, withheld: str, setting: Setting) -> tuple[Cell, ...]:
    told = dyad(event, setting.actors)
    if told is None or event.date is None:
        raise ValueError(event.id)  # `held` lets none of these through
    names = [_side_name(side, told.kind, setting.actors) for side in (told.a, told.b)]
    found = spot(told_places(event), setting.atlas)
    head = (
        event.id,
        None,
        event.date.start.year,
        None,
        f"withheld={withheld}" if withheld else None,
        told.kind,
        None,
        None,
        None,
        None,
        None,
        " - ".join(names),
    )
    parties = (None, None, names[0], None, None, names[1])
    numbers = tuple(_state_number(side, told.kind, setting.actors) for side in (told.a, told.b))
    return (*head, *parties, *_sources(event), *_where(event, found), *_when(event.date), *_deaths(event, told, setting.actors), *numbers)


def _home(party: str, actors: Actors) -> str:
    """Return the country whose government a party belongs to, "" where it is not a part of a state."""
    top = next((one for one in reversed(lineage(party, actors)) if one in actors), "")
    return actors[top].country if kind_of(top, actors) == "government" and kind_of(party, actors) in STATE else ""


def _side_name(side: Side, kind: int, actors: Actors) -> str:
    if kind == ONE_SIDED and is_civilian(side.first, actors):
        return "Civilians"
    country = countries().get(_home(side.first, actors))
    return f"Government of {country.ucdp}" if country else name_of(side.first, actors)


def _state_number(side: Side, kind: int, actors: Actors) -> int | None:
    country = countries().get(_home(side.first, actors))
    return country.gw if country and not (kind == ONE_SIDED and is_civilian(side.first, actors)) else None


def _sources(event: Event) -> tuple[Cell, ...]:
    pages = {report.claim.document: report for report in event.reports}
    each = [(one.outlet or "", one.published.isoformat() if one.published else "", one.title or "") for _, one in sorted(pages.items())]
    offices = sorted({outlet for outlet, _, _ in each if outlet})
    articles = ";".join(",".join(part for part in one if part) for one in each)
    voices = sorted({voice for report in event.reports if report.claim.sources and (voice := report.claim.sources[-1].name)})
    days = sorted({day for _, day, _ in each if day})
    parts = (articles, ";".join(offices), ";".join(days), ";".join(title for _, _, title in each if title), ";".join(voices))
    return (len(offices) or -1, *(part or None for part in parts))


def _where(event: Event, found: Spot) -> tuple[Cell, ...]:
    place, country = found.place, countries().get(found.country)
    described = "; ".join(dict.fromkeys(one.name for one in event.places)) or None
    state = (country.ucdp, country.gw, country.ucdp_region) if country else (None,) * 3
    units = (found.admin1 or None, found.admin2 or None)
    if place is None or place.lat is None or place.lon is None:
        return (None, place.name if place else None, described, *units, None, None, None, None, *state)
    point = (place.lat, place.lon, f"POINT ({place.lon} {place.lat})", priogrid(place.lat, place.lon))
    return (place.where_prec, latin(found.entry) or place.name, described, *units, *point, *state)


def priogrid(lat: float, lon: float) -> int:
    """Return the number of a cell of PRIO-GRID: half a degree wide, counted from the south-west, 720 a row."""
    return floor((lat + 90) * 2) * 720 + floor((lon + 180) * 2) + 1


def _when(when: When) -> tuple[Cell, ...]:
    days = (when.end - when.start).days + 1
    precision = next((code for most, code in _SPANS if days <= most), 5)
    return (1 if days == 1 else 2, precision, f"{when.start.isoformat()} 00:00:00.000", f"{when.end.isoformat()} 00:00:00.000")


def _deaths(event: Event, told: Dyad, actors: Actors) -> tuple[int, ...]:
    """Return deaths of a, of b, of civilians and of nobody known, which add up to best; then best, high, low."""
    low, best, high = losses.of_event(event, "killed")
    best = best if best is not None else low or 0
    of_a, of_b, civilians = _by_side(event, told, actors)
    return of_a, of_b, civilians, best - of_a - of_b - civilians, best, max(best, high or 0), min(best, low if low is not None else 0)


def _by_side(event: Event, told: Dyad, actors: Actors) -> tuple[int, int, int]:
    """Return the best figures of the groups that claims name; those that belong to no side are left to the unknown."""
    found: Counter[int] = Counter()
    for toll in event.tolls:
        if toll.outcome == "killed" and toll.group:
            found[_side_of(toll.group, told, actors)] += toll.best or 0
    return found[0], found[1], found[2]


def _side_of(group: str, told: Dyad, actors: Actors) -> int:
    """Return 0 for side a, 1 for side b, 2 for civilians, 3 for neither."""
    if is_civilian(group, actors):
        return 2
    return 0 if told.a.holds(group, actors) else 1 if told.b.holds(group, actors) else 3
