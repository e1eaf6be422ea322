"""The slots of a claim as forms: fields with what they hold, and what was sent as a value of the contract."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from starlette.datastructures import FormData

from riwaya.errors import BadInput
from riwaya.gazetteer import Atlas
from riwaya.model import Claim, Relation, Stance
from riwaya.review.slots import SLOTS, Terms, slot_record

Kind = Literal["text", "actor", "place", "day", "number", "choice"]
_ROWS = 20  # fillers of a slot that a form sends
_PLACE = {"lat", "lon", "radius_km", "where_prec", "id"}
_NEAR = {"country": 6, "governorate": 4, "district": 3}  # UCDP's precision by the kind of the place picked; a settlement is 1


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: its name in the contract, of what kind it is, what it holds, and for a choice the keys of the texts of its values."""

    name: str
    kind: Kind
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A slot as a form: rows of fields; `several` where a slot holds several fillers, the last row then is empty."""

    slot: str
    rows: tuple[tuple[Field, ...], ...]
    several: bool


def forms(claim: Claim, terms: Terms) -> tuple[Form, ...]:
    """Return the forms of all slots of a claim."""
    return tuple(_form(slot, slot_record(claim, slot), terms) for slot in SLOTS)


def _form(slot: str, record: Mapping[str, Any], terms: Terms) -> Form:
    if slot == "type":
        return Form(slot, ((_choice("value", record["sub_event_type"], terms.kinds, "type"),),), several=False)
    if slot == "stance":
        return Form(slot, ((_choice("value", record["stance"], get_args(Stance), "stance"),),), several=False)
    if slot == "background":
        return Form(slot, ((_choice("value", str(record["background"]).lower(), ("false", "true"), "web.review.background"),),), several=False)
    if slot == "date":
        when = record["date"] or {}
        return Form(slot, ((Field("start", "day", when.get("start") or ""), Field("end", "day", when.get("end") or "")),), several=False)
    held: Sequence[Mapping[str, Any]] = [*record[slot], {}]
    return Form(slot, tuple(tuple(_fields(slot, one, terms)) for one in held[:_ROWS]), several=True)


def _fields(slot: str, one: Mapping[str, Any], terms: Terms) -> Iterator[Field]:
    def text(name: str, kind: Kind = "text") -> Field:
        value = one.get(name)
        return Field(name, kind, "" if value is None else str(value))

    def choice(name: str, allowed: Collection[str], key: str) -> Field:
        return _choice(name, one.get(name) or "", ("", *sorted(allowed)), key)

    if slot in {"sources", "actors", "targets"}:
        yield from (text("name"), text("actor", "actor"))
        if slot == "sources":
            yield choice("channel", terms.lists["channel"], "channel")
    elif slot == "places":
        yield from (text("name"), text("within"), choice("relation", get_args(Relation), "web.review.relation"), text("id", "place"))
    else:
        if slot == "equipment":
            yield choice("item", terms.lists["item"], "item")
        yield choice("outcome", terms.lists[f"{slot}.outcome"], "outcome")
        if slot == "casualties":
            yield text("group", "actor")
        yield from (text("low", "number"), text("high", "number"), choice("quantity", terms.lists["quantity"], "amount"))


def _choice(name: str, value: str, allowed: Collection[str], key: str) -> Field:
    return Field(name, "choice", value, tuple((one, f"{key}.{one}" if one else "") for one in allowed))


def value(slot: str, sent: FormData, atlas: Atlas) -> object:
    """Return what a form says of a slot, in the contract's form. Raises BadInput for a number or a place that is none."""
    if slot in {"type", "stance"}:
        return sent.get("0.value")
    if slot == "background":
        return sent.get("0.value") == "true"
    rows = [one for number in range(_ROWS + 1) if (one := _row(number, sent))]
    if slot == "date":
        return {"start": rows[0].get("start") or rows[0].get("end"), "end": rows[0].get("end") or rows[0].get("start")} if rows else None
    return [_typed(slot, one, atlas) for one in rows]


def _row(number: int, sent: FormData) -> dict[str, str]:
    """Return what a row says; a row that holds nothing but a relation is empty."""
    prefix = f"{number}."
    found = {key.removeprefix(prefix): text.strip() for key, text in sent.multi_items() if key.startswith(prefix) and isinstance(text, str) and text.strip()}
    return found if set(found) - {"relation"} else {}


def _typed(slot: str, one: Mapping[str, str], atlas: Atlas) -> dict[str, Any]:
    found: dict[str, Any] = {key: _number(key, text) if key in {"low", "high"} else text for key, text in one.items()}
    return found | _point(one.get("id"), atlas) if slot == "places" else found


def _number(key: str, text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise BadInput(f"{key}: {text[:40]!r} is no whole number")
    return int(text)


def _point(name: str | None, atlas: Atlas) -> dict[str, Any]:
    """Return where the place picked lies. Raises BadInput for an id that no place has."""
    if not name:
        return {}
    entry = atlas.get(name)
    if entry is None:
        raise BadInput(f"{name[:80]}: no place has this id; pick one of the list")
    return {"id": entry.id, "lat": round(entry.lat, 4), "lon": round(entry.lon, 4), "radius_km": entry.radius_km, "where_prec": _NEAR.get(entry.kind, 1)}
