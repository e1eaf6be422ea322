"""Events as rows of ACLED's 31 columns, by the rules of its codebook as far as riwaya knows what they ask; what it does not know stays empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from riwaya.link.places.locate import geo_precision
from riwaya.model import Event, When
from riwaya.policy import Withheld
from riwaya.surface.export import losses
from riwaya.surface.export.countries import Country, countries
from riwaya.surface.export.format import Setting, held
from riwaya.surface.export.plain import outlets
from riwaya.surface.export.sides import CIVILIAN, STATE, Actors, Side, kind_of, name_of, sides
from riwaya.surface.export.spot import Spot, latin, spot, told_places
from riwaya.surface.export.table import Cell, Column

_UNKNOWN = "left empty: not known to riwaya"
COLUMNS = (
    Column("event_id_cnty", "riwaya's event id", hxl="#event+id"),
    Column("event_date", "first day, ISO; events without a day are left out", hxl="#date+occurred"),
    Column("year", "year of event_date", "integer", "#date+year"),
    Column("time_precision", "1 one day, 2 up to a week, 3 longer", "integer", "#date+precision"),
    Column("disorder_type", "by type and sub-type", hxl="#event+disorder"),
    Column("event_type", "ACLED's words; events that nobody says happened (grade discounted) are left out", hxl="#event+type"),
    Column("sub_event_type", "ACLED's words", hxl="#event+type+sub"),
    Column(
        "actor1",
        "the doer that most accounts name, denials not counted; in protests and riots the crowd. A crowd or civilians get the country. "
        "Where violence has no named doer: Unidentified Armed Group, for air strikes Unidentified Military Forces",
        hxl="#group+actor1",
    ),
    Column("assoc_actor_1", "whom a claim names as acting together with actor1, joined by '; '; whom rival claims accuse is left out", hxl="#group+assoc1"),
    Column(
        "inter1",
        "1 to 8 by the actor's kind; state forces outside their country are 8; 0 for none, empty for a party that is not listed",
        "integer",
        "#group+inter1",
    ),
    Column(
        "actor2",
        "the target that most accounts name, other than actor1; in protests the force that stepped in; the unidentified side of a battle",
        hxl="#group+actor2",
    ),
    Column("assoc_actor_2", "whom a claim names as hit together with actor2, joined by '; '", hxl="#group+assoc2"),
    Column("inter2", "as inter1", "integer", "#group+inter2"),
    Column("interaction", "inter1 and inter2, the lower first; one alone is followed by 0; empty where one is", "integer", "#group+interaction"),
    Column(
        "civilian_targeting",
        "'Civilian targeting' for violence against civilians, excessive force against protesters, and other violence on civilians",
        hxl="#event+civilians",
    ),
    Column("iso", "ISO 3166-1 number of the country", "integer", "#country+code+num"),
    Column("region", "ACLED's region of the country", hxl="#region"),
    Column("country", "of the place; empty where the place was not found", hxl="#country+name"),
    Column("admin1", "governorate in Latin letters, from the gazetteer", hxl="#adm1+name"),
    Column("admin2", "district in Latin letters, from the gazetteer", hxl="#adm2+name"),
    Column("admin3", _UNKNOWN, hxl="#adm3+name"),
    Column("location", "the place's name in Latin letters, else as the page writes it", hxl="#loc+name"),
    Column("latitude", "degrees north", "number", "#geo+lat"),
    Column("longitude", "degrees east", "number", "#geo+lon"),
    Column("geo_precision", "where_prec 1 is 1, 2 and 3 are 2, all others 3; empty without a point", "integer", "#geo+precision"),
    Column("source", "outlets, joined by '; '", hxl="#meta+source"),
    Column("source_scale", _UNKNOWN, hxl="#meta+source+scale"),
    Column(
        "notes",
        "date, place, type and sides in a sentence; people lost as ranges; grade; what accounts contradict each other in; claim and page ids",
        hxl="#description",
    ),
    Column(
        "fatalities",
        "the low figure, as ACLED takes the conservative one (tens 10, hundreds 100); 3 where deaths are told without any number; 0 where none are told",
        "integer",
        "#affected+killed",
    ),
    Column("tags", "grade=...; crowd size=no report for demonstrations; fatalities=no number told; withheld=...; joined by '; '", hxl="#meta+tags"),
    Column("timestamp", _UNKNOWN, hxl="#meta+timestamp"),
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
    "international-organisation": 8,
} | dict.fromkeys(CIVILIAN, 7)
VIOLENT = frozenset({"battles", "explosions-remote-violence", "violence-against-civilians"})
EXCESSIVE = "excessive-force-against-protesters"
NO_NUMBER = 3  # deaths without a number (codebook)
_WEEK = 7
_ARMED, _MILITARY = "Unidentified Armed Group", "Unidentified Military Forces"
_UNIDENTIFIED: Mapping[str, tuple[str, int]] = {"unidentified-armed-group": (_ARMED, 3), "unidentified-aircraft": (_MILITARY, 8)}
_ALOFT = "air-drone-strike"


@dataclass(frozen=True, slots=True)
class _Names:
    """ACLED's way to name and code parties of events in one country (None where it is not known)."""

    actors: Actors
    country: Country | None

    def name(self, party: str) -> str:
        if party in _UNIDENTIFIED:
            return self._of_country(_UNIDENTIFIED[party][0])
        said = name_of(party, self.actors).replace("Military forces of", "Military Forces of").replace("Police forces of", "Police Forces of")
        row = self.actors.get(party)
        return self._of_country(said) if row and not row.country and row.kind in {"civilians", "protesters", "rioters"} else said

    def _of_country(self, name: str) -> str:
        return f"{name} ({self.country.name})" if self.country and name != _MILITARY else name

    def inter(self, party: str) -> int | None:
        if party in _UNIDENTIFIED:
            return _UNIDENTIFIED[party][1]
        row = self.actors.get(party)
        if row is None:
            return None if party else 0
        abroad = row.kind in STATE and self.country is not None and row.country != self.country.iso2
        return 8 if abroad else INTER[row.kind]

    def cells(self, side: Side) -> tuple[str | None, str | None, int | None]:
        """Return name, associates and code. Journalists, medics and such are associates of civilians."""
        first, others = side
        row = self.actors.get(first)
        if row and row.parent == "civilians":
            first, others = "civilians", tuple(sorted({first, *others} - {"civilians"}))
        return self.name(first) or None, "; ".join(map(self.name, others)) or None, self.inter(first)


