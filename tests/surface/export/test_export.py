"""Events as tables. All events are made up."""

from __future__ import annotations

import csv
import json
import runpy
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from riwaya.lexicon import Actor
from riwaya.model import Claim, Event, Grade, Party, Place, Report, Toll, When
from riwaya.surface.cli.exporting import sub_types
from riwaya.surface.export import acled, plain
from riwaya.surface.export.table import safe, write_csv

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[3]
ACTORS = {
    "a": Actor("a", "Army", "جيش", "military", "", "", ""),
    "g": Actor("g", "Group", "فصيل", "armed-group", "", "", ""),
}
ACLED_HEADER = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,"
    "interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,notes,"
    "fatalities,tags,timestamp"
)


def event(*tolls: Toll) -> Event:
    claim = Claim("d1", (), "battles", "armed-clash", actors=(Party("g", None),), targets=(Party("a", None),))
    denied = Claim("d2", (), "battles", "armed-clash", stance="denied", actors=(Party("a", None),))
    day = date(2019, 6, 19)
    return Event(
        "e1",
        "battles",
        "armed-clash",
        (Report("c1", claim, "=نهر"), Report("c2", denied, "صدى")),
        (),
        (),
        tolls,
        Grade("contested", "C", 3, ()),
        (),
        (Place("تل", lat=35.0, lon=-1.5, where_prec=4),),
        When(day, day, "day", "stated"),
    )


def acled_row(*tolls: Toll) -> dict[str, Any]:
    return dict(zip((column.name for column in acled.COLUMNS), acled.cells(event(*tolls), ACTORS, {}), strict=True))


def test_acled_has_its_31_columns_in_order() -> None:
    assert ",".join(column.name for column in acled.COLUMNS) == ACLED_HEADER


def test_acled_codes_parties_and_leaves_denials_out() -> None:
    row = acled_row()
    assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"], row["interaction"]) == ("Group", 2, "Army", 1, 12)
    assert (row["assoc_actor_1"], row["geo_precision"], row["time_precision"]) == ("", 3, 1)


def test_acled_takes_rivals_whom_other_claims_accuse_for_no_allies() -> None:
    told, both = event(), (Party("g", None), Party(None, "لواء"))
    first = told.reports[0]
    joint = Report("c3", replace(first.claim, actors=both), "o")
    rival = Report("c4", replace(first.claim, actors=(Party("a", None),), targets=(Party("g", None),)), "o")
    cells = acled.cells(replace(told, reports=(first, joint, rival)), ACTORS, {})
    row = dict(zip((column.name for column in acled.COLUMNS), cells, strict=True))
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"], row["assoc_actor_2"]) == ("Group", "لواء", "Army", "")


@pytest.mark.parametrize(
    ("tolls", "deaths"),
    [
        ((), 0),
        ((Toll("killed", None, None, None, None, ()),), None),
        ((Toll("killed", None, 3, 4, 9, ()),), 3),
        ((Toll("killed", "civilians", 2, 2, 2, ()), Toll("killed", "soldiers", 3, 3, 3, ()), Toll("killed", None, 4, 4, 4, ())), 5),
        ((Toll("injured", None, 7, 7, 7, ()),), 0),
    ],
)
def test_acled_takes_the_low_figure_of_deaths(tolls: tuple[Toll, ...], deaths: int | None) -> None:
    assert acled_row(*tolls)["fatalities"] == deaths


def test_an_open_bound_leaves_the_high_figure_empty() -> None:
    assert plain.killed(event(Toll("killed", None, 3, 3, None, ()))) == (3, 3, None)


def test_a_formula_is_neutralised_and_a_number_stays() -> None:
    assert [safe(one) for one in ("=1+1", "@x", "-2", -2, "نص")] == ["'=1+1", "'@x", "'-2", -2, "نص"]


def test_plain_csv_reads_back_with_ids() -> None:
    out = StringIO()
    assert write_csv([event()], plain.COLUMNS, plain.cells, out) == 1
    row = next(csv.DictReader(StringIO(out.getvalue())))
    assert (row["claims"], row["docs"], row["lon"], row["outlets"]) == ("c1; c2", "d1; d2", "-1.5", "'=نهر; صدى")


def test_acled_words_are_those_of_the_lexicon_s_table() -> None:
    with (ROOT / "src/riwaya/lexicon/events.csv").open(encoding="utf-8") as lines:
        rows = [(row["event_type"], row["sub_event_type"], row["name_en"]) for row in csv.DictReader(lines)]
    for kind, sub, name in rows:
        made = acled.cells(Event("e", kind, sub, (), (), (), (), Grade("weak", "F", 6, ()), ()), {}, sub_types())
        assert made[6] == name
        assert kind in acled.TYPES


def test_the_documentation_is_that_of_the_columns() -> None:
    written = runpy.run_path(str(ROOT / "scripts" / "exports_doc.py"))["text"]()
    assert (ROOT / "docs" / "exports.md").read_text(encoding="utf-8") == written


@pytest.mark.parametrize(("form", "width"), [("csv", 19), ("acled", 31)])
def test_export_writes_a_file_and_says_what_it_cannot_hold(run: Run, tmp_path: Path, form: str, width: int) -> None:
    claim = {"evidence": [[0, 4]], "event_type": "battles", "sub_event_type": "armed-clash", "stance": "asserted"}
    page = {"doc": "d", "outlet": "o", "published": "2019-06-20", "title": None, "text": "اشتباك", "claims": [claim]}
    (tmp_path / "claims.jsonl").write_text(json.dumps(page) + "\n", encoding="utf-8")
    status, _, said = run("export", "--from", str(tmp_path / "claims.jsonl"), "--format", form, "-o", str(tmp_path / "out.csv"), "--lang", "en")
    rows = list(csv.reader(StringIO((tmp_path / "out.csv").read_text(encoding="utf-8"))))
    assert (status, len(rows), len(rows[1])) == (0, 2, width)
    assert "Not in this table" in said
    assert ("Armed clash" in rows[1]) == (form == "acled")
