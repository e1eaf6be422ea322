"""All formats of export by name: the one list that every face offers and that docs/exports.md is written from."""

from __future__ import annotations

from collections.abc import Mapping

from riwaya.surface.export import acled, bayanat, claimreview, claims, ftm, plain, plover, ucdp, uwazi
from riwaya.surface.export.delimited import csv_layout
from riwaya.surface.export.format import Format, What
from riwaya.surface.export.geojson import geojson_layout
from riwaya.surface.export.geopackage import geopackage_layout
from riwaya.surface.export.lines import each, lines_layout
from riwaya.surface.export.parquet import EXTRA, parquet_layout
from riwaya.surface.export.spreadsheet import excel_layout
from riwaya.surface.export.table import Column

_CSV, _JSONL = "text/csv; charset=utf-8", "application/x-ndjson"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CLAIM_LINE = (
    Column("claim", "the claim's id"),
    Column("doc, url, outlet, published, title", "the page that says it"),
    Column("words", "the evidence, verbatim but for spaces, parts joined by ' … '"),
    Column("withheld", "list of kinds of things that the policy withheld from this line"),
    Column("id, evidence, event_type, …", "the claim, as in docs/contract.md"),
)
_EVENT_LINE = (Column("event, …", "the event, as in docs/events.md"), Column("withheld", "list of kinds of things that the policy withheld from this line"))

_ACLED = """Competing accounts are merged: the sides are those that most claims name, and whom a rival claim accuses is not told; a contested event
is one row like any other, its grade stands in `tags`. Actor names are the lexicon's, which has ACLED's period for some. `notes` is in English around the
page's own names."""
_UCDP = """Only events with a day, at least one death by number, and two sides of which one is organised. UCDP asks for 25 deaths a year in a dyad; that
is not looked at. An explosion that claims tell as an attack on civilians is one-sided violence here; a coder who knows the war may call it state-based."""
_PLOVER = """Records of the manual 0.8, one a line. PLOVER asks for a doer: events without one are left out and named, as are those without a day,
those that nobody says happened, and types for which it has no place. Competing accounts are merged as in [acled](#acled)."""
_FTM = """Entities of [followthemoney](https://followthemoney.tech), one a line, as Aleph and OpenSanctions take them. Only organisations of the lexicon
become entities that an event involves: riwaya names no private person as a party, and what is named there may end in a screening list."""
_CLAIMREVIEW = """One JSON-LD document. A ClaimReview rates how well an event is **attested** by the pages at hand, not whether it is true; do not publish it
as a fact-check."""
_BAYANAT = """For Bayanat's import of spreadsheets, whose column mapping asks which column is which field: claims are bulletins, events are incidents.
There is no table of actors: riwaya keeps no record of persons."""
_UWAZI = """For Uwazi's import of CSV: make a template whose properties have these names, of the kinds told here, first."""
_BOTH: tuple[What, What] = ("claims", "events")


def _formats() -> tuple[Format, ...]:
    return (
        Format("csv", _CSV, "csv", {"claims": csv_layout(claims.COLUMNS, claims.rows), "events": csv_layout(plain.COLUMNS, plain.rows)}, hxl=True),
        Format("jsonl", _JSONL, "jsonl", {"claims": lines_layout(_CLAIM_LINE, each(claims.record)), "events": lines_layout(_EVENT_LINE, each(plain.record))}),
        Format(
            "parquet",
            "application/vnd.apache.parquet",
            "parquet",
            {"claims": parquet_layout(claims.COLUMNS, claims.rows), "events": parquet_layout(plain.COLUMNS, plain.rows)},
            extra=EXTRA,
        ),
        Format("xlsx", _EXCEL, "xlsx", {"claims": excel_layout(claims.COLUMNS, claims.rows), "events": excel_layout(plain.COLUMNS, plain.rows)}, hxl=True),
        Format(
            "geojson",
            "application/geo+json",
            "geojson",
            {"claims": geojson_layout(claims.COLUMNS, claims.rows), "events": geojson_layout(plain.COLUMNS, plain.rows)},
        ),
        Format(
            "gpkg",
            "application/geopackage+sqlite3",
            "gpkg",
            {"claims": geopackage_layout("claims", claims.COLUMNS, claims.rows), "events": geopackage_layout("events", plain.COLUMNS, plain.rows)},
        ),
        Format("acled", _CSV, "csv", {"events": csv_layout(acled.COLUMNS, acled.rows)}, hxl=True, note=_ACLED),
        Format("ucdp", _CSV, "csv", {"events": csv_layout(ucdp.COLUMNS, ucdp.rows)}, hxl=True, note=_UCDP),
        Format("plover", _JSONL, "jsonl", {"events": lines_layout(plover.COLUMNS, plover.records)}, note=_PLOVER),
        Format("ftm", _JSONL, "ftm.json", dict.fromkeys(_BOTH, lines_layout(ftm.COLUMNS, ftm.entities)), note=_FTM),
        Format("ftm-statements", _CSV, "statements.csv", dict.fromkeys(_BOTH, csv_layout(ftm.STATEMENT, ftm.statements))),
        Format("claimreview", "application/ld+json", "jsonld", {"events": claimreview.layout()}, note=_CLAIMREVIEW),
        Format(
            "bayanat",
            _CSV,
            "csv",
            {"claims": csv_layout(bayanat.BULLETINS, bayanat.bulletins), "events": csv_layout(bayanat.INCIDENTS, bayanat.incidents)},
            note=_BAYANAT,
        ),
        Format("uwazi", _CSV, "csv", {"claims": csv_layout(uwazi.CLAIMS, uwazi.claim_rows), "events": csv_layout(uwazi.EVENTS, uwazi.event_rows)}, note=_UWAZI),
    )


FORMATS: Mapping[str, Format] = {one.name: one for one in _formats()}
