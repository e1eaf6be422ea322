"""The slots that a person may judge: their values in the contract's form, checked on the way in, and put into a claim."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, get_args

from riwaya.contract import claim_record
from riwaya.contract.read import claim_of
from riwaya.errors import BadInput
from riwaya.model import Claim, Relation, Stance

Record = dict[str, Any]
SLOTS: Mapping[str, tuple[str, ...]] = {
    "type": ("event_type", "sub_event_type"),
    "stance": ("stance",),
    "background": ("background",),
    "sources": ("sources",),
    "actors": ("actors",),
    "targets": ("targets",),
    "places": ("places",),
    "date": ("date",),
    "casualties": ("casualties",),
    "equipment": ("equipment",),
}
_FOUND = frozenset({"span", "lat", "lon", "radius_km", "where_prec", "id"})  # what the page's offsets and the gazetteer give, no judgement of a person
_LONGEST, _MOST = 500, 100  # characters of a name, fillers of a slot: far above what pages say, low enough to store anything
_FIGURE = {"low": int, "high": int, "quantity": str}
_SHAPES: Mapping[str, Mapping[str, type]] = {
    "sources": {"name": str, "actor": str, "channel": str},
    "actors": {"actor": str, "name": str},
    "targets": {"actor": str, "name": str},
    "places": {"name": str, "within": str, "relation": str, "lat": float, "lon": float, "radius_km": float, "where_prec": int, "id": str},
    "date": {"start": str, "end": str, "precision": str, "basis": str},
    "casualties": {"outcome": str, "group": str, **_FIGURE},
    "equipment": {"item": str, "outcome": str, **_FIGURE},
}


@dataclass(frozen=True, slots=True)
class Terms:
    """The ids that slots may hold: sub-event types with their types, actors, and the values of the closed lists by key."""

    kinds: Mapping[str, str]
    actors: Collection[str]
    lists: Mapping[str, Collection[str]]


def slot_record(claim: Claim, slot: str) -> Record:
    """Return what a claim says in a slot: the keys of the contract that the slot covers, with their values."""
    record = claim_record(claim)
    return {key: record[key] for key in SLOTS[slot]}


def plain(slot: str, record: Mapping[str, Any]) -> str:
    """Return a slot of a claim's record as text to compare by: without spans and points, fillers in order."""
    return text([_stripped(record[key]) for key in SLOTS[slot]])


def text(value: object) -> str:
    """Return a value as JSON in its one form."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _stripped(value: Any) -> Any:  # noqa: ANN401  # JSON
    if isinstance(value, list):
        return sorted((_stripped(one) for one in value), key=text)
    if isinstance(value, dict):
        return {key: one for key, one in value.items() if key not in _FOUND}
    return value


def filled(claim: Claim, value: Mapping[str, Any]) -> Claim:
    """Return a claim with the keys of the contract in `value` put in place of its own."""
    made = claim_of({**claim_record(claim), **value}, claim.document)
    return replace(made, rules=claim.rules)


def checked(slot: str, value: object, terms: Terms) -> str:
    """Return a person's value of a slot as the JSON of its contract keys. Raises BadInput that says what is wrong and what may stand there."""
    if slot not in SLOTS:
        raise BadInput(f"{slot}: no slot of a claim; slots are {', '.join(SLOTS)}")
    if slot == "type":
        kind = _one_of("type", value, terms.kinds)
        return text({"event_type": terms.kinds[kind], "sub_event_type": kind})
    if slot == "stance":
        return text({"stance": _one_of("stance", value, get_args(Stance))})
    if slot == "background":
        if not isinstance(value, bool):
            raise BadInput(f"background: {value!r} is neither true nor false")
        return text({"background": value})
    if slot == "date":
        return text({"date": None if value is None else _date(_object("date", value))})
    return text({slot: [_filler(slot, one, terms) for one in _list(slot, value)]})


