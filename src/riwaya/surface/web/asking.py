"""What an address of the overview asks for: filters by name, as a query of the service, and as the addresses of neighbouring views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from riwaya.errors import BadInput
from riwaya.service.query import Query
from riwaya.surface.days import day
from riwaya.surface.strings import Strings

FILTERS = ("q", "since", "until", "place", "kind", "party", "actor", "victim", "speaker", "outlet", "stance", "grade", "near", "lost")
STEPS = ("day", "week", "month", "year")
COLOURS = ("grade", "kind")
_LONGEST = 1000  # characters of one filter


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters that are set, by name, in the order of FILTERS; how bars are cut and points coloured; the mark of a further page."""

    filters: Mapping[str, str]
    step: str = ""
    colour: str = COLOURS[0]
    after: str | None = None

    def __getitem__(self, name: str) -> str:
        return self.filters.get(name, "")

    def having(self, **filters: str) -> Asked:
        """Return the same with some filters set anew ("" takes one away), from the first page on."""
        told = {**self.filters, **filters}
        return replace(self, filters={name: told[name] for name in FILTERS if told.get(name)}, after=None)

    def further(self, mark: str) -> Asked:
        """Return the same from a mark on."""
        return replace(self, after=mark)

    def stepping(self, step: str) -> Asked:
        """Return the same with bars of another length."""
        return replace(self, step=step)

    def address(self) -> str:
        """Return all of it as the query of an address, with its question mark; "" where nothing is asked."""
        told = dict(self.filters)
        told |= {"step": self.step} if self.step else {}
        told |= {"colour": self.colour} if self.colour != COLOURS[0] else {}
        told |= {"after": self.after} if self.after else {}
        return f"?{urlencode(told)}" if told else ""

    def query(self, say: Strings) -> Query:
        """Return the query of the service. Raises BadInput for a day or a circle that is none."""
        return Query(
            words=self["q"], since=day(self["since"], say), until=day(self["until"], say), place=self["place"] or None, near=_circle(self["near"]),
            kind=self["kind"] or None, actor=self["actor"] or None, victim=self["victim"] or None, party=self["party"] or None,
            speaker=self["speaker"] or None, outlet=self["outlet"] or None, stance=self["stance"] or None, grade=self["grade"] or None,
            losses=_losses(self["lost"]),
        )  # fmt: skip


def asked(given: QueryParams) -> Asked:
    """Read an address. Raises BadInput for a filter that is too long."""
    filters = {name: given[name].strip() for name in FILTERS if given.get(name, "").strip()}
    for name, value in filters.items():
        if len(value) > _LONGEST:
            raise BadInput(f"{name}: {len(value)} characters; {_LONGEST} at most")
    step, colour = given.get("step", ""), given.get("colour", "")
    return Asked(filters, step if step in STEPS else "", colour if colour in COLOURS else COLOURS[0], given.get("after") or None)


def _circle(text: str) -> tuple[float, float, float] | None:
    if not text:
        return None
    try:
        lat, lon, km = map(float, text.split(","))
    except ValueError as error:
        raise BadInput(f"near={text}: not a circle; write LAT,LON,KM") from error
    return lat, lon, km


def _losses(text: str) -> tuple[tuple[str, int], ...]:
    """Read `killed:10,wounded:5`."""
    found = []
    for part in text.split(",") if text else ():
        outcome, _, number = part.partition(":")
        if not number.isdecimal() or len(number) > 9:
            raise BadInput(f"lost={text}: write it as killed:10")
        found.append((outcome.strip(), int(number)))
    return tuple(found)
