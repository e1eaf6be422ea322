from __future__ import annotations

import csv
import sqlite3
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from riwaya import gazetteer
from riwaya.errors import BadInput
from riwaya.gazetteer import Atlas, Match, earth, fetch
from riwaya.gazetteer.merge import merge
from riwaya.gazetteer.record import Entry, Record

SHARED = Path(__file__).parents[3] / "shared/knowledge"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return gazetteer.open_atlas()


def record(key: str, name: str, **more: object) -> Record:
    plain = {"id": key, "source": key.split(":", maxsplit=1)[0], "kind": "village", "country": "SY", "lat": 35.0, "lon": 36.0, "arabic": (name,)}
    return Record(**plain | more)  # type: ignore[arg-type]


def test_records_of_one_id_or_one_name_nearby_are_one_place() -> None:
    far = record("own:2", "الغزال", lat=35.5)
    entries = merge([record("wof:1", "الغزال", ids=("gn:9",)), record("gn:9", "Ghazal"), record("pcode:C1", "غزال", lat=35.01), far])
    assert sorted(entry.id for entry in entries) == ["gn:9", "own:2"]
    joined = next(entry for entry in entries if entry.id == "gn:9")
    assert set(joined.sources) == {"wof", "gn", "pcode"}
    assert {"wof:1", "pcode:C1"} < set(joined.ids)


def test_two_records_of_one_table_stay_two_places() -> None:
    assert len(merge([record("wof:1", "الغزال"), record("wof:2", "الغزال", lat=35.01)])) == 2


def test_every_entry_has_a_point_on_the_earth_and_an_id_of_its_own() -> None:
    entries = merge(gazetteer.built_in())
    assert len({entry.id for entry in entries}) == len(entries)
    assert all(-90 <= entry.lat <= 90 and -180 <= entry.lon <= 180 and entry.radius_km > 0 for entry in entries)


@pytest.mark.parametrize(
    ("written", "match"),
    [
        ("حماة", Match.EXACT),
        ("حماه", Match.EXACT),
        ("كفر نبوده", Match.EXACT),
        ("خان الشيخون", Match.LOOSE),
        ("كفرنبوودة", Match.SLIP),
        ("Hama", Match.EXACT),
        ("El Fashir", Match.SOUND),
    ],
)
def test_a_spelling_finds_its_place(atlas: Atlas, written: str, match: Match) -> None:
    found = atlas.find(written)
    assert found
    assert found[0].match is match


@pytest.mark.parametrize("written", ["", "خلب", "ببب", "Qqq"])
def test_a_short_name_is_never_taken_for_another(atlas: Atlas, written: str) -> None:
    assert not atlas.find(written)


def test_the_countries_covered_have_their_governorates(atlas: Atlas) -> None:
    if not (SHARED / "countries.csv").is_file():
        pytest.skip("the list of countries lies beside the project")
    with (SHARED / "countries.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kinds = {kind: number for _, kind, number in atlas.counts(row["code"])}
            assert kinds["country"] == 1, row
            assert kinds["governorate"] >= 5, row
            assert any(found.entry.country == row["code"] for found in atlas.find(row["name_ar"])), row


def test_the_north_of_a_unit_lies_north_of_its_town(atlas: Atlas) -> None:
    unit = atlas.get("gn:170062")
    assert unit is not None
    north, south = atlas.part(unit, "n"), atlas.part(unit, "s")
    assert north.lat > 36.2 > south.lat
    assert atlas.part(unit, "") != north


def test_looking_up_takes_far_less_than_a_millisecond_of_processor_time() -> None:
    atlas = gazetteer.open_atlas()
    names = [record.arabic[0] for record in gazetteer.built_in() if record.arabic][:2000]
    start = time.thread_time()
    for name in names:
        atlas.find(name)
    assert (time.thread_time() - start) / len(names) < 0.001


def test_what_is_imported_twice_is_there_once(tmp_path: Path) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("name,lat,lon,country\nتلة الغزال,35.1,36.5,SY\n", encoding="utf-8")
    for _ in range(2):
        gazetteer.import_tables(tmp_path, [table])
    assert len(gazetteer.open_atlas(tmp_path).find("تلة الغزال")) == 1


def test_the_built_in_gazetteer_is_kept_where_it_can_be(tmp_path: Path) -> None:
    assert gazetteer.open_atlas(tmp_path / "folder").find("حماة")
    kept = list((tmp_path / "folder").glob("built-in-*.sqlite"))
    assert len(kept) == 1
    assert gazetteer.open_atlas(tmp_path / "folder").find("حماة")
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert gazetteer.open_atlas(tmp_path / "file" / "under").find("حماة")  # a folder that cannot be made


@pytest.mark.parametrize("content", [b"not a database", b""])
def test_a_broken_gazetteer_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "gazetteer.sqlite").write_bytes(content)
    with pytest.raises(BadInput, match=r"gazetteer\.sqlite.*import your tables again"):
        gazetteer.open_atlas(tmp_path)


def test_a_gazetteer_is_only_read(tmp_path: Path) -> None:
    connection = gazetteer.open_atlas(tmp_path).connection
    with pytest.raises(sqlite3.OperationalError):
        connection.execute("DELETE FROM place")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "served/alternatenames").mkdir(parents=True)
    handler = partial(_Quiet, directory=str(tmp_path / "served"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:  # type: ignore[override]
        pass


def test_fetching_downloads_both_tables(server: str, tmp_path: Path) -> None:
    for name in ("SY.zip", "alternatenames/SY.zip"):
        (tmp_path / "served" / name).write_bytes(b"x")
    assert [path.name for path in fetch.fetch("sy", tmp_path / "tables", server)] == ["SY.zip", "alternatenames-SY.zip"]


def test_what_cannot_be_fetched_leaves_nothing_behind(server: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"SY\.zip: cannot be fetched .*riwaya places import"):
        fetch.fetch("SY", tmp_path / "tables", server)
    assert not list((tmp_path / "tables").iterdir())


@pytest.mark.parametrize(("code", "base"), [("Syria", "http://127.0.0.1"), ("SY", "file:///etc")])
def test_only_countries_are_fetched_and_only_from_the_web(tmp_path: Path, code: str, base: str) -> None:
    with pytest.raises(BadInput):
        fetch.fetch(code, tmp_path, base)


def test_distance_and_bearing_agree_with_moving() -> None:
    aleppo = (36.2, 37.16)
    there = earth.moved(aleppo, 90, 60)
    assert earth.distance(aleppo, there) == pytest.approx(60, abs=0.1)
    assert earth.bearing(aleppo, there) == pytest.approx(90, abs=0.5)
    assert earth.near_distance(aleppo, there) == pytest.approx(60, rel=0.01)


def test_an_entry_lies_in_its_units() -> None:
    entry = Entry("a", "village", "SY", 35, 36, 1, (), (), (), "b", "c", 0, listed=False, sources=())
    assert entry.lies_in("b")
    assert not entry.lies_in("d")