def _list(slot: str, value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > _MOST:
        raise BadInput(f"{slot}: not a list of at most {_MOST} objects; write it as docs/contract.md has the slot")
    return value


def _one_of(key: str, value: object, allowed: Collection[str]) -> str:
    if not isinstance(value, str) or value not in allowed:
        shown = ", ".join(sorted(allowed)[:30])
        raise BadInput(f"{key}: {value!r} is none of: {shown}{', …' if len(allowed) > 30 else ''}")
    return value


def _object(slot: str, value: object) -> Record:
    """Return an object whose keys and kinds of values are the slot's; absent ones are None."""
    shape = _SHAPES[slot]
    if not isinstance(value, dict) or not set(value) <= {*shape, "span"}:
        raise BadInput(f"{slot}: {value!r} is no object with the keys {', '.join(shape)}")
    for key, kind in shape.items():
        given = value.get(key)
        fits = given is None or (isinstance(given, (int, float) if kind is float else kind) and not isinstance(given, bool))
        if not fits or (isinstance(given, str) and (len(given) > _LONGEST or _uncivil(given))):
            raise BadInput(f"{slot}: {key} is {str(given)[:60]!r}; wanted is {kind.__name__} (text of at most {_LONGEST} characters in one line) or null")
    return {key: value.get(key) for key in shape}


def _uncivil(text: str) -> bool:
    """Whether a text holds what no name holds and no database takes: control characters, halves of surrogate pairs."""
    return any(unicodedata.category(letter) in {"Cc", "Cs"} for letter in text)


def _date(one: Record) -> Record:
    try:
        start = date.fromisoformat(one["start"])
        end = date.fromisoformat(one["end"] or one["start"])
    except (TypeError, ValueError) as error:
        raise BadInput(f"date: {one['start']!r} to {one['end']!r} are no days; write them as 2019-06-20") from error
    if end < start:
        raise BadInput(f"date: {end} lies before {start}; give the earlier day as start")
    precision = one["precision"] or ("day" if start == end else "span")
    return {"start": start.isoformat(), "end": end.isoformat(), "precision": precision, "basis": one["basis"] or "stated"}


def _filler(slot: str, value: object, terms: Terms) -> Record:
    one = _object(slot, value)
    for key in ("actor", "group"):
        if one.get(key) is not None:
            _one_of(f"{slot}: {key}", one[key], terms.actors)
    for key in ("channel", "quantity"):
        if one.get(key) is not None:
            _one_of(f"{slot}: {key}", one[key], terms.lists[key])
    if slot == "places":
        return _place(one)
    if slot in {"casualties", "equipment"}:
        return _loss(slot, one, terms)
    if not (one.get("name") or one.get("actor") or one.get("channel")):
        raise BadInput(f"{slot}: {value!r} names nobody; give an actor's id or a name")
    return one


def _place(one: Record) -> Record:
    one["relation"] = _one_of("places: relation", one["relation"] or "in", get_args(Relation))
    if not (one["name"] or "").strip():
        raise BadInput("places: a place without a name; give the name as the page writes it")
    bounds = {"lat": (-90, 90), "lon": (-180, 180), "radius_km": (0, 20_100), "where_prec": (1, 7)}
    for key, (low, high) in bounds.items():
        if one[key] is not None and not low <= one[key] <= high:
            raise BadInput(f"places: {key} is {one[key]}; it lies between {low} and {high}")
    return one


def _loss(slot: str, one: Record, terms: Terms) -> Record:
    _one_of(f"{slot}: outcome", one["outcome"], terms.lists[f"{slot}.outcome"])
    if slot == "equipment":
        _one_of("equipment: item", one["item"], terms.lists["item"])
    low, high = one["low"], one["high"]
    for bound in (low, high):
        if bound is not None and not 0 <= bound < 10**9:
            raise BadInput(f"{slot}: {bound} is no figure of losses; give a whole number from 0")
    if low is not None and high is not None and low > high:
        raise BadInput(f"{slot}: low {low} is above high {high}; swap them")
    return one
