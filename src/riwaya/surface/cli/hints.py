"""What to try where nothing was found: how much there is, which filter leaves nothing, and names near to those typed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Any

from riwaya import arabic
from riwaya.lexicon import Lexicon
from riwaya.model import Event
from riwaya.surface.bidi import isolate
from riwaya.surface.cli.filters import Filter, names_of
from riwaya.surface.strings import Strings

if TYPE_CHECKING:
    from riwaya.service.query import Query

_OPTIONS = {"kind": "--type", "party": "--actor", "outlet": "--told-by"}  # whose name is not that of the filter
_LONGER, _LOOKED_AT = 3, 5_000  # letters that a slip adds or drops at most; names compared, which takes up to a second
_NEAR = 3


@dataclass(frozen=True, slots=True)
class Tried:
    """A filter as it was typed, how many there are without it, and names near to the one typed of which there are some."""

    typed: str
    without: int
    near: Sequence[str] = ()


def of_claims(query: Query, count: Callable[[Query], int], outlets: Iterable[str], known: Lexicon, say: Strings) -> None:
    """Say what to try where a search of the store found nothing; `count` tells how many claims a query finds."""
    empty = type(query)()
    pools = {"outlet": outlets, "kind": _kinds(known), "party": _parties(known)}
    _tell("claims", count(empty), _tried(query, empty, count, pools), say)


def of_events(wanted: Filter, events: Sequence[Event], known: Lexicon, say: Strings) -> None:
    """Say what to try where no event has all that is wanted."""

    def count(asked: Filter) -> int:
        return sum(asked.holds(event, known.actors) for event in events)

    pools = {**names_of(events), "kind": _kinds(known), "actor": _parties(known)}
    _tell("events", len(events), _tried(wanted, Filter(), count, pools), say)


def _tried(asked: Any, empty: Any, count: Callable[[Any], int], pools: Mapping[str, Iterable[str]]) -> list[Tried]:  # noqa: ANN401  # a query or a filter
    """Take away each filter that is set, and try names near to the one that it has."""

    def one(name: str) -> Tried:
        value = str(getattr(asked, name))
        near = [other for other in _near(value, pools.get(name, ())) if count(replace(empty, **{name: other}))]
        return Tried(_typed(name, value), count(replace(asked, **{name: getattr(empty, name)})), near)

    return [one(each.name) for each in fields(asked) if getattr(asked, each.name) != getattr(empty, each.name)]


def _typed(name: str, value: str) -> str:
    return isolate(value) if name == "words" else f"{_OPTIONS.get(name, f'--{name}')} {isolate(value)}"


def _near(value: str, names: Iterable[str]) -> list[str]:
    """Return names that are spelled nearly as the one typed: of about its length, and looked for among some thousands."""
    typed = arabic.key(value)
    by_key = {key: one for one in names if abs(len(key := arabic.key(one)) - len(typed)) <= _LONGER}
    return [by_key[key] for key in get_close_matches(typed, islice(by_key, _LOOKED_AT), _NEAR) if key != typed]


def _kinds(known: Lexicon) -> Iterable[str]:
    return {*known.event_types, *known.event_types.values()}


def _parties(known: Lexicon) -> Iterable[str]:
    return [name for row in known.actors.values() for name in (row.id, row.name_ar, row.name_en) if name]


def _tell(what: str, held: int, tried: Sequence[Tried], say: Strings) -> None:
    print(say(f"hint.{what}" if held else f"hint.no-{what}", number=held), file=sys.stderr)
    for one in tried if held else ():
        near = say("hint.near", names=say("card.comma").join(map(isolate, one.near))) if one.near else ""
        print(f"{say('hint.without', filter=one.typed, number=one.without)} {near}".rstrip(), file=sys.stderr)
