"""Exports, opened with the tools that people use. All values are made up."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import duckdb
import exportable as made
import geopandas
import hxl
import jsonschema
import pandas as pd
import pyogrio
import pytest
from followthemoney import model
from followthemoney.statement.serialize import read_csv_statements
from followthemoney.statement.statement import Statement

from riwaya.model import Event, Place, Report
from riwaya.policy import Withheld
from riwaya.surface.export import FORMATS, Setting, What
from riwaya.surface.export.table import unsafe

STRIKE = "explosions-remote-violence air-drone-strike"
IDLIB = Place("إدلب", lat=35.9306, lon=36.6339, where_prec=1, id="gn:169389")
REPORTS = [made.report(made.full_claim()), made.report(made.claim("army", "civilians", STRIKE, doc="d2"), "c2")]
EVENTS = [
    made.event(made.claim("group", "army"), tolls=[made.killed("army", 3, 4, None)], grade="contested", name="e1", places=(IDLIB,)),
    made.event(made.claim(hit="civilians", kind=STRIKE), name="e2", places=()),
    made.event(made.claim("لواء مجهول", "civilians", "strategic-developments other"), name="e3"),
]
ENTITY = {
    "type": "object",
    "properties": {
        "code": {"pattern": "^[A-Z]{3}$"},
        "sector": {"pattern": "^[A-Z]{3}$"},
        "entity_text": {"type": "string"},
        "identifier_id": {"type": "string"},
    },
    "additionalProperties": False,
}
PLOVER = {  # what the manual's tables ask for
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": {"type": "string"},
        "date": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "actor": {"type": "array", "minItems": 1, "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY},
        "event": {"type": "array", "minItems": 1, "items": {"enum": ["AGREE", "ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT"]}},
        "quad_code": {"enum": [1, 2, 3, 4]},
        "size": {"type": "object", "additionalProperties": {"type": "integer"}},
    },
}
REVIEW = {  # what schema.org and the search engines ask of a ClaimReview
    "type": "object",
    "required": ["@context", "@graph"],
    "properties": {
        "@context": {"const": "https://schema.org"},
        "@graph": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["@type", "claimReviewed", "reviewRating", "author", "itemReviewed"],
                "properties": {
                    "@type": {"const": "ClaimReview"},
                    "reviewRating": {
                        "required": ["ratingValue", "bestRating", "worstRating", "alternateName"],
                        "properties": {"ratingValue": {"type": "integer", "minimum": 1, "maximum": 5}},
                    },
                    "itemReviewed": {"type": "array", "minItems": 1, "items": {"required": ["@type", "appearance"]}},
                },
            },
        },
    },
}


def values(what: What) -> list[Any]:
    return list(REPORTS if what == "claims" else EVENTS)


def lines(body: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in body.splitlines()]


@pytest.mark.parametrize("what", ["claims", "events"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_duckdb_reads_tables(tmp_path: Path, form: str, what: What) -> None:
    path = tmp_path / f"it.{form}"
    path.write_bytes(made.written(form, what, values(what)))
    reader = {"csv": "read_csv", "jsonl": "read_json", "parquet": "read_parquet"}[form]
    found = duckdb.sql(f"SELECT {what[:-1]} FROM {reader}('{path}')").fetchall()  # noqa: S608  # our own file
    assert [one[0] for one in found] == [one.id for one in values(what)]


@pytest.mark.parametrize("form", ["geojson", "gpkg"])
def test_gis_programs_find_points_and_what_has_none(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"it.{form}"
    path.write_bytes(made.written(form, "events", EVENTS, made.placed()))
    frame = geopandas.read_file(path, engine="pyogrio")
    assert [(point.x, point.y) if point else None for point in frame.geometry] == [(36.6339, 35.9306), None, (-1.5, 35.25)]
    assert (frame.crs.to_epsg(), frame.loc[0, "country"], frame.loc[0, "killed_best"]) == (4326, "SY", 4)
    told = pyogrio.read_info(path)
    assert (told["features"], told["geometry_type"]) == (3, "Point")


def test_the_geopackage_has_the_marks_of_its_standard(tmp_path: Path) -> None:
    body = made.written("gpkg", "claims", REPORTS)
    assert body[:16] == b"SQLite format 3\0"
    assert (body[68:72], int.from_bytes(body[60:64], "big")) == (b"GPKG", 10300)
    path = tmp_path / "it.gpkg"
    path.write_bytes(body)
    assert [name for name, _ in pyogrio.list_layers(path)] == ["claims"]


@pytest.mark.parametrize("form", [name for name, one in FORMATS.items() if one.hxl and name != "xlsx"])
def test_libhxl_takes_the_row_of_tags(form: str) -> None:
    body = made.written(form, "events", EVENTS, replace(made.SETTING, hxl=True)).decode()
    data = hxl.data(list(csv.reader(StringIO(body))))
    rows = list(data)
    assert {"#event+id", "#geo+lat"} <= {column.display_tag for column in data.columns}
    assert rows[0].get("#event+id") == "e1"


@pytest.mark.parametrize("what", ["claims", "events"])
def test_followthemoney_finds_nothing_wrong(what: What) -> None:
    entities = lines(made.written("ftm", what, values(what), made.placed()))
    ids = {one["id"] for one in entities}
    for one in entities:
        proxy = model.get_proxy(one)
        proxy.schema.validate({"properties": one["properties"]})
        assert {name: sorted(proxy.get(name)) for name in one["properties"]} == {name: sorted(told) for name, told in one["properties"].items()}
        assert {*proxy.get("involved", quiet=True), *proxy.get("addressEntity", quiet=True)} <= ids
    assert {one["schema"] for one in entities} == {"Event", "PublicBody", "Organization"} | ({"Address"} if entities else set())


@pytest.mark.parametrize("what", ["claims", "events"])
def test_statements_are_those_of_the_entities(what: What) -> None:
    told = list(read_csv_statements(BytesIO(made.written("ftm-statements", what, values(what)))))
    assert all(one.id == Statement.make_key(one.dataset, one.entity_id, one.prop, one.value, one.external) for one in told)
    entities = lines(made.written("ftm", what, values(what)))
    assert {(one.entity_id, one.schema, one.prop, unsafe(one.value)) for one in told} == {
        (one["id"], one["schema"], prop, value) for one in entities for prop, some in one["properties"].items() for value in some
    }


def test_no_person_becomes_an_entity() -> None:
    body = made.written("ftm", "events", [made.event(made.claim("لواء", "civilians", STRIKE))])
    assert [one["schema"] for one in lines(body)] == ["Address", "Event"]


def test_plover_holds_what_it_can_and_names_the_rest() -> None:
    heard: list[tuple[str, str]] = []
    records = lines(made.written("plover", "events", EVENTS, made.hearing(heard)))
    for one in records:
        jsonschema.validate(one, PLOVER)
    assert [(one["id"], one["event"], one["actor"][0]["sector"], one["recipient"][0]["code"]) for one in records] == [("e1", ["ASSAULT"], "REB", "SYR")]
    assert heard == [("e2", "no-actor"), ("e3", "no-type")]


def test_plover_lets_the_crowd_act_in_a_protest() -> None:
    told = made.event(made.claim("army", "protesters", "protests protest-with-intervention"))
    (one,) = lines(made.written("plover", "events", [told]))
    assert (one["event"], one["mode"], one["actor"][0]["entity_text"], one["recipient"][0]["sector"]) == (["PROTEST"], ["demo"], "Protesters", "MIL")


def test_claim_reviews_have_what_is_asked_and_claim_no_truth() -> None:
    document = json.loads(made.written("claimreview", "events", EVENTS, replace(made.SETTING, address="https://riwaya.example/")))
    jsonschema.validate(document, REVIEW)
    first = document["@graph"][0]
    assert (first["reviewRating"]["ratingValue"], first["reviewRating"]["alternateName"]) == (2, "contested")
    assert "not whether it is true" in first["reviewRating"]["ratingExplanation"]
    assert first["url"] == "https://riwaya.example/event/e1"
    assert first["itemReviewed"][0]["appearance"][0]["url"] == "https://nahr.example/1"


def sheet(form: str, what: What, told: Iterable[Report | Event], setting: Setting = made.SETTING) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(made.written(form, what, told, setting).decode())))


@pytest.mark.parametrize("what", ["claims", "events"])
def test_bayanat_reads_the_sheet_as_it_reads_sheets(what: What) -> None:
    frame = pd.read_csv(BytesIO(made.written("bayanat", what, values(what))), keep_default_na=False)  # as its import does
    frame = frame.drop_duplicates()
    assert list(frame["originid"]) == [one.id for one in values(what)]
    assert set(frame["status"]) == {"Machine Created"}
    assert frame.loc[0, "labels"].startswith('"Armed clash", "')


@pytest.mark.parametrize("what", ["claims", "events"])
def test_uwazi_gets_titles_ranges_points_and_links_in_its_form(what: What) -> None:
    first = sheet("uwazi", what, values(what))[0]
    assert first["title"].startswith("Armed clash, ")
    assert first["date_range"] == "2019-06-19:2019-06-19"
    assert float(first["geolocation"].split("|")[0]) > 35
    assert first["source_link"].split("|")[1] == "https://nahr.example/1"
    assert all(" " not in name for name in first)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_withheld_whole_is_left_out_and_what_in_part_is_said(form: str) -> None:
    for what in FORMATS[form].layouts:
        shown = values(what)[0]
        body = made.written(form, what, [Withheld(None, {"unpublished": 1}), Withheld(shown, {"points": 1, "names": 2, "unpublished": 0})])
        text = _text(form, body, what)
        assert "points" in text
        assert text.count(shown.id) >= 1


def _text(form: str, body: bytes, what: What) -> str:
    if form == "parquet":
        return pd.read_parquet(BytesIO(body)).to_csv()
    if form == "xlsx":
        return pd.read_excel(BytesIO(body), sheet_name="rows").to_csv()
    return body.decode("utf-8", "replace") + what