def rows(given: Iterable[Withheld[Event]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each event in the order of `COLUMNS`."""
    return (_cells(event, withheld, setting) for event, withheld in held(given, setting, lacks))


def lacks(event: Event) -> str:
    """Return why ACLED's table cannot hold an event, "" where it can."""
    if event.grade.scale == "discounted":
        return "not-asserted"
    return "" if event.date else "no-day"


def _cells(event: Event, withheld: str, setting: Setting) -> tuple[Cell, ...]:
    found = spot(told_places(event), setting.atlas)
    country = countries().get(found.country)
    names = _Names(setting.actors, country)
    one, two = map(names.cells, parties(event, setting.actors))
    kind = (disorder(event), TYPES.get(event.event_type, event.event_type), setting.kinds.get(event.sub_event_type, event.sub_event_type))
    days = (event.date.start.isoformat(), event.date.start.year, time_precision(event.date)) if event.date else (None,) * 3
    where = (*((country.number, country.region, country.name) if country else (None,) * 3), found.admin1 or None, found.admin2 or None, None)
    told = (outlets(event) or None, None, _notes(event, kind[2], found, (one[0], two[0])), fatalities(event), _tags(event, withheld), None)
    return (event.id, *days, *kind, *one, *two, interaction(one[2], two[2]), _targeted(event, two[2]), *where, *_point(found), *told)


def parties(event: Event, actors: Actors) -> tuple[Side, Side]:
    """Return the two sides in ACLED's order: in protests and riots the crowd comes first; violence without a named party has an unidentified one."""
    one, two = sides(event, actors)
    crowd = {"protests": "protesters", "riots": "rioters"}.get(event.event_type)
    if crowd:
        by_crowd = event.event_type == "riots"
        force = next(
            (side for side in ((two, one) if by_crowd else (one, two)) if side.first and kind_of(side.first, actors) not in {"protesters", "rioters"}), Side()
        )
        return Side(crowd), force
    if event.event_type in VIOLENT:
        one = one if one.first else Side("unidentified-aircraft" if event.sub_event_type == _ALOFT else "unidentified-armed-group")
    return one, Side("unidentified-armed-group") if event.event_type == "battles" and not two.first else two


def interaction(one: int | None, two: int | None) -> int | None:
    """Return ACLED's two digits: the lower first, a party alone followed by 0; None where a party's code is not known, or there is no party."""
    if one is None or two is None or one == two == 0:
        return None
    low, high = sorted((one, two))
    return high * 10 if low == 0 else low * 10 + high


def time_precision(when: When) -> int:
    """Return 1 for one day, 2 for up to a week, 3 for longer."""
    days = (when.end - when.start).days + 1
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def disorder(event: Event) -> str:
    """Return ACLED's disorder type, two joined by '; ' where both hold."""
    if event.sub_event_type == EXCESSIVE:
        return "Political violence; Demonstrations"
    if event.event_type == "protests" or event.sub_event_type == "violent-demonstration":
        return "Demonstrations"
    return "Strategic developments" if event.event_type == "strategic-developments" else "Political violence"


def _targeted(event: Event, inter: int | None) -> str | None:
    violent = event.event_type in VIOLENT - {"battles"} or event.sub_event_type == "mob-violence"
    always = event.event_type == "violence-against-civilians" or event.sub_event_type == EXCESSIVE
    return "Civilian targeting" if always or (violent and inter == INTER["civilians"]) else None


def fatalities(event: Event) -> int:
    """Return the low figure of deaths: 0 where no death is told, NO_NUMBER where deaths are told without any."""
    low = losses.of_event(event, "killed").low
    return low if low is not None else NO_NUMBER if losses.deaths_told(event) else 0


def _point(found: Spot) -> tuple[Cell, ...]:
    place = found.place
    if place is None:
        return (None,) * 4
    precision = None if place.where_prec is None or place.lat is None else geo_precision(place.where_prec)
    return latin(found.entry) or place.name, place.lat, place.lon, precision


def _notes(event: Event, kind: str, found: Spot, named: tuple[str | None, str | None]) -> str:
    """Return ACLED's sentence and, after it, what its columns have no room for."""
    when = event.date.start.strftime("%d %B %Y") if event.date else "an unknown day"
    where = f", in {found.place.name}" if found.place else ""
    units = ", ".join(dict.fromkeys(name for name in (found.admin2, found.admin1) if name))
    who = " - ".join(name for name in named if name)
    grade = event.grade
    apart = ", ".join(one.slot for one in event.comparisons if one.agreement == "contradicted")
    told = [
        f"On {when}{where}{f' ({units})' if units else ''}: {kind}{f' ({who})' if who else ''}.",
        *(f"{word} {_range(losses.of_event(event, outcome))}." for outcome, word in (("killed", "Killed"), ("wounded", "Injured"))),
        f"Graded {grade.scale} ({grade.source}{grade.information}); accounts: {len(event.accounts)}{apart and f', which contradict each other in: {apart}'}.",
        f"Claims {', '.join(report.id for report in event.reports)}; pages {', '.join(event.docs)}.",
    ]
    return " ".join(told)


def _range(lost: losses.Range) -> str:
    return "not told" if lost.low is None and lost.best is None else f"{lost.best} (low {lost.low}, high {'open' if lost.high is None else lost.high})"


def _tags(event: Event, withheld: str) -> str:
    tags = [f"grade={event.grade.scale}"]
    tags += ["crowd size=no report"] if event.event_type in {"protests", "riots"} else []
    tags += ["fatalities=no number told"] if losses.deaths_told(event) and losses.of_event(event, "killed").low is None else []
    return "; ".join([*tags, f"withheld={withheld.replace('; ', ',')}"] if withheld else tags)
