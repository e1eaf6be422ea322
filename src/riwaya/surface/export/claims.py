"""Claims as one row each, in riwaya's own terms. `record` holds the whole claim, so that `riwaya import` loses nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from riwaya.contract.write import claim_record
from riwaya.model import Claim, Figure, Party, Report
from riwaya.policy import Withheld
from riwaya.surface.export import losses
from riwaya.surface.export.format import Setting, held
from riwaya.surface.export.spot import spot
from riwaya.surface.export.table import Cell, Column

COLUMNS = (
    Column("claim", "the claim's id", hxl="#meta+id"),
    Column("doc", "id of the page that says it", hxl="#meta+source+id"),
    Column("url", "address of the page, where known", hxl="#meta+url"),
    Column("outlet", "who published the page", hxl="#meta+source+name"),
    Column("published", "day of the page, ISO", hxl="#date+published"),
    Column("title", "headline of the page", hxl="#meta+title"),
    Column("event_type", "as in docs/contract.md", hxl="#event+type"),
    Column("sub_event_type", "as in docs/contract.md", hxl="#event+type+sub"),
    Column("stance", "asserted, denied, possible, planned", hxl="#status+stance"),
    Column("background", "whether the page tells it as what came before the news", "boolean", "#status+background"),
    Column("speaker", "innermost source as the page names it; empty: the outlet's own voice", hxl="#contact+source+name"),
    Column("speaker_actor", "actor for whom the innermost source speaks", hxl="#contact+source+code"),
    Column("channel", "through what the innermost source spoke", hxl="#contact+source+type"),
    Column("actors", "who did it: ids, else names as written, joined by '; '", hxl="#group+perp"),
    Column("targets", "to whom, in the same form", hxl="#group+target"),
    Column("place", "the first place's name as the page writes it", hxl="#loc+name"),
    Column("country", "ISO 3166-1, two letters; empty where the place was not found", hxl="#country+code"),
    Column("admin1", "governorate that holds the place", hxl="#adm1+name"),
    Column("admin2", "district that holds the place", hxl="#adm2+name"),
    Column("lat", "degrees north; empty where the place was not found", "number", "#geo+lat"),
    Column("lon", "degrees east", "number", "#geo+lon"),
    Column("radius_km", "how far the event may lie from the point, kilometres", "number", "#geo+radius"),
    Column("where_prec", "UCDP's code, 1 to 7", "integer", "#geo+precision"),
    Column("start", "first day, ISO; empty where the page does not let one tell", hxl="#date+start"),
    Column("end", "last day, ISO", hxl="#date+end"),
    Column(
        "killed_low", "sum over groups, or the figure without a group where that is larger; empty where no number is told", "integer", "#affected+killed+min"
    ),
    Column("killed_high", "as killed_low; empty also where the bound is open", "integer", "#affected+killed+max"),
    Column("injured_low", "as killed_low", "integer", "#affected+injured+min"),
    Column("injured_high", "as killed_high", "integer", "#affected+injured+max"),
    Column("losses", "people lost as stated: outcome, figure (low..high or a vague word), group, joined by '; '", hxl="#affected+description"),
    Column("equipment", "things lost in the same form", hxl="#impact+description"),
    Column("words", "the evidence, verbatim but for spaces, parts joined by ' … '", hxl="#description"),
    Column("withheld", "kinds of things that the policy withheld from this row: names, points, unpublished", hxl="#meta+withheld"),
    Column("record", "the whole claim as JSON, as in docs/contract.md; `riwaya import` reads this", hxl="#meta+record"),
)


def rows(given: Iterable[Withheld[Report]], setting: Setting) -> Iterator[tuple[Cell, ...]]:
    """Yield the cells of each claim in the order of `COLUMNS`."""
    return (_cells(report, withheld, setting) for report, withheld in held(given, setting))


def _cells(report: Report, withheld: str, setting: Setting) -> tuple[Cell, ...]:
    claim = report.claim
    voice, when = claim.sources[-1] if claim.sources else None, claim.date
    page = (claim.document, report.url, report.outlet, report.published.isoformat() if report.published else None, report.title)
    kind = (claim.event_type, claim.sub_event_type, claim.stance, claim.background)
    said = (voice.name, voice.actor, voice.channel) if voice else (None, None, None)
    days = (when.start.isoformat(), when.end.isoformat()) if when else (None, None)
    record = json.dumps({**claim_record(claim), "id": report.id}, ensure_ascii=False, separators=(",", ":"))
    told = (report.words or None, withheld or None, record)
    return (report.id, *page, *kind, *said, parties(claim.actors), parties(claim.targets), *_where(claim, setting), *days, *_losses(claim), *told)


def parties(given: Iterable[Party]) -> str | None:
    """Return parties by their ids, else by their names, joined by "; "."""
    return "; ".join(dict.fromkeys(name for one in given if (name := one.actor or one.name))) or None


def _where(claim: Claim, setting: Setting) -> tuple[Cell, ...]:
    found = spot(claim.places, setting.atlas)
    place = found.place
    point = (place.lat, place.lon, place.radius_km, place.where_prec) if place else (None,) * 4
    return (place.name if place else None, *found.names, *point)


def _losses(claim: Claim) -> tuple[Cell, ...]:
    killed, injured = (losses.of_claim(claim.casualties, outcome) for outcome in ("killed", "wounded"))
    people = "; ".join(_loss(one.outcome, one.figure, one.group) for one in claim.casualties)
    things = "; ".join(_loss(one.outcome, one.figure, one.item) for one in claim.equipment)
    return (killed.low, killed.high, injured.low, injured.high, people or None, things or None)


def _loss(outcome: str, figure: Figure, whose: str | None) -> str:
    low, high = ("" if bound is None else str(bound) for bound in (figure.low, figure.high))
    return " ".join(part for part in (outcome, figure.quantity or (low if low == high else f"{low}..{high}"), whose) if part)


def record(report: Report, withheld: str) -> dict[str, Any]:
    """Return a claim as one JSON object: the claim of docs/contract.md, and what is known of its page."""
    page = {"doc": report.claim.document, "url": report.url, "outlet": report.outlet, "published": report.published.isoformat() if report.published else None}
    told = {"title": report.title, "words": report.words, "withheld": withheld.split("; ") if withheld else []}
    return {"claim": report.id, **page, **told, **claim_record(report.claim), "id": report.id}
